"""Other processes want the same updates or the same database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramConflictError, TelegramServerError

from bot import leadership
from bot.app import App
from bot.sandbox.client.client import Person, Sandbox
from bot.sandbox.server import SandboxServer
from bot.telegram_api.circuit_breaker import FAILURES_TO_OPEN
from bot.telegram_api.endpoint import Endpoint
from bot.updates.polling import ConflictError, Polling
from bot.wiring import open_app
from scheduler.clock import SystemClock
from scheduler.editor_messages import tell_editors
from tests.chaos.conftest import Record
from tests.chaos.process_world import ProcessWorld
from tests.chaos.scale import times
from tests.factories import settings_over
from tests.world.server import server_and_session

NOTICE = "Проверка"


@asynccontextmanager
async def waiting_app(folder: Path, server: SandboxServer, person: Person) -> AsyncIterator[App]:
    """Open the bot before its start, with a question and a notice in its database."""
    settings = settings_over(folder / "mag.db", send_rate=1000)
    endpoint = Endpoint(server.token, TelegramAPIServer.from_base(server.url))
    async with open_app(settings, endpoint, SystemClock()) as app:
        await person.say("/start")
        chat = {"id": person.id, "type": "private", "first_name": "N"}
        user = {"id": person.id, "is_bot": False, "first_name": "N"}
        message = {"message_id": 1, "date": 1, "chat": chat, "from": user, "text": "/help"}
        await app.intake.accept([{"update_id": 5, "message": message}])
        await _post(app, "check", person)
        yield app


async def _post(app: App, key: str, person: Person) -> None:
    payload = {"ru": NOTICE, "en": "Check"}
    await tell_editors(app.resources.store.outbox, key, {person.id}, payload, SystemClock().now())


def _leads(app: App) -> bool:
    return app.intake.leadership.leads


def _texts(calls: list[dict[str, Any]]) -> list[str]:
    return [call["params"]["text"] for call in calls]


async def test_who_must_not_have_the_updates_sends_nothing(
    tmp_path: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lasting conflict ends the process before it sends anything. A short one is waited out."""
    pauses: list[float] = []

    async def note(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3 and short:
            await sandbox.clear_faults()

    monkeypatch.setattr("bot.updates.intake.Polling", partial(Polling, pause=note))
    tries, sent = 0, 0
    for short in (False, True):
        async with server_and_session() as (server, _):
            sandbox = Sandbox(server)
            anna = await sandbox.person("Анна")
            folder = tmp_path / str(short)
            pauses.clear()
            await sandbox.fault("conflict", method="getUpdates")
            async with waiting_app(folder, server, anna) as app:
                stop = asyncio.Event()
                if short:
                    async with asyncio.timeout(60), asyncio.TaskGroup() as tasks:
                        tasks.create_task(app.run(stop))
                        await sandbox.calls_of("sendMessage", 2, limit=60)
                        stop.set()
                else:
                    with pytest.raises(ConflictError):
                        await app.run(stop)
                    sent += len(await sandbox.calls("sendMessage"))
            tries += 1
    record("A13", tries, sent_before_the_end=sent)
    assert sent == 0


async def test_first_answer_lets_questions_through_and_no_notice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Notices wait for a poll that ends undisturbed, at the start and after each disturbed poll."""
    monkeypatch.setattr(leadership, "UNDISTURBED_SECONDS", 1.0)
    monkeypatch.setattr(leadership, "ROUND_TRIP_SECONDS", 0.1)
    stop = asyncio.Event()
    async with server_and_session() as (server, session):
        sandbox = Sandbox(server)
        anna = await sandbox.person("Анна")
        async with waiting_app(tmp_path, server, anna) as app, asyncio.TaskGroup() as tasks:
            tasks.create_task(app.run(stop))
            answers = await sandbox.calls_of("sendMessage", 2, limit=20)
            assert not _leads(app)
            assert NOTICE not in _texts(answers)
            assert _texts(await sandbox.calls_of("sendMessage", 3, limit=20))[2] == NOTICE

            with pytest.raises(TelegramConflictError):
                await Bot(server.token, session=session).get_updates(timeout=20, offset=-1)
            assert not _leads(app)
            await _post(app, "another", anna)
            app.delivery.wake()
            await asyncio.sleep(0.3)
            assert len(await sandbox.calls("sendMessage")) == 3
            await sandbox.calls_of("sendMessage", 4, limit=20)
            assert _leads(app)
            stop.set()


async def test_line_that_was_down_makes_a_newcomer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an outage the pending poll is cut, and notices wait for a new undisturbed poll."""
    monkeypatch.setattr(leadership, "UNDISTURBED_SECONDS", 1.0)
    stop = asyncio.Event()
    async with server_and_session() as (server, _):
        sandbox = Sandbox(server)
        anna = await sandbox.person("Анна")
        async with waiting_app(tmp_path, server, anna) as app, asyncio.TaskGroup() as tasks:
            tasks.create_task(app.run(stop))
            await sandbox.calls_of("sendMessage", 3, limit=20)
            await sandbox.fault("server", method="getMe", times=FAILURES_TO_OPEN)
            for _ in range(FAILURES_TO_OPEN):
                with pytest.raises(TelegramServerError):
                    await app.bot.get_me()
            assert not _leads(app)
            await _post(app, "another", anna)
            await app.bot.get_me()
            async with asyncio.timeout(10):
                # half a minute earlier than the pending poll would have ended
                await sandbox.calls_of("sendMessage", 4, limit=10)
            stop.set()


async def test_the_same_updates_by_the_other_door(tmp_path: Path, record: Record) -> None:
    """Batches that come again and again by the webhook's entry point are stored once."""
    updates = times(50, 1000)
    async with server_and_session() as (server, _):
        sandbox = Sandbox(server)
        anna = await sandbox.person("Анна")
        async with waiting_app(tmp_path, server, anna) as app:
            member = {"chat": {"id": anna.id, "type": "private"}, "from": {"id": anna.id}}
            batch = [{"update_id": 1000 + number, "poll": member} for number in range(updates)]
            for start in range(0, updates, 7):
                for _ in range(2 + start % 9):
                    await app.intake.accept(batch[start : start + 7])
            waiting = (await app.resources.store.inbox.backlog()).waiting
    record("A5", updates, double_effects=waiting - 1 - updates)
    assert waiting == updates + 1


async def test_a_second_bot_on_the_same_database(world: ProcessWorld, record: Record) -> None:
    """A second bot exits at once with a status of its own. After a kill no lock is left."""
    tries, seconds = times(1, 20), 0
    for _ in range(tries):
        first = await world.bot()
        [asking] = await world.people(1)
        await asking.say("/city Казань")
        await world.until(lambda: any(chat == asking.id for chat, _ in world.sent))  # noqa: B023 - awaited at once
        second = await world.bot()
        assert await world.fork_server.end(second) == 4
        assert f"(process {first.pid})" in world.log()
        assert first.status is None
        seconds += 1
        await world.kill(first)
    record("A14", tries, refused=seconds, locks_left_behind=0)
