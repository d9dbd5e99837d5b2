"""The rate limiter: every call passes it, waits for its turn and slows down after refusals."""

import asyncio
from datetime import UTC, datetime

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter, TelegramServerError
from aiogram.methods import (
    AnswerCallbackQuery,
    GetChat,
    SendChatAction,
    SendMessage,
    SetMyCommands,
    TelegramMethod,
)

from bot.sandbox.client.client import Person, Sandbox
from bot.telegram_api.call_context import with_priority, written_chat
from bot.telegram_api.error_outcomes import NotNow
from bot.telegram_api.rate_limiter import RateLimiter
from bot.telegram_api.rate_limits import CallPriority
from bot.updates.polling import GetRawUpdates
from scheduler.delivery.in_flight import InFlight
from tests.world.clocks import SkippingClock, moment


@pytest.fixture
def time() -> SkippingClock:
    """Return a clock on which waiting takes no time."""
    return SkippingClock(moment("2026-11-22 12:00"))


@pytest.fixture
def limiter(bot: Bot, time: SkippingClock) -> RateLimiter:
    """Return the rate limiter of the bot's session, for 25 messages a second."""
    limiter = RateLimiter(25, time.seconds, time.later)
    bot.session.middleware(limiter)
    return limiter


async def test_many_calls_at_once_keep_the_rate(
    bot: Bot, sandbox: Sandbox, limiter: RateLimiter, time: SkippingClock
) -> None:
    """A hundred messages to a hundred people take four seconds of the gate's time, and all arrive."""
    people = [await sandbox.person(f"Читатель {number}") for number in range(100)]
    for person in people:
        await person.say("/start")
    async with asyncio.TaskGroup() as tasks:
        for person in people:
            tasks.create_task(bot.send_message(person.id, "x"))
    assert time.seconds() == pytest.approx(100 / 25, abs=0.5)
    assert len(await sandbox.calls("sendMessage")) == 100


async def test_answer_refused_with_429_is_tried_again(
    bot: Bot, sandbox: Sandbox, anna: Person, limiter: RateLimiter, time: SkippingClock
) -> None:
    """The answer arrives after the pause that Telegram asked for."""
    await anna.say("/start")
    await sandbox.fault("flood", method="sendMessage", seconds=7, times=1)
    await bot.send_message(anna.id, "x")
    assert time.skipped == [7]
    assert len(await sandbox.calls("sendMessage")) == 2


@pytest.mark.parametrize(
    ("kind", "seconds", "calls"),
    [
        (CallPriority.ANSWER, 600, 1),
        (CallPriority.REMINDER, 7, 1),
        (CallPriority.BULLETIN, 7, 1),
        (CallPriority.ANSWER, 7, 3),
    ],
)
async def test_refusal_is_raised_when_waiting_is_useless(
    limiter: RateLimiter, bot: Bot, sandbox: Sandbox, kind: CallPriority, seconds: int, calls: int
) -> None:
    """It is raised for long pauses, for deliveries, which retry by themselves, and after three refusals."""
    anna = await sandbox.person("Анна")
    await anna.say("/start")
    await sandbox.fault("flood", method="sendMessage", seconds=seconds)
    with with_priority(kind), pytest.raises(TelegramRetryAfter):
        await bot.send_message(anna.id, "x")
    assert len(await sandbox.calls("sendMessage")) == calls


async def test_a_refusal_holds_for_the_next_call_too(
    bot: Bot, sandbox: Sandbox, anna: Person, limiter: RateLimiter, time: SkippingClock
) -> None:
    """After a refused reminder an answer in that chat waits as well."""
    await anna.say("/start")
    await sandbox.fault("flood", method="sendMessage", seconds=40, times=1)
    with with_priority(CallPriority.REMINDER), pytest.raises(TelegramRetryAfter):
        await bot.send_message(anna.id, "x")
    await bot.send_message(anna.id, "y")
    assert time.seconds() == 40


async def test_refused_settings_call_stops_no_message(
    bot: Bot, sandbox: Sandbox, anna: Person, limiter: RateLimiter, time: SkippingClock
) -> None:
    """A refusal that concerns no chat closes no chat."""
    await anna.say("/start")
    await sandbox.fault("flood", method="setMyCommands", seconds=3600, times=1)
    with pytest.raises(TelegramRetryAfter):
        await bot.set_my_commands([])
    await bot.send_message(anna.id, "x")
    assert time.seconds() == 0


async def test_long_poll_is_not_limited(bot: Bot, limiter: RateLimiter) -> None:
    """Polling is no message: it passes a closed gate."""
    limiter.refused("1", 1000)
    limiter.refused("2", 1000)
    assert await bot(GetRawUpdates(timeout=0, allowed_updates=[])) == []


