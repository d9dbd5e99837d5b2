"""The documents for readers and contributors name only files that exist."""

from pathlib import Path

import pytest

from tests.docs.names import ROOT, is_module, missing_files, missing_links, missing_modules, named_files

DOCUMENTS = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")))


@pytest.mark.parametrize("document", DOCUMENTS, ids=[path.name for path in DOCUMENTS])
def test_documents_name_what_exists(document: Path) -> None:
    """The files, folders, modules and links that a document names exist."""
    text = document.read_text("utf-8")
    assert missing_files(text) == set()
    assert missing_modules(text) == set()
    assert missing_links(document) == []


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("see `bot/app.py` and `docs/`", ["bot/app.py", "docs"]),
        ("each `data/store/sql/<family>.sql`", ["data/store/sql/*.sql"]),
        ("in `handlers/locales/…/start.ftl`", ["handlers/locales/*/start.ftl"]),
        ("the file `missing.py` alone", ["missing.py"]),
        ("`.docx`, `.txt`, `Etc/GMT-7`, `/upcoming`, `mag-bot run`, `wal_checkpoint(TRUNCATE)`", []),
        ("```\nls `bot/none.py`\n```\n", []),
    ],
)
def test_paths_in_backticks_are_told_from_other_code(text: str, files: list[str]) -> None:
    """Zones, commands, suffixes and blocks of code are not paths. A placeholder is any name."""
    assert list(named_files(text)) == files


def test_file_and_module_that_do_not_exist_are_reported() -> None:
    """Missing files and modules are reported, also for names with a placeholder."""
    text = "`bot/app.py`, `bot/none.py`, `data/none/<x>.sql`, `bot.none`, `data.store`, `bot.example.org`"
    assert missing_files(text) == {"bot/none.py", "data/none/*.sql"}
    assert missing_modules(text) == {"bot.none"}


def test_broken_link_is_reported(tmp_path: Path) -> None:
    """Only links to files are checked, beside the document. Sites and examples are left out."""
    document = tmp_path / "page.md"
    document.write_text("[a](page.md#top) [b](none.md) [c](https://example.org) `[d](example.md)`", "utf-8")
    assert missing_links(document) == ["none.md"]


@pytest.mark.parametrize(
    ("name", "exists"),
    [
        ("bot.app", True),
        ("data.store", True),
        ("bot.sandbox.missing", False),
        ("scheduler.clock.Clock", True),
        ("scheduler.clock.Missing", False),
    ],
)
def test_module_is_found_with_and_without_its_attribute(name: str, exists: bool) -> None:
    """Packages, modules and classes of a module are found, and invented ones are not."""
    assert is_module(name) is exists
