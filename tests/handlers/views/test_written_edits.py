"""Golden files of the desk's messages, and of editors' additions as readers see them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest

from data.calendar.almanac import Almanac
from data.calendar.event_details import (
    AttachmentKind,
    EventDetails,
    EventFile,
    EventLink,
    HandField,
)
from data.calendar.imprecise_dates import ClockTime, ImpreciseDate, Precision
from data.calendar.plan import EventKind, EventStatus, Occurrence, Place, PlaceMode, PlanEvent
from data.store.editions.change_facts import event_facts
from handlers.callbacks.desk import CityField, DeskField
from handlers.notices.plan_changes import read_change
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.events import EventCard, event_message
from handlers.views.message import Message
from handlers.views.notices.digest import notice_message
from handlers.views.secretariat.asking import (
    ask_field_message,
    ask_kind_message,
    ask_new_event_message,
    ask_place_message,
)
from handlers.views.secretariat.cities import (
    ask_city_field_message,
    city_edited_message,
    city_note_message,
    desk_cities_message,
    desk_city_message,
)
from handlers.views.secretariat.desk import (
    ask_search_message,
    desk_event_message,
    desk_found_message,
    desk_message,
    desk_plan_message,
)
from handlers.views.secretariat.proposals import (
    EditPreview,
    dropped_message,
    proposal_message,
    saved_message,
)
from tests.handlers.written import check_written
from tests.plan_2020 import cities_2020, plan_2020

PLAN = plan_2020()
CITIES = cities_2020()
AUTUMN = date(2020, 9, 12)
GROZNY = PLAN.events[10]
PICTURE = EventFile("a" * 64, AttachmentKind.PICTURE, "AgAC")
PAPER = EventFile("b" * 64, AttachmentKind.DOCUMENT, "BQAC", "Программа.pdf")
DETAILS = EventDetails(
    EventLink("https://forum.example/2020?a=1&b=2", "Регистрация"),
    "Встреча мэров <городов> & гостей.\nВход свободный.",
    (PICTURE, PAPER),
    date(2020, 9, 30),
)
DETAILED = replace(GROZNY, details=DETAILS)
URYUPINSK = Place("Урюпинск", "Урюпинск", PlaceMode.CITY)
MOVED_TO = ImpreciseDate("10–11 октября", Precision.DAYS, date(2020, 10, 10), date(2020, 10, 11))


def at(event: PlanEvent, when: ImpreciseDate, hour: int | None = None) -> PlanEvent:
    """Return the event on another date, with its hour."""
    [one] = event.occurrences
    clock = None if hour is None else ClockTime(time(hour))
    return replace(event, occurrences=(replace(one, when=when, time=clock),))


def card(event: PlanEvent, moved_from: ImpreciseDate | None = None) -> EventCard:
    """Return the card of an event of 2020."""
    ids = (one.place.city_id for one in event.occurrences if one.place)
    cities = tuple(CITIES.by_id[one] for one in ids if one)
    return EventCard(event, 2020, cities, followed=False, moved_from=moved_from)


def preview(words: Words, after: PlanEvent, readers: int, *, is_outrun: bool = False) -> EditPreview:
    """Return the preview of an edit of the conference in Grozny."""
    events = tuple(after if one.id == after.id else one for one in PLAN.events)
    almanac = Almanac(CITIES, {2020: replace(PLAN, events=events)})
    change = read_change(words, almanac, f"event:{GROZNY.id}", event_facts(GROZNY))
    kind = None if after.kind is GROZNY.kind else GROZNY.kind
    shown = card(after, GROZNY.occurrences[0].when)
    return EditPreview(shown, change, readers, is_outrun=is_outrun, kind_before=kind)


def proposal(words: Words, after: PlanEvent, readers: int = 0, *, is_outrun: bool = False) -> Message:
    """Return an edit of the conference in Grozny as it is shown."""
    return proposal_message(words, preview(words, after, readers, is_outrun=is_outrun), 7, AUTUMN)


def reminder(words: Words, *events: PlanEvent) -> Message:
    """Return the reminder of events three weeks ahead."""
    changed = {event.id: event for event in events}
    plan = replace(PLAN, events=tuple(changed.get(one.id, one) for one in PLAN.events))
    almanac = Almanac(CITIES, {2020: plan})
    found = [almanac.occasion(f"event:{event.id}:0") for event in events]
    return notice_message(words, [one for one in found if one is not None], AUTUMN)[0]


MOVED = replace(at(GROZNY, MOVED_TO, 15), status=EventStatus.MOVED)
NEW = replace(
    at(GROZNY, MOVED_TO), id=0, number="", title="Форум столиц", by_hand=frozenset({HandField.ADDED})
)
ALMANAC = Almanac(CITIES, {2020: PLAN})
KAZAN = replace(CITIES.by_id["kazan"], note="Парад в полдень у Кремля.")

MESSAGES: dict[str, Callable[[Words], Message]] = {
    "desk": lambda words: desk_message(words, (2021, 2020)),
    "desk-without-plans": lambda words: desk_message(words, ()),
    "desk-plan": lambda words: desk_plan_message(words, PLAN, 1, AUTUMN, CITIES.by_id),
    "desk-found": lambda words: desk_found_message(words, PLAN.events[13:15], 2020, AUTUMN, CITIES.by_id),
    "desk-found-first": lambda words: desk_found_message(words, PLAN.events, 2020, AUTUMN, CITIES.by_id),
    "desk-search": lambda words: ask_search_message(words, 2020),
    "desk-event": lambda words: desk_event_message(words, card(GROZNY), AUTUMN),
    "desk-event-by-hand": lambda words: desk_event_message(
        words, card(replace(DETAILED, by_hand=frozenset(HandField), status=EventStatus.CONFIRMED)), AUTUMN
    ),
    "desk-event-cancelled": lambda words: desk_event_message(
        words, card(replace(GROZNY, status=EventStatus.CANCELLED)), AUTUMN
    ),
    "desk-which-place": lambda words: ask_place_message(
        words, replace(GROZNY, occurrences=2 * GROZNY.occurrences), DeskField.WHEN, AUTUMN, CITIES.by_id
    ),
    "desk-new-event": lambda words: ask_new_event_message(words, 2020),
    "desk-proposal-moved": lambda words: proposal(words, MOVED, 21),
    "desk-proposal-nobody": lambda words: proposal(words, MOVED),
    "desk-proposal-untold": lambda words: proposal_message(
        words, EditPreview(card(DETAILED), None, 0), 7, AUTUMN
    ),
    "desk-proposal-outrun": lambda words: proposal(
        words, replace(GROZNY, status=EventStatus.CANCELLED), 1, is_outrun=True
    ),
    "desk-proposal-hints": lambda words: proposal(
        words,
        at(
            replace(GROZNY, occurrences=(Occurrence(URYUPINSK, None),)),
            ImpreciseDate("1 декабря 2019", Precision.DAY, date(2019, 12, 1), date(2019, 12, 1)),
        ),
    ),
    "desk-proposal-kind": lambda words: proposal(words, replace(GROZNY, kind=EventKind.PARTNER)),
    "desk-ask-kind": lambda words: ask_kind_message(words, GROZNY),
    "desk-proposal-new": lambda words: proposal_message(
        words, EditPreview(card(NEW), None, 0, is_new=True), 7, AUTUMN
    ),
    "desk-saved": lambda words: saved_message(words, 12, 7, 3, is_silent=False),
    "desk-saved-silent": lambda words: saved_message(words, 12, 7, 3, is_silent=True),
    "desk-dropped": lambda words: dropped_message(words, 12),
    "desk-dropped-new": lambda words: dropped_message(words, None),
    "desk-city": lambda words: desk_city_message(
        words, replace(ALMANAC.city_view(KAZAN, AUTUMN), city=KAZAN), ("Третья столица",), (2020,), AUTUMN
    ),
    "desk-city-bare": lambda words: desk_city_message(
        words, ALMANAC.city_view(CITIES.by_id["baku"], AUTUMN), (), (), AUTUMN
    ),
    "desk-city-edited": lambda words: city_edited_message(
        words, KAZAN, words("desk-city-name-added", text="Третья столица"), 7
    ),
    "desk-cities": lambda words: desk_cities_message(words, (CITIES.by_id["kazan"], CITIES.by_id["ryazan"])),
    "desk-city-note-shown": lambda words: city_note_message(words, KAZAN, KAZAN.note, 12),
    "desk-city-note-removed": lambda words: city_note_message(words, KAZAN, "", 12),
    "desk-city-note": lambda words: ask_city_field_message(words, KAZAN, CityField.NOTE, KAZAN.note),
    "desk-city-name": lambda words: ask_city_field_message(words, KAZAN, CityField.NAME, KAZAN.note),
    "event-detailed": lambda words: event_message(words, card(DETAILED), AUTUMN),
    "event-detailed-long": lambda words: event_message(
        words, card(replace(DETAILED, details=replace(DETAILS, description="Очень подробно. " * 60))), AUTUMN
    ),
    "event-registration-over": lambda words: event_message(words, card(DETAILED), date(2020, 10, 1)),
    "event-mail": lambda words: event_message(
        words,
        card(replace(GROZNY, details=EventDetails(EventLink("mailto:mag@mag.example", "Заявки")))),
        AUTUMN,
    ),
    "notice-event-link": lambda words: reminder(words, DETAILED),
    "notice-events-link": lambda words: reminder(words, DETAILED, replace(PLAN.events[9], details=DETAILS)),
    "notice-event-mail": lambda words: reminder(
        words, replace(GROZNY, details=EventDetails(EventLink("mailto:mag@mag.example")))
    ),
    **{
        f"desk-ask-{field.name.lower()}": lambda words, field=field: ask_field_message(  # type: ignore[misc]
            words, DETAILED, field, 0, AUTUMN
        )
        for field in DeskField
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MESSAGES)
def test_message_is_as_written_down(name: str, language: str) -> None:
    """Telegram takes each message, and the golden file has it as people read it."""
    check_written(name, language, MESSAGES[name](words_in(language)))
