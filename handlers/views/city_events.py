"""Render the events in a city: those of its card, what is over, and the whole list."""

from collections.abc import Iterator, Sequence
from datetime import date

from data.calendar.city_summary import CityView
from data.calendar.occasions import Occasion
from data.calendar.plan import EventStatus
from handlers.callbacks.cities import OpenCity, OpenCityEvents
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import button, keyboard, numbered, pager, shorten
from handlers.views.message import Message
from handlers.views.paging import take_page
from handlers.views.wording.occasions import (
    card_of,
    celebration,
    city_in,
    mark_of,
    occasion_date,
    occasion_row,
    one_line,
)

EVENTS_ON_CARD = 3
PAST_ON_CARD = 5
LONGEST_TITLE_ON_CARD = 120

_EVENT_KEYS = {EventStatus.CANCELLED: "city-event-cancelled", EventStatus.MOVED: "city-event-moved"}


def city_events_message(words: Words, view: CityView, page: int, today: date) -> Message:
    """Render a page of the plans' events in the city, those ahead first."""
    rows = (*view.upcoming, *view.past)
    shown = take_page(rows, page)
    texts = [
        occasion_row(words, occasion, today.year, number if card_of(occasion) else None)
        for number, occasion in enumerate(shown.rows, shown.first + 1)
    ]
    title = words("city-events-title", city=city_in(words, view.city))
    parts = (title, *(texts or [words("city-no-events")]))
    cards = [(n, card) for n, one in enumerate(shown.rows, shown.first + 1) if (card := card_of(one))]

    def target(number: int) -> OpenCityEvents:
        return OpenCityEvents(id=view.city.id, page=number)

    back = button(words.plain("button-back"), OpenCity(id=view.city.id))
    return Message(
        join(parts, "\n\n"),
        keyboard(*numbered(cards), pager(words, shown.number, shown.pages, target), (back,)),
    )


def event_lines(words: Words, view: CityView, today: date) -> Iterator[Markup]:
    """Yield the next events in the city, those elsewhere that name it, and how many more."""
    if view.upcoming:
        yield words("city-events", city=city_in(words, view.city))
        yield from _events(words, view.upcoming, today)
    named = [one for one in view.mentioned if not one.when.is_over(today)]
    if named:
        yield words("city-mentioned")
        yield from _events(words, named, today)


def _events(words: Words, occasions: Sequence[Occasion], today: date) -> Iterator[Markup]:
    yield from (_event_line(words, one, today) for one in occasions[:EVENTS_ON_CARD])
    if len(occasions) > EVENTS_ON_CARD:
        yield words("city-more-events", count=len(occasions) - EVENTS_ON_CARD)


def _event_line(words: Words, occasion: Occasion, today: date) -> Markup:
    """Return «🏛 12 марта · Сессия», with a line through what is cancelled."""
    title = shorten(one_line(occasion.event.title), LONGEST_TITLE_ON_CARD) if occasion.event else ""
    return words(
        _EVENT_KEYS.get(occasion.event.status, "city-event") if occasion.event else "city-event",
        mark=words("occasion-mark", kind=mark_of(occasion)),
        when=occasion_date(words, occasion, today.year),
        title=title,
    )


def past_fold(words: Words, view: CityView, today: date) -> Markup:
    """Return what is over in a quote that unfolds, or an empty text."""
    days = [
        words(
            "city-past-day",
            mark=words("occasion-mark", kind=one.kind.value),
            date=occasion_date(words, one, today.year),
            what=celebration(words, one),
        )
        for one in view.over
    ]
    events = [_event_line(words, one, today) for one in _past_events(view, today)[:PAST_ON_CARD]]
    rest = len(_past_events(view, today)) - PAST_ON_CARD
    if not days and not events:
        return Markup("")
    more = words("city-more-events", count=rest) if rest > 0 else ""
    return words("city-past", rows=join((*days, *events, more)))


def _past_events(view: CityView, today: date) -> Sequence[Occasion]:
    named = [one for one in reversed(view.mentioned) if one.when.is_over(today)]
    return (*view.past, *named)
