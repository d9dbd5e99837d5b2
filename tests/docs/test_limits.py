"""The table of limits in docs/architecture.md has every constant of the product, with its value."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from fractions import Fraction
from importlib import import_module
from math import isclose
from pathlib import Path

import pytest

from tests.docs.names import ROOT

Number = int | float | timedelta
Value = Number | tuple[Number, ...]

FLOORS = ("bot", "handlers", "scheduler", "data")
SANDBOX = ROOT / "bot" / "sandbox"
# the sizes of a drawing are no limits
LEFT_OUT = (SANDBOX, ROOT / "handlers" / "pictures")
TABLES = ROOT / "docs" / "architecture.md"

NO_LIMITS = {
    "an exit status": (
        "bot.__main__._INTERRUPTED",
        "bot.__main__._CUT_SHORT",
        "data.plans.child_process.OUT_OF_MEMORY_STATUS",
    ),
    "a mark in a file": ("data.store.backups.making.COPY_MARK",),
    "a port": (
        "bot.commands.running.DEFAULT_PORT",
        "bot.commands.sandbox.DEFAULT_PORT",
        "bot.setting_checks.WEBHOOK_PORTS",
    ),
    "a unit": (
        "handlers.views.wording.decimals.MEBIBYTE",
        "bot.telegram_api.star_budget._TENTHS",
        "handlers.views.notices.occasion_lines._MONTH",
        "handlers.views.notices.occasion_lines._WEEK",
        "handlers.views.secretariat.diagnosis._MEGABYTE",
        "handlers.views.wording.until._DAYS_OF_MONTH",
        "handlers.views.wording.until._MONTHS_OF_YEAR",
        "handlers.views.wording.until._WEEK",
        "handlers.views.wording.starting._HOUR",
        "scheduler.bulletins.issue._WEEK",
        "scheduler.catch_up._DAY",
        "scheduler.diagnosis._WEEK",
        "scheduler.due_notices._DAY",
        "scheduler.forecast._WEEK",
        "scheduler.hours_ahead._DAY",
        "scheduler.local_hours._DAY",
        "scheduler.planning._DAY",
        "data.calendar.bulletin.composing._WEEK",
        "scheduler.reminder_forecast._DAY",
        "scheduler.statistics._DAY",
        "data.calendar.questions.relative_spans._DAY",
        "data.calendar.grammar.wordings.windows.ONE_DAY",
        "data.calendar.nearest_city._EARTH_RADIUS_KM",
        "data.calendar.utc_offsets._HOUR",
        "data.store.feedback.messages._DAY",
        "data.store.backups.making._MEBIBYTE",
        "data.store.outbox._MICROSECOND",
    ),
    "a fact of the calendar": (
        "data.calendar.grammar.leftovers._LARGEST_DAY",
        "data.calendar.grammar.quotes._ANY_YEAR",
        "data.calendar.grammar.wordings.clock_times.NOON",
        "data.calendar.month_parts._LAST",
        "data.plans.layout.date_words.ANY_LEAP_YEAR",
        "data.store.notices._FIRST_DAY",
        "handlers.views.secretariat.log_file._EVERY_YEAR",
        "handlers.views.wording.dates.SEASON_MONTHS",
    ),
    "the range of a column's integer": (
        "bot.updates.raw_updates._LARGEST_ID",
        "data.store.action_log._ALL",
        "data.store.notice_rows._TOO_LARGE",
        "data.store.targeting.chunking._AFTER_ALL",
        "data.store.targeting.chunking._BEFORE_ALL",
    ),
    "versions of SQLite": ("data.store.sqlite.integrity._WAL_RESET_BUG",),
    "an id": (
        "data.store.action_log.COMMAND_LINE",
        "data.store.open_questions.NOT_SENT",
        "data.store.service_accounts.ANONYMOUS_ADMIN",
        "data.store.service_accounts.CHANNEL_BOT",
        "data.store.service_accounts.TELEGRAM",
        "handlers.views.secretariat.staff.USERS_REQUEST",
    ),
}
"""The numbers that are no limits, by what they are instead."""

SECONDS = {"ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0, "days": 86400.0}
BYTES = {"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}
SHARE = {"%": 0.01}

_ROW = re.compile(r"^\| [^|]+ \| (?P<value>[^|]+) \| `(?P<owner>[\w.]+)` \| [^|]+ \|$", re.MULTILINE)
_QUANTITY = re.compile(r"(?P<number>-?\d[\d,]*(?:\.\d+|/\d+)?)(?: (?P<unit>\S.*))?")
_COMMENT = re.compile(r" \([^)]*\)$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of the table with its unit, as text where it measures neither time nor bytes nor a share."""

    number: Fraction
    unit: str

    def equals(self, value: Number, name: str) -> bool:
        """Return whether a constant of this name has the value.

        A plain number of a time is in seconds. One in days is in days, unless the name says seconds.
        """
        if isinstance(value, timedelta):
            return self.unit in SECONDS and isclose(self._in_seconds(), value.total_seconds())
        if self.unit in SECONDS and (self.unit != "days" or "SECONDS" in name):
            return isclose(self._in_seconds(), value)
        return isclose(float(self.number) * (BYTES | SHARE).get(self.unit, 1), value)

    def _in_seconds(self) -> float:
        return float(self.number) * SECONDS[self.unit]


