"""A tool: `python -m tests.bench [PART …]` measures. Status 1: a promise is not kept.

Without parts it measures everything, which takes most of an hour, and writes docs/performance.md.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import typer

from bot.resources import fix_zone_data
from scheduler.clock import SystemClock
from tests.bench.figures import Figure, table
from tests.bench.page import PAGE, page
from tests.bench.parts import PARTS, Part


def main() -> None:
    """Measure the parts, and print each figure as soon as it is known."""
    wanted = sys.argv[1:]
    if unknown := set(wanted) - {part.name for part in PARTS}:
        raise SystemExit(f"{', '.join(sorted(unknown))}: the parts are {', '.join(p.name for p in PARTS)}")
    fix_zone_data()
    measured = {part.name: list(_printed(part)) for part in PARTS if not wanted or part.name in wanted}
    if not wanted:
        PAGE.write_text(page(measured, SystemClock().now().date()), "utf-8")
    missed = [one for figures in measured.values() for one in figures if not one.holds]
    sys.exit(bool(missed))


def _printed(part: Part) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="mag-bench-") as folder:
        for figure in part.measure(Path(folder)):
            for line in table((figure,)):
                typer.echo(line)
            yield figure


if __name__ == "__main__":
    main()
