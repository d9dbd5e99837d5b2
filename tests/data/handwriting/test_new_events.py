"""A new event from one message, its parts in any order."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.calendar.event_details import HandField
from data.calendar.plan import EventKind
from data.handwriting.misread import Misread
from data.handwriting.new_events import read_new_event
from tests.plan_2020 import cities_2020

CITIES = cities_2020()


@pytest.mark.parametrize(
    "text",
    [
        "5 июня 15:00, Минск, Форум столиц, организатор МАГ",
        "Форум столиц, Минск, 5 июня 15:00, организатор: МАГ",
        "Минск 5 июня 15:00; Форум столиц; Организаторы: МАГ",
        "Форум столиц\nв Минске\n5 июня, 15:00\nорганизатор МАГ",
        "15:00 5 июня, Форум столиц, г. Минск, организатор — МАГ.",
        "June 5, 3 pm, Minsk, Форум столиц, organised by МАГ",
    ],
)
def test_parts_are_told_apart_in_any_order(text: str) -> None:
    """Date, hour, place, title and organiser, between commas, semicolons or lines."""
    found = read_new_event(text, 2027, CITIES)
    [one] = found.occurrences
    assert (found.title, found.organisers, found.kind) == ("Форум столиц", ("МАГ",), EventKind.OWN)
    assert one.when is not None
    assert (one.when.start, one.when.end) == (date(2027, 6, 5), date(2027, 6, 5))
    assert one.time is not None
    assert one.time.start == time(15)
    assert one.place is not None
    assert one.place.city_id == "minsk"
    assert found.by_hand == {HandField.ADDED}


@pytest.mark.parametrize(
    ("text", "title", "places", "days"),
    [
        ("Форум столиц", "Форум столиц", [], []),
        ("Семинар, 5 июня, Минск", "Семинар", ["minsk"], [date(2027, 6, 5)]),
        ("5 июня, Минск, Дворец Республики, Семинар", "Семинар", ["minsk"], [date(2027, 6, 5)]),
        (
            "Форум «Города, которые растут», июнь, Казань и Минск",
            "Форум «Города, которые растут»",
            ["kazan", "minsk"],
            [date(2027, 6, 1), date(2027, 6, 1)],
        ),
        (
            "3 и 10 октября, онлайн, Вебинар МАГ",
            "Вебинар МАГ",
            [None, None],
            [date(2027, 10, 3), date(2027, 10, 10)],
        ),
        ("Нарьян-Мар, сентябрь, Сессия МАГ", "Сессия МАГ", ["naryan-mar"], [date(2027, 9, 1)]),
        ("5 июня Форум столиц", "Форум столиц", [], [date(2027, 6, 5)]),
        ("Участие в форуме мэров, Казань, дата уточняется", "Участие в форуме мэров", ["kazan"], []),
    ],
)
def test_what_is_left_is_the_title(text: str, title: str, places: list[str | None], days: list[date]) -> None:
    """Without a date or a place, with several of them, with commas inside quotes."""
    found = read_new_event(text, 2027, CITIES)
    assert found.title == title
    assert [one.place.city_id for one in found.occurrences if one.place] == places
    assert [one.when.start for one in found.occurrences if one.when and one.when.start] == days


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("5 июня, Минск", "new-title"),
        ("организатор МАГ", "new-title"),
        ("", "new-title"),
        ("31 июня, Минск, Форум", "date-impossible"),
        ("Форум " * 400, "text-too-long"),
    ],
)
def test_a_message_without_an_event_is_refused(text: str, key: str) -> None:
    """A message without a title, with an impossible date or too long a text is refused."""
    with pytest.raises(Misread) as refused:
        read_new_event(text, 2027, CITIES)
    assert refused.value.code == key


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "5 июня",
                "Минск",
                "Форум",
                "организатор МАГ",
                "15:00",
                "«",
                "(",
                ",",
                "31 июня",
                "июнь",
                "онлайн",
                "г.",
                "\n",
                "и",
            ]
        ),
        max_size=9,
    ).map(" ".join)
    | st.text(max_size=80)
)
def test_any_message_is_read_or_refused_in_a_sentence(text: str) -> None:
    """No other error is raised, and each event that is read has a title with letters."""
    try:
        found = read_new_event(text, 2027, CITIES)
    except Misread:
        return
    assert any(char.isalpha() for char in found.title)
