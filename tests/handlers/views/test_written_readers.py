"""Every message that readers see, written down, and accepted by Telegram."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from data.calendar.almanac import Almanac
from data.calendar.anniversaries import on_day
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.plan import EventStatus, Plan
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import Chat, ChatKind, Language, NewChat, beginning
from handlers.agenda.listing import list_occasions
from handlers.callbacks.agenda import AgendaKind, OpenAgenda
from handlers.callbacks.browsing import OpenPlan, PlanPart
from handlers.callbacks.cities import CityGroup, OpenCityGroup
from handlers.city_listing import list_cities, overview_of
from handlers.text.markup import join
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.agenda.choices import choice_message, filter_message
from handlers.views.agenda.pages import agenda_message
from handlers.views.cities import (
    city_candidates_message,
    city_question,
)
from handlers.views.city_card import city_message, city_more_message
from handlers.views.city_events import city_events_message
from handlers.views.city_list import cities_message, city_group_message, countries_message
from handlers.views.events import EventCard, event_choice_message, event_message
from handlers.views.message import LONGEST_TEXT, Message, parsed_length
from handlers.views.plans import plan_message, plan_years_message
from handlers.views.privacy import (
    StoredRows,
    deleted_message,
    deletion_question,
    privacy_message,
    stored_rows_file,
)
from handlers.views.start import (
    ONE_TAP_TOPICS,
    cancelled_message,
    help_message,
    not_understood_message,
    topic_message,
)
from tests.handlers.written import check_written
from tests.plan_2020 import cities_2020, plan_2020

PLAN = plan_2020()
CITIES = cities_2020()
ALMANAC = Almanac(CITIES, {2020: PLAN})
WITHOUT = Almanac(CITIES, {})
SPRING = date(2020, 3, 1)
AUTUMN = date(2020, 9, 12)
NEXT_YEAR = date(2021, 2, 1)
NOON = datetime(2020, 3, 1, 9, tzinfo=UTC)
CHAT = beginning(NewChat(7, ChatKind.PRIVATE, Language.RU, "Europe/Moscow", 10), NOON)
KEPT: StoredRows = {
    "chats": [{"chat_id": 7, "zone": "Europe/Moscow"}],
    "subscriptions": [{"topic": "city", "subject": "kazan"}],
}


def agenda(words: Words, almanac: Almanac, today: date, request: OpenAgenda) -> Message:
    """Return a page of /upcoming."""
    return agenda_message(words, list_occasions(almanac, request, today), today)


def card(
    words: Words,
    number: int,
    today: date = SPRING,
    *,
    followed: bool = False,
    moved_from: ImpreciseDate | None = None,
    **change: object,
) -> Message:
    """Return an event's card with some fields changed."""
    event = replace(PLAN.events[number - 1], **change)  # type: ignore[arg-type]
    ids = (one.place.city_id for one in event.occurrences if one.place is not None)
    cities = tuple(CITIES.by_id[city_id] for city_id in ids if city_id)
    return event_message(words, EventCard(event, 2020, cities, followed, moved_from=moved_from), today)


def city(
    words: Words,
    city_id: str,
    today: date = SPRING,
    *,
    almanac: Almanac = ALMANAC,
    chat: Chat = CHAT,
    guessed: bool = False,
) -> Message:
    """Return a city's card."""
    view = almanac.city_view(CITIES.by_id[city_id], today)
    return city_message(words, view, today, chat, followed=guessed, guessed=guessed)


def group(words: Words, kind: CityGroup, *, page: int = 0, country: str = "") -> Message:
    """Return a page of a group of /cities."""
    request = OpenCityGroup(group=kind, page=page, country=country)
    return city_group_message(words, list_cities(ALMANAC, request, SPRING), SPRING)