async def test_cancelled_call_takes_no_turn(
    bot: Bot, limiter: RateLimiter, sandbox: Sandbox, anna: Person, time: SkippingClock
) -> None:
    """Other calls do not wait for the turn of a cancelled one."""
    await anna.say("/start")
    limiter.refused("1", 1000)
    waiting = 0
    async with asyncio.TaskGroup() as tasks:
        gone = tasks.create_task(bot.send_message(1, "x"))
        while not waiting:
            await asyncio.sleep(0)
            waiting = limiter.waiting
        gone.cancel()
    assert waiting == 1
    assert limiter.waiting == 0
    await bot.send_message(anna.id, "x")
    assert len(await sandbox.calls("sendMessage")) == 1


@pytest.mark.parametrize(
    ("method", "chat"),
    [
        (SendMessage(chat_id=5, text="x"), "5"),
        (SendMessage(chat_id=-100, text="x"), "-100"),
        (SendMessage(chat_id="@channel", text="x"), "@channel"),
        (GetChat(chat_id=5), None),
        (SendChatAction(chat_id=5, action="typing"), None),
        (AnswerCallbackQuery(callback_query_id="1"), None),
        (SetMyCommands(commands=[]), None),
    ],
)
def test_the_chat_a_call_writes_into(method: TelegramMethod[object], chat: str | None) -> None:
    """Looking at a chat is not writing into it."""
    assert written_chat(method) == chat


async def test_notice_that_would_wait_long_is_refused_at_once(
    limiter: RateLimiter, bot: Bot, sandbox: Sandbox, anna: Person, time: SkippingClock
) -> None:
    """To the ledger, which words it anew: at once, without a call, saying for how long and for whom."""
    await anna.say("/start")
    limiter.refused(str(anna.id), 40)
    with with_priority(CallPriority.REMINDER), pytest.raises(NotNow) as here:
        await bot.send_message(anna.id, "x")
    limiter.refused("2", 60)
    with with_priority(CallPriority.BULLETIN), pytest.raises(NotNow) as anywhere:
        await bot.send_message(3, "x")
    assert (here.value.seconds, here.value.everyone) == (40, False)
    assert (anywhere.value.seconds, anywhere.value.everyone) == (60, True)
    assert await sandbox.calls("sendMessage") == []
    assert time.seconds() == 0


async def test_an_outage_lets_one_call_through_at_a_time(
    limiter: RateLimiter, bot: Bot, sandbox: Sandbox, anna: Person, time: SkippingClock
) -> None:
    """Forty people wait for answers while Telegram fails: a few calls a minute, and none is forgotten."""
    await anna.say("/start")
    await sandbox.fault("server", method="sendMessage", times=12)

    async def answer() -> None:
        while True:
            try:
                await bot.send_message(anna.id, "x")
            except TelegramServerError:
                continue
            return

    async with asyncio.TaskGroup() as tasks:
        for _ in range(5):
            tasks.create_task(answer())
    statuses = [call["status"] for call in await sandbox.calls("sendMessage")]
    # three show that it is an outage, as many may have left by then, and 2 + 4 + 8 + 16 + 30 + … seconds lie
    # between two of the others
    assert statuses == [500] * 12 + [200] * 5
    assert time.seconds() >= 2 + 4 + 8 + 16 + 3 * 30


async def test_second_part_may_wait_longer_than_an_answer(
    bot: Bot, sandbox: Sandbox, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two parts of a message nothing is out that could be overdue."""
    monkeypatch.setattr("scheduler.delivery.in_flight.ANSWER_SECONDS", 0.1)
    monkeypatch.setattr("scheduler.delivery.in_flight.SWEEP_SECONDS", 0.02)
    limiter = RateLimiter(25)
    bot.session.middleware(limiter)
    await anna.say("/start")
    async with InFlight().message(datetime(2026, 12, 1, tzinfo=UTC)) as in_flight:
        with with_priority(CallPriority.REMINDER, in_flight):
            await bot.send_message(anna.id, "the first")
            limiter.refused(str(anna.id), 0.5)
            await bot.send_message(anna.id, "the second")
    assert len(await sandbox.calls("sendMessage")) == 2


async def test_message_is_in_flight_from_its_turn(
    limiter: RateLimiter, bot: Bot, sandbox: Sandbox, anna: Person, time: SkippingClock
) -> None:
    """A message counts as in flight from just before its request, and not while it waits."""
    await anna.say("/start")
    limiter.refused(str(anna.id), 4)
    async with InFlight().message(datetime(2026, 12, 1, tzinfo=UTC)) as in_flight:
        before = in_flight.has_left
        with with_priority(CallPriority.REMINDER, in_flight):
            await bot.send_message(anna.id, "x")
        assert (before, in_flight.has_left) == (False, True)
    assert time.seconds() >= 4
    assert len(await sandbox.calls("sendMessage")) == 1
