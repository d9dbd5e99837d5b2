"""Chats of every kind for the tests of planning, and a database full of them."""

import sqlite3
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import strategies as st

from data.calendar.topics import Subscription, Topic, default_leads, pack_leads
from data.store.chat_values import LocalHour
from data.store.notices import NewNotice, Notice, NoticeKind
from data.store.outbox import Outbox
from data.store.sqlite.database import Database
from data.store.sqlite.timestamps import to_text
from data.store.targeting.audience import AudienceSlice
from tests.world.storage import open_new

T = TypeVar("T")

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
TODAY = NOW.date()
HOUR_CAME = NOW - timedelta(hours=2)
LONG_AGO, TOMORROW = NOW - timedelta(days=300), NOW + timedelta(days=1)
SLOT = LocalHour("Europe/Moscow", 10)
FOLLOWING = Subscription(Topic.OWN)
OCCASION, BEGINS = "event:1:0", date(2026, 3, 8)


@dataclass(frozen=True)
class Reader:
    """The settings of a chat, since when it follows, and its earlier reminders by lead time."""

    hour: int = SLOT.hour
    state: str = "active"
    frequency: str = "each"
    paused_until: date | None = None
    since: datetime | None = LONG_AGO
    leads: tuple[int, ...] | None = None
    mutes: frozenset[str] = frozenset()
    reminded: frozenset[int] = frozenset()
    city: str | None = None
    greets: bool = True

    def hears(self, turn: AudienceSlice) -> bool:
        """Return whether the chat takes notices of this hour, without regard to its lead times."""
        return (
            (self.hour, self.state) == (SLOT.hour, "active")
            and self.frequency != "weekly"
            and (self.paused_until is None or self.paused_until < turn.today)
            and self.since is not None
            and (self.since < turn.followed_before or self.since > turn.now)
            and not self.mutes & {"event", "event:1", "event:1:0"}
        )

    def hears_news(self, turn: AudienceSlice) -> bool:
        """Return whether the chat, as a follower, is notified that an event has changed."""
        return self.hears(turn) and self.since is not None and self.since < turn.followed_before

    def chosen(self) -> tuple[int, ...]:
        """Return the lead times of the chat in days, or the default ones."""
        return default_leads(FOLLOWING.topic) if self.leads is None else self.leads

    def is_reminded(self, turn: AudienceSlice, lead: int) -> bool:
        """Return whether the chat is to be reminded this many days ahead."""
        comes_later = turn.comes_in is not None and self.wants(turn, turn.comes_in)
        is_wanted = self.hears(turn) and self.wants(turn, lead) and not comes_later
        return is_wanted and not any(one < lead for one in self.reminded)

    def wants(self, turn: AudienceSlice, lead: int) -> bool:
        """Return whether the chat wants a reminder this many days ahead, or a greeting on the day."""
        greeting = turn.greeting if lead == 0 and self.greets else None
        return lead in self.chosen() or (greeting is not None and greeting.is_for(self.city))

    def is_announced(self, turn: AudienceSlice, least: int) -> bool:
        """Return whether the chat is to be told of a date that is a window."""
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
    # a chat that differs in everything is sent nothing, even if one condition is wrong
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
    city=st.sampled_from([None, "", "kazan", "minsk"]),
    greets=_mostly(True, False),
)
# many follow, or few of many do, so that it is gone by follower as well as by chat
TOWNS = st.tuples(
    st.lists(READERS, min_size=1, max_size=12),
    st.sampled_from([0, 3, 9]).map(lambda count: [Reader(since=None)] * count),
    st.sampled_from([0, 6, 18]).map(lambda count: [Reader(hour=11)] * count),
).flatmap(lambda parts: st.permutations([*parts[0], *parts[1], *parts[2]]))


@asynccontextmanager
async def town(readers: Sequence[Reader]) -> AsyncIterator[Database]:
    """Open a database with these chats, numbered from -2."""
    with tempfile.TemporaryDirectory() as folder:
        database = await open_new(Path(folder) / "mag.db")
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
                *(None, to_text(LONG_AGO), to_text(LONG_AGO), reader.city, 0, 0, reader.greets),
            ),
        )
    ]
    if reader.since is not None:
        rows.append(("subscriptions", (chat_id, FOLLOWING.topic, "", to_text(reader.since))))
    if reader.leads is not None:
        rows.append(("lead_times", (chat_id, FOLLOWING.topic, pack_leads(reader.leads), 0)))
    rows += [("mutes", (chat_id, subject)) for subject in reader.mutes]

    await database.write_at_once(lambda steps: _insert(steps.raw, rows))
    for lead in reader.reminded:
        notice = await post(database, lead)
        await Outbox(database).address(notice.id, [chat_id], 1, NOW)


def _insert(raw: sqlite3.Connection, rows: list[tuple[str, tuple[object, ...]]]) -> None:
    for table, values in rows:
        marks = ", ".join("?" * len(values))
        raw.execute(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608 - our own tables


async def post(database: Database, lead: int | None) -> Notice:
    kind = NoticeKind.WINDOW if lead is None else NoticeKind.REMINDER
    new = NewNotice(f"{OCCASION}:{lead}", kind, OCCASION, TOMORROW, lead, BEGINS)
    return await Outbox(database).post(new, NOW)
