"""Who is told of what lies ahead: whichever way the rows are found, they are the same rows."""

import asyncio
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.calendar.topics import LEAD_DAYS, Subscription, Topic, default_leads, pack_leads
from data.store.chats import LocalHour
from data.store.notices import NewNotice, Notice, NoticeKind
from data.store.outbox import Outbox
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Query
from data.store.sqlite.timestamps import to_text
from data.store.targeting.audience import Audience, AudienceSlice, DueTimes

T = TypeVar("T")

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
TODAY = NOW.date()
HOUR_CAME = NOW - timedelta(hours=2)
LONG_AGO, TOMORROW = NOW - timedelta(days=300), NOW + timedelta(days=1)
SLOT = LocalHour("Europe/Moscow", 10)
FOLLOWING = Subscription(Topic.OWN)
OCCASION, BEGINS = "event:1:0", date(2026, 3, 8)
BY_FOLLOWER = "SEARCH s USING PRIMARY KEY (topic=? AND subject=? AND chat_id>? AND chat_id<?)"
BY_CHAT = "SEARCH c USING INDEX chats_by_hour (zone=? AND hour=? AND chat_id>? AND chat_id<?)"


@dataclass(frozen=True)
class Reader:
    """A chat, whether and since when it follows, and what it was reminded of before, by the lead in days."""

    hour: int = SLOT.hour
    state: str = "active"
    frequency: str = "each"
    paused_until: date | None = None
    since: datetime | None = LONG_AGO
    leads: tuple[int, ...] | None = None
    mutes: frozenset[str] = frozenset()
    reminded: frozenset[int] = frozenset()

    def hears(self, turn: AudienceSlice) -> bool:
        """Whether anything that lies ahead may be said, whatever the lead."""
        return (
            (self.hour, self.state) == (SLOT.hour, "active")
            and self.frequency != "weekly"
            and (self.paused_until is None or self.paused_until < turn.today)
            and self.since is not None
            and (self.since < turn.followed_before or self.since > turn.now)
            and not self.mutes & {"event", "event:1", "event:1:0"}
        )

    def hears_news(self, turn: AudienceSlice) -> bool:
        """Whether it is told that an event has changed, as a follower of it."""
        return self.hears(turn) and self.since is not None and self.since < turn.followed_before

    def chosen(self) -> tuple[int, ...]:
        """Its lead times, or those of who has chosen none."""
        return default_leads(FOLLOWING.topic) if self.leads is None else self.leads

    def is_reminded(self, turn: AudienceSlice, lead: int) -> bool:
        """Whether it is to be reminded so many days ahead."""
        return self.hears(turn) and lead in self.chosen() and not any(one < lead for one in self.reminded)

    def is_announced(self, turn: AudienceSlice, least: int) -> bool:
        """Whether it is to be told of a window."""
        return self.hears(turn) and max(self.chosen(), default=-1) >= least


_CHOICES: dict[str, Sequence[Any]] = {
    "hour": (10, 11),
    "state": ("stopped", "blocked", "gone"),
    "frequency": ("daily", "weekly"),
    "paused_until": (TODAY - timedelta(days=1), TODAY),
    "since": (None, HOUR_CAME - timedelta(seconds=1), HOUR_CAME, NOW, TOMORROW),
    "leads": ((), (7,), (30, 3), (14, 7, 0)),
    "mutes": (frozenset({"event"}), frozenset({"event:1"}), frozenset({OCCASION}), frozenset({"event:11"})),
}
EACH_OTHERWISE = [replace(Reader(), **{name: value}) for name, values in _CHOICES.items() for value in values]


def _mostly(usual: T, *others: T) -> st.SearchStrategy[T]:
    # who differs in everything is told nothing, whatever is wrong with one clause
    return st.sampled_from([usual] * 3 * len(others) + list(others))


READERS = st.builds(
    Reader,
    hour=_mostly(SLOT.hour, 11),
    state=_mostly("active", "stopped"),
    frequency=_mostly("each", "daily", "weekly"),
    paused_until=_mostly(None, TODAY - timedelta(days=1), TODAY),
    since=_mostly(LONG_AGO, HOUR_CAME, NOW, TOMORROW, None),
    leads=_mostly((14, 7), None, (), (7,), (30, 3), (1, 0)),
    mutes=_mostly(*map(frozenset, ([], ["event:1"], [OCCASION, "event"], ["event:11", "event:1:01"]))),
    reminded=_mostly(*map(frozenset, ([], [0], [3], [14]))),
)
# many follow, or few of many do, so that it is gone by follower as well as by chat
TOWNS = st.tuples(
    st.lists(READERS, min_size=1, max_size=12),
    st.sampled_from([0, 3, 9]).map(lambda count: [Reader(since=None)] * count),
    st.sampled_from([0, 6, 18]).map(lambda count: [Reader(hour=11)] * count),
).flatmap(lambda parts: st.permutations([*parts[0], *parts[1], *parts[2]]))

# of how many of the town something may have been missed, or nothing of anybody
BEHIND = st.none() | st.integers(0, 12)
# of chunks
SIZES = st.sampled_from([1, 2, 3, 5, 50])


@asynccontextmanager
async def _town(readers: Sequence[Reader]) -> AsyncIterator[Database]:
    """A database with these chats, numbered from -2."""
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(Path(folder) / "mag.db")
        try:
            for number, reader in enumerate(readers, -2):
                await _settle(database, number, reader)
            yield database
        finally:
            await database.close()


