"""`mag-bot upcoming` and `mag-bot city`: the bot's answers for people and for programs."""

import json
import re
from collections import Counter
from typing import Any

import pytest

from handlers.text.words import LANGUAGES
from tests.bot.commands.conftest import Command
from tests.bot.commands.printed import check_printed

YEAR = ("--on", "2020-03-01", "--days", "365")


def asked(command: Command, *arguments: str) -> Any:
    """Run a command with `--format json`, and return what it prints, parsed."""
    printed = command(*arguments, "--format", "json")
    assert (printed.status, printed.err) == (0, "")
    return json.loads(printed.out)


def test_the_year_from_march_2020(command: Command) -> None:
    """All that the plan has, undated events last, the nearest issues, and other cities' days."""
    year = asked(command, "upcoming", *YEAR)
    assert (year["on"], year["until"], year["next"]) == ("2020-03-01", "2021-03-01", None)
    assert year["years_without_plan"] == [2021]
    kinds = Counter(one["kind"] for one in year["occasions"] if not one["calculated"])
    assert kinds == {"event": 14, "jubilee": 17, "city_day": 9, "bulletin": 1, "journal": 1}
    calculated = {one["city"] for one in year["occasions"] if one["calculated"]}
    assert {"Новосибирск", "Хабаровск", "Павлодар"} < calculated
    assert {"Казань", "Ереван", "Ташкент"}.isdisjoint(calculated)
    assert [one["title"].split()[0] for one in year["undated"]] == ["Мероприятия", "XV", "Участие"]
    assert all(one["date"]["start"] is None for one in year["undated"])


def test_days_of_cities_are_approximate(command: Command) -> None:
    """Days of cities are approximate, by the plan or by calculation. Each has the sign, windows have none."""
    year = asked(command, "upcoming", *YEAR)
    cities = [one for one in year["occasions"] if one["kind"] in ("jubilee", "city_day")]
    assert all(one["approximate"] and one["city"] for one in cities)
    assert {one["city"] for one in cities if one["age"] is None} == {"Самарканд"}
    text = command("upcoming", *YEAR).out
    days = [one for one in cities if one["date"]["precision"] in ("day", "days")]
    assert 0 < len(days) < len(cities)
    assert text.count(" ≈\n") == len(days)
    assert text.count("≈ — ориентировочно: по плану или по расчёту.") == 1


def test_occasions_come_in_the_calendars_order(command: Command) -> None:
    """By the first day, the narrower first, whether a day is named or a span."""
    year = asked(command, "upcoming", *YEAR)
    dates = [(one["date"]["start"] or one["date"]["end"], one["date"]["end"]) for one in year["occasions"]]
    assert dates == sorted(dates)
    assert {"day", "month"} <= {one["date"]["precision"] for one in year["occasions"]}


def test_a_single_event(command: Command) -> None:
    """An occasion carries what a program needs, dates as days and wording alike."""
    year = asked(command, "upcoming", *YEAR)
    grozny = next(one for one in year["occasions"] if one["city"] == "Грозный")
    assert grozny.pop("key").startswith("event:")
    assert grozny == {
        "kind": "event",
        "title": "Международная конференция МАГ в рамках празднования Дня города Грозного",
        "event_kind": "own",
        "status": "planned",
        "date": {
            "raw": "3-4 октября",
            "precision": "days",
            "start": "2020-10-03",
            "end": "2020-10-04",
            "tbc": False,
        },
        "place": "Грозный",
        "city": "Грозный",
        "age": None,
        "weight": 0,
        "approximate": False,
        "calculated": False,
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_year_as_text(command: Command, language: str) -> None:
    """The year, written out."""
    check_printed("upcoming", language, command("upcoming", *YEAR, "--language", language).out)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_without_plan(command: Command, language: str) -> None:
    """Days of cities are calculated, and the text says that the plan is not in."""
    arguments = ("upcoming", "--on", "2027-06-01", "--days", "30", "--language", language)
    check_printed("upcoming-no-plan", language, command(*arguments).out)
    found = asked(command, *arguments)
    assert found["years_without_plan"] == [2027]
    assert all(one["calculated"] for one in found["occasions"] if one["city"])


def test_today_without_on(command: Command) -> None:
    """Without a day the answer is about today."""
    assert command("upcoming").status == 0
    assert command("city", "Казань").status == 0


@pytest.mark.parametrize("day", ["tomorrow", "2020-02-30", "01.03.2020", "", "9999-12-31", "0001-01-01"])
@pytest.mark.parametrize("name", [["upcoming"], ["city", "Казань"]])
def test_no_day(command: Command, name: list[str], day: str) -> None:
    """--on takes a day and says so."""
    assert command(*name, "--on", day).refusal.startswith("--on takes a day ")


@pytest.mark.parametrize("days", ["0", "-1", "367", "many"])
def test_days_out_of_range(command: Command, days: str) -> None:
    """A span is one to 366 days."""
    assert "'--days'" in command("upcoming", "--days", days).refusal


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["Казань", "Владивосток", "Вологда"])
def test_a_city_as_text(command: Command, name: str, language: str) -> None:
    """The city's card, written out."""
    printed = command("city", name, "--on", "2020-03-01", "--language", language)
    assert (printed.status, printed.err) == (0, "")
    check_printed(f"city-{name}", language, printed.out)