def of_agenda(words: Words) -> Iterator[tuple[str, Message]]:
    """Yield the agenda in spring, in autumn, without a plan, empty, of one day, and its choices."""
    own = OpenAgenda(kind=AgendaKind.OWN)
    year = OpenAgenda().over(date(2020, 1, 1), date(2020, 12, 31))
    jubilees = year.model_copy(update={"kind": AgendaKind.JUBILEES, "past": True})
    july, day = (
        year.over(date(2020, 7, 1), date(2020, 7, 31)),
        year.over(date(2020, 6, 12), date(2020, 6, 12)),
    )
    yield "agenda", agenda(words, ALMANAC, SPRING, OpenAgenda())
    yield "agenda-year", agenda(words, ALMANAC, SPRING, year)
    yield "agenda-year-last-page", agenda(words, ALMANAC, SPRING, year.with_page(99))
    yield "agenda-autumn", agenda(words, ALMANAC, AUTUMN, OpenAgenda(days=90))
    yield "agenda-under-way", agenda(words, ALMANAC, date(2020, 10, 4), OpenAgenda(days=7))
    yield "agenda-month", agenda(words, ALMANAC, SPRING, july)
    yield "agenda-month-over", agenda(words, ALMANAC, AUTUMN, july)
    yield "agenda-jubilees", agenda(words, ALMANAC, AUTUMN, jubilees)
    yield "agenda-city", agenda(words, ALMANAC, SPRING, OpenAgenda(city="moscow", days=365))
    yield "agenda-partners-empty", agenda(words, ALMANAC, SPRING, OpenAgenda(kind=AgendaKind.PARTNER, days=7))
    yield "agenda-no-plan", agenda(words, ALMANAC, NEXT_YEAR, OpenAgenda(days=90))
    yield "agenda-empty", agenda(words, WITHOUT, date(2026, 11, 29), OpenAgenda())
    yield "agenda-nothing-known", agenda(words, WITHOUT, SPRING, own)
    yield "agenda-filter", filter_message(words, july, SPRING)
    yield "agenda-choice", choice_message(words, list_occasions(ALMANAC, OpenAgenda(), SPRING), SPRING)
    yield "agenda-day", agenda(words, ALMANAC, SPRING, day)
    yield "today", agenda(words, ALMANAC, AUTUMN, OpenAgenda(days=0))
    yield "today-nothing", agenda(words, ALMANAC, SPRING, OpenAgenda(days=0))
    yield "agenda-refusals", _refusals(words)


def _refusals(words: Words) -> Message:
    """Return what answers arguments that name no list."""
    name = "Рязань" if words.language == "ru" else "Ryazan"
    texts = (
        words("agenda-not-understood", text="<b>баран"),
        words("agenda-no-such-day", day="31 сентября"),
        words("agenda-days-out-of-range", last=731),
        words("agenda-unknown-city", name="Лондон"),
        words("agenda-one-city", name=name),
        words("agenda-out-of-years", first="2019", last="2030"),
    )
    return Message(join(texts))


def of_plan(words: Words) -> Iterator[tuple[str, Message]]:
    """Yield the plan's parts, a draft, an absent year."""
    for part in PlanPart:
        yield (
            f"plan-{part.name.lower()}",
            plan_message(words, PLAN, OpenPlan(year=2020, part=part), CITIES.by_id),
        )
    yield "plan-second-page", plan_message(words, PLAN, OpenPlan(year=2020, page=1), CITIES.by_id)
    empty = Plan("План", 2021, (), (), (), draft=True)
    yield "plan-empty-draft", plan_message(words, empty, OpenPlan(year=2021), CITIES.by_id)
    yield "plan-absent", plan_years_message(words, (2020, 2019), absent=2021)
    yield "plan-absent-one-left", plan_years_message(words, (2020,), absent=2021)
    yield "plan-none", plan_years_message(words, ())


