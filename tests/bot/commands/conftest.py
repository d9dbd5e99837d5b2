"""The command line in a folder of its own, with a database that has the shipped plan."""

import asyncio
import io
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import run_command
from bot.resources import open_resources
from bot.settings import Settings
from scheduler.clock import SystemClock
from tests.factories import settings_over

ROOT = Path(__file__).parents[3]
PLAN = ROOT / "data" / "content" / "plan-2020.txt"


@dataclass(frozen=True)
class Printed:
    """The exit status and the output of a command."""

    status: int
    out: str
    err: str

    @property
    def refusal(self) -> str:
        """Check that the command was refused with one line and no output, and return the line."""
        assert (self.status, self.out) == (2, "")
        assert self.err.startswith("mag-bot: ")
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1
        return self.err.removeprefix("mag-bot: ").rstrip("\n")


Command = Callable[..., Printed]


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database after its first start, to be copied."""
    path = tmp_path_factory.mktemp("shipped") / "mag.db"

    async def first_start() -> None:
        async with open_resources(settings_over(path), SystemClock()):
            pass

    asyncio.run(first_start())
    return path


@pytest.fixture
def database(shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the database of the settings."""
    path = tmp_path / "mag.db"
    shutil.copy(shipped, path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    return path


@pytest.fixture
def command(tmp_path: Path, database: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Command]:
    """Return a function that runs one command line. `answer` is what the person types."""
    capsys.readouterr()

    def run(*arguments: str | Path, answer: str = "") -> Printed:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(tmp_path)
            patch.setattr("sys.stdin", io.StringIO(answer))
            status = run_command([str(argument) for argument in arguments])
        return Printed(status, *capsys.readouterr())

    with _log_left_alone():
        yield run


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the settings of this machine from the tests."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    # a command fixes the zone data for its process; here it must not outlive the test
    monkeypatch.setenv("PYTHONTZPATH", os.environ.get("PYTHONTZPATH", ""))


class _log_left_alone:  # noqa: N801 - used as a context, like a function
    """Gives the log back to the tests after a command, which sends it to standard error."""

    def __enter__(self) -> None:
        root = logging.getLogger()
        self._handlers, self._level = root.handlers[:], root.level
        root.handlers.clear()

    def __exit__(self, *_error: object) -> None:
        root = logging.getLogger()
        root.handlers[:] = self._handlers
        root.setLevel(self._level)
