"""Arguments of /upcoming and /today: each is understood, or refused with an example."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.almanac import Almanac
from handlers.agenda.arguments import MisreadArguments, read_arguments
from handlers.agenda.listing import span
from handlers.callbacks.agenda import AgendaKind, OpenAgenda
from handlers.text.words import LANGUAGES, words_in
from tests.plan_2020 import cities_2020, plan_2020

ALMANAC = Almanac(cities_2020(), {2020: plan_2020()})
TODAY = date(2027, 2, 10)
ALL, EVENTS, DAYS, JUBILEES = (
    AgendaKind.ALL,
    AgendaKind.EVENTS,
    AgendaKind.CITY_DAYS,
    AgendaKind.JUBILEES,
)


def read(text: str) -> OpenAgenda:
    """Return what arguments ask for on 10 February 2027, a Wednesday."""
    return read_arguments(text, ALMANAC, TODAY)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("сентябрь", "2027-09-01", "2027-09-30"),
        ("в ноябре", "2027-11-01", "2027-11-30"),
        ("Январь", "2028-01-01", "2028-01-31"),
        ("August", "2027-08-01", "2027-08-31"),
        ("май-июнь", "2027-05-01", "2027-06-30"),
        ("2028", "2028-01-01", "2028-12-31"),
        ("2300", "2300-01-01", "2300-12-31"),
        ("январь 2020", "2020-01-01", "2020-01-31"),
        ("лето", "2027-06-01", "2027-08-31"),
        ("autumn", "2027-09-01", "2027-11-30"),
        ("III квартал", "2027-07-01", "2027-09-30"),
        ("7", "2027-02-10", "2027-02-17"),
        ("  366 ", "2027-02-10", "2028-02-11"),
        ("90 дней", "2027-02-10", "2027-05-11"),
        ("14 days", "2027-02-10", "2027-02-24"),
        ("2 недели", "2027-02-10", "2027-02-24"),
        ("полгода", "2027-02-10", "2027-08-10"),
        ("неделя", "2027-02-10", "2027-02-17"),
        ("завтра", "2027-02-11", "2027-02-11"),
        ("Послезавтра", "2027-02-12", "2027-02-12"),
        ("tomorrow", "2027-02-11", "2027-02-11"),
        ("сегодня", "2027-02-10", "2027-02-10"),
        ("пятница", "2027-02-12", "2027-02-12"),
        ("Friday", "2027-02-12", "2027-02-12"),
        ("12.06", "2027-06-12", "2027-06-12"),
        ("12.06.2028", "2028-06-12", "2028-06-12"),
        ("12 июня", "2027-06-12", "2027-06-12"),
        ("3-5 мая", "2027-05-03", "2027-05-05"),
        ("с 20 мая по 5 июня", "2027-05-20", "2027-06-05"),
        ("до конца марта", "2027-02-10", "2027-03-31"),
    ],
)
def test_days_are_read(text: str, first: str, last: str) -> None:
    """A month, a year, a number of days, a word for a day, a date in figures."""
    request = read(text)
    days = span(request, TODAY)
    assert tuple(day.isoformat() for day in days) == (first, last)
    assert (request.kind, request.city) == (ALL, "")


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("2027 юбилеи", JUBILEES, "2027-01-01", "2027-12-31"),
        ("юбилеи 2030", JUBILEES, "2030-01-01", "2030-12-31"),
        ("юбилеи", JUBILEES, "2027-02-10", "2028-02-10"),
        ("anniversaries in June", JUBILEES, "2027-06-01", "2027-06-30"),
        ("дни городов август", DAYS, "2027-08-01", "2027-08-31"),
        ("мероприятия октябрь", EVENTS, "2027-10-01", "2027-10-31"),
        ("мероприятия", EVENTS, "2027-02-10", "2028-02-10"),
        ("партнёры 2020", AgendaKind.PARTNER, "2020-01-01", "2020-12-31"),
        ("90 дней юбилеи", JUBILEES, "2027-02-10", "2027-05-11"),
        ("что в июне по юбилеям?", JUBILEES, "2027-06-01", "2027-06-30"),
        ("события 2027", ALL, "2027-02-10", "2027-12-31"),
    ],
)
def test_kinds_are_read(text: str, kind: AgendaKind, first: str, last: str) -> None:
    """A kind alone is of a year ahead. The round anniversaries of a year are listed from its beginning."""
    request = read(text)
    assert request.kind is kind
    assert tuple(day.isoformat() for day in span(request, TODAY)) == (first, last)


@pytest.mark.parametrize(
    ("text", "city", "first", "last"),
    [
        ("казань", "kazan", "2027-02-10", "2028-02-10"),
        ("в Минске", "minsk", "2027-02-10", "2028-02-10"),
        ("Kazan September", "kazan", "2027-09-01", "2027-09-30"),
        ("владивасток 2028", "vladivostok", "2028-01-01", "2028-12-31"),
        ("rfpfym", "kazan", "2027-02-10", "2028-02-10"),
    ],
)
def test_city_limits_the_list(text: str, city: str, first: str, last: str) -> None:
    """A city is understood in any form, alone or with days."""
    request = read(text)
    assert request.city == city
    assert tuple(day.isoformat() for day in span(request, TODAY)) == (first, last)


def test_days_ahead_are_counted_from_the_day_of_a_press() -> None:
    """«90 дней» of a message of last week are ninety days from today. «Завтра» stays the day it was."""
    later = date(2027, 2, 17)
    assert span(read("90 дней"), later) == (later, date(2027, 5, 18))
    assert span(read("завтра"), later) == (date(2027, 2, 11), date(2027, 2, 11))


@pytest.mark.parametrize(
    ("text", "key", "shown"),
    [
        ("31 сентября", "agenda-no-such-day", "«31 сентября»: такого дня нет"),
        ("30.02", "agenda-no-such-day", "«30.02»: такого дня нет"),
        ("June 31", "agenda-no-such-day", "«June 31»: такого дня нет"),
        ("0", "agenda-days-out-of-range", "от 1 до 731"),
        ("-5", "agenda-days-out-of-range", "от 1 до 731"),
        ("999", "agenda-days-out-of-range", "от 1 до 731"),
        ("100000", "agenda-days-out-of-range", "от 1 до 731"),
        ("Лондон", "agenda-unknown-city", "Города «Лондон» в справочнике нет"),
        ("Рязань или Тверь", "agenda-one-city", "/upcoming Рязань"),
        ("баран", "agenda-not-understood", "Не удалось понять «баран»"),
        ("бюллетень", "agenda-not-understood", "Не удалось понять «бюллетень»"),
        ("спасибо", "agenda-not-understood", "Не удалось понять «спасибо»"),
        ("12/06/27/4", "agenda-not-understood", "Не удалось понять"),
        ("сентябрь баран", "agenda-not-understood", "Не удалось понять «баран»"),
        ("казань баран", "agenda-not-understood", "Не удалось понять «баран»"),
        ("юбилеи 2300", "agenda-not-understood", "Не удалось понять «2300»"),
        ("?", "agenda-not-understood", "Не удалось понять «?»"),
        ("слово " * 700, "agenda-not-understood", "слово…"),
    ],
)
def test_what_names_no_list_is_refused_with_an_example(text: str, key: str, shown: str) -> None:
    """The refusal repeats the argument and has an example of a valid one."""
    with pytest.raises(MisreadArguments) as refusal:
        read(text)
    assert refusal.value.key == key
    sentence = words_in("ru").plain(key, **refusal.value.arguments)
    assert shown in sentence
    assert "/upcoming" in sentence
    assert len(sentence) < 200


@given(text=st.text(max_size=40), today=st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_any_text_is_understood_or_refused(text: str, today: date) -> None:
    """No text breaks the reader, and every request and refusal can be sent."""
    try:
        request = read_arguments(text, ALMANAC, today)
    except MisreadArguments as misread:
        _check_sentence(misread)
    else:
        assert len(request.pack().encode()) <= 64


def _check_sentence(misread: MisreadArguments) -> None:
    assert all(words_in(one).plain(misread.key, **misread.arguments) for one in LANGUAGES)
