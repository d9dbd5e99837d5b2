"""For every test: aiogram as the bot itself imports it, and no waiting for the disk where no power fails."""

from pathlib import Path

import pytest

from bot.process_tuning import import_aiogram
from data.store.sqlite import opening

import_aiogram()

_HERE = Path(__file__).parent
# here it matters that a commit has reached the disk
_DURABLE = (_HERE / "store", _HERE / "chaos")


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of the time of most tests would go into being ready for a power cut that does not come."""
    if any(request.path.is_relative_to(folder) for folder in _DURABLE):
        return
    durable = "synchronous = FULL"
    assert durable in opening.WRITER_PRAGMAS
    hasty = tuple("synchronous = OFF" if one == durable else one for one in opening.WRITER_PRAGMAS)
    monkeypatch.setattr(opening, "WRITER_PRAGMAS", hasty)
