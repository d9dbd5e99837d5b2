"""Rare days and weeks: 29 February, week 53, the turn of the year."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from data.calendar.almanac import Almanac
from data.calendar.bulletin.digest import week_key
from data.calendar.cities import Cases, City
from data.calendar.city_search.lookup import CityIndex
from data.calendar.imprecise_dates import Precision
from data.calendar.plan import CityDate, Plan
from data.calendar.rules import FixedDay, RuleTerm
from data.calendar.topics import Subscription, Topic
from data.store.sqlite.named_queries import Query
from data.store.sqlite.timestamps import from_text
from scheduler.bulletins.desk import BulletinDesk
from scheduler.bulletins.schedule import Timetable
from tests.chaos import scale
from tests.chaos.conftest import Record
from tests.factories import dated
from tests.world.engine import open_engine
from tests.world.secretariat import Secretariat

DAY = timedelta(days=1)
LEAP_DAY = date(2024, 2, 29)
SENT_ON = Query(
    "outbox.sent_on",
    "SELECT n.subject, d.chat_id, d.sent_at FROM deliveries AS d JOIN notices AS n ON n.id = d.notice_id "
    "WHERE d.state = 'sent'",
)


def _city(name: str, rule: FixedDay | None) -> City:
    """Return a city without a known age. So it has no jubilee, and its day greets no chat."""
    rules = () if rule is None else (RuleTerm(rule),)
    cases = Cases(name, name, name, name, name)
    return City(
        name, name, cases, "в", (), (), (), None, None, False, 55.8, 49.1, "Europe/Moscow", None, rules, None
    )


def _almanac() -> Almanac:
    """Return three cities: two with a day on 29 February, by rule and by plan, one on 1 March."""
    date_row = CityDate(
        number="1",
        city_raw="planned",
        city="planned",
        age=124,
        age_raw="124",
        date_raw="29 февраля",
        precision=Precision.DAY,
        start=LEAP_DAY,
        end=LEAP_DAY,
        rule=None,
        approx=True,
        city_id="planned",
    )
    cities = (_city("ruled", FixedDay(2, 29)), _city("planned", None), _city("after", FixedDay(3, 1)))
    return Almanac(CityIndex(cities), {2024: Plan("План", 2024, (), (), (date_row,))})


async def test_29_february_comes_every_year(tmp_path: Path, record: Record) -> None:
    """In common years 29 February is kept on the 28th. Each chat is told once in every year."""
    years = range(2024, 2041) if scale.LONG else range(2024, 2027)
    fires: Counter[tuple[int, int]] = Counter()
    wrong_day = 0
    async with open_engine(tmp_path, datetime(2024, 2, 20, tzinfo=UTC), ()) as world:
        for occasion in _almanac().occasions(date(2024, 1, 1), date(2041, 12, 31)):
            if occasion.city is not None:
                world.agenda.put(occasion)
        for chat, (city, lead) in enumerate((("ruled", 0), ("planned", 0), ("after", 1)), 1):
            await world.chat(chat, Subscription(Topic.CITY, city), leads={Topic.CITY: (lead,)})
        for at in _late_februaries(years):
            world.clock.at = at
            await world.tick()
        for row in await world.database.fetch_all(SENT_ON):
            day = from_text(row["sent_at"]).date()
            fires[row["chat_id"], day.year] += 1
            wrong_day += day != date(day.year, 3, 1) - DAY
    times = [fires[chat, year] for chat in (1, 2, 3) for year in years]
    record("D5", len(times), once_a_year=times.count(1), never=times.count(0), wrong_day=wrong_day)
    assert set(times) == {1}
    assert wrong_day == 0


def _late_februaries(years: range) -> Iterator[datetime]:
    """Yield instants before, at and after 10:00 in Moscow, from 26 February to 3 March."""
    for year in years:
        day = datetime(year, 2, 26, tzinfo=UTC)
        while day.date() < date(year, 3, 4):
            yield from (
                day + timedelta(hours=6, minutes=59),
                day + timedelta(hours=7),
                day + timedelta(hours=15),
            )
            day += DAY


FIRST, LAST = datetime(2026, 12, 19, tzinfo=UTC), datetime(2027, 1, 12, tzinfo=UTC)


async def test_the_turn_of_the_year_has_one_bulletin_a_week(
    tmp_path: Path, record: Record, dice: random.Random
) -> None:
    """Every ISO week has one issue, week 53 included, at any weekday, hour and zone."""
    zones = ("Europe/Moscow", "Asia/Kamchatka", "Europe/Kaliningrad")
    tables = [Timetable(day, hour, zone) for day in range(7) for hour in (0, 9, 12, 23) for zone in zones]
    tried = tables if scale.LONG else dice.sample(tables, 1)
    issues: Counter[int] = Counter()
    late = 0
    for number, table in enumerate(tried):
        folder = tmp_path / str(number)
        folder.mkdir()
        sent = await _turn_the_year(folder, table, dice)
        due = {day: table.due(day) for day in _days() if day.weekday() == table.weekday}
        expected = {week_key(day): at for day, at in due.items() if FIRST < at < LAST}
        assert "2026-W53" in expected
        told = Counter(week for week, _ in sent)
        issues.update(told[week] for week in expected)
        issues.update(9 for week in told if week not in expected)
        late += sum(at - expected[week] > timedelta(minutes=1) for week, at in sent if week in expected)
    record("D6", len(tried), weeks=issues.total(), one_issue=issues[1], none=issues[0], late=late)
    assert set(issues) == {1}
    assert late == 0


def _days() -> list[date]:
    return [FIRST.date() + number * DAY for number in range(-1, 26)]


async def _turn_the_year(folder: Path, table: Timetable, dice: random.Random) -> list[tuple[str, datetime]]:
    """Run the bulletin over the turn of the year with two restarts.

    Returns the week and the instant of each issue that the first reader got.
    """
    ticks = sorted(_instants(table, dice))
    rows = []
    cuts = [0, *sorted(dice.sample(range(1, len(ticks)), 2)), len(ticks)]
    for first, last in pairwise(cuts):
        async with open_engine(folder, FIRST, ()) as world:
            secretariat = Secretariat(world)
            if first == 0:
                await secretariat.know(*(dated(day + 3 * DAY, f"Форум {day}") for day in _days()))
            await secretariat.almanacs.refresh()
            desk = BulletinDesk(replace(secretariat.parts, timetable=table), secretariat.edits)
            for at in ticks[first:last]:
                world.clock.at = at
                await desk.tick(at)
                await world.delivery.deliver_due()
            rows = await world.database.fetch_all(SENT_ON)
    return [
        (row["subject"].partition(":")[2], from_text(row["sent_at"]))
        for row in rows
        if row["chat_id"] == 1 and row["subject"].startswith("bulletin:")
    ]


def _instants(table: Timetable, dice: random.Random) -> set[datetime]:
    """Return every fourth hour, and instants just before and after each draft and each issue."""
    found = {
        FIRST + timedelta(hours=hours) for hours in range(0, int((LAST - FIRST) / timedelta(hours=1)), 4)
    }
    for day in _days():
        due = table.due(day)
        for at in (due - DAY, due) if day.weekday() == table.weekday else ():
            found |= {at - timedelta(seconds=1), at + timedelta(seconds=dice.uniform(0, 25))}
    return {at for at in found if FIRST <= at <= LAST}
