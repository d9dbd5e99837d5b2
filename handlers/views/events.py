"""Render the card of an event, and the choice between events with one number."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data.calendar.cities import City
from data.calendar.event_details import EventFile
from data.calendar.imprecise_dates import ImpreciseDate
from data.calendar.plan import EventKind, EventStatus, Occurrence, PlanEvent
from data.calendar.topics import Subscription, Topic
from handlers.callbacks.agenda import OpenAgenda
from handlers.callbacks.browsing import ButtonPlace, Follow, OpenEvent, SendEventFile
from handlers.callbacks.cities import OpenCity
from handlers.pictures.request import PictureKind, PictureRequest
from handlers.text.markup import Markup, escape, join
from handlers.text.words import Words
from handlers.views.event_details import file_buttons, link_buttons, mail_line, registration_line
from handlers.views.keyboard import Button, Row, button, in_rows, keyboard, link
from handlers.views.message import LONGEST_CAPTION, Message, parsed_length
from handlers.views.promises import sample_button
from handlers.views.wording.dates import date_in_words, date_or_unknown
from handlers.views.wording.days import weekday_in_words, with_clock
from handlers.views.wording.occasions import city_name, has_date, one_line, place_name

MAP = "https://www.openstreetmap.org/?mlat={lat:.4f}&mlon={lon:.4f}#map=11/{lat:.4f}/{lon:.4f}"


@dataclass(frozen=True, slots=True)
class EventCard:
    """What a card shows: the event, the year of its plan and the cities of its places.

    silence says why no notices come although the event is followed, promise when the first reminder comes.
    moved_from is the date from which a moved event has moved, if it is known.
    """

    event: PlanEvent
    year: int
    cities: tuple[City, ...]
    followed: bool
    silence: Markup | None = None
    moved_from: ImpreciseDate | None = None
    promise: Markup | None = None


def event_message(words: Words, card: EventCard, today: date) -> Message:
    """Render all that the plan and the editors say about the event, and the buttons."""
    text = event_text(words, card, today)
    # a caption is shorter than a message, so a long card has its picture behind a button
    picture = card.event.details.picture if parsed_length(text) <= LONGEST_CAPTION else None
    buttons = keyboard(*_buttons(words, card, today, picture))
    return Message(text, buttons, picture=_own_picture(words, picture, card.year, today))


def event_text(words: Words, card: EventCard, today: date) -> Markup:
    """Render the text of the card alone."""
    event = card.event
    parts = (
        _title_line(words, event),
        join(_occurrence_lines(words, card, today)),
        event.details.description,
        join((*_fact_lines(words, card), *_detail_lines(words, event, today))),
        join(_remark_lines(words, card, today), "\n\n"),
    )
    return join(parts, "\n\n")


def _own_picture(words: Words, picture: EventFile | None, year: int, today: date) -> PictureRequest | None:
    if picture is None:
        return None
    return PictureRequest(PictureKind.OWN, words.language, year, today, file=picture.hash)


def _detail_lines(words: Words, event: PlanEvent, today: date) -> Iterator[Markup]:
    if is_ahead(event, today):
        yield registration_line(words, event.details, today)
    yield mail_line(words, event.details)


def is_over(event: PlanEvent, today: date) -> bool:
    """Return whether every occurrence has passed. An event without a date is never over."""
    dates = [occurrence.when for occurrence in event.occurrences]
    return bool(dates) and all(when is not None and when.is_over(today) for when in dates)


def _title_line(words: Words, event: PlanEvent) -> Markup:
    # each bullet in the plan's cell gets its own line
    title = one_line(event.title).replace(" •", "\n•")
    key = "event-card-cancelled" if event.status is EventStatus.CANCELLED else "event-card-title"
    return words(key, mark=words("occasion-mark", kind=event.kind.value), title=title)


def _occurrence_lines(words: Words, card: EventCard, today: date) -> Iterator[Markup]:
    is_off = card.event.status is EventStatus.CANCELLED
    for occurrence in card.event.occurrences or (Occurrence(None, None),):
        # «дата уточняется» would promise a date for a cancelled event
        if not is_off or has_date(occurrence):
            when = date_or_unknown(words, occurrence.when, today.year)
            when = with_clock(words, _with_weekday(words, occurrence, when), occurrence.time)
            yield words("event-when", when=when)
        place = place_name(words, occurrence.place, _city_of(card, occurrence))
        if place:
            yield words("event-where", place=place)


def _with_weekday(words: Words, occurrence: Occurrence, when: Markup) -> Markup:
    imprecise = occurrence.when
    if (
        imprecise is None
        or not imprecise.is_day
        or imprecise.start is None
        or imprecise.start != imprecise.end
    ):
        return when
    return words("date-with-weekday", date=when, weekday=weekday_in_words(words, imprecise.start))


def _fact_lines(words: Words, card: EventCard) -> Iterator[Markup]:
    event = card.event
    if event.organisers:
        names = ", ".join(one_line(name) for name in event.organisers)
        yield words("event-organisers", count=len(event.organisers), names=names)
    if event.note:
        yield words("event-note", note=one_line(event.note))
    yield words("event-kind", kind=event.kind.value)
    if event.number:
        yield words("event-number", number=event.number, year=card.year)
    if event.parts > 1:
        yield words("event-part", part=event.part, parts=event.parts)


def _remark_lines(words: Words, card: EventCard, today: date) -> Iterator[Markup]:
    event = card.event
    if event.status is EventStatus.CANCELLED:
        yield words("event-is-cancelled")
    elif is_over(event, today):
        yield words("event-is-over")
    elif event.status is EventStatus.CONFIRMED:
        yield words("event-is-confirmed")
    elif event.status is EventStatus.MOVED:
        yield _moved_line(words, card.moved_from, today)
    elif event.kind is not EventKind.ACTIVITY and not _is_dated(event) and not card.followed:
        yield words("event-is-unscheduled")
    if card.followed and is_ahead(event, today):
        yield join((words("event-is-followed"), card.promise or ""))
        if card.silence:
            yield card.silence


def _moved_line(words: Words, before: ImpreciseDate | None, today: date) -> Markup:
    if before is None:
        return words("event-is-moved", form="unknown", before="")
    form = "days" if before.is_day else "other"
    return words("event-is-moved", form=form, before=date_in_words(words, before, today.year))


def is_ahead(event: PlanEvent, today: date) -> bool:
    """Return whether reminders can still come: the event is neither cancelled nor over."""
    return event.status is not EventStatus.CANCELLED and not is_over(event, today)


def _is_dated(event: PlanEvent) -> bool:
    return any(has_date(occurrence) for occurrence in event.occurrences)


def _buttons(words: Words, card: EventCard, today: date, picture: EventFile | None) -> Iterator[Row]:
    event = card.event
    ahead = is_ahead(event, today)
    if card.followed or (ahead and event.kind is not EventKind.ACTIVITY):
        follow = follow_button(words, _follow(event, on=not card.followed))
        sample = [sample_button(words, Subscription(Topic.EVENT, str(event.id)))]
        # nothing is promised of what is cancelled or over
        yield [follow, *(sample if card.followed and ahead and _is_dated(event) else [])]
    yield link_buttons(words, event.details)
    yield from in_rows(list(file_buttons(words, event, picture)), 1)
    more: list[Button] = []
    if _is_dated(event) and not is_over(event, today):
        is_off = event.status is EventStatus.CANCELLED
        label = words.plain("button-out-of-calendar" if is_off else "button-calendar")
        more.append(button(label, SendEventFile(id=event.id)))
    more += [
        button(words.plain("button-city", city=city_name(words, city)), OpenCity(id=city.id))
        for city in card.cities
    ]
    yield from in_rows(more, 2)
    last = [button(words.plain("button-upcoming"), OpenAgenda())]
    if len(card.cities) == 1:
        last.insert(0, link(words.plain("button-map"), map_address(card.cities[0])))
    yield last


def follow_button(words: Words, follow: Follow) -> Button:
    """Return the button to follow, or to stop following."""
    label = words.plain("button-follow" if follow.on else "button-unfollow")
    return button(label, follow, style="success" if follow.on else None)


def _follow(event: PlanEvent, *, on: bool) -> Follow:
    return Follow(topic=Topic.EVENT, subject=str(event.id), on=on, place=ButtonPlace.CARD)


def map_address(city: City) -> str:
    """Return the link to the city on OpenStreetMap."""
    return MAP.format(lat=city.lat, lon=city.lon)


def event_choice_message(words: Words, number: str, cards: list[tuple[int, PlanEvent]]) -> Message:
    """Ask which of several events with one number is meant.

    Each comes with the year of its plan.
    """
    rows = [
        [button(words.plain("event-choice", year=year, title=one_line(event.title)), OpenEvent(id=event.id))]
        for year, event in cards
    ]
    return Message(words("event-which", number=escape(number)), keyboard(*rows))


def _city_of(card: EventCard, occurrence: Occurrence) -> City | None:
    place = occurrence.place
    return next((city for city in card.cities if place is not None and city.id == place.city_id), None)
