"""Activity is counted by kind and outcome, and no label names a person."""

from datetime import UTC, datetime, timedelta

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetMe, SendMessage

from bot.metrics.activity import Activity, outcome_of_call, outcome_of_delivery
from bot.sandbox.client.client import Sandbox
from bot.updates.raw_updates import RawUpdate, UnreadableUpdate
from data.store.notices import DeliveryState, Entry, HandedBack, Postponed, Settled

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
METHOD = GetMe()


@pytest.fixture
def activity() -> Activity:
    """Return the counts of a bot that asks for messages and presses."""
    return Activity(("message", "callback_query"))


def test_updates_are_counted_by_kind_and_age(activity: Activity) -> None:
    """A press bears no date, and a kind that was not asked for has no name of its own."""
    sent = int((NOW - timedelta(seconds=90)).timestamp())
    batch: list[RawUpdate] = [
        {"update_id": 1, "message": {"date": sent}},
        {"update_id": 2, "message": {"date": sent + 600}},
        {"update_id": 3, "callback_query": {}},
        {"update_id": 4, "canary": {}},
        {"update_id": 5},
    ]
    activity.note_arrivals(batch, NOW)
    assert activity.updates == {"message": 2, "callback_query": 1, "other": 2}
    assert activity.ages["message"].sum == 90
    assert "callback_query" not in activity.ages


@pytest.mark.parametrize(
    ("error", "outcome"),
    [(None, "handled"), (ZeroDivisionError(), "failed"), (UnreadableUpdate(1, ()), "unreadable")],
)
async def test_tries_are_counted_by_outcome(
    activity: Activity, error: Exception | None, outcome: str
) -> None:
    """The error goes on to who decides about the next try."""

    async def dispatch(_update: RawUpdate) -> None:
        if error is not None:
            raise error

    timed = activity.timed(dispatch)
    if error is None:
        await timed({"update_id": 1, "message": {}})
    else:
        with pytest.raises(type(error)):
            await timed({"update_id": 1, "message": {}})
    assert activity.handled == {("message", outcome): 1}
    assert activity.handling["message"].buckets()[-1] == ("+Inf", 1.0)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (TelegramRetryAfter(METHOD, "x", 7), "429"),
        (TelegramForbiddenError(METHOD, "x"), "403"),
        (TelegramNetworkError(METHOD, "x"), "no answer"),
        (TelegramServerError(METHOD, "x"), "5xx"),
        (ClientDecodeError("x", ValueError(), None), "5xx"),
        (TelegramBadRequest(METHOD, "x"), "4xx"),
        (TelegramUnauthorizedError(METHOD, "x"), "4xx"),
    ],
)
def test_failed_calls_have_an_outcome(error: TelegramAPIError | ClientDecodeError, outcome: str) -> None:
    """The outcome is the number of the status if it matters, else its class as 4xx."""
    assert outcome_of_call(error) == outcome


async def test_calls_are_counted_and_timed(activity: Activity, bot: Bot, sandbox: Sandbox) -> None:
    """Each call is counted by its method, and a refusal is still raised."""
    bot.session.middleware(activity.time_call)
    await bot.get_me()
    await sandbox.fault("flood", method="sendMessage", seconds=5)
    with pytest.raises(TelegramRetryAfter):
        await bot(SendMessage(chat_id=1, text="x"))
    await bot.get_updates(timeout=0)
    assert activity.calls == {("getMe", "ok"): 1, ("sendMessage", "429"): 1, ("getUpdates", "ok"): 1}
    assert set(activity.call_seconds) == {"getMe", "sendMessage"}


@pytest.mark.parametrize(
    ("entry", "outcome"),
    [
        (Settled(1, 2, DeliveryState.SENT), "sent"),
        (Settled(1, 2, DeliveryState.GONE, "blocked"), "gone"),
        (Postponed(1, 2, NOW), "postponed"),
        (HandedBack(1, 2), "handed back"),
    ],
)
def test_deliveries_have_the_state_they_come_to(entry: Entry, outcome: str) -> None:
    """Postponed deliveries are counted apart from settled ones."""
    assert outcome_of_delivery(entry) == outcome
