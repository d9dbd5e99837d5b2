"""Write docs/performance.md from the measured figures."""

import platform
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.parts import PARTS, Part

# the figures that growth measures for each size
_SIZED = re.compile(r"with ([0-9,]+) subscribers: (.+)")
PAGE = Path(__file__).parents[2] / "docs" / "performance.md"

_OPENING = """# How fast, how large

The last whole run of `make bench` measured each figure and wrote this page. To change it, edit `tests/bench`.
Beside each figure stands what is promised and, where a promise is not kept, the reason. Ratios come from one
run on one machine and hold on other machines. Milliseconds do not. `make bench-check` measures the ratios
again and fails where one has become worse by a fifth."""


def page(measured: Mapping[str, Sequence[Figure]], day: date) -> str:
    """Return the whole page. The keys of `measured` are the names of the parts."""
    system = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()}"
    sections = [_section(part, measured[part.name]) for part in PARTS]
    return "\n\n".join((_OPENING, f"Last run: {day.isoformat()}, {system}.", *sections)) + "\n"


def _section(part: Part, figures: Sequence[Figure]) -> str:
    by_size = [one for one in figures if _SIZED.fullmatch(one.name)]
    others = [one for one in figures if not _SIZED.fullmatch(one.name)]
    tables = ("\n".join(table) for table in (_by_size(by_size), _table(others)) if table)
    return "\n\n".join((f"## {part.title}", part.intro, *tables, *_reasons(figures)))


def _table(figures: Sequence[Figure]) -> list[str]:
    lines = ["| | measured | promised | |", "|---|---:|---|---|"]
    for one in figures:
        mark = "" if not one.promise else "kept" if one.holds else "**not kept**"
        lines.append(f"| {one.name} | {_number(one.value)} {one.unit} | {one.promise} | {mark} |")
    return lines


def _by_size(figures: Sequence[Figure]) -> list[str]:
    """Return a table with a row for each number of subscribers and a column for each figure.

    Without figures the list is empty.
    """
    rows: dict[str, dict[str, str]] = {}
    for one in figures:
        _, size, thing = _SIZED.split(one.name)[:3]
        rows.setdefault(size, {})[thing] = f"{_number(one.value)} {one.unit}"
    if not rows:
        return []
    things = list(next(iter(rows.values())))
    lines = [f"| subscribers | {' | '.join(things)} |", "|---:" * (1 + len(things)) + "|"]
    return [*lines, *(f"| {size} | {' | '.join(row.values())} |" for size, row in rows.items())]


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:,.3g}"


def _reasons(figures: Sequence[Figure]) -> Iterator[str]:
    for one in figures:
        if one.note and not one.holds:
            yield f"*{one.name}*: {one.note}"
