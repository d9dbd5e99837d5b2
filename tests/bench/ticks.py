"""A tool: the periodic jobs of the bot with a million subscribers."""

import asyncio
import time
from collections.abc import Awaitable, Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median

from aiogram.client.telegram import TelegramAPIServer

from bot.app import App
from bot.telegram_api.endpoint import Endpoint
from bot.wiring import open_app
from data.calendar.topics import Subscription, Topic
from data.store.broadcasts.bulletins import BulletinState
from data.store.chat_values import Language
from data.store.notices import NewNotice, NoticeKind
from data.store.revisions import Authorship
from data.store.targeting.audience import AudienceSlice, DueTimes
from scheduler.bulletins.tally import ROWS_A_SECOND
from scheduler.clock import ShiftedClock
from tests.bench.figures import Figure
from tests.bench.sample_message import TOKEN
from tests.bench.subscribers import FIRST_ID, prepared
from tests.factories import settings_over

SUBSCRIBERS = 1_000_000
_TIMES = 5
_OWNER = 1
_HOUR, _DAYS = timedelta(hours=1), 400
# nothing is sent here
_NOWHERE = TelegramAPIServer.from_base("http://127.0.0.1:9")


def ticks(folder: Path) -> Iterator[Figure]:
    """Yield the CPU of the periodic jobs when a notice is planned for every subscriber."""
    with prepared(folder, SUBSCRIBERS) as database:
        yield from asyncio.run(_measure(database))


async def _measure(database: Path) -> list[Figure]:
    settings = settings_over(database, owner_ids={_OWNER})
    clock = ShiftedClock()
    async with open_app(settings, Endpoint(TOKEN, _NOWHERE), clock) as app:
        draft, following = await _bulletin(app, clock)
        idle, changed = await _planning(app, clock)
        news = await _spent(_tell_of_a_change(app))
    return [
        Figure("a tick of planning with nothing to do: CPU", idle * 1000, "ms", 10),
        Figure("… after one chat has changed its settings", changed * 1000, "ms", 30),
        Figure("planning the notices of a change for all: CPU", news, "s"),
        Figure("a tick of the bulletin whose draft is open: CPU", draft * 1000, "ms", 10),
        Figure("following an issue while it is sent to all, of one core", following * 100, "%", 3),
    ]


async def _planning(app: App, clock: ShiftedClock) -> tuple[float, float]:
    """Return the CPU seconds of an idle tick, and of a tick after a chat's settings changed.

    Both are on a day for which something was planned. On other days the planner looks for no chat.
    """
    await _plan_something(app, clock)
    idle = [await _spent(app.ticks.run("reminders")) for _ in range(_TIMES)]
    changed = []
    for number in range(_TIMES):
        await app.resources.store.chats.set_language(FIRST_ID + number, Language.EN, clock.now())
        changed.append(await _spent(app.ticks.run("reminders")))
    return median(idle), median(changed)


async def _plan_something(app: App, clock: ShiftedClock) -> None:
    for _ in range(_DAYS):
        clock.set(clock.now() + 24 * _HOUR)
        await app.ticks.run("reminders")
        tallies = await app.resources.store.outbox.counts_by_kind(clock.now() - _HOUR)
        if sum(tallies.get(NoticeKind.REMINDER, {}).values()) >= SUBSCRIBERS:
            return
    raise AssertionError("nothing to plan")


async def _bulletin(app: App, clock: ShiftedClock) -> tuple[float, float]:
    """Return the CPU seconds of a tick with an open draft, and the share of following an issue.

    The share is that of one core while the issue is being sent.
    """
    await app.ticks.run("bulletin")
    due = app.desk.timetable.due(app.desk.timetable.issue_in_hand(clock.now()) + timedelta(days=7))
    clock.set(due - _HOUR)
    await app.ticks.run("bulletin")
    draft = median([await _spent(app.ticks.run("bulletin")) for _ in range(_TIMES)])
    issue, *_ = await app.resources.store.bulletins.recent()
    sent = await app.desk.send(issue.id, Authorship(clock.now()))
    if sent.state is not BulletinState.SENDING:
        raise AssertionError(sent.state)
    counted = await _spent(app.ticks.run("bulletin"))
    return draft, counted / (SUBSCRIBERS / ROWS_A_SECOND)


async def _tell_of_a_change(app: App) -> None:
    resources, now = app.resources, app.clock.now()
    new = NewNotice("change:bench", NoticeKind.CHANGE, "event:1", now + 24 * _HOUR)
    notice = await resources.store.outbox.post(new, now)
    [slot] = await resources.store.chats.local_hours()
    turn = AudienceSlice(slot, now.date(), now, now)
    if (
        await resources.audience.notify_followers(notice, Subscription(Topic.OWN), turn, DueTimes(1, now))
        < SUBSCRIBERS
    ):
        raise AssertionError("not all")


async def _spent(work: Awaitable[object]) -> float:
    """Return the seconds of CPU that the work takes, on all threads."""
    before = time.process_time()
    await work
    return time.process_time() - before
