"""The decision records: each has a number and a status, and names only what exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RECORDS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
NUMBERS = {int(record.name[:4]) for record in RECORDS}
TOP = {path.name for path in ROOT.iterdir()}
PACKAGES = ("bot", "handlers", "scheduler", "data")

_LINK = r"\[[0-9]+\]\([0-9]{4}-[a-z0-9-]+\.md\)"
STATUS = re.compile(
    rf"Status: (?:accepted|rejected|superseded by {_LINK}), 20[0-9]{{2}}-(?:0[1-9]|1[0-2])"
    rf"(?:; amended by {_LINK}(?:(?:, {_LINK})* and {_LINK})?)?\."
)
_CODE = re.compile(r"`([^`\n]+)`")
_FILE = re.compile(r"[\w.<>*…-]+(?:/[\w.<>*…-]+)*/?")
_SUFFIXES = {".py", ".sql", ".md", ".ftl", ".json", ".toml", ".txt"}
_MODULE = re.compile(rf"(?:{'|'.join(PACKAGES)}|tests)(?:\.[A-Za-z_]\w*)+")
_REFERENCE = re.compile(r"\b[Rr]ecords? ([0-9]+)\b|\[([0-9]+)\]\(")
_TARGET = re.compile(r"\]\(([^)#\s]+)[^)\s]*\)")

record = pytest.mark.parametrize("record", RECORDS, ids=[path.stem for path in RECORDS])


def named_files(text: str) -> Iterator[str]:
    """Yield what backticks name as a file or folder of the project.

    That is a path which begins with a folder of the project, or a name with the suffix of a source file.
    A placeholder in angle brackets or an ellipsis stands for any name.
    """
    for code in _CODE.findall(text):
        if _FILE.fullmatch(code) and (code.split("/")[0] in TOP or Path(code).suffix in _SUFFIXES):
            yield re.sub(r"<[^>]*>|…", "*", code).rstrip("/")


def named_modules(text: str) -> Iterator[str]:
    """Yield what backticks name as a module of ours, with or without an attribute behind it."""
    return (code for code in _CODE.findall(text) if _MODULE.fullmatch(code))


def is_module(name: str, root: Path = ROOT) -> bool:
    """Return whether the name is a module or package, or an attribute written in one."""
    path = root.joinpath(*name.split("."))
    if path.is_dir() or path.with_suffix(".py").is_file():
        return True
    parent, attribute = path.parent.with_suffix(".py"), path.name
    return parent.is_file() and re.search(rf"\b{attribute}\b", parent.read_text("utf-8")) is not None


def references(text: str) -> set[int]:
    """Return the numbers of the records that a text refers to."""
    return {int(word or link) for word, link in _REFERENCE.findall(text)}


@record
def test_title_has_the_number_of_its_file(record: Path) -> None:
    """The first line is a heading with the number, and no two records share one."""
    title = record.read_text("utf-8").splitlines()[0]
    assert re.fullmatch(rf"# 0*{int(record.name[:4])}\. \S.*", title), title
    assert len(list(record.parent.glob(f"{record.name[:4]}-*"))) == 1


@record
def test_status_stands_under_the_title(record: Path) -> None:
    """The third line says whether the decision holds, since when, and which record amends it."""
    lines = record.read_text("utf-8").splitlines()
    assert lines[1] == ""
    assert STATUS.fullmatch(lines[2]), lines[2]


@record
def test_named_files_exist(record: Path) -> None:
    """A file or folder that a record names in backticks is found where it says."""
    names = set(named_files(record.read_text("utf-8")))
    assert {name for name in names if not any(ROOT.glob(name))} == set()


@record
def test_named_modules_exist(record: Path) -> None:
    """A dotted name of ours is a module, or something in one."""
    assert {name for name in named_modules(record.read_text("utf-8")) if not is_module(name)} == set()


@record
def test_referred_records_and_links_exist(record: Path) -> None:
    """A number of another record is the number of one, a link leads to a file, and both agree."""
    text = record.read_text("utf-8")
    assert references(text) <= NUMBERS
    targets = [target for target in _TARGET.findall(text) if "://" not in target]
    assert [target for target in targets if not (record.parent / target).is_file()] == []
    for number, target in re.findall(r"\[([0-9]+)\]\(([^)]+)\)", text):
        assert target.startswith(f"{int(number):04}-")


@pytest.mark.parametrize(
    ("line", "is_known"),
    [
        ("Status: accepted, 2026-11.", True),
        ("Status: accepted, 2026-11; amended by [24](0024-group-commit.md).", True),
        ("Status: accepted, 2026-11; amended by [7](0007-a.md), [8](0008-b.md) and [9](0009-c.md).", True),
        ("Status: superseded by [31](0031-other.md), 2027-02.", True),
        ("Status: superseded by 0031, 2027-02.", False),
        ("Status: accepted.", False),
        ("Status: in force.", False),
        ("Status: accepted, 2026-13.", False),
        ("Status: accepted, 2026-11; amended by nothing.", False),
    ],
)
def test_status_has_a_known_form(line: str, is_known: bool) -> None:
    """A status has a month, and what replaces or amends a record is a link."""
    assert (STATUS.fullmatch(line) is not None) is is_known


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("see `bot/app.py` and `docs/`", ["bot/app.py", "docs"]),
        ("each `data/store/sql/<family>.sql`", ["data/store/sql/*.sql"]),
        ("in `handlers/locales/…/start.ftl`", ["handlers/locales/*/start.ftl"]),
        ("the file `missing.py` alone", ["missing.py"]),
        ("`.docx`, `.txt`, `Etc/GMT-7`, `/upcoming`, `mag-bot run`, `wal_checkpoint(TRUNCATE)`", []),
    ],
)
def test_paths_in_backticks_are_told_from_other_code(text: str, files: list[str]) -> None:
    """Zones, commands and suffixes are no paths, and a placeholder stands for any name."""
    assert list(named_files(text)) == files


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
def test_a_module_is_found_with_and_without_its_attribute(name: str, exists: bool) -> None:
    """A package, a module and a class of a module exist, invented ones do not."""
    assert is_module(name) is exists


def test_records_are_referred_to_by_number_and_by_link() -> None:
    """Both ways to name a record are seen; other numbers are not records."""
    assert references("record 22, [24](0024-group-commit.md), 409 and row 12") == {22, 24}