async def _settle(database: Database, chat_id: int, reader: Reader) -> None:
    paused = reader.paused_until and reader.paused_until.isoformat()
    rows: list[tuple[str, tuple[object, ...]]] = [
        (
            "chats",
            (
                *(chat_id, "private", "ru", SLOT.zone, reader.hour, reader.frequency, reader.state, paused),
                *(None, to_text(LONG_AGO), to_text(LONG_AGO)),
            ),
        )
    ]
    if reader.since is not None:
        rows.append(("subscriptions", (chat_id, FOLLOWING.topic, "", to_text(reader.since))))
    if reader.leads is not None:
        rows.append(("lead_times", (chat_id, FOLLOWING.topic, pack_leads(reader.leads))))
    rows += [("mutes", (chat_id, subject)) for subject in reader.mutes]

    await database.write_at_once(lambda steps: _insert(steps.raw, rows))
    for lead in reader.reminded:
        notice = await _post(database, lead)
        await Outbox(database).address(notice.id, [chat_id], 1, NOW)


def _insert(raw: sqlite3.Connection, rows: list[tuple[str, tuple[object, ...]]]) -> None:
    for table, values in rows:
        marks = ", ".join("?" * len(values))
        raw.execute(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608 - our own tables


async def _post(database: Database, lead: int | None) -> Notice:
    kind = NoticeKind.WINDOW if lead is None else NoticeKind.REMINDER
    new = NewNotice(f"{OCCASION}:{lead}", kind, OCCASION, TOMORROW, lead, BEGINS)
    return await Outbox(database).post(new, NOW)


def _numbers(readers: Sequence[Reader]) -> tuple[int, ...]:
    return tuple(range(-2, len(readers) - 2))


async def _told(database: Database, notice: Notice) -> set[int]:
    return {row.chat_id for row in await Outbox(database).deliveries(notice.id)}


async def _remind(
    readers: Sequence[Reader], turn: AudienceSlice, lead: int, chunk: int
) -> tuple[set[int], int, int]:
    """Who is reminded, how many that is said to be, and how many more the second time."""
    async with _town(readers) as database:
        notice, audience = await _post(database, lead), Audience(database, chunk)
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
    """Readers who differ in one thing each, among many of the hour, many followers, or by themselves."""
    some = [*EACH_OTHERWISE, *(Reader(reminded=frozenset({lead})) for lead in closer)]
    readers = [reader for one in some for reader in (one, *others)]
    turn = AudienceSlice(SLOT, TODAY, NOW, HOUR_CAME, _numbers(readers) if is_behind else None)
    due = _due(readers, turn, 7)
    assert due
    assert await _remind(readers, turn, 7, 4) == (due, len(due), 0)


@settings(deadline=None, max_examples=60)
@given(TOWNS, BEHIND, st.sampled_from([7, 14]), SIZES)
def test_those_are_reminded_who_are_to_be(
    readers: list[Reader], behind: int | None, lead: int, chunk: int
) -> None:
    """Whatever people have chosen, in chunks of any size, by follower or by chat, all or those behind."""
    chats = None if behind is None else _numbers(readers)[:behind]
    turn = AudienceSlice(SLOT, TODAY, NOW, HOUR_CAME, chats)
    due = {one for one in _due(readers, turn, lead) if chats is None or one in chats}
    assert asyncio.run(_remind(readers, turn, lead, chunk)) == (due, len(due), 0)


@settings(deadline=None, max_examples=30)
@given(TOWNS, BEHIND, st.sampled_from(LEAD_DAYS), SIZES)
def test_a_window_is_announced_to_those_who_are_to_know(
    readers: list[Reader], behind: int | None, least: int, chunk: int
) -> None:
    """Likewise, by the longest lead, and whatever was reminded of."""
    chats = None if behind is None else _numbers(readers)[:behind]
    turn = AudienceSlice(SLOT, TODAY, NOW, HOUR_CAME, chats)

    async def announce() -> set[int]:
        async with _town(readers) as database:
            notice = await _post(database, None)
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
def test_followers_are_told_of_a_change(readers: list[Reader], chunk: int) -> None:
    """By follower or by chat: who follows since before, at once or with the day's digest."""
    turn = AudienceSlice(SLOT, TODAY, NOW, HOUR_CAME)

    async def tell() -> tuple[dict[int, datetime], list[int]]:
        async with _town(readers) as database:
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
        ("tell_ahead_by_follower", BY_FOLLOWER),
        ("tell_ahead_by_chat", BY_CHAT),
        ("tell_ahead_again", BY_CHAT),
        ("tell_followers_by_follower", BY_FOLLOWER),
        ("tell_followers_by_chat", BY_CHAT),
        ("issue", BY_FOLLOWER),
        ("count_issue", BY_FOLLOWER),
    ],
)
async def test_recipients_are_found_along_one_key(database: Database, name: str, first: str) -> None:
    """Only the chunk is gone through, whoever else there is, and each row of it looked up once."""
    details = await _steps(database, "audience", name)
    assert details[0] == first
    assert all(not detail.startswith("SCAN") for detail in details)


async def _steps(database: Database, family: str, name: str) -> list[str]:
    """What SQLite is going to do for a query."""
    query = Queries(family)[name]
    plan = await database.fetch_all(
        Query("plan", f"EXPLAIN QUERY PLAN {query.sql}", query.parameters),
        **dict.fromkeys(query.parameters),
    )
    return [row["detail"] for row in plan]


async def test_whoever_changed_something_is_found_without_the_others(database: Database) -> None:
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


@pytest.mark.parametrize("name", ["tell_ahead_by_follower", "tell_ahead_by_chat"])
def test_planning_at_first_asks_neither_the_ledger_nor_chat_by_chat(name: str) -> None:
    """Subqueries for each chat and rows kept aside are what made planning for a million chats slow."""
    asked = Queries("audience")[name].sql.partition("SELECT")[2]
    assert "deliveries" not in asked
    assert "SELECT" not in asked
