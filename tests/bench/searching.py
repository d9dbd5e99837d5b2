"""A tool: the CPU of a question in plain words, with a plan of many events."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

from data.calendar.almanac import Almanac
from data.calendar.city_search.lookup import CityIndex
from data.calendar.plan import Plan
from data.content.shipped import shipped_catalogue
from tests.bench.figures import Figure
from tests.plan_2020 import plan_2020

EVENTS = 2_000
ROUNDS = 9
SEARCHES = ("форум", "конференция по цифровизации", "энергоэфективность", "водолазный чемпионат", "1234")


def searching(_: Path) -> Iterator[Figure]:
    """Yield the CPU of building the index, of the slowest search, and of reading a question."""
    plan = many_events()
    almanac = Almanac(CityIndex(shipped_catalogue()), {plan.year: plan})
    begin = time.process_time()
    reader = almanac.questions
    yield Figure(f"CPU of indexing {EVENTS:,} events, once", (time.process_time() - begin) * 1000, "ms")
    slowest = max(median(_search(almanac, text) for _ in range(ROUNDS)) for text in SEARCHES)
    yield Figure(f"CPU of a search in {EVENTS:,} events", slowest * 1000, "ms", 5)
    read = max(median(_read(almanac, text) for _ in range(ROUNDS)) for text in SEARCHES)
    yield Figure(f"CPU of reading a question with {EVENTS:,} events", read * 1000, "ms", 8)
    assert reader is almanac.questions


def many_events() -> Plan:
    """Return the plan for 2020 with its events repeated. Each title gets a word of its own."""
    plan = plan_2020()
    events = (
        replace(plan.events[number % len(plan.events)], id=number + 1, title=_title(plan, number))
        for number in range(EVENTS)
    )
    return replace(plan, events=tuple(events))


def _title(plan: Plan, number: int) -> str:
    letters = "абвгдежзиклмнопрст"
    word = "".join(letters[number // len(letters) ** place % len(letters)] for place in range(4))
    return f"{plan.events[number % len(plan.events)].title} {word}{letters[::-1][:3]}"


def _search(almanac: Almanac, text: str) -> float:
    begin = time.process_time()
    almanac.questions.find(text)
    return time.process_time() - begin


def _read(almanac: Almanac, text: str) -> float:
    begin = time.process_time()
    almanac.questions.read(text, date(2020, 3, 1))
    return time.process_time() - begin
