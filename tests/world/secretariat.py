"""The secretariat's bulletin desk over the engine: comparable words, one step at a time."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from data.calendar.bulletin.digest import ChangedSubject, Digest
from data.calendar.city_search.lookup import CityIndex
from data.calendar.plan import PlanEvent
from data.calendar.topics import Topic
from data.store.broadcasts.bulletins import Bulletin, BulletinState
from data.store.broadcasts.editorial import EditorContent
from data.store.editions.almanacs import AlmanacSource
from data.store.notices import Notice
from data.store.revisions import Authorship
from data.store.sqlite.named_queries import Query
from scheduler.bulletins.desk import BulletinDesk
from scheduler.bulletins.outline import BulletinParts, Issue, issue_day
from scheduler.bulletins.schedule import Timetable
from scheduler.bulletins.tally import Tally
from scheduler.bulletins.told import RecentChanges
from scheduler.editor_messages import Payload
from tests.cast import LONG_AGO, OWNERS
from tests.factories import plan
from tests.world.clocks import moment
from tests.world.engine import EngineWorld

FRIDAY_NOON = Timetable(4, 12, "Europe/Moscow")
BEFORE_DRAFT = "2026-11-26 08:59"
DRAFTED = "2026-11-26 09:00"
ALL_NOTICES = Query("outbox.all_notices", "SELECT key FROM notices ORDER BY id")
BEFORE_DUE = "2026-11-27 08:59"
DUE = "2026-11-27 09:00"
WEEK = "2026-W48"


class PlainWording:
    """A wording of messages with only the data that tests compare."""

    def shows(self, _change: ChangedSubject) -> bool:
        """Return False: issues of these tests show no changes."""
        return False

    def issue(self, digest: Digest, content: EditorContent) -> Payload:
        """Return the week, the titles and the extra text."""
        rows = (row.occasion for row in (*digest.this_week, *digest.next_week))
        titles = [one.event.title for one in rows if one.event]
        return {"ru": " / ".join((digest.week, *titles, content.text.text))}

    def draft(self, issue: Issue) -> Payload:
        """Return which issue it is, and how many will get it."""
        return {"draft": issue.bulletin.id, "ru": f"{issue.bulletin.week}: {issue.audience}"}

    def held(self, issue: Issue) -> Payload:
        """Return which issue waits for an editor."""
        return {"ru": f"{issue.bulletin.week}: held"}

    def progress(self, bulletin: Bulletin, tally: Tally) -> Payload:
        """Return how many deliveries are done, and the state if it is not the usual one."""
        is_unusual = bulletin.state in {BulletinState.PAUSED, BulletinState.SKIPPED}
        state = f" {bulletin.state}" if is_unusual else ""
        return {"ru": f"{issue_day(bulletin)}: {tally.done}/{tally.total}{state}"}

    def report(self, bulletin: Bulletin, tally: Tally) -> Payload:
        """Return all the counts of a report."""
        counts = (tally.delivered, tally.blocked, tally.failed, tally.unknown, tally.left)
        return {"ru": f"{issue_day(bulletin)}: {counts}"}


@dataclass
class RecordingEdits:
    """Records the messages that the desk edits."""

    shown: list[tuple[int, int, object]] = field(default_factory=list)

    async def show(self, chat_id: int, message_id: int, payload: Payload) -> None:
        """Record the edited text."""
        self.shown.append((chat_id, message_id, payload["ru"]))


class Secretariat:
    """The bulletin desk over an engine, with both owners in their private chats."""

    def __init__(self, world: EngineWorld) -> None:
        self.world = world
        self.bulletins = world.store.bulletins
        self.plans = world.store.plans
        self.edits = RecordingEdits()
        days = world.store.city_days
        self.almanacs = AlmanacSource(self.plans, days, CityIndex(()), jubilee_every=5, bulletin_weekday=4)
        self.parts = BulletinParts(
            bulletins=self.bulletins,
            outbox=world.outbox,
            audience=world.audience,
            almanacs=self.almanacs,
            timetable=FRIDAY_NOON,
            wording=PlainWording(),
            owners=OWNERS,
            changes=RecentChanges(self.plans),
        )
        self.desk = BulletinDesk(self.parts, self.edits)

    async def know(self, *events: PlanEvent, readers: Iterable[int] = (1, 2)) -> "Secretariat":
        """Put a plan with these events in force, and open the chats of the owners and the readers."""
        for owner in OWNERS:
            await self.world.chat(owner, Topic.JOURNAL)
        for reader in readers:
            await self.world.chat(reader, Topic.BULLETIN)
        await self.plans.save(plan(2026, events), Authorship(LONG_AGO))
        await self.almanacs.refresh()
        return self

    def at(self, at: str) -> datetime:
        """Set the clock to a time in UTC."""
        self.world.clock.at = moment(at)
        return self.world.clock.at

    async def tick(self, at: str) -> None:
        """Tick the desk once and deliver what is due, as of a time in UTC."""
        await self.desk.tick(self.at(at))
        await self.world.delivery.deliver_due()

    async def settle(self, at: str) -> None:
        """Tick until an issue that goes out is reported."""
        for second in range(3):
            await self.tick(f"{at}:{second:02}")

    async def issue(self, week: str = WEEK) -> Bulletin:
        """Return the issue of the week as it is stored."""
        found = await self.bulletins.of_week(week)
        assert found is not None
        return found

    async def notices(self) -> list[Notice]:
        """Return every notice of the outbox, oldest first."""
        rows = await self.world.database.fetch_all(ALL_NOTICES)
        found = [await self.world.outbox.find(row["key"]) for row in rows]
        return [one for one in found if one is not None]

    async def keys(self) -> list[str]:
        """Return the keys of every notice of the outbox."""
        return [one.key for one in await self.notices()]

    async def said(self, key: str) -> Any:
        """Return the Russian words of a notice."""
        notice = await self.world.outbox.find(key)
        assert notice is not None, await self.keys()
        return json.loads(notice.payload)["ru"]

    def told(self, chat_id: int) -> list[str]:
        """Return the keys of what a chat was sent."""
        return self.world.sender.told(chat_id)


def later(at: str, **time: int) -> str:
    """Return the time that is later by these days, hours or minutes."""
    return f"{moment(at) + timedelta(**time):%Y-%m-%d %H:%M}"
