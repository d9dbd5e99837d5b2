"""A tool: words dates as plans print them, with what they mean."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from tests.plans.generator.truth import YEAR, Dates, Wording

MONTHS = ("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь")
NOMINATIVE = (*MONTHS, "ноябрь", "декабрь")
GENITIVE = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
PREPOSITIONAL = (
    *("январе", "феврале", "марте", "апреле", "мае", "июне"),
    *("июле", "августе", "сентябре", "октябре", "ноябре", "декабре"),
)
_TABLE = Path(__file__).parents[2] / "calendar" / "grammar" / "wordings_2025.txt"


def random_day(rng: random.Random) -> date:
    """Return a day of the plan's year, not near its ends."""
    return date(YEAR, 1, 10) + timedelta(rng.randrange(330))


def in_figures(day: date) -> str:
    """Return the day as «12.03.2025»."""
    return f"{day:%d.%m.%Y}"


def in_words(day: date) -> str:
    """Return the day as «12 марта»."""
    return f"{day.day} {GENITIVE[day.month - 1]}"


def random_wording(rng: random.Random) -> Wording:
    """Return a date as printed, and what it means.

    Four in ten come from the table of wordings, the others are made up.
    """
    if rng.random() < 0.4:
        return rng.choice(known_wordings())
    return rng.choice(_KINDS)(rng)


@cache
def known_wordings() -> tuple[Wording, ...]:
    """Return the wordings of the table that are read whole and name no status."""
    rows = (line.rsplit(" | ", 1) for line in _TABLE.read_text("utf-8").splitlines() if " | " in line)
    return tuple(
        (text, _meant(meaning)) for text, meaning in rows if meaning != "!" and "перенес" not in text
    )


def _meant(meaning: str) -> Dates:
    return tuple(_date(one.split(" @ ")[0].split()) for one in meaning.split(" + "))


def _date(words: list[str]) -> tuple[str, date | None, date | None]:
    precision, days = words[0], [_day(word) for word in words[1:] if word[:1].isdigit()]
    if not days:
        return precision, None, None
    return precision, None if precision == "deadline" else days[0], days[-1]


def _day(word: str) -> date:
    return date.fromisoformat(word if len(word) > 5 else f"{YEAR}-{word}")


def _one_day(rng: random.Random) -> Wording:
    day = random_day(rng)
    forms = (
        in_words(day),
        in_figures(day),
        f"{in_words(day)} {YEAR} г.",
        f"{day:%d.%m.%y}",
        f"{in_words(day)} {YEAR} года",
    )
    return rng.choice(forms), (("day", day, day),)


def _days(rng: random.Random) -> Wording:
    first = random_day(rng).replace(day=rng.randrange(1, 20))
    last = first + timedelta(rng.randrange(1, 8))
    month, dash = GENITIVE[first.month - 1], rng.choice("-–—")
    forms = (
        f"{first.day}{dash}{last.day} {month}",
        f"{first.day} {dash} {last.day} {month}",
        f"с {first.day} по {last.day} {month}",
        f"{first:%d.%m}{dash}{last:%d.%m.%Y}",
    )
    return rng.choice(forms), (("days", first, last),)


def _two_days(rng: random.Random) -> Wording:
    first = random_day(rng).replace(day=rng.randrange(1, 12))
    second = first + timedelta(rng.randrange(3, 14))
    month = GENITIVE[first.month - 1]
    forms = (
        f"{first.day} и {second.day} {month}",
        f"{first.day}, {second.day} {month}",
        f"{in_words(first)}, {in_words(second)}",
    )
    return rng.choice(forms), (("day", first, first), ("day", second, second))


def _month(rng: random.Random) -> Wording:
    number = rng.randrange(12)
    forms = (NOMINATIVE[number], f"{NOMINATIVE[number]} {YEAR}", f"в {PREPOSITIONAL[number]}")
    return rng.choice(forms), (("month", *window(number + 1, 1)),)


def window(month: int, count: int) -> tuple[date, date]:
    """Return the first and the last day of a number of months."""
    following = month + count
    return date(YEAR, month, 1), date(YEAR + (following > 12), (following - 1) % 12 + 1, 1) - timedelta(1)


def _quarter(rng: random.Random) -> Wording:
    number = rng.randrange(1, 5)
    roman = ("I", "II", "III", "IV")[number - 1]
    forms = (f"{roman} квартал", f"{number} квартал", f"{number}-й квартал")
    return rng.choice(forms), (("quarter", *window(3 * number - 2, 3)),)


def _undated(rng: random.Random) -> Wording:
    year = date(YEAR, 1, 1), date(YEAR, 12, 31)
    return rng.choice(
        (
            ("по отдельному графику", (("unscheduled", None, None),)),
            ("дата уточняется", (("unscheduled", None, None),)),
            ("срок уточняется", (("unscheduled", None, None),)),
            ("постоянно", (("recurring", None, None),)),
            ("ежеквартально", (("recurring", None, None),)),
            ("в течение года", (("year", *year),)),
        )
    )


_KINDS: tuple[Callable[[random.Random], Wording], ...] = (
    *([_one_day] * 5),
    *([_days] * 3),
    _two_days,
    _month,
    _quarter,
    _undated,
)
