"""The bulletin's desk on the stage: real tables, words one can compare, steps taken one at a time."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from data.calendar.city_search.lookup import CityIndex
from data.calendar.digest import Digest
from data.calendar.plan import Occurrence, Plan, PlanEvent
from data.calendar.topics import Topic
from data.store.almanacs import AlmanacSource
from data.store.bulletins import Bulletin, Bulletins
from data.store.city_days import CityDays
from data.store.notices import Notice
from data.store.plans import Plans
from data.store.revisions import Authorship
from data.store.sqlite.named_queries import Query
from scheduler.bulletins.desk import BulletinDesk
from scheduler.bulletins.outline import BulletinParts, Issue
from scheduler.bulletins.schedule import Timetable
from scheduler.bulletins.tally import Tally
from scheduler.editor_messages import Payload
from tests.scheduler.stage import LONG_AGO, Stage, event, on

FRIDAY_NOON = Timetable(4, 12, "Europe/Moscow")
OWNER, OTHER_OWNER = 100, 101
BEFORE_DRAFT = "2026-11-26 08:59"
DRAFTED = "2026-11-26 09:00"
ALL_NOTICES = Query("ledger.all_notices", "SELECT key FROM notices ORDER BY id")
BEFORE_DUE = "2026-11-27 08:59"
DUE = "2026-11-27 09:00"
WEEK = "2026-W48"


def dated(day: date, title: str = "Форум") -> PlanEvent:
    """An event of that day."""
    return replace(event(0, title), occurrences=(Occurrence(None, on(1, day).when),))


class PlainWording:
    """Says no more than a test wants to know."""

    def issue(self, digest: Digest, extra_text: str) -> Payload:
        """What is told, by titles."""
        told = [one.event.title for one in (*digest.this_week, *digest.next_week) if one.event]
        return {"ru": " / ".join((digest.week, *told, extra_text))}

    def draft(self, issue: Issue) -> Payload:
        """Which issue it is, and how many will get it."""
        return {"draft": issue.bulletin.id, "ru": f"{issue.bulletin.week}: {issue.audience}"}

    def progress(self, issue_day: date, tally: Tally) -> Payload:
        """How many are done."""
        return {"ru": f"{issue_day}: {tally.done}/{tally.total}"}

    def report(self, issue_day: date, tally: Tally) -> Payload:
        """Everything there is to count."""
        counts = (tally.delivered, tally.blocked, tally.failed, tally.unknown, tally.left)
        return {"ru": f"{issue_day}: {counts}"}


@dataclass
class Screen:
    """The messages the desk writes over."""

    shown: list[tuple[int, int, object]] = field(default_factory=list)

    async def show(self, chat_id: int, message_id: int, payload: Payload) -> None:
        """Note it."""
        self.shown.append((chat_id, message_id, payload["ru"]))


class Newsdesk:
    """A stage with the desk of the bulletin, both owners in their private chats."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.bulletins = Bulletins(stage.database)
        self.plans = Plans(stage.database)
        self.screen = Screen()
        days = CityDays(stage.database)
        self.almanacs = AlmanacSource(self.plans, days, CityIndex(()), jubilee_every=5, bulletin_weekday=4)
        self.parts = BulletinParts(
            bulletins=self.bulletins,
            outbox=stage.outbox,
            audience=stage.audience,
            almanacs=self.almanacs,
            timetable=FRIDAY_NOON,
            wording=PlainWording(),
            owners=(OWNER, OTHER_OWNER),
        )
        self.desk = BulletinDesk(self.parts, self.screen)

    async def know(self, *events: PlanEvent, readers: Iterable[int] = (1, 2)) -> "Newsdesk":
        """Put a plan with these events in force; the owners and the readers have their chats."""
        for owner in (OWNER, OTHER_OWNER):
            await self.stage.chat(owner, Topic.JOURNAL)
        for reader in readers:
            await self.stage.chat(reader, Topic.BULLETIN)
        await self.plans.save(Plan("План", 2026, events, (), ()), Authorship(LONG_AGO))
        await self.almanacs.refresh()
        return self

    def at(self, moment: str) -> datetime:
        """Move the clock."""
        self.stage.clock.at = datetime.fromisoformat(f"{moment}+00:00")
        return self.stage.clock.at

    async def tick(self, moment: str) -> None:
        """One tick of the desk, and whatever is due is delivered."""
        await self.desk.tick(self.at(moment))
        await self.stage.delivery.deliver_due()

    async def settle(self, moment: str) -> None:
        """Ticks until an issue that goes out is reported."""
        for second in range(3):
            await self.tick(f"{moment}:{second:02}")

    async def issue(self, week: str = WEEK) -> Bulletin:
        """The week's issue as it is stored."""
        found = await self.bulletins.of_week(week)
        assert found is not None
        return found

    async def notices(self) -> list[Notice]:
        """Everything in the ledger, oldest first."""
        rows = await self.stage.database.fetch_all(ALL_NOTICES)
        found = [await self.stage.outbox.find(row["key"]) for row in rows]
        return [one for one in found if one is not None]

    async def keys(self) -> list[str]:
        """The keys of everything in the ledger."""
        return [one.key for one in await self.notices()]

    async def said(self, key: str) -> Any:
        """The Russian words of a notice."""
        notice = await self.stage.outbox.find(key)
        assert notice is not None, await self.keys()
        return json.loads(notice.payload)["ru"]

    def told(self, chat_id: int) -> list[str]:
        """The keys of what a chat was sent."""
        return self.stage.sender.told(chat_id)


def later(moment: str, **time: int) -> str:
    """Another moment, so much later."""
    return f"{datetime.fromisoformat(moment) + timedelta(**time):%Y-%m-%d %H:%M}"