def of_events(words: Words) -> Iterator[tuple[str, Message]]:
    """Yield cards of every kind."""
    yield "event-day", card(words, 1)
    yield "event-undated-followed", card(words, 4, followed=True)
    yield "event-month-note", card(words, 9)
    yield "event-days", card(words, 11)
    yield "event-part", card(words, 15)
    yield "event-bullets", card(words, 17)
    yield "event-standing", card(words, 20)
    yield "event-over", card(words, 1, AUTUMN)
    yield "event-cancelled", card(words, 1, status=EventStatus.CANCELLED)
    yield "event-cancelled-followed", card(words, 1, followed=True, status=EventStatus.CANCELLED)
    yield "event-cancelled-undated", card(words, 4, status=EventStatus.CANCELLED)
    yield "event-over-followed", card(words, 1, AUTUMN, followed=True)
    yield "event-moved", card(words, 1, status=EventStatus.MOVED)
    earlier = ImpreciseDate("", Precision.DAY, date(2020, 2, 28), date(2020, 2, 28))
    yield "event-moved-from-day", card(words, 1, status=EventStatus.MOVED, moved_from=earlier)
    month = ImpreciseDate("", Precision.MONTH, date(2019, 12, 1), date(2019, 12, 31))
    yield "event-moved-from-month", card(words, 1, status=EventStatus.MOVED, moved_from=month)
    yield "event-hostile", card(words, 1, title='<b>"A&B"</b> \u202eобратно', organisers=("<МАГ>", "R&D"))
    yield (
        "event-choice",
        event_choice_message(words, "14", [(2020, PLAN.events[13]), (2020, PLAN.events[14])]),
    )


def of_cities(words: Words) -> Iterator[tuple[str, Message]]:
    """Yield cards, events, the list, the question and the replies to an answer."""
    yield "city-jubilee", city(words, "kazan", guessed=True)
    yield "city-capital", city(words, "yerevan")
    yield "city-renamed", city(words, "astana")
    yield "city-two-days", city(words, "moscow")
    yield "city-mentioned", city(words, "naryan-mar")
    yield "city-over", city(words, "sukhum", AUTUMN)
    yield "city-jubilee-over", city(words, "yaroslavl", AUTUMN)
    yield "city-without-plan", city(words, "kazan", NEXT_YEAR)
    yield "city-without-plan-over", city(words, "kazan", date(2021, 9, 12))
    yield "city-not-in-plan", city(words, "novosibirsk")
    yield "city-window", city(words, "moscow", NEXT_YEAR)
    yield "city-window-not-in-plan", city(words, "khabarovsk")
    yield "city-festivities", city(words, "petropavlovsk-kamchatsky", NEXT_YEAR)
    yield "city-of-no-day", city(words, "baku")
    yield "city-preposition", city(words, "vladivostok", guessed=True)
    card = city(words, "moscow")
    view = ALMANAC.city_view(CITIES.by_id["moscow"], SPRING)
    yield "city-more", city_more_message(words, view, card, may_correct=False)
    yield "city-more-of-owner", city_more_message(words, view, card, may_correct=True)


def of_city_lists(words: Words) -> Iterator[tuple[str, Message]]:
    """Yield the events in a city, the lists of cities, the question, and replies to answers."""
    view = ALMANAC.city_view(CITIES.by_id["moscow"], date(2020, 8, 1))
    yield "city-events", city_events_message(words, view, 0, date(2020, 8, 1))
    nowhere = ALMANAC.city_view(CITIES.by_id["ufa"], SPRING)
    yield "city-no-events", city_events_message(words, nowhere, 0, SPRING)
    yield "cities", cities_message(words, overview_of(ALMANAC, SPRING), CITIES.by_id["kazan"])
    yield "cities-all", group(words, CityGroup.ALL, page=3)
    yield "cities-dated", group(words, CityGroup.DATED)
    yield "cities-jubilees", group(words, CityGroup.JUBILEES)
    yield "cities-of-a-country", group(words, CityGroup.COUNTRY, country="belarus")
    yield "cities-of-no-country", group(words, CityGroup.COUNTRY, country="atlantis")
    yield "cities-countries", countries_message(words, CITIES.all, 0)
    yield "city-question", city_question(words)
    yield "city-question-in-group", city_question(words, in_group=True)
    yield "city-which", city_candidates_message(words, CITIES.find("Новгород"))
    yield "city-which-one", city_candidates_message(words, CITIES.find("Петропавловск"))
    yield "city-unknown-and-none-near", city_candidates_message(words, CITIES.find("<Глупов> & Ко"))
    yield "city-unknown", city_candidates_message(words, CITIES.find("Мурманская"))


