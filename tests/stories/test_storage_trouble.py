"""A disk that cannot be written: questions are answered, and changes are postponed."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandboxed.running import open_rehearsal
from data.store.sqlite.errors import DatabaseDamaged
from tests.factories import settings_over
from tests.world.running_bot import BotWorld, ask, told
from tests.world.storage import set_pragma

POSTPONED = "⏳ "


async def _set(world: BotWorld, pragma: str) -> None:
    await set_pragma(world.rehearsal.app.resources.database, pragma)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten the pauses between tries to 20 ms."""
    monkeypatch.setattr("bot.updates.polling.poll_pause", lambda _failures: 0.02)
    monkeypatch.setattr("bot.updates.chat_queues._STORE_PAUSE", 0.02)


async def test_reading_goes_on_and_deeds_wait(world: BotWorld) -> None:
    """Reading is answered, each change is postponed with one message, and no update is confirmed or lost."""
    world.expected_errors |= {"nothing can be written", "DatabaseReadOnly", "cannot be worked on"}
    # a press that was told to wait is answered a second time when it is carried out
    world.expected_refusals |= {"query is too old"}
    queue = world.rehearsal.server.world.queue
    anna, boris = await world.person("Анна"), await world.person("Борис")
    await ask(anna, "/start")
    await world.settle()

    await _set(world, "query_only = ON")
    assert (await ask(anna, "/help")).text.startswith("❓ Справка")
    assert (await ask(boris, "/start")).text.startswith(POSTPONED)
    asked = await ask(anna, "/stop")
    await anna.press("⛔ Да, остановить", on=asked)
    [answer] = await world.sandbox.calls("answerCallbackQuery")
    assert (answer["params"]["text"][:2], answer["params"]["show_alert"]) == (POSTPONED, True)
    assert len(queue.pending()) == 4
    assert world.query("SELECT count(*) FROM chats") == [(1,)]

    await _set(world, "query_only = OFF")
    welcome = await boris.reply()
    assert not welcome.text.startswith(POSTPONED)
    await world.settle()
    assert world.query("SELECT count(*) FROM chats") == [(2,)]
    assert await told(anna) == []
    assert world.query("SELECT state FROM chats WHERE chat_id = ?", anna.id) == [("stopped",)]
    assert queue.pending() == []


async def _disk_ticks(world: BotWorld, how_many: int = 3) -> None:
    for _ in range(how_many):
        await world.rehearsal.app.ticks.run("disk")


async def test_owners_are_told_of_the_disk(world: BotWorld) -> None:
    """Owners are told once at the beginning, past the outbox, and once at the end. Readers are not told."""
    world.expected_errors |= {"nothing can be written", "DatabaseReadOnly", "cannot be worked on", "recorded"}
    owner, anna = await world.owner(), await world.person("Анна")
    await ask(anna, "/start")
    await world.settle()
    await told(owner)

    await _set(world, "query_only = ON")
    await _disk_ticks(world)
    [alarm] = await told(owner)
    assert alarm.startswith("🚨 Запись в базу данных не работает\nФайл базы данных или его диск закрыт")
    await _set(world, "query_only = OFF")
    await _disk_ticks(world)
    [relief] = await told(owner)
    assert relief.startswith("✅ Запись в базу данных снова работает")

    # trouble that comes and goes is one; after an hour it is another
    await _set(world, "query_only = ON")
    await _disk_ticks(world)
    assert await told(owner) == []
    world.rehearsal.clock.offset += timedelta(hours=1)
    await _disk_ticks(world)
    [another] = await told(owner)
    assert another.startswith("🚨 ")
    await _set(world, "query_only = OFF")
    assert await told(anna) == []


async def test_an_alarm_that_does_not_get_through_comes_later(world: BotWorld) -> None:
    """If Telegram cannot be reached, the alarm is sent once it can, unless the trouble is over."""
    world.expected_errors |= {"nothing can be written", "DatabaseReadOnly", "cannot be worked on", "recorded"}
    owner = await world.owner()
    await told(owner)
    await _set(world, "query_only = ON")
    await world.sandbox.fault("server", method="sendMessage")
    before = await world.last_call()
    # the first finds out that nothing can be written
    await _disk_ticks(world, 2)
    assert {call["status"] for call in await world.sandbox.calls("sendMessage", after=before)} == {500}
    await world.sandbox.clear_faults()
    assert await told(owner) == []
    world.rehearsal.clock.offset += timedelta(minutes=5)
    await _disk_ticks(world)
    assert [text[:10] for text in await told(owner)] == ["🚨 Запись в"]
    await _set(world, "query_only = OFF")


async def test_damage_met_at_work_ends_the_process(tmp_path: Path) -> None:
    """The bot stops by itself, says what it found, and leaves no seal on such a file."""
    path = tmp_path / "bot.db"
    settings = settings_over(path, send_rate=1000)

    async with open_rehearsal(settings) as rehearsal:

        async def meet_damage() -> None:
            await rehearsal.server.world.queue.waited_on.wait()
            rehearsal.app.resources.database.condition.note(DatabaseDamaged(("a torn page",)))

        with pytest.raises(DatabaseDamaged, match="a torn page"):
            await asyncio.gather(rehearsal.app.run(asyncio.Event()), meet_damage())
    assert not path.with_name("bot.db-seal").exists()
