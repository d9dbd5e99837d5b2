"""A tool: writes the city lists of generated plans as rows, with a header, or as lines."""

import random
from collections.abc import Callable

from tests.plans.generator.truth import GeneratedPlan, Truth
from tests.plans.generator.wordings import in_words, random_day
from tests.plans.generator.words import CITIES

_LISTS = (("jubilees", "Юбилеи городов МАГ"), ("city_days", "Дни городов-столиц членов МАГ"))
_NOTES = (
    ("", ""),
    ("<sup>1</sup>", "<sup>1</sup> Дни городов указаны ориентировочно"),
    ("*", "* ориентировочно"),
    ("<sup>i</sup>", "i даты ориентировочны"),
)


def write_cities(out: GeneratedPlan, rng: random.Random, number_style: str) -> None:
    """Add a city list. number_style is empty where its rows have no numbers."""
    kind, heading = rng.choice(_LISTS)
    mark, note = rng.choice(_NOTES)
    out.lines.append([heading + mark, *[""] * (out.width - 1)] if out.width > 3 else [heading + mark])
    form = rng.choice(("rows", "rows", "header", "lines"))
    if form == "header":
        out.lines.append([*(["№"] if number_style else []), "Город", "Возраст", "Дата"])
    for number, city in enumerate(rng.sample(CITIES, rng.randrange(1, 6)), 1):
        day, age = random_day(rng), rng.randrange(20, 1200)
        age -= age % 5 if kind == "jubilees" else 0
        printed_age = rng.choice(_AGES)(age)
        numbered = number_style.format(number)
        line = [city, printed_age, in_words(day)]
        if form == "lines":
            words = rng.choice(
                (f"{city} – {printed_age} ({in_words(day)})", f"{city}, {printed_age}, {in_words(day)}")
            )
            out.lines.append([f"{numbered} {words}".strip()])
        else:
            out.lines.append([numbered, *line] if number_style else line)
        truth = Truth(
            city, kind, str(number) if number_style else "", city=city, dates=(("day", day, day),), age=age
        )
        out.truths.append(_with_approximate_date(truth) if note else truth)
    if note:
        out.lines += [[""], [note]]


def _with_approximate_date(truth: Truth) -> Truth:
    return Truth(
        truth.word, truth.kind, truth.number, city=truth.city, dates=truth.dates, age=truth.age, approx=True
    )


def _plain(age: int) -> str:
    return f"{age} {_years(age)}"


def _phrase(age: int) -> str:
    return f"исполняется {age} {_years(age)}"


_AGES: tuple[Callable[[int], str], ...] = (_plain, _plain, _plain, _phrase)


def _years(age: int) -> str:
    if age % 10 == 1 and age % 100 != 11:
        return "год"
    return "года" if age % 10 in {2, 3, 4} and age % 100 not in {12, 13, 14} else "лет"
