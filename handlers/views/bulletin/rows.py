"""Render an occasion in one line: «🏙 10 марта · Нарьян-Мар — 92 года ≈»."""

from collections.abc import Callable
from datetime import date

from data.calendar.occasions import Occasion, OccasionKind
from handlers.text.markup import Markup, escape, join
from handlers.text.words import Words
from handlers.views.keyboard import shorten
from handlers.views.wording.dates import date_in_words
from handlers.views.wording.days import with_clock
from handlers.views.wording.occasions import is_marked, mark_of, one_line, place_of
from handlers.views.wording.until import until

LONGEST_LINE_TITLE = 100
LONGEST_BRIEF_TITLE = 60
_LONGEST_PLACE = 60

CardLink = Callable[[Occasion], str | None]
"""Returns the address that opens the card of an occasion, None where it has none."""


def no_link(_occasion: Occasion) -> None:
    """Return no address: the name of the bot is not known."""


def occasion_line(
    words: Words, occasion: Occasion, today: date, link: CardLink = no_link, *, brief: bool = False
) -> Markup:
    """Render the occasion with its date, title and place. A brief line has a short title."""
    when = with_clock(words, date_in_words(words, occasion.when, today.year), occasion.time)
    return _line(words, occasion, when, _what(words, occasion, link, brief=brief))


def distant_line(words: Words, occasion: Occasion, today: date, link: CardLink = no_link) -> Markup:
    """Render the occasion with how long it is until then: «30 мая, через 5 недель»."""
    begins = occasion.when.begins
    when = with_clock(words, date_in_words(words, occasion.when, today.year), occasion.time)
    if begins is not None and begins > today:
        when = words("line-until", when=when, until=until(words, today, begins))
    return _line(words, occasion, when, _what(words, occasion, link, brief=False))


def _line(words: Words, occasion: Occasion, when: Markup, what: Markup) -> Markup:
    mark = words("occasion-mark", kind=mark_of(occasion))
    line = words("line-occasion", mark=mark, when=when, what=what)
    return words("line-approximate", line=line) if is_marked(occasion) else line


def _what(words: Words, occasion: Occasion, link: CardLink, *, brief: bool) -> Markup:
    address = link(occasion)
    if occasion.event is None:
        name = _linked(escape(place_of(words, occasion)), address)
        return _celebration(words, occasion, name) if occasion.city or occasion.place else name
    longest = LONGEST_BRIEF_TITLE if brief else LONGEST_LINE_TITLE
    title = _linked(escape(shorten(one_line(occasion.event.title), longest)), address)
    return join((title, shorten(one_line(place_of(words, occasion)), _LONGEST_PLACE)), ", ")


def _celebration(words: Words, occasion: Occasion, city: Markup) -> Markup:
    if occasion.age is None:
        return words("line-city-ageless", city=city)
    key = "line-jubilee" if occasion.kind is OccasionKind.JUBILEE else "line-city"
    return words(key, city=city, age=occasion.age)


def _linked(name: Markup, address: str | None) -> Markup:
    return name if address is None else Markup(f'<a href="{escape(address)}">{name}</a>')