def of_the_rest(words: Words) -> Iterator[tuple[str, Message]]:
    """Yield the first screen, the help, privacy, and the replies to unknown input."""
    jubilees = Subscription(Topic.JUBILEES)
    for topic in ONE_TAP_TOPICS:
        yield f"topic-{topic.value}", topic_message(words, topic, {jubilees})
    yield "help", help_message(words)
    yield "unknown-command", not_understood_message(words, "unknown-command")
    yield "not-a-text", not_understood_message(words, "not-a-text")
    yield "cancelled", cancelled_message(words, was_open=True)
    yield "nothing-to-cancel", cancelled_message(words, was_open=False)
    yield "privacy", privacy_message(words)
    yield "privacy-file", stored_rows_file(words, KEPT)
    yield "privacy-delete", deletion_question(words)
    yield "privacy-deleted", deleted_message(words)


EVERYTHING = (of_agenda, of_plan, of_events, of_cities, of_city_lists, of_the_rest)


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_see_what_is_written_down(language: str) -> None:
    """The message is as written down."""
    for part in EVERYTHING:
        for name, message in part(words_in(language)):
            check_written(f"reader-{name}", language, message)


def keyboard_of(message: Message) -> list[str]:
    """Return the data of the buttons."""
    rows = message.keyboard.inline_keyboard if message.keyboard else []
    return [key.callback_data or "" for row in rows for key in row]


def every_page(words: Words, today: date) -> Iterator[Message]:
    """Yield all cards and all pages of a day."""
    for page in range(12):
        yield agenda(words, ALMANAC, today, OpenAgenda(days=365, page=page))
        listing = list_occasions(ALMANAC, OpenAgenda(days=365, page=page), today)
        yield choice_message(words, listing, today)
        for part in PlanPart:
            yield plan_message(words, PLAN, OpenPlan(year=2020, part=part, page=page), CITIES.by_id)
    for number in range(1, len(PLAN.events) + 1):
        yield card(words, number, today)
    for one in CITIES.all:
        yield city(words, one.id, today)
        yield city_events_message(words, ALMANAC.city_view(one, today), 0, today)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("today", [SPRING, AUTUMN, NEXT_YEAR, date(2028, 2, 29)])
def test_telegram_takes_every_page(language: str, today: date) -> None:
    """Text, data and labels keep the limits, on any day of any year."""
    for message in every_page(words_in(language), today):
        assert 0 < parsed_length(message.text) <= LONGEST_TEXT
        buttons = [key for row in message.keyboard.inline_keyboard for key in row] if message.keyboard else []
        assert all(key.text.strip() for key in buttons)
        assert all(len((key.callback_data or "").encode()) <= 64 for key in buttons)
        assert len(buttons) <= 40


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("today", [SPRING, AUTUMN, NEXT_YEAR])
def test_card_of_a_city_has_at_most_five_buttons(language: str, today: date) -> None:
    """The others are behind one of the five."""
    for one in CITIES.all:
        rows = keyboard_of(city(words_in(language), one.id, today))
        assert 4 <= len(rows) <= 5
        assert rows[-1] == f"cx:{one.id}"


