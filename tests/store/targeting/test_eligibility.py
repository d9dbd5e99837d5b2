"""Eligibility of a chat for notices: the rule in SQL and the rule in Python agree."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.store.chat_values import ChatKind, ChatState, Frequency, Language, NewChat, beginning
from data.store.notices import DeliveryState, Notice, Settled
from data.store.outbox import Outbox
from data.store.sqlite.database import Database
from data.store.targeting.audience import Audience, AudienceSlice, DueTimes
from data.store.targeting.catch_ups import CatchUps
from data.store.targeting.eligibility import covers, message_objection, notice_objection
from data.store.targeting.recipients import Recipient, Recipients
from tests.store.targeting.readers import (
    FOLLOWING,
    HOUR_CAME,
    LONG_AGO,
    NOW,
    OCCASION,
    SLOT,
    TODAY,
    TOMORROW,
    Reader,
    post,
    town,
)

YESTERDAY = TODAY - timedelta(days=1)
SUBJECTS = ["event", "event:1", OCCASION, "event:1:01", "event:11", "event:1:0:0", "city:kazan"]
# all follow and are reached at the same hour, so that nothing but eligibility tells them apart
CHATS = st.builds(
    Reader,
    state=st.sampled_from(["active", "active", "active", "stopped", "blocked", "gone"]),
    frequency=st.sampled_from(["each", "daily", "weekly"]),
    paused_until=st.sampled_from([None, None, YESTERDAY, TODAY, TODAY + timedelta(days=400)]),
    mutes=st.frozensets(st.sampled_from(SUBJECTS), max_size=2),
    leads=st.just((7,)),
    reminded=st.just(frozenset({30})),
)
SLICE = AudienceSlice(SLOT, TODAY, NOW, HOUR_CAME)
DUE = DueTimes(1, NOW)
Plan = Callable[[Database, Notice], Awaitable[int]]


async def _remind(database: Database, notice: Notice) -> int:
    return await Audience(database).remind(notice, FOLLOWING, SLICE, DUE)


async def _remind_behind(database: Database, notice: Notice) -> int:
    everyone = replace(SLICE, chats=tuple(range(-2, 20)))
    return await Audience(database).remind(notice, FOLLOWING, everyone, DUE)


async def _notify_followers(database: Database, notice: Notice) -> int:
    return await Audience(database).notify_followers(notice, FOLLOWING, SLICE, DUE)


async def _notify_informed(database: Database, notice: Notice) -> int:
    outbox = Outbox(database)
    reminders = await outbox.claim(NOW, TOMORROW, 100)
    await outbox.write([Settled(*one.key, DeliveryState.SENT) for one in reminders])
    return await Audience(database).notify_informed(notice, (FOLLOWING,), SLICE, DUE)


async def _issue(database: Database, notice: Notice) -> int:
    return await Audience(database).issue(notice, FOLLOWING, TODAY, DUE)


async def _issue_again(database: Database, notice: Notice) -> int:
    return await CatchUps(database).issue(notice, FOLLOWING, tuple(range(-2, 20)), TODAY, DUE)


async def _planned(readers: list[Reader], plan: Plan) -> tuple[set[int], dict[int, Recipient], int]:
    """Return which chats were planned for, all chats as delivery reads them, and count_issue."""
    async with town(readers) as database:
        notice = await post(database, 7)
        await plan(database, notice)
        rows = {row.chat_id for row in await Outbox(database).deliveries(notice.id)}
        count = await Audience(database).count_issue(FOLLOWING, TODAY)
        return rows, await Recipients(database).read(range(-2, 20)), count


@pytest.mark.parametrize("plan", [_remind, _remind_behind, _notify_followers, _notify_informed])
@settings(deadline=None, max_examples=25)
@given(st.lists(CHATS, min_size=1, max_size=12))
def test_notice_is_planned_for_eligible_chats_only(plan: Plan, readers: list[Reader]) -> None:
    """Every statement that plans a notice finds the chats without a notice_objection."""
    planned, recipients, _ = asyncio.run(_planned(readers, plan))
    assert planned == {
        chat_id
        for chat_id, one in recipients.items()
        if notice_objection(one.chat, one.mutes, OCCASION, TODAY) is None
    }


@pytest.mark.parametrize("plan", [_issue, _issue_again])
@settings(deadline=None, max_examples=25)
@given(st.lists(CHATS, min_size=1, max_size=12))
def test_issue_is_planned_for_eligible_chats_only(plan: Plan, readers: list[Reader]) -> None:
    """Likewise for an issue, which a weekly chat gets too, and for its count."""
    planned, recipients, count = asyncio.run(_planned(readers, plan))
    assert planned == {
        chat_id for chat_id, one in recipients.items() if message_objection(one.chat, TODAY) is None
    }
    assert count == len(planned)


@pytest.mark.parametrize(
    ("state", "paused_until", "frequency", "mutes", "objection"),
    [
        (ChatState.ACTIVE, None, Frequency.EACH, (), None),
        (ChatState.ACTIVE, None, Frequency.DAILY, ("event:11",), None),
        (ChatState.ACTIVE, YESTERDAY, Frequency.EACH, (), None),
        (ChatState.ACTIVE, TODAY, Frequency.EACH, (), "paused"),
        (ChatState.ACTIVE, TODAY, Frequency.WEEKLY, ("event:1",), "paused"),
        (ChatState.ACTIVE, None, Frequency.WEEKLY, ("event:1",), "weekly"),
        (ChatState.ACTIVE, None, Frequency.EACH, ("event:1",), "muted"),
        (ChatState.STOPPED, TODAY, Frequency.WEEKLY, ("event:1",), "stopped"),
        (ChatState.BLOCKED, None, Frequency.EACH, (), "blocked"),
        (ChatState.GONE, None, Frequency.EACH, (), "gone"),
    ],
)
def test_the_first_objection_is_the_one_given(
    state: ChatState,
    paused_until: date | None,
    frequency: Frequency,
    mutes: tuple[str, ...],
    objection: str | None,
) -> None:
    """The reason stands in the outcome of a delivery, so it must be the one that weighs most."""
    new = NewChat(1, ChatKind.PRIVATE, Language.RU, SLOT.zone, SLOT.hour)
    chat = replace(beginning(new, LONG_AGO), state=state, paused_until=paused_until, frequency=frequency)
    assert notice_objection(chat, mutes, OCCASION, TODAY) == objection


@pytest.mark.parametrize(
    ("muted", "is_covered"),
    [
        (OCCASION, True),
        ("event:1", True),
        ("event", True),
        ("event:11", False),
        ("event:1:", False),
        ("even", False),
        ("event:1:0:0", False),
        ("", False),
    ],
)
def test_a_mute_covers_a_subject_and_its_parts(muted: str, is_covered: bool) -> None:
    """A whole covers its parts, a part not the whole, and a longer number is another subject."""
    assert covers({muted}, OCCASION) is is_covered
    assert not covers((), OCCASION)
