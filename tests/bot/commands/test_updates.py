"""Updates in quarantine on the command line."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.store.inbox import Arrival
from data.store.store import store_over
from tests.bot.commands.conftest import Command
from tests.world.storage import open_new

AT = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)


@pytest.fixture
def quarantined(database: Path) -> None:
    """Put two updates in quarantine."""

    async def put() -> None:
        opened = await open_new(database)
        inbox = store_over(opened).inbox
        arrivals = [
            Arrival(1, "11", '{"update_id": 1, "message": {"text": "secret"}}'),
            Arrival(2, "-40", '{"update_id": 2, "callback_query": {}}'),
        ]
        await inbox.keep(arrivals, AT)
        await inbox.quarantine(1, AT, "KeyError", "K7QX2M")
        await inbox.quarantine(2, AT, "ValueError", "ZZ2345")
        await opened.close()

    asyncio.run(put())


@pytest.mark.usefixtures("quarantined")
def test_updates_are_listed_retried_and_dropped(command: Command) -> None:
    """A line for each, in either language, until it is dealt with. Small letters do as well."""
    assert command("updates", "list").out.splitlines() == [
        "ZZ2345  22 ноября, 12:05  нажатие кнопки, группа  ValueError",
        "K7QX2M  22 ноября, 12:05  сообщение, личный чат  KeyError",
    ]
    assert command("updates", "list", "--language", "en").out.splitlines()[1] == (
        "K7QX2M  22 November, 12:05  message, private chat  KeyError"
    )
    assert command("updates", "retry", "k7qx2m").out == "K7QX2M: бот обработает снова в течение минуты.\n"
    assert command("updates", "drop", "ZZ2345").out == "ZZ2345: удалено.\n"
    emptied = command("updates", "list")
    assert (emptied.out, emptied.err) == ("", "Необработанных сообщений нет.\n")


@pytest.mark.parametrize("act", ["retry", "drop"])
def test_unknown_number_is_refused(command: Command, act: str) -> None:
    """A number that none has is refused in one line."""
    assert command("updates", act, "AAAAAA").refusal.startswith("Сообщения без ответа под номером AAAAAA нет")