@pytest.mark.parametrize("status", list(EventStatus))
def test_card_of_a_city_with_many_long_events_is_one_message(status: EventStatus) -> None:
    """The quote of past events must not be cut, so the card never needs a second message."""
    title, row = "Ж&<" * 3000, PLAN.events[0]
    events = [
        replace(row, id=number, number=str(number), title=title, status=status, occurrences=(at,))
        for number, at in enumerate([*row.occurrences * 20, *PLAN.events[1].occurrences * 20], 1)
    ]
    almanac = Almanac(CITIES, {2020: replace(PLAN, events=tuple(events))})
    for today in (date(2020, 1, 1), date(2020, 3, 1), AUTUMN):
        text = city(words_in("ru"), "moscow", today, almanac=almanac, guessed=True).text
        assert "И ещё" in text
        assert parsed_length(text) <= LONGEST_TEXT


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(CityGroup))
def test_page_of_cities_has_at_most_ten_buttons_and_one_line_for_a_city(
    language: str, kind: CityGroup
) -> None:
    """Every page names each of its cities once, and explains its marks once."""
    words = words_in(language)
    for page in range(14):
        message = group(words, kind, page=page, country="russia")
        numbers = re.findall(r"(?m)^(\d+)\. ", message.text)
        assert 1 <= len(numbers) <= 7
        assert [key for key in keyboard_of(message) if key.startswith("ct:")] == [
            *dict.fromkeys(key for key in keyboard_of(message) if key.startswith("ct:"))
        ]
        assert len(keyboard_of(message)) <= 10
        marks = message.text.count(" ✦</b>")
        assert message.text.count("✦") == marks + bool(marks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_city_stands_once_in_the_list_of_all(language: str) -> None:
    """The pages by name leave no city out."""
    words = words_in(language)
    shown = [key for page in range(12) for key in keyboard_of(group(words, CityGroup.ALL, page=page))]
    assert sorted(key for key in shown if key.startswith("ct:")) == sorted(
        f"ct:{one.id}:0" for one in CITIES.all
    )


def test_what_comes_from_a_document_cannot_break_the_markup() -> None:
    """A title with tags is shown as text, without bidirectional signs."""
    text = card(words_in("ru"), 1, title='<b>"A&B"</b> \u202eобратно').text
    assert "&lt;b&gt;&quot;A&amp;B&quot;&lt;/b&gt; обратно" in text


@pytest.mark.parametrize(
    ("city_id", "window"),
    [
        ("khabarovsk", "в один из дней 25 мая – 2 июня"),
        ("ulan-ude", "середина июня"),
        ("kaliningrad", "в один из дней 1–9 июля"),
    ],
)
def test_window_of_a_city_has_no_sign_of_an_approximate_day(city_id: str, window: str) -> None:
    """A window is never «≈ 25 мая», nor bare days, which would be read as the celebration."""
    text = city(words_in("ru"), city_id, NEXT_YEAR).text
    assert f" <b>{window}</b> — через " in text
    assert "≈" not in text


def test_festivities_alone_have_the_footnote() -> None:
    """If an editor has set the day, only the date of the festivities is approximate."""
    words, one = words_in("ru"), CITIES.by_id["naryan-mar"]
    named = {("naryan-mar", 2021): on_day(date(2021, 3, 10))}
    almanac = Almanac(CITIES, {2020: PLAN}, set_days=named)
    text = city_message(words, almanac.city_view(one, NEXT_YEAR), NEXT_YEAR, followed=False).text
    assert "🏙 <b>10 марта, среда</b> — через 5 недель\n" in text
    assert "🎉 Праздничные гуляния: ≈ 5 сентября, воскресенье\n" in text
    assert text.count("≈ — ориентировочно.") == 1


def test_a_city_day_is_always_said_to_be_approximate() -> None:
    """Plans mark both lists so, and calculated days are no more certain. A window has no sign of it."""
    words = words_in("ru")
    for one in CITIES.all:
        for today in (SPRING, NEXT_YEAR):
            ahead = [day.when for day in ALMANAC.city_view(one, today).days if not day.when.is_over(today)]
            text = city(words, one.id, today).text
            has_day, has_window = any(when.is_day for when in ahead), any(when.is_window for when in ahead)
            assert not has_day or ("≈ " in text and "≈ — ориентировочно" in text), one.id
            assert not has_window or "Точный день город назначает каждый год" in text, one.id
