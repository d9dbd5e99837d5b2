"""The disk takes nothing any more: questions are answered, deeds are put off in words and done later."""

import asyncio
from pathlib import Path

import pytest

from bot.rehearsal import open_rehearsal
from bot.settings import load_settings
from data.store.database import Database
from data.store.errors import DatabaseDamaged
from tests.stories.stage import Stage, ask, told

POSTPONED = "⏳ "


async def _set(stage: Stage, pragma: str) -> None:
    database: Database = stage.rehearsal.app.library.database
    await database._writer.run(lambda raw: raw.execute(f"PRAGMA {pragma}").fetchall())


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for the next try."""
    monkeypatch.setattr("bot.polling.backoff", lambda _failures: 0.02)
    monkeypatch.setattr("bot.lanes._STORE_PAUSE", 0.02)


async def test_reading_goes_on_and_deeds_wait(stage: Stage) -> None:
    """Who reads is answered once, who wants something done is told once, and nothing is confirmed or lost."""
    stage.expected_errors |= {"nothing can be written", "DatabaseReadOnly", "cannot be worked on"}
    # a press that was told to wait is answered a second time when it is carried out
    stage.expected_refusals |= {"query is too old"}
    queue = stage.rehearsal.server.world.queue
    anna, boris = await stage.person("Анна"), await stage.person("Борис")
    await ask(anna, "/start")
    await stage.settle()

    await _set(stage, "query_only = ON")
    assert (await ask(anna, "/help")).text.startswith("❓ Что умеет бот")
    assert (await ask(boris, "/start")).text.startswith(POSTPONED)
    asked = await ask(anna, "/stop")
    await anna.press("⛔ Да, остановить", on=asked)
    [answer] = await stage.sandbox.calls("answerCallbackQuery")
    assert (answer["params"]["text"][:2], answer["params"]["show_alert"]) == (POSTPONED, True)
    assert len(queue.pending()) == 4
    assert stage.query("SELECT count(*) FROM chats") == [(1,)]

    await _set(stage, "query_only = OFF")
    welcome = await boris.reply()
    assert not welcome.text.startswith(POSTPONED)
    await stage.settle()
    assert stage.query("SELECT count(*) FROM chats") == [(2,)]
    assert await told(anna) == []
    assert stage.query("SELECT state FROM chats WHERE chat_id = ?", anna.id) == [("stopped",)]
    assert queue.pending() == []


async def test_damage_met_at_work_ends_the_process(tmp_path: Path) -> None:
    """The bot stops by itself, says what it found, and leaves no seal on such a file."""
    path = tmp_path / "bot.db"
    settings = load_settings(_env_file=None, database_url=f"sqlite:///{path}", send_rate=1000)

    async with open_rehearsal(settings) as rehearsal:

        async def meet_damage() -> None:
            await rehearsal.server.world.queue.waited_on.wait()
            rehearsal.app.library.database.watch.noted(DatabaseDamaged(("a torn page",)))

        with pytest.raises(DatabaseDamaged, match="a torn page"):
            await asyncio.gather(rehearsal.app.run(asyncio.Event()), meet_damage())
    assert not path.with_name("bot.db-seal").exists()
