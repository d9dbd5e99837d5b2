"""The table of limits in docs/architecture.md has every constant, with its value."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from tests.docs.constants import NO_LIMITS, constants, is_number, names_of
from tests.docs.names import ROOT
from tests.docs.quantities import Value, has_value, quantities

TABLES = ROOT / "docs" / "architecture.md"

_ROW = re.compile(r"^\| [^|]+ \| (?P<value>[^|]+) \| `(?P<owner>[\w.]+)` \| [^|]+ \|$", re.MULTILINE)

CONSTANTS = constants()
ROWS = [(row["owner"], row["value"]) for row in _ROW.finditer(TABLES.read_text("utf-8"))]


@pytest.mark.parametrize(("owner", "cell"), ROWS, ids=[owner for owner, _ in ROWS])
def test_table_has_the_value_of_the_code(owner: str, cell: str) -> None:
    """Each owner is a constant of the product, and its cell states the value with a unit."""
    assert owner in CONSTANTS
    assert has_value(cell, CONSTANTS[owner], owner.rpartition(".")[2]), (cell, CONSTANTS[owner])


def test_every_limit_is_in_the_table_once() -> None:
    """Each constant is either in the table or among those that are not limits, and only once."""
    listed = [owner for owner, _ in ROWS] + [name for names in NO_LIMITS.values() for name in names]
    assert sorted(listed) == sorted(CONSTANTS)


def test_every_row_of_the_table_is_read() -> None:
    """The pattern matches every row, since other rows would be compared with nothing."""
    lines = TABLES.read_text("utf-8").partition("\n## Limits\n")[2].splitlines()
    rows = [line for line in lines if line.startswith("|") and not line.startswith(("| what |", "|---"))]
    assert len(rows) == len(ROWS) > 0


@pytest.mark.parametrize(
    ("cell", "value", "name", "is_same"),
    [
        ("20 MiB", 20 * 1024 * 1024, "MAX_BYTES", True),
        ("20 MiB", 20_000_000, "MAX_BYTES", False),
        ("60 s", 60.0, "WAIT_SECONDS", True),
        ("60 s", 61.0, "WAIT_SECONDS", False),
        ("1 h", timedelta(hours=1), "LATE", True),
        ("1 h", timedelta(minutes=1), "LATE", False),
        ("1 hour", timedelta(hours=1), "LATE", False),
        ("1 messages", timedelta(seconds=1), "LATE", False),
        ("50 ms", 0.05, "LINGER_SECONDS", True),
        ("1/3 ms", 0.05 / 150, "SECONDS_FOR_EACH", True),
        ("366 days", 366, "AHEAD_DAYS", True),
        ("366 days", 366 * 86400.0, "MOST_SECONDS", True),
        ("2 days", timedelta(days=2), "KEPT", True),
        ("-12 h", timedelta(hours=-12), "LOWEST", True),
        ("80 %", 0.8, "SURE", True),
        ("80 %", 80, "SURE", False),
        ("1,000 rows", 1000, "MAX_ROWS", True),
        ("10 s, 20 s", (10.0, 20.0), "PAUSES", True),
        ("7, 3, 1 days", (7, 3, 1), "LEADS", True),
        ("7, 3 days", (7, 3, 1), "LEADS", False),
        ("5 rows (a fifth)", 5, "SHARE", True),
    ],
)
def test_cell_is_compared_by_number_and_unit(cell: str, value: Value, name: str, is_same: bool) -> None:
    """Times, bytes and shares are converted. Other units are words, and the number is the value."""
    assert has_value(cell, value, name) is is_same


@pytest.mark.parametrize("cell", ["s", "about 5 s", "5 s, soon"])
def test_cell_without_a_number_is_refused(cell: str) -> None:
    """A cell of words is refused."""
    with pytest.raises(ValueError, match=re.escape(cell)):
        quantities(cell)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("MOST = 3\n_KEPT: int = 4\n", ["MOST", "_KEPT"]),
        ("_LONG, _PAUSE = 1.0, 60.0\n", ["_LONG", "_PAUSE"]),
        ("from a import MOST\nmost = 3\nKind = int\n", []),
        ("def f():\n    MOST = 3\n", []),
    ],
)
def test_constants_are_names_in_capitals_that_a_module_assigns(text: str, names: list[str]) -> None:
    """Local names, imports and aliases of types are not constants of a module."""
    assert list(names_of(text)) == names


def test_number_is_told_from_other_values() -> None:
    """Tuples of numbers are limits, but booleans and members of an enumeration are not."""
    assert all(map(is_number, (1, 0.5, timedelta(1), (1, 2.0))))
    assert not any(map(is_number, (True, "1", (), ("a", 1), Path(), frozenset({1}))))
