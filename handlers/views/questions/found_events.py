"""Render the events that a search has found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data.calendar.cities import City
from data.calendar.city_search.lookup import CityIndex
from data.calendar.questions.event_search import EventHit, Found
from handlers.callbacks.browsing import OpenEvent, OpenFoundEvents
from handlers.callbacks.cities import OpenCity
from handlers.text.markup import join
from handlers.text.words import Words
from handlers.views.keyboard import Row, button, keyboard, numbered, pager, shorten
from handlers.views.message import Message
from handlers.views.paging import Paged, take_page
from handlers.views.questions.not_understood import LONGEST_QUOTE
from handlers.views.questions.ways_on import ways_on
from handlers.views.wording.occasions import city_name, event_row, one_line

FOUND_ON_PAGE = 6
"""Events on a page, each with a button."""


@dataclass(frozen=True, slots=True)
class FoundPage:
    """What was found, the days asked for or None for any, and the page wanted."""

    found: Found
    days: tuple[date, date] | None = None
    number: int = 0


def found_events_message(words: Words, wanted: FoundPage, cities: CityIndex, today: date) -> Message:
    """Render a page of the events found, and a button for each."""
    found = wanted.found
    page = take_page(found.hits, wanted.number, FOUND_ON_PAGE)
    quote = shorten(" ".join(found.words), LONGEST_QUOTE)
    title = words("found-title", fit=found.fit.value, text=quote, count=page.total)
    texts = [
        event_row(words, hit.event, today.year, str(number), cities.by_id)
        for number, hit in enumerate(page.rows, page.first + 1)
    ]
    request = OpenFoundEvents.over(found.words, wanted.days)
    is_cut = request is None and page.pages > 1
    parts = (title, *texts, words("found-first-ones", count=len(page.rows)) if is_cut else "")
    return Message(join(parts, "\n\n"), keyboard(*_buttons(words, page, request)))


def _buttons(words: Words, page: Paged[EventHit], request: OpenFoundEvents | None) -> Iterator[Row]:
    cards = [(number, OpenEvent(id=hit.event.id)) for number, hit in enumerate(page.rows, page.first + 1)]
    yield from numbered(cards)
    if request is not None:
        yield pager(
            words, page.number, page.pages, lambda number: request.model_copy(update={"page": number})
        )


def nothing_found_message(words: Words, text: str, city: City | None = None) -> Message:
    """Say that no event has the words. If they name a city, its card is offered."""
    quote = shorten(one_line(text), LONGEST_QUOTE)
    rows: list[Row] = [ways_on(words)]
    if city is not None:
        rows.insert(
            0, (button(words.plain("button-city", city=city_name(words, city)), OpenCity(id=city.id)),)
        )
    return Message(words("found-nothing", text=quote), keyboard(*rows))


def words_question(words: Words, is_private: bool) -> Message:  # noqa: FBT001
    """Ask for the words to search for. In a group only a reply is sure to reach the bot."""
    return Message(words("find-ask" if is_private else "find-ask-group"))
