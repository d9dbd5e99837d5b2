"""A tool: `python -m tests.bench.check` compares ratios. Status 1: one has become worse.

It compares only ratios within one run, because a slow machine slows down both sides of a ratio. `--keep`
writes the measured ratios to held.json, which later runs are compared with. Use it after a change that is
meant to cost something.
"""

import asyncio
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import typer

from bot.resources import fix_zone_data
from tests.bench.million import claim_ratio, planning_ratios
from tests.bench.sending import measure
from tests.bench.yearly import second_year_ratio

HELD = Path(__file__).with_name("held.json")
WORSE = 1.2
_ROUNDS = 5
_SUBSCRIBERS = 100_000
_SUBSCRIBERS_FOR_YEARS = 5_000


def ratios(folder: Path) -> Iterator[tuple[str, float]]:
    """Measure the ratios, and yield each with its name. Smaller is better."""
    spent = asyncio.run(measure(folder, ("aiogram", "raw"), _ROUNDS))
    yield "a delivered message / a bare aiogram loop", spent["ours"] / spent["aiogram"]
    yield "a delivered message / a raw aiohttp loop", spent["ours"] / spent["raw"]
    yield "a corrected message / a sent message", spent["amended"] / spent["ours"]
    reminder, bulletin = planning_ratios(folder, _SUBSCRIBERS)
    yield "planning a reminder / a bare INSERT … SELECT", reminder
    yield "planning a bulletin / a bare INSERT … SELECT", bulletin
    yield "claiming the last / the first", claim_ratio(folder, _SUBSCRIBERS)
    grown = second_year_ratio(folder, _SUBSCRIBERS_FOR_YEARS)
    yield "the file for each delivery in it: the second year / the first", grown


def worse_than(held: Mapping[str, float], measured: Mapping[str, float]) -> list[str]:
    """Return the names of the ratios that exceed the held ones by more than a fifth.

    A ratio without a held value is never among them.
    """
    return [name for name, value in measured.items() if value > WORSE * held.get(name, value)]


def main() -> None:
    """Measure the ratios, compare them with the held ones, and print them."""
    fix_zone_data()
    held: dict[str, float] = json.loads(HELD.read_text("utf-8")) if HELD.exists() else {}
    with tempfile.TemporaryDirectory(prefix="mag-bench-") as folder:
        measured = dict(ratios(Path(folder)))
    worse = worse_than(held, measured)
    for name, value in measured.items():
        mark = "✗" if name in worse else "✓"
        typer.echo(f"{mark} {name:<62} {value:>6.3f}, held to {WORSE} × {held.get(name, value):.3f}")
    if "--keep" in sys.argv[1:]:
        HELD.write_text(json.dumps(measured, ensure_ascii=False, indent=2) + "\n", "utf-8")
        return
    sys.exit(bool(worse))


if __name__ == "__main__":
    main()
