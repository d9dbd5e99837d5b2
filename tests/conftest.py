"""Fixtures of all tests: work that few tests need is done once or left out.

Together they halve the time of all tests.
"""

import compileall
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from bot.process_tuning import collect_less_often, import_aiogram
from data.calendar.city_search.lookup import CityIndex
from data.plans import documents
from data.plans.reading import Reading
from data.store.sqlite import opening

import_aiogram()

from tests.made_once import inspect_once, trust_once  # noqa: E402 - it imports aiogram

inspect_once()
trust_once()

# a property beside a table of cases; `make properties` looks longer. A deadline would measure the machine
settings.register_profile("suite", max_examples=50, deadline=None)
settings.register_profile("long", max_examples=1000, deadline=None)
settings.load_profile("suite")

_HERE = Path(__file__).parent
# here it matters that a commit has reached the disk, except where no process is killed
_DURABLE = (*(_HERE / "store" / room for room in ("backups", "migrations", "sqlite")), _HERE / "chaos")
_NOT_DURABLE = (_HERE / "chaos" / "time", _HERE / "chaos" / "test_state_machine.py")
_FULL, _OFF = "synchronous = FULL", "synchronous = OFF"
# here it matters that a document is read in a process of its own
_APART = (
    _HERE / "plans" / "files",
    _HERE / "chaos",
    _HERE / "stories" / "desk" / "test_plan_documents.py",
    _HERE / "stories" / "desk" / "test_plans_in_the_group.py",
)


def pytest_configure(config: pytest.Config) -> None:
    """Compile the modules of the bot. This saves each process of a test a third of its start."""
    if not hasattr(config, "workerinput"):
        for package in ("bot", "data", "handlers", "scheduler"):
            compileall.compile_dir(_HERE.parent / package, quiet=1)


def pytest_collection_finish() -> None:
    """Collect garbage as seldom as the bot does, because collected tests are many objects."""
    collect_less_often()


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let SQLite commit without waiting for the disk, which halves the time of most tests."""
    if _is_in(request.path, _DURABLE) and not _is_in(request.path, _NOT_DURABLE):
        return
    assert _FULL in opening.WRITER_PRAGMAS
    hasty = tuple(_OFF if one == _FULL else one for one in opening.WRITER_PRAGMAS)
    monkeypatch.setattr(opening, "WRITER_PRAGMAS", hasty)


@pytest.fixture(autouse=True)
def _no_process_for_a_document(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read documents in this process, which is four times as fast as a process of their own."""
    if not _is_in(request.path, _APART):
        monkeypatch.setattr(documents, "read_in_child_process", _read_here)


def _read_here(content: bytes, name: str, index: CityIndex, **options: Any) -> Reading:
    options.pop("timeout_seconds", None)
    return documents.read_in_this_process(content, name, index, **options)


def _is_in(path: Path, folders: tuple[Path, ...]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)
