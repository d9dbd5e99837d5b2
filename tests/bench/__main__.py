"""`python -m tests.bench`: figures and targets; status 1 when a target is missed."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import typer

from bot.library import fix_zone_data
from tests.bench import measures, sandbox, sending
from tests.bench.figures import Figure, table
from tests.bench.growth import growth
from tests.bench.million import million


def main() -> None:
    """Measure everything and print each figure as it comes."""
    fix_zone_data()
    with tempfile.TemporaryDirectory(prefix="mag-bench-") as folder:
        missed = 0
        for figure in _figures(Path(folder)):
            missed += not figure.holds
            for line in table((figure,)):
                typer.echo(line)
    sys.exit(min(missed, 1))


def _figures(folder: Path) -> Iterator[Figure]:
    yield measures.machine_speed()
    yield measures.machine_load()
    yield measures.reading()
    yield from measures.starting(folder)
    yield from measures.answering(folder)
    yield from measures.memory(folder)
    yield from sandbox.serving()
    yield from sending.sending(folder)
    yield from million(folder)
    yield from growth(folder)


if __name__ == "__main__":
    main()
