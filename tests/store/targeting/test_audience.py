"""Recipients of reminders: both query plans find the same rows."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.calendar.greetings import Greeting
from data.calendar.topics import LEAD_DAYS
from data.store.notices import NewNotice, Notice, NoticeKind
from data.store.outbox import Outbox
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Query
from data.store.targeting.audience import Audience, AudienceSlice, DueTimes
from tests.store.targeting.readers import (
    EACH_OTHERWISE,
    FOLLOWING,
    HOUR_CAME,
    NOW,
    OCCASION,
    SLOT,
    TODAY,
    TOMORROW,
    TOWNS,
    Reader,
    post,
    town,
)

BY_FOLLOWER = "SEARCH s USING PRIMARY KEY (topic=? AND subject=? AND chat_id>? AND chat_id<?)"
BY_CHAT = "SEARCH c USING INDEX chats_by_hour (zone=? AND hour=? AND chat_id>? AND chat_id<?)"
# how many chats of the town are behind, or none of them
BEHIND = st.none() | st.integers(0, 12)
# of chunks
SIZES = st.sampled_from([1, 2, 3, 5, 50])


def _numbers(readers: Sequence[Reader]) -> tuple[int, ...]:
    return tuple(range(-2, len(readers) - 2))


async def _told(database: Database, notice: Notice) -> set[int]:
    return {row.chat_id for row in await Outbox(database).deliveries(notice.id)}


async def _remind(
    readers: Sequence[Reader], turn: AudienceSlice, lead: int, chunk: int
) -> tuple[set[int], int, int]:
    """Remind twice. Return the chats reminded, and the counts that the two calls return."""
    async with town(readers) as database:
        notice, audience = await post(database, lead), Audience(database, chunk)
        before = await _told(database, notice)
        new = await audience.remind(notice, FOLLOWING, turn, DueTimes(1, NOW))
        again = await audience.remind(notice, FOLLOWING, turn, DueTimes(1, NOW))
        return await _told(database, notice) - before, new, again


def _due(readers: Sequence[Reader], turn: AudienceSlice, lead: int) -> set[int]:
    # who was reminded with this very lead has that row, and gets no second
    people = enumerate(readers, -2)
    return {number for number, one in people if one.is_reminded(turn, lead) and lead not in one.reminded}


@pytest.mark.parametrize("others", [(), (Reader(since=None),) * 5, (Reader(hour=11),) * 5])
@pytest.mark.parametrize(("is_behind", "closer"), [(False, ()), (False, (3,)), (True, ())])
async def test_every_choice_counts(
    others: tuple[Reader, ...], is_behind: bool, closer: tuple[int, ...]
) -> None:
    """Readers differ in one thing each, among many of the hour, many followers, or alone."""
    some = [*EACH_OTHERWISE, *(Reader(reminded=frozenset({lead})) for lead in closer)]
    readers = [reader for one in some for reader in (one, *others)]
    turn = AudienceSlice(SLOT, TODAY, NOW, HOUR_CAME, _numbers(readers) if is_behind else None)
    due = _due(readers, turn, 7)
    assert due
    assert await _remind(readers, turn, 7, 4) == (due, len(due), 0)


@settings(deadline=None, max_examples=60)
@given(TOWNS, BEHIND, st.sampled_from([7, 14]), SIZES)
def test_reminder_goes_to_eligible_followers_in_both_plans(
    readers: list[Reader], behind: int | None, lead: int, chunk: int
) -> None:
    """Any choices, in chunks of any size, by follower or by chat, for all chats or those behind."""
    chats = None if behind is None else _numbers(readers)[:behind]
    turn = AudienceSlice(SLOT, TODAY, NOW, HOUR_CAME, chats)
    due = {one for one in _due(readers, turn, lead) if chats is None or one in chats}
    assert asyncio.run(_remind(readers, turn, lead, chunk)) == (due, len(due), 0)


@settings(deadline=None, max_examples=60)
@given(TOWNS, BEHIND, st.sampled_from([(0, None), (1, 0), (7, 0)]), st.booleans(), SIZES)
def test_greeting_goes_to_followers_who_want_it_in_both_plans(
    readers: list[Reader], behind: int | None, days: tuple[int, int | None], to_all: bool, chunk: int
) -> None:
    """On the day itself the greeted are reminded too. An earlier reminder that is late leaves them out."""
    lead, comes_in = days
    chats = None if behind is None else _numbers(readers)[:behind]
    turn = AudienceSlice(SLOT, TODAY, NOW, HOUR_CAME, chats, comes_in, Greeting(to_all, "kazan"))
    due = {one for one in _due(readers, turn, lead) if chats is None or one in chats}
    assert asyncio.run(_remind(readers, turn, lead, chunk)) == (due, len(due), 0)


@settings(deadline=None, max_examples=30)
@given(TOWNS, BEHIND, st.sampled_from(LEAD_DAYS), SIZES)
def test_window_goes_to_eligible_followers_in_both_plans(
    readers: list[Reader], behind: int | None, least: int, chunk: int
) -> None:
    """Windows go by the longest lead time, and earlier reminders do not count."""
    chats = None if behind is None else _numbers(readers)[:behind]
    turn = AudienceSlice(SLOT, TODAY, NOW, HOUR_CAME, chats)

    async def announce() -> set[int]:
        async with town(readers) as database:
            notice = await post(database, None)
            await Audience(database, chunk).announce(
                notice, FOLLOWING, turn, DueTimes(1, NOW), least_lead=least
            )
            return await _told(database, notice)

    assert asyncio.run(announce()) == {
        n
        for n, one in enumerate(readers, -2)
        if one.is_announced(turn, least) and (chats is None or n in chats)
    }


@settings(deadline=None, max_examples=40)
@given(TOWNS, SIZES)
def test_change_goes_to_eligible_followers_in_both_plans(readers: list[Reader], chunk: int) -> None:
    """By follower or by chat: who follows since before, at once or with the day's digest."""
    turn = AudienceSlice(SLOT, TODAY, NOW, HOUR_CAME)

    async def tell() -> tuple[dict[int, datetime], list[int]]:
        async with town(readers) as database:
            new = NewNotice("change:1", NoticeKind.CHANGE, OCCASION, TOMORROW)
            outbox, audience = Outbox(database), Audience(database, chunk)
            notice, due = await outbox.post(new, NOW), DueTimes(1, NOW, daily=TOMORROW)
            counts = [await audience.notify_followers(notice, FOLLOWING, turn, due) for _ in range(2)]
            return {row.chat_id: row.due_at for row in await outbox.deliveries(notice.id)}, counts

    expected = {
        number: TOMORROW if one.frequency == "daily" else NOW
        for number, one in enumerate(readers, -2)
        if one.hears_news(turn)
    }
    assert asyncio.run(tell()) == (expected, [len(expected), 0])


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("notify_ahead_by_follower", BY_FOLLOWER),
        ("notify_ahead_by_chat", BY_CHAT),
        ("notify_ahead_beside_outbox", BY_CHAT),
        ("notify_followers_by_follower", BY_FOLLOWER),
        ("notify_followers_by_chat", BY_CHAT),
        ("issue", BY_FOLLOWER),
        ("count_issue", BY_FOLLOWER),
    ],
)
async def test_recipients_are_found_along_one_key(database: Database, name: str, first: str) -> None:
    """SQLite reads only the chunk, and looks up each row of it once."""
    details = await _steps(database, "audience", name)
    assert details[0] == first
    assert all(not detail.startswith("SCAN") for detail in details)


