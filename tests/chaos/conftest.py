"""Random numbers, figures and real bots for the chaos tests."""

import random
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from tests.chaos import scale
from tests.chaos.figures import Figure, keep
from tests.chaos.process_world import ProcessWorld, open_process_world
from tests.chaos.processes import ForkServer, open_fork_server
from tests.chaos.promises import promises

Record = Callable[..., Figure]


@pytest.fixture
def dice(request: pytest.FixtureRequest) -> random.Random:
    """Return the random numbers of this test. A failure prints the seed that repeats them."""
    name = request.node.nodeid.rpartition("/")[2]
    print(f"CHAOS_SEED={scale.SEED} for {name}")  # noqa: T201 - shown with a failure only
    return scale.dice(name)


@pytest.fixture
def record() -> Record:
    """Return a function that keeps a figure.

    It takes the id of a row, the number of tries, and the counts by name.
    """
    known = {promise.id for promise in promises()}

    def keep_figure(row: str, tries: int, **counts: float | str) -> Figure:
        assert row in known, row
        named = {name.replace("_", " "): value for name, value in counts.items()}
        figure = Figure(row, tries, named, scale.SEED)
        print(figure.line())  # noqa: T201 - the figure is what the run is for
        if path := scale.figures_file():
            keep(figure, path)
        return figure

    return keep_figure


@pytest.fixture(scope="session")
def fork_server() -> Iterator[ForkServer]:
    """Start one fork server for all tests, since importing the bot takes longest."""
    with open_fork_server() as fork_server:
        yield fork_server


@pytest.fixture
async def world(fork_server: ForkServer, tmp_path: Path) -> AsyncIterator[ProcessWorld]:
    """Yield a server and an empty folder, for real bots."""
    async with open_process_world(fork_server, tmp_path) as world:
        yield world
