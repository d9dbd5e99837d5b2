"""The decision records: each has a number and a status, and names only what exists."""

import re
from pathlib import Path

import pytest

from tests.docs.names import ROOT, missing_files, missing_links, missing_modules

RECORDS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
NUMBERS = {int(record.name[:4]) for record in RECORDS}

_LINK = r"\[[0-9]+\]\([0-9]{4}-[a-z0-9-]+\.md\)"
_MONTH = r"20[0-9]{2}-(?:0[1-9]|1[0-2])"
STATUS = re.compile(
    rf"Status: (?:accepted|rejected|superseded by {_LINK}), {_MONTH}"
    rf"(?:; amended by {_LINK}(?:(?:, {_LINK})* and {_LINK})?)?\."
)
_REFERENCE = re.compile(r"\b[Rr]ecords? ([0-9]+)\b|\[([0-9]+)\]\(")

each_record = pytest.mark.parametrize("record", RECORDS, ids=[path.stem for path in RECORDS])


def references(text: str) -> set[int]:
    """Return the numbers of the records that a text refers to."""
    return {int(word or link) for word, link in _REFERENCE.findall(text)}


@each_record
def test_title_has_the_number_of_its_file(record: Path) -> None:
    """The first line is a heading with the number, and no two records share one."""
    title = record.read_text("utf-8").splitlines()[0]
    assert re.fullmatch(rf"# 0*{int(record.name[:4])}\. \S.*", title), title
    assert len(list(record.parent.glob(f"{record.name[:4]}-*"))) == 1


@each_record
def test_status_stands_under_the_title(record: Path) -> None:
    """The third line says whether the decision holds, since when, and which record amends it."""
    lines = record.read_text("utf-8").splitlines()
    assert lines[1] == ""
    assert STATUS.fullmatch(lines[2]), lines[2]


@each_record
def test_files_and_modules_named_in_a_record_exist(record: Path) -> None:
    """The files and modules that a record names exist."""
    text = record.read_text("utf-8")
    assert missing_files(text) == set()
    assert missing_modules(text) == set()


@each_record
def test_records_and_links_in_a_record_exist(record: Path) -> None:
    """The records that a record refers to exist, and each link leads to the one it names."""
    text = record.read_text("utf-8")
    assert references(text) <= NUMBERS
    assert missing_links(record) == []
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
    """A status has a month, and records that replace or amend another one are links."""
    assert (STATUS.fullmatch(line) is not None) is is_known


def test_records_are_referred_to_by_number_and_by_link() -> None:
    """References by number and by link are found, and other numbers are not."""
    assert references("record 22, [24](0024-group-commit.md), 409 and row 12") == {22, 24}
