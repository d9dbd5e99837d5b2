"""The clock passes through 2020, and readers are told of each occasion at its time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from bot.sandbox.client.client import ReceivedMessage
from data.calendar.plan import CityDate, EventKind
from handlers.text.typography import typeset
from handlers.text.words import words_in
from handlers.views.bulletin.issue import issue_date
from tests.plan_2020 import cities_2020, plan_2020
from tests.world.running_bot import MOSCOW_ZONE, BotWorld, ask, tap

BEGINNING = date(2020, 3, 1)
_TOPICS = (
    "🏛 Мероприятия МАГ",
    "🤝 Мероприятия с участием МАГ",
    "🌐 Мероприятия партнёров",
    "🎂 Юбилеи городов",
    "🏙 Дни городов",
    "📖 «Вестник МАГ»",
)


@pytest.fixture
def start() -> str:
    """Return a start at noon of its first day."""
    return "2020-03-01 12:00"


@dataclass(frozen=True)
class Heard:
    """The messages that a person was sent, each with its instant in Moscow time."""

    messages: tuple[tuple[datetime, str], ...]

    def days_of(self, *words: str) -> list[date]:
        """Return the days on which a message had a line with all these words in it."""
        return [
            at.date()
            for at, text in self.messages
            for line in text.splitlines()
            if all(word in line for word in words)
        ]


def heard(messages: Sequence[ReceivedMessage]) -> Heard:
    """Return the messages with their instants by the clock of the sandbox."""
    return Heard(tuple((datetime.fromtimestamp(one.body["date"], MOSCOW_ZONE), one.text) for one in messages))


def days_ahead(begins: date, leads: Sequence[int]) -> list[date]:
    """Return the days after the beginning of the story on which a reminder is due, in order."""
    days = (begins - timedelta(days=lead) for lead in sorted(leads, reverse=True))
    return [day for day in days if day > BEGINNING]


async def test_a_year_is_told_in_time_and_once(world: BotWorld) -> None:
    """Through the year each dated occasion is told on its days, each month once, and none twice."""
    everything, jubilees = await world.person("Анна"), await world.person("Пётр")
    bulletin = await world.person("Вера")
    await tap(everything, await ask(everything, "/subscribe"), *_TOPICS)
    await tap(jubilees, await ask(jubilees, "/subscribe"), "🎂 Юбилеи городов")
    await tap(bulletin, await ask(bulletin, "/subscribe"), "📰 Еженедельный бюллетень")
    for person in (everything, jubilees, bulletin):
        await person.unread()
    await world.move_to("2020-12-31 23:59")

    anna, boris = heard(await everything.unread()), heard(await jubilees.unread())
    _check_manners(anna)
    _check_manners(boris)
    _check_events(anna)
    for row in plan_2020().jubilees:
        _check_city(anna, row, "🎂", (30, 7, 1, 0))
        _check_city(boris, row, "🎂", (30, 1, 0))
    for row in plan_2020().city_days:
        _check_city(anna, row, "🏙", (7, 1))
    assert not [text for _, text in boris.messages if "🏙" in text or "🏛" in text]
    assert anna.days_of("Вестник МАГ") == [
        date(2020, month, day) for month, day in ((3, 25), (6, 24), (9, 24), (12, 25))
    ]
    _check_bulletins(heard(await bulletin.unread()))


def _check_manners(one: Heard) -> None:
    """Check that messages come at 10:00, one in an hour, and name the uncertainty of a day once."""
    hours = Counter(at.replace(minute=0, second=0, microsecond=0) for at, _ in one.messages)
    assert set(hours.values()) == {1}
    assert {(at.hour, at.minute) for at, _ in one.messages} == {(10, 0)}
    for _, text in one.messages:
        has_city_day = any(mark in text for mark in "🎂🏙🎉")
        is_open = "Точный день назовём" in text or "Точные дни назовём" in text
        doubts = text.lower().count("ориентировочн")
        assert doubts <= 1, text
        assert doubts == 1 or is_open or not has_city_day, text


def _check_events(anna: Heard) -> None:
    told = 0
    for event in plan_2020().events:
        when = event.occurrences[0].when if event.occurrences else None
        title = typeset(" ".join(event.title.split()))
        if event.kind is EventKind.ACTIVITY or when is None or when.begins is None:
            assert anna.days_of(title[:60]) == [], title
            continue
        # a month is told of once, a week before it opens
        leads = (7, 1) if when.is_day else (7,)
        assert anna.days_of(title[:150]) == days_ahead(when.begins, leads), title
        told += 1
    assert told > 10


def _check_city(one: Heard, row: CityDate, mark: str, leads: Sequence[int]) -> None:
    assert row.start is not None
    assert row.city_id is not None
    dative = cities_2020().by_id[row.city_id].cases.dat
    facts = (f"{dative} ", f" {row.age} ") if mark == "🎂" else (f"День города: {dative} {row.age} ",)
    assert one.days_of(*facts) == days_ahead(row.start, leads), row.city


def _check_bulletins(vera: Heard) -> None:
    fridays = [at for at, _ in vera.messages]
    assert [at.weekday() for at in fridays] == [4] * len(fridays)
    assert {(at.hour, at.minute) for at in fridays} == {(12, 0)}
    words = words_in("ru")
    for at, text in vera.messages:
        assert text.startswith(f"📰 Бюллетень МАГ · {issue_date(words, at.date())}\n\n")
    # 43 Fridays, of which some have no news
    assert 28 <= len(fridays) <= 40
