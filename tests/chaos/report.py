"""Write docs/reliability.md from the promises and the figures of one run."""

import platform
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date

from tests.chaos.figures import Figure
from tests.chaos.promises import PARTS
from tests.chaos.rows.promise import Promise

_OPENING = """# What happens when things go wrong

Each row is a fault that the tests really cause: they kill processes, drop writes, fill disks, lose answers
and move clocks. The figures are those of the last run of `make chaos`. `make test` runs a short form of the
same tests. The run writes this page. To change it, edit `tests/chaos/rows`.
"""
_COLUMNS = (
    "| | fault | promise | how it is tested | last run | other bots and libraries |\n"
    "|---|---|---|---|---|---|"
)


def write_report(figures: Mapping[str, list[Figure]], day: date, seed: int, form: str = "long") -> str:
    """Return the page as Markdown. A promise without a figure says so."""
    return "\n".join(_lines(figures, day, seed, form)) + "\n"


def _lines(figures: Mapping[str, list[Figure]], day: date, seed: int, form: str) -> Iterator[str]:
    yield _OPENING
    yield (
        f"Last run: {day.isoformat()}, {form} form, seed {seed}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, {platform.system()} {platform.machine()}."
    )
    for part in PARTS:
        yield f"\n## {part.title}\n\n{_COLUMNS}"
        yield from (_row(promise, figures.get(promise.id, [])) for promise in part.rows)


def _row(promise: Promise, figures: list[Figure]) -> str:
    found = "<br>".join(f"{figure.tries} ×: {figure.words()}" for figure in figures) or "not run"
    cells = (promise.id, promise.fault, promise.promise, promise.how, found, promise.peers)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
