"""Render the list of cities: the index by letters, and its groups page by page."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from data.calendar.cities import City, Territory
from handlers.callbacks.browsing import OpenScreen, Screen
from handlers.callbacks.cities import CityGroup, OpenCities, OpenCity, OpenCityGroup, OpenCountries
from handlers.city_listing import CityListing, CityOverview, CityRow, countries_of, territory_key
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Button, Row, button, in_rows, keyboard, numbered
from handlers.views.message import Message
from handlers.views.paging import Paged, take_page
from handlers.views.wording.occasions import approximation_note, city_name, occasion_date, territory_name

ROWS_ON_PAGE = 7
"""Cities on a page. With the buttons to turn it, their numbers are ten buttons."""

_LETTER_BUTTONS = 5

_BY_NAME = frozenset({CityGroup.ALL, CityGroup.COUNTRY})


def cities_message(words: Words, overview: CityOverview, own: City | None) -> Message:
    """Render the names of all cities by letter, with the groups as buttons.

    own is the chat's own city, or None.
    """
    rows = _by_name(words, overview.rows)
    letters = [
        words("cities-letter", letter=letter, names=join((_marked(words, row) for row in group), ", "))
        for letter, group in groupby(rows, key=lambda row: _letter(words, row.city))
    ]
    parts = (words("cities-title", count=len(rows)), join(letters), _legend(words, rows))
    return Message(join(parts, "\n\n"), keyboard(*_group_buttons(words, overview, own, rows)))


def city_group_message(words: Words, listing: CityListing, today: date) -> Message:
    """Render a page of a group: a numbered line for each city, and buttons with the numbers."""
    rows = _by_name(words, listing.rows) if listing.request.group in _BY_NAME else listing.rows
    page = take_page(rows, listing.request.page, ROWS_ON_PAGE)
    lines = [_line(words, row, number, today) for number, row in enumerate(page.rows, page.first + 1)]
    shown = [row.occasion for row in page.rows if row.occasion is not None]
    notes = (_legend(words, page.rows), approximation_note(words, shown))
    parts = (_heading(words, listing), join(lines) or words("cities-none"), join(notes))
    cards = [(n, OpenCity(id=row.city.id)) for n, row in enumerate(page.rows, page.first + 1)]
    turns = [
        listing.request.model_copy(update={"page": number}) for number in (page.number - 1, page.number + 1)
    ]
    text = _with_page(words, join(parts, "\n\n"), page)
    return Message(text, keyboard(*numbered(cards), _turning(words, page, turns)))


def countries_message(words: Words, cities: Sequence[City], page: int) -> Message:
    """Render a page of the countries with the number of their cities."""
    shown = take_page(countries_of(cities), page, ROWS_ON_PAGE)
    lines = [
        words("cities-country", number=number, country=territory_name(words, country), count=count)
        for number, (country, count) in enumerate(shown.rows, shown.first + 1)
    ]
    lists = [
        (number, OpenCityGroup(group=CityGroup.COUNTRY, country=territory_key(country)))
        for number, (country, _) in enumerate(shown.rows, shown.first + 1)
    ]
    turns = [OpenCountries(page=max(number, 0)) for number in (shown.number - 1, shown.number + 1)]
    text = _with_page(words, join((words("cities-countries"), join(lines)), "\n\n"), shown)
    return Message(text, keyboard(*numbered(lists), _turning(words, shown, turns)))


def _group_buttons(
    words: Words, overview: CityOverview, own: City | None, rows: Sequence[CityRow]
) -> Iterator[Row]:
    """Yield the buttons of the groups: at most ten, five of them for letters."""
    label = "cities-button-own" if own is not None else "cities-button-no-own"
    name = "" if own is None else city_name(words, own)
    yield (button(words.plain(label, city=name), OpenScreen(screen=Screen.MY_CITY)),)
    groups: list[Button] = []
    if overview.jubilees:
        text = words.plain("cities-button-jubilees", year=overview.jubilee_year, count=overview.jubilees)
        groups.append(button(text, OpenCityGroup(group=CityGroup.JUBILEES)))
    if overview.dated:
        text = words.plain("cities-button-dated", count=overview.dated)
        groups.append(button(text, OpenCityGroup(group=CityGroup.DATED)))
    yield groups
    everything = button(words.plain("cities-button-all"), OpenCityGroup(group=CityGroup.ALL))
    yield (everything, button(words.plain("cities-button-countries"), OpenCountries()))
    yield from in_rows(list(_letter_buttons(words, rows)), _LETTER_BUTTONS)


def _letter_buttons(words: Words, rows: Sequence[CityRow]) -> Iterator[Button]:
    """Yield a button for each fifth of the pages, labelled by its first and last letter."""
    pages = -(-len(rows) // ROWS_ON_PAGE)
    first_pages = sorted({pages * part // _LETTER_BUTTONS for part in range(_LETTER_BUTTONS)})
    for first, following in zip(first_pages, (*first_pages[1:], pages), strict=True):
        part = rows[first * ROWS_ON_PAGE : following * ROWS_ON_PAGE]
        if part:
            ends = [_letter(words, row.city) for row in (part[0], part[-1])]
            label = words.plain("cities-button-letters", first=ends[0], last=ends[1])
            yield button(label, OpenCityGroup(group=CityGroup.ALL, page=first))


def _heading(words: Words, listing: CityListing) -> Markup:
    if not listing.rows:
        return Markup("")
    return words(
        "cities-group",
        group=listing.request.group.value,
        year=listing.year,
        count=len(listing.rows),
        country=territory_name(words, listing.country),
    )


def _line(words: Words, row: CityRow, number: int, today: date) -> Markup:
    """Return «1. Казань ✦ · ≈ 30 августа · 1022 года», or that no date is known."""
    one = row.occasion
    when = words("cities-no-date") if one is None else occasion_date(words, one, today.year)
    text = words("cities-row", number=number, city=_marked(words, row), when=when)
    if row.age is None:
        return text
    is_jubilee = one is not None and one.weight > 0
    return words("cities-row-aged", row=text, age=row.age, jubilee=int(is_jubilee))


def _marked(words: Words, row: CityRow) -> Markup:
    name = city_name(words, row.city)
    return words("cities-member" if row.is_member else "cities-name", city=name)


def _legend(words: Words, rows: Sequence[CityRow]) -> Markup:
    """Return what the mark of member cities means, if one of the rows has it."""
    return words("cities-legend") if any(row.is_member for row in rows) else Markup("")


def _with_page(words: Words, text: Markup, page: Paged[CityRow] | Paged[tuple[Territory, int]]) -> Markup:
    if page.pages < 2:
        return text
    return join((text, words("cities-page", page=page.number + 1, pages=page.pages)), "\n\n")


def _turning(
    words: Words,
    page: Paged[CityRow] | Paged[tuple[Territory, int]],
    turns: Sequence[OpenCityGroup | OpenCountries],
) -> Row:
    """Return the buttons to the page before, to all groups and to the page after."""
    row = [button(words.plain("cities-button-groups"), OpenCities())]
    if page.number > 0:
        row.insert(0, button(words.plain("button-previous"), turns[0]))
    if page.number < page.pages - 1:
        row.append(button(words.plain("button-next"), turns[1]))
    return row


def _by_name(words: Words, rows: Sequence[CityRow]) -> tuple[CityRow, ...]:
    return tuple(sorted(rows, key=lambda row: _sorted_name(words, row.city)))


def _sorted_name(words: Words, city: City) -> str:
    return city_name(words, city).replace("\u0451", "\u0435")


def _letter(words: Words, city: City) -> str:
    return _sorted_name(words, city)[:1]
