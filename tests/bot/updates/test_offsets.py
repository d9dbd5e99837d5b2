"""After a webhook, polls begin with the oldest update that Telegram still keeps."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from aiogram import Bot

from bot.sandbox.client.client import Sandbox
from bot.updates.chat_queues import ChatQueues
from bot.updates.intake import Intake
from bot.updates.offsets import Offsets
from bot.updates.polling import BATCH
from bot.updates.raw_updates import RawUpdate
from data.store.inbox import Arrival, Inbox
from data.store.sqlite.database import Database
from data.store.webhooks import Webhooks
from tests.world.clocks import FrozenClock

Handle = Callable[[RawUpdate], Awaitable[None]]


@pytest.fixture
def webhooks(database: Database) -> Webhooks:
    """Return the stored record of the webhook."""
    return Webhooks(database)


async def _store(inbox: Inbox, clock: FrozenClock, *update_ids: int) -> None:
    await inbox.keep([Arrival(number, str(number), "{}") for number in update_ids], clock.now())


async def test_polls_go_on_after_the_newest_that_is_stored(
    inbox: Inbox, clock: FrozenClock, webhooks: Webhooks
) -> None:
    """Without a webhook, and only as long as Telegram keeps updates."""
    offsets = Offsets(inbox, clock, webhooks)
    assert await offsets.next() is None
    await _store(inbox, clock, 7, 9)
    assert await offsets.next() == 10
    clock.at += timedelta(hours=25)
    assert await offsets.next() is None


async def test_newest_says_nothing_after_a_webhook(
    inbox: Inbox, clock: FrozenClock, webhooks: Webhooks
) -> None:
    """An older update may have failed to be delivered, until a poll finds nothing."""
    await webhooks.note_set("https://example.org/")
    await _store(inbox, clock, 7, 9)
    for _ in range(2):
        assert await Offsets(inbox, clock, webhooks).next() is None
    offsets = Offsets(inbox, clock, webhooks)
    offsets.note_polled(5)
    assert await offsets.next() == 6
    await offsets.note_empty()
    assert await Offsets(inbox, clock, webhooks).next() == 10


@pytest.mark.parametrize("left", [1, BATCH + 20])
async def test_update_that_a_webhook_could_not_deliver_is_polled(
    bot: Bot, sandbox: Sandbox, inbox: Inbox, clock: FrozenClock, webhooks: Webhooks, left: int
) -> None:
    """Newer updates of other chats were delivered before. All pending updates are handled, however many."""
    handled: list[int] = []
    stop, done = asyncio.Event(), asyncio.Event()

    async def handle(update: RawUpdate) -> None:
        handled.append(update["update_id"])
        if len(handled) == left:
            done.set()

    await webhooks.note_set("https://example.org/")
    await _store(inbox, clock, *range(5000, 5010))
    for number in range(5000, 5010):
        await inbox.finish(number, clock.now())
    for number in range(100, 100 + left):
        chat = {"id": number, "type": "private"}
        message = {"message_id": 1, "date": 1, "chat": chat, "text": "x"}
        await sandbox.order("update", update={"update_id": number, "message": message})
    intake = Intake(bot, inbox, ChatQueues(inbox, handle, clock, _fail), clock, ["message"])
    intake.follow_webhook(webhooks)
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        tasks.create_task(intake.run(stop))
        await done.wait()
        stop.set()
    assert sorted(handled) == list(range(100, 100 + left))


async def _fail(_update: RawUpdate, reference: str, error: BaseException) -> None:
    raise AssertionError(reference) from error
