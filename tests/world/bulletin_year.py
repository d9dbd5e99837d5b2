"""A year of bulletins, drafted and sent by the real desk in the real words, week after week."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from data.calendar.anniversaries import on_days
from data.calendar.city_search.lookup import CityIndex
from data.calendar.plan import Plan
from data.store.broadcasts.bulletins import Bulletin
from data.store.editions.almanacs import AlmanacSource
from data.store.editions.change_facts import city_facts
from data.store.revisions import Authorship, StoredChange
from data.store.store import Store, store_over
from data.store.targeting.audience import Audience
from handlers.notices.plan_changes import change_reader
from handlers.views.bulletin.payloads import BulletinViews
from scheduler.bulletins.desk import BulletinDesk
from scheduler.bulletins.outline import BulletinParts
from scheduler.bulletins.schedule import DRAFT_AHEAD, Timetable
from scheduler.bulletins.told import RecentChanges
from scheduler.editor_messages import Payload
from tests.cast import LONG_AGO, OWNER
from tests.plan_2020 import cities_2020
from tests.world.storage import open_new

MONDAY_NINE = Timetable(0, 9, "Europe/Moscow")
_MINUTE = timedelta(minutes=1)


class NoProgress:
    """A progress display that shows nothing."""

    async def show(self, chat_id: int, message_id: int, payload: Payload) -> None:
        """Show nothing."""


@dataclass
class BulletinYear:
    """The bulletin of an installation, with the desk's clock at the hour of each issue."""

    store: Store
    almanacs: AlmanacSource
    parts: BulletinParts
    desk: BulletinDesk

    async def week(self, monday: date) -> Bulletin | None:
        """Let the desk draft and send the issue of a Monday. Return it if it went out."""
        due = MONDAY_NINE.due(monday)
        await self.draft(monday)
        for at in (due, due + _MINUTE):
            await self.tick(at)
        newest = await self.store.bulletins.latest_sent()
        return newest if newest is not None and newest.due_at == due else None

    async def draft(self, monday: date) -> None:
        """Let the desk draft the issue of a Monday."""
        await self.tick(MONDAY_NINE.due(monday) - DRAFT_AHEAD)

    async def tick(self, now: datetime) -> None:
        """Let the desk work at an instant."""
        await self.almanacs.refresh()
        await self.desk.tick(now)

    async def set_day(self, city: str, day: date, at: datetime) -> None:
        """Let an editor set the day of a city at an instant, which replaces a calculated one."""
        (known,) = (
            self.almanacs.current().city_view(self.almanacs.cities.by_id[city], date(day.year, 1, 1)).days
        )
        named = replace(known, when=on_days(day, day), calculated=False)
        change = StoredChange("set", known.key, city_facts(known), city_facts(named))
        await self.store.city_days.put(city, (day, day), Authorship(at, OWNER), [change])

    def restart(self) -> None:
        """Replace the desk by a new one, as a restart does."""
        self.desk = BulletinDesk(self.parts, NoProgress())


@asynccontextmanager
async def bulletin_year(
    path: Path, *plans: Plan, cities: CityIndex | None = None
) -> AsyncIterator[BulletinYear]:
    """Open an installation with these plans, and with the shipped cities or others."""
    database = await open_new(path / "bot.db")
    store = store_over(database)
    for plan in plans:
        events = tuple(replace(event, id=0) for event in plan.events)
        await store.plans.save(replace(plan, events=events), Authorship(LONG_AGO))
    index = cities_2020() if cities is None else cities
    almanacs = AlmanacSource(store.plans, store.city_days, index, jubilee_every=5, bulletin_weekday=0)
    await almanacs.refresh()
    read_change = change_reader(almanacs.current)
    parts = BulletinParts(
        bulletins=store.bulletins,
        outbox=store.outbox,
        audience=Audience(database),
        almanacs=almanacs,
        timetable=MONDAY_NINE,
        wording=BulletinViews(MONDAY_NINE, read_change),
        owners=(OWNER,),
        changes=RecentChanges(store.plans),
    )
    try:
        yield BulletinYear(store, almanacs, parts, BulletinDesk(parts, NoProgress()))
    finally:
        await database.close()


def mondays(year: int) -> list[date]:
    """Return the Mondays of a year."""
    first = date(year, 1, 1)
    monday = first + timedelta(days=-first.weekday() % 7)
    return [
        monday + timedelta(days=7 * week)
        for week in range(53)
        if (monday + timedelta(days=7 * week)).year == year
    ]
