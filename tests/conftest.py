"""For every test: aiogram as the bot imports it, no waiting for the disk, little garbage collection."""

from pathlib import Path

import pytest

from bot.process_tuning import collect_less_often, import_aiogram
from data.store.sqlite import opening

import_aiogram()

from tests.inspected_once import inspect_once  # noqa: E402 - it imports aiogram

inspect_once()

_HERE = Path(__file__).parent
# here it matters that a commit has reached the disk, except where no process is killed
_DURABLE = (*(_HERE / "store" / room for room in ("backups", "migrations", "sqlite")), _HERE / "chaos")
_NOT_DURABLE = (_HERE / "chaos" / "time", _HERE / "chaos" / "test_state_machine.py")
_FULL, _OFF = "synchronous = FULL", "synchronous = OFF"


def pytest_collection_finish() -> None:
    """Collect garbage as seldom as the bot does: twelve thousand tests are much to look through."""
    collect_less_often()


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let SQLite commit without waiting for the disk, half of the time of most tests."""
    if _is_in(request.path, _DURABLE) and not _is_in(request.path, _NOT_DURABLE):
        return
    assert _FULL in opening.WRITER_PRAGMAS
    hasty = tuple(_OFF if one == _FULL else one for one in opening.WRITER_PRAGMAS)
    monkeypatch.setattr(opening, "WRITER_PRAGMAS", hasty)


def _is_in(path: Path, folders: tuple[Path, ...]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)