async def _steps(database: Database, family: str, name: str) -> list[str]:
    """Return SQLite's plan for a query, step by step."""
    query = Queries(family)[name]
    plan = await database.fetch_all(
        Query("plan", f"EXPLAIN QUERY PLAN {query.sql}", query.parameters),
        **dict.fromkeys(query.parameters),
    )
    return [row["detail"] for row in plan]


async def test_changed_chats_are_found_without_reading_the_others(database: Database) -> None:
    """Planning asks at every tick: not one chat is read whose settings are as they were."""
    by_change = "chats_by_change (changed_at>?"
    for family, name in (
        ("audience", "has_changed"),
        ("audience", "changed_chats"),
        ("rescheduling", "waiting_of_changed"),
    ):
        details = await _steps(database, family, name)
        assert by_change in details[0]
        assert all(not detail.startswith("SCAN") for detail in details)


@pytest.mark.parametrize("name", ["notify_ahead_by_follower", "notify_ahead_by_chat"])
def test_first_planning_reads_no_deliveries_and_no_subquery(name: str) -> None:
    """Subqueries for each chat, and rows put aside, made planning for a million chats slow."""
    asked = Queries("audience")[name].sql.partition("SELECT")[2]
    assert "deliveries" not in asked
    assert "SELECT" not in asked
