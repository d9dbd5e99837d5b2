"""Pages of a list: their size, their rows, and the buttons below."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.almanac import Almanac
from data.calendar.imprecise_dates import ClockTime
from data.calendar.plan import EventStatus, Occurrence, Place, PlaceMode
from handlers.agenda.listing import Listing, list_occasions
from handlers.callbacks.agenda import AgendaKind, AgendaScreen, OpenAgenda, OpenFormerAgenda
from handlers.text.words import LANGUAGES, words_in
from handlers.views.agenda.choices import choice_message, filter_message
from handlers.views.agenda.pages import ROWS_ON_LIST_PAGE, agenda_message, listing_text, page_of
from handlers.views.message import LONGEST_TEXT, Message, parsed, parsed_length
from tests.factories import event, plan
from tests.handlers.agenda.almanacs import ANY_DATE, ANY_DAY, almanac_of, when
from tests.plan_2020 import cities_2020, plan_2020

RU, EN = words_in("ru"), words_in("en")
PLAN = Almanac(cities_2020(), {2020: plan_2020()})
PLAIN = Almanac(cities_2020(), {})
EVENTS = OpenAgenda(kind=AgendaKind.EVENTS)


def pages(almanac: Almanac, request: OpenAgenda, today: date, language: str = "ru") -> list[Message]:
    """Return all pages of a list."""
    count = page_of(list_occasions(almanac, request, today)).pages
    asked = (list_occasions(almanac, request.with_page(number), today) for number in range(count))
    return [agenda_message(words_in(language), listing, today) for listing in asked]


def text_of(almanac: Almanac, request: OpenAgenda, today: date, language: str = "ru") -> str:
    """Return the whole list as people see it."""
    return parsed(listing_text(words_in(language), list_occasions(almanac, request, today), today))


def rows_of(message: Message) -> list[list[str]]:
    """Return the labels of the buttons, row by row."""
    return [[key.text for key in row] for row in message.keyboard.inline_keyboard] if message.keyboard else []


def data_of(message: Message, label: str) -> str:
    """Return the data of the button with this label."""
    rows = message.keyboard.inline_keyboard if message.keyboard else []
    [data] = [key.callback_data or "" for row in rows for key in row if key.text == label]
    return data


@pytest.mark.parametrize("almanac", [PLAN, PLAIN])
def test_whole_year_with_all_cities_fits_five_pages(almanac: Almanac) -> None:
    """Every page has one screen of rows, and all of them are of similar length."""
    year = OpenAgenda().over(date(2020, 1, 1), date(2020, 12, 31))
    assert len(list_occasions(almanac, year, date(2020, 1, 1)).rows) >= 75
    shown = pages(almanac, year, date(2020, 1, 1))
    assert len(shown) <= 5
    assert all(len(rows_of(page)) <= 3 for page in shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_thirty_items_fit_two_pages(language: str) -> None:
    """A year of thirty events with long titles and places is two pages."""
    days = [date(2027, 1, 10) + timedelta(days=11 * step) for step in range(30)]
    place = Place("Нижний Новгород", "Нижний Новгород", PlaceMode.CITY, "nizhny-novgorod")
    events = [
        replace(
            event(
                number, f"{number}-й Международный форум столиц и крупных городов с очень длинным названием"
            ),
            occurrences=(Occurrence(place, when(day.isoformat())),),
        )
        for number, day in enumerate(days, 1)
    ]
    almanac = Almanac(cities_2020(), {2027: plan(2027, events)})
    shown = pages(almanac, EVENTS.over(date(2027, 1, 1), date(2027, 12, 31)), date(2027, 1, 1), language)
    assert len(shown) == 2


def test_months_are_headings_and_an_item_is_one_line() -> None:
    """A month with its year in bold, then its days, then its windows. The weekday stands for near days."""
    almanac = almanac_of("2027-02-12", "2027-02-28…2027-03-02", "2027-03-10", "2027-03", title="Форум")
    listing = list_occasions(almanac, EVENTS, date(2027, 2, 10))
    assert listing_text(RU, listing, date(2027, 2, 10)) == (
        "📅 <b>Мероприятия</b> · 10 февраля – 12 марта\n\n"
        "<b>Февраль 2027</b>\n"
        "12 февраля, пт · Форум 1\n"
        "28 февраля – 2 марта · Форум 2\n\n"
        "<b>Март 2027</b>\n"
        "10 марта · Форум 3\n"
        "март · Форум 4\n\n"
        "Где назван только срок, точного дня пока нет."
    )


def test_title_that_names_the_month_is_its_heading() -> None:
    """A list of one month has no heading that repeats it."""
    text = text_of(PLAIN, OpenAgenda().over(date(2027, 9, 1), date(2027, 9, 30)), date(2027, 2, 10))
    assert text.startswith("📅 События · сентябрь 2027 г.\n\n")
    assert "Сентябрь 2027" not in text


@pytest.mark.parametrize(
    ("clock", "shown"),
    [
        (None, "5 июня · Форум столиц, Минск"),
        (ClockTime(time(15)), "5 июня, 15:00 · Форум столиц, Минск"),
        (ClockTime(time(9, 30), time(11)), "5 июня, 9:30–11:00 · Форум столиц, Минск"),
    ],
)
def test_hours_are_shown_where_they_are_known(clock: ClockTime | None, shown: str) -> None:
    """The hour stands behind the day, the place behind the title."""
    place = Place("Минск", "Минск", PlaceMode.CITY, "minsk")
    forum = replace(
        event(1, "Форум столиц"), occurrences=(Occurrence(place, when("2027-06-05"), time=clock),)
    )
    almanac = Almanac(cities_2020(), {2027: plan(2027, [forum])})
    text = text_of(almanac, EVENTS.over(date(2027, 5, 1), date(2027, 6, 30)), date(2027, 2, 10))
    assert shown.replace("9:30", "09:30") in text


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (date(2027, 6, 5), "5–6 июня, сб–вс · "),
        (date(2027, 6, 4), "5–6 июня, сб–вс · "),
        (date(2027, 5, 22), "5–6 июня, сб–вс · "),
        (date(2027, 5, 21), "5–6 июня · "),
        (date(2027, 6, 6), "5–6 июня · "),
    ],
)
def test_weekday_is_named_for_two_weeks_ahead(today: date, shown: str) -> None:
    """A run of days has its first and last weekday. One that has begun needs none."""
    assert shown in text_of(almanac_of("2027-06-05…2027-06-06"), EVENTS, today)


def test_approximate_days_have_one_footnote() -> None:
    """Every such row ends with «≈», and what that means stands once on each page."""
    year = OpenAgenda(kind=AgendaKind.CITY_DAYS).over(date(2027, 1, 1), date(2027, 12, 31))
    for page in pages(PLAIN, year, date(2027, 1, 1)):
        text = parsed(page.text)
        days = [line for line in text.split("\n") if " · " in line and line.endswith("≈")]
        assert len(days) > 5
        assert text.count("≈ —") == 1
        assert "расчётн" not in text
        assert not [line for line in text.split("\n") if "в один из дней" in line and "≈" in line]


def test_round_anniversaries_are_marked() -> None:
    """🎂 and bold letters tell a round anniversary from any other."""
    listing = list_occasions(PLAIN, OpenAgenda(days=300), date(2027, 2, 10))
    text = listing_text(RU, listing, date(2027, 2, 10))
    assert "12 июня · 🎂 <b>Комсомольск-на-Амуре — 95 лет</b> ≈" in text
    assert "\n10 марта · Нарьян-Мар — 92 года ≈" in text
    assert "🎂 <b>Komsomolsk-on-Amur turns 95</b>" in listing_text(EN, listing, date(2027, 2, 10))


def test_cancelled_and_moved_events_say_so() -> None:
    """The title of a cancelled event is struck out."""
    almanac = almanac_of("2027-02-20", cancelled=1)
    assert "<s>Событие 1</s> (отменено)" in listing_text(
        RU, list_occasions(almanac, EVENTS, date(2027, 2, 10)), date(2027, 2, 10)
    )
    moved = replace(event(1, "Форум", EventStatus.MOVED), occurrences=(Occurrence(None, when("2027-02-20")),))
    almanac = Almanac(cities_2020(), {2027: plan(2027, [moved])})
    assert "20 февраля, сб · Форум (перенесено)" in text_of(almanac, EVENTS, date(2027, 2, 10))


@pytest.mark.parametrize(
    ("almanac", "request_", "today", "shown"),
    [
        (PLAIN, OpenAgenda(), "2026-11-29", "До 29 декабря событий нет. Ближайшие:\n\nФевраль 2027\n"),
        (PLAIN, EVENTS, "2027-02-10", "До 12 марта мероприятий нет, о более поздних пока ничего не известно"),
        (PLAIN, OpenAgenda(kind=AgendaKind.JUBILEES), "2027-02-10", "До 12 марта юбилеев нет. Ближайшие:"),
        (PLAIN, OpenAgenda(city="moscow"), "2027-02-10", "До 12 марта событий нет. Ближайшие:\n\nСентябрь"),
        (PLAIN, OpenAgenda(days=0), "2027-02-09", "Сегодня событий нет. Ближайшие:"),
        (PLAIN, OpenAgenda().over(date(2027, 1, 3), date(2027, 1, 3)), "2027-01-02", "Завтра событий нет."),
        (
            PLAIN,
            OpenAgenda().over(date(2027, 1, 3), date(2027, 1, 3)),
            "2027-01-01",
            "В этот день событий нет",
        ),
        (
            PLAIN,
            OpenAgenda().over(date(2026, 1, 3), date(2026, 1, 3)),
            "2027-01-01",
            "событий не было. Ближай",
        ),
        (PLAIN, EVENTS.over(date(2026, 1, 1), date(2026, 1, 31)), "2027-01-01", "мероприятий не было"),
        (almanac_of("2027-01", "2027-03-01", "2027-03-02"), EVENTS, "2027-01-06", "До 5 февраля других мер"),
        (
            PLAIN,
            OpenAgenda().over(date(2027, 1, 5), date(2027, 1, 12)),
            "2027-01-01",
            "В эти дни событий нет.",
        ),
    ],
)
def test_empty_span_is_said_in_one_line_before_the_next(
    almanac: Almanac, request_: OpenAgenda, today: str, shown: str
) -> None:
    """The span, what it has none of, and then the next occasions below their months."""
    text = text_of(almanac, request_, date.fromisoformat(today))
    assert shown in text
    assert text.count(" · ") >= 2


@pytest.mark.parametrize("today", [date(year, 11, 29) for year in range(2019, 2036)])
def test_every_year_has_something_to_show(today: date) -> None:
    """Without any plan the next city days follow, in every year and for every kind."""
    for kind in AgendaKind:
        listing = list_occasions(PLAIN, OpenAgenda(kind=kind), today)
        assert listing.following


def test_single_day_repeats_no_date() -> None:
    """The title has the day, so rows begin with the hour or the city. Windows keep their span."""
    text = text_of(PLAN, OpenAgenda(days=0), date(2020, 9, 12))
    assert text.startswith("☀️ Сегодня, 12 сентября, суббота\n\nГомель — 878 лет ≈\nТула — 874 года ≈\n")
    assert "Возможно, в этот день\nсентябрь · Конференция МАГ" in text


@pytest.mark.parametrize(
    ("day", "title"),
    [
        (date(2027, 2, 10), "☀️ Сегодня, 10 февраля, среда"),
        (date(2027, 2, 11), "📅 Завтра, 11 февраля, четверг"),
        (date(2027, 2, 9), "📅 Вчера, 9 февраля, вторник"),
        (date(2028, 2, 29), "📅 29 февраля 2028 г., вторник"),
    ],
)
def test_title_of_a_day_has_its_weekday(day: date, title: str) -> None:
    """Near days are called by their names."""
    assert text_of(PLAIN, OpenAgenda().over(day, day), date(2027, 2, 10)).startswith(f"{title}\n\n")


def test_few_cards_have_a_button_each() -> None:
    """Up to four are opened by their names. More are opened by a choice, which leads back."""
    today = date(2020, 3, 1)
    few = agenda_message(
        RU, list_occasions(PLAN, EVENTS.over(date(2020, 4, 1), date(2020, 4, 30)), today), today
    )
    assert rows_of(few) == [["V международный форум-выставк…"], ["🔎 Что показать"], ["🗓 Год картинкой"]]
    listing = list_occasions(PLAN, OpenAgenda(days=300, page=1), today)
    many = agenda_message(RU, listing, today)
    assert rows_of(many)[-2:] == [["👆 Открыть…", "🔎 Что показать"], ["🗓 Год картинкой"]]
    assert OpenAgenda.unpack(data_of(many, "👆 Открыть…")).screen is AgendaScreen.CHOICE
    choice = choice_message(RU, listing, today)
    assert len(rows_of(choice)) <= ROWS_ON_LIST_PAGE + 1
    assert data_of(choice, "2 июля · Владивосток") == "ct:vladivostok:0"
    assert OpenAgenda.unpack(data_of(choice, "‹ Назад")).page == 1


def test_filter_offers_kinds_months_and_years() -> None:
    """Four kinds, thirty days, two years and twelve months, the present choice marked. The city stays."""
    today = date(2027, 2, 10)
    september = OpenAgenda(city="kazan", kind=AgendaKind.JUBILEES).over(date(2027, 9, 1), date(2027, 9, 30))
    shown = filter_message(RU, september.with_page(2), today)
    assert rows_of(shown)[:3] == [
        ["Все события", "Мероприятия"],
        ["Дни городов", "• Юбилеи городов"],
        ["30 дней", "2027 год", "2028 год"],
    ]
    labels = [label for row in rows_of(shown)[3:-1] for label in row]
    assert len(labels) == 12
    assert {"Февраль", "• Сентябрь", "Январь 2028"} <= set(labels)
    requests = {label: OpenAgenda.unpack(data_of(shown, label)) for label in ("Мероприятия", "Январь 2028")}
    assert {one.city for one in requests.values()} == {"kazan"}
    assert requests["Мероприятия"].first == 2027_09_01
    assert requests["Январь 2028"].kind is AgendaKind.JUBILEES
    assert OpenAgenda.unpack(data_of(shown, "2027 год")).past


@pytest.mark.parametrize("kind", AgendaKind)
def test_year_is_listed_alike_however_it_was_chosen(kind: AgendaKind) -> None:
    """First the kind or first the year: only round anniversaries begin with January of this year."""
    request = OpenAgenda(kind=kind).over_year(2027)
    assert OpenAgenda().over_year(2027).with_kind(kind) == request
    assert OpenAgenda(kind=AgendaKind.JUBILEES).over_year(2027).with_kind(kind) == request
    assert request.is_year
    first = list_occasions(PLAIN, request, date(2027, 7, 1)).first
    assert first == (date(2027, 1, 1) if kind is AgendaKind.JUBILEES else date(2027, 7, 1))


@pytest.mark.parametrize(
    ("data", "request_"),
    [
        ("up:all:30:0:0:0", OpenAgenda()),
        ("up:ptnr:90:0:3:0", OpenAgenda(kind=AgendaKind.PARTNER, days=90)),
        ("up:days:7:0:0:1", OpenAgenda(kind=AgendaKind.CITY_DAYS, days=7, screen=AgendaScreen.FILTER)),
        (
            "up:jub:30:202802:0:0",
            OpenAgenda(kind=AgendaKind.JUBILEES).over(date(2028, 2, 1), date(2028, 2, 29)),
        ),
    ],
)
def test_button_of_the_former_form_is_understood(data: str, request_: OpenAgenda) -> None:
    """It opens the same days and kind as before."""
    assert OpenFormerAgenda.unpack(data).request == request_


@given(
    kind=st.sampled_from(AgendaKind),
    days=st.tuples(ANY_DAY, st.integers(0, 999)),
    city=st.from_regex(r"([a-z][a-z0-9-]{0,31})?", fullmatch=True),
    page=st.integers(0, 9999),
    past=st.booleans(),
    screen=st.sampled_from(AgendaScreen),
)
def test_any_request_fits_a_button(
    kind: AgendaKind, days: tuple[date, int], city: str, page: int, past: bool, screen: AgendaScreen
) -> None:
    """A request of any days, kind and city is at most 64 bytes, and comes back as it was."""
    first, length = days
    request = OpenAgenda(kind=kind, city=city, past=past).over(first, first + timedelta(days=length))
    request = request.model_copy(update={"page": page, "screen": screen})
    assert len(request.pack().encode()) <= 64
    assert OpenAgenda.unpack(request.pack()) == request
    assert request.first_day == first


HOSTILE = st.text(st.sampled_from("🎂👨‍👩‍👧Ж<&>\"' \u202e«"), min_size=1, max_size=300)


@given(
    dates=st.lists(st.tuples(ANY_DATE, HOSTILE, HOSTILE), max_size=60),
    today=ANY_DAY,
    kind=st.sampled_from(AgendaKind),
    days=st.sampled_from([7, 30, 365]),
)
def test_pages_have_every_row_once_and_fit(
    dates: list[tuple[str, str, str]], today: date, kind: AgendaKind, days: int
) -> None:
    """With any titles and places no page is longer than Telegram's limit, in both languages."""
    events = [
        replace(
            event(number, title),
            occurrences=(Occurrence(Place(place, None, PlaceMode.CITY, None), when(text)),),
        )
        for number, (text, title, place) in enumerate(dates, 1)
    ]
    almanac = Almanac(cities_2020(), {2027: plan(2027, events)})
    listing = list_occasions(almanac, OpenAgenda(kind=kind, days=days), today)
    assert _rows_over_pages(listing) == list(listing.rows)
    for number in range(page_of(listing).pages):
        page = replace(listing, request=listing.request.with_page(number))
        assert page_of(page).rows
        for words in (RU, EN):
            assert parsed_length(agenda_message(words, page, today).text) <= LONGEST_TEXT


def _rows_over_pages(listing: Listing) -> list[object]:
    numbers = range(page_of(listing).pages)
    return [
        row
        for number in numbers
        for row in page_of(replace(listing, request=listing.request.with_page(number))).rows
    ]