@pytest.mark.parametrize(
    ("query", "how"),
    [
        ("казани", "exact"),
        ("Kazan", "exact"),
        ("rfpfym", "layout"),
        ("г. Казань", "exact"),
        ("Козань", "typo"),
        ("хочу в Казань", "named"),
    ],
)
def test_a_city_by_any_name(command: Command, query: str, how: str) -> None:
    """Cases, Latin letters, the other keyboard layout and typos lead to the city."""
    found = asked(command, "city", query, "--on", "2020-03-01")
    assert (found["query"], found["how"], found["match"], found["id"]) == (query, how, "Казань", "kazan")
    assert found["candidates"] == []


@pytest.mark.parametrize(
    ("query", "first"),
    [("Козань", "Нашлось: Казань"), ("rfpfym", "Нашлось: Казань"), ("хочу в Казань", "🏙 Казань")],
)
def test_a_guessed_city_is_named_first(command: Command, query: str, first: str) -> None:
    """A mistyped name is answered with the name of the card, as in the chat."""
    assert command("city", query).out.splitlines()[0] == first


def test_a_city_as_json(command: Command) -> None:
    """Day, age, jubilee and events of the city."""
    found = asked(command, "city", "Казань", "--on", "2020-03-01")
    assert found["on"] == "2020-03-01"
    assert found["day"] == {
        "raw": "30 августа",
        "precision": "day",
        "start": "2020-08-30",
        "end": "2020-08-30",
        "tbc": False,
        "approximate": True,
        "calculated": False,
    }
    assert (found["age"], found["jubilee"]) == (1015, {"age": 1015, "weight": 5})
    assert found["next_jubilee"] == {"year": 2025, "age": 1020}
    assert [one["date"]["raw"] for one in found["events"]] == ["июль"]


def test_a_year_without_jubilee(command: Command) -> None:
    """An ordinary day has no jubilee, and the next one is named."""
    found = asked(command, "city", "Казань", "--on", "2026-03-01")
    assert (found["age"], found["jubilee"]) == (1021, None)
    assert found["next_jubilee"] == {"year": 2030, "age": 1025}
    assert found["day"]["calculated"]


@pytest.mark.parametrize(
    ("query", "how", "candidates"),
    [
        ("Новгород", "ambiguous", ["Великий Новгород", "Нижний Новгород"]),
        ("Петропавловск", "ambiguous", ["Петропавловск-Камчатский"]),
        ("Мурманская", "unknown", ["Мурманск"]),
        ("Омск", "unknown", []),
        ("чушьчушь", "unknown", []),
        ("!!!", "unknown", []),
        ("", "unknown", []),
    ],
)
def test_no_one_city_as_json(command: Command, query: str, how: str, candidates: list[str]) -> None:
    """For programs no match is an answer: the same keys, null where nothing is known."""
    found = asked(command, "city", query)
    assert list(found) == list(asked(command, "city", "Казань"))
    assert (found["match"], found["id"], found["day"], found["how"]) == (None, None, None, how)
    assert found["events"] == []
    assert sorted(found["candidates"]) == candidates


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        (
            "Новгород",
            "«Новгород» подходит нескольким городам: Нижний Новгород, Великий Новгород. "
            "Уточните, какой нужен.",
        ),
        (
            "Петропавловск",
            "По запросу «Петропавловск» город не определить. Возможно, это Петропавловск-Камчатский: "
            "назовите его точнее.",
        ),
        ("Мурманская", "Город «Мурманская» не найден. Похожие названия: Мурманск"),
        ("Омск", "Город «Омск» не найден, и похожих названий нет."),
        ("!!!", "Город «!!!» не найден, и похожих названий нет."),
    ],
)
def test_no_one_city_as_text(command: Command, query: str, refusal: str) -> None:
    """For people it is refused: several fit, one may be meant, some are near, or none is."""
    assert command("city", query).refusal == refusal
    english = command("city", query, "--language", "en").refusal
    assert f"“{query}”" in english
    assert not re.search("[а-яё]", english.replace(query, ""))