def quantities(cell: str) -> tuple[Quantity, ...]:
    """Return the quantities of a cell, such as «20 MiB» or «7, 3, 1 days». Raises ValueError.

    What has no unit has that of the last one. A comment in brackets at the end is left out.
    """
    parts = [_QUANTITY.fullmatch(part) for part in _COMMENT.sub("", cell).split(", ")]
    found = [part for part in parts if part is not None]
    if len(found) < len(parts):
        raise ValueError(cell)
    last = found[-1]["unit"] or ""
    return tuple(Quantity(Fraction(one["number"].replace(",", "")), one["unit"] or last) for one in found)


def has_value(cell: str, value: Value, name: str) -> bool:
    """Return whether a cell says the value of a constant of this name."""
    written, values = quantities(cell), value if isinstance(value, tuple) else (value,)
    return len(written) == len(values) and all(
        one.equals(other, name) for one, other in zip(written, values, strict=True)
    )


def names_of(text: str) -> Iterator[str]:
    """Yield the constants that a module assigns, imported ones left out."""
    for node in ast.parse(text).body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign) and node.value is not None:
            targets = [node.target]
        for target in targets:
            for one in ast.walk(target):
                if isinstance(one, ast.Name) and one.id.strip("_").isupper():
                    yield one.id


def is_number(value: object) -> bool:
    """Return whether a value is a number, a length of time, or a tuple of these."""
    if isinstance(value, tuple):
        return bool(value) and all(map(is_number, value))
    return isinstance(value, int | float | timedelta) and not isinstance(value, bool | Enum)


def constants() -> dict[str, Value]:
    """Return every numeric constant of the floors, the sandbox left out, by its full name."""
    found: dict[str, Value] = {}
    for path in sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py")):
        names = (
            []
            if any(path.is_relative_to(folder) for folder in LEFT_OUT)
            else list(names_of(path.read_text("utf-8")))
        )
        if names:
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            values = vars(import_module(module))
            found |= {f"{module}.{name}": values[name] for name in names if is_number(values[name])}
    return found


CONSTANTS = constants()
ROWS = [(row["owner"], row["value"]) for row in _ROW.finditer(TABLES.read_text("utf-8"))]


@pytest.mark.parametrize(("owner", "cell"), ROWS, ids=[owner for owner, _ in ROWS])
def test_table_has_the_value_of_the_code(owner: str, cell: str) -> None:
    """The owner is a constant of the product, and the cell says its value with a unit."""
    assert owner in CONSTANTS
    assert has_value(cell, CONSTANTS[owner], owner.rpartition(".")[2]), (cell, CONSTANTS[owner])


def test_every_limit_is_in_the_table_once() -> None:
    """A constant is in the table or among those that are no limits, and in one of them only."""
    listed = [owner for owner, _ in ROWS] + [name for names in NO_LIMITS.values() for name in names]
    assert sorted(listed) == sorted(CONSTANTS)


def test_every_row_of_the_table_is_read() -> None:
    """A row that the pattern does not match would be compared with nothing."""
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
    """A cell of words would otherwise pass for a value."""
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
    """Local names, imports and aliases of types are no constants of a module."""
    assert list(names_of(text)) == names


def test_number_is_told_from_other_values() -> None:
    """Booleans and members of an enumeration are no limits, tuples of numbers are."""
    assert all(map(is_number, (1, 0.5, timedelta(1), (1, 2.0))))
    assert not any(map(is_number, (True, "1", (), ("a", 1), Path(), frozenset({1}))))
