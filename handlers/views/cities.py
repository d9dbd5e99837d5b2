"""Render cities: the card, the events, the list, and replies to an uncertain name."""

from collections.abc import Iterator, Sequence
from datetime import date

from data.calendar.cities import City
from data.calendar.city_search.lookup import SearchResult, SearchStep
from data.calendar.city_summary import CityView
from data.calendar.imprecise_dates import ImpreciseDate
from data.calendar.occasions import Occasion
from data.calendar.topics import Topic
from data.store.chat_values import Chat
from handlers.callbacks.browsing import (
    ButtonPlace,
    Follow,
    OpenCities,
    OpenCity,
    OpenCityEvents,
    OpenScreen,
    Screen,
    SendCityFile,
    SendCityMap,
)
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.events import follow_button
from handlers.views.keyboard import Row, button, in_rows, keyboard, numbered, pager, shorten
from handlers.views.message import Message
from handlers.views.my_city import my_city_button
from handlers.views.paging import take_page
from handlers.views.pictures.captions import card_button
from handlers.views.questions.ways_on import ways_on
from handlers.views.settings import silence_in_words
from handlers.views.wording.dates import date_in_words
from handlers.views.wording.occasions import (
    approximation_note,
    card_of,
    celebration,
    city_name,
    is_marked,
    occasion_date,
    occasion_row,
    one_line,
)

EVENTS_ON_CARD = 3
CITIES_ON_PAGE = 24
LONGEST_QUERY_SHOWN = 100


def city_message(
    words: Words,
    view: CityView,
    today: date,
    chat: Chat | None = None,
    *,
    followed: bool,
    guessed: bool = False,
) -> Message:
    """Render the card: the city's days, age, next jubilee and events.

    guessed means that the name was mistyped, so the card begins with the city's name. chat is None for a card
    without a reader, which has no button of the chat's own city.
    """
    name = city_name(words, view.city)
    parts = (
        words("city-guessed", city=name) if guessed else Markup(""),
        join((words("city-title", city=name), *_spelling_lines(words, view))),
        join(_day_lines(words, view, today)),
        join(_event_lines(words, view, today.year), "\n\n"),
        words("city-is-followed", city=city_in(words, view.city)) if followed else Markup(""),
        silence_in_words(words, chat, today) if chat is not None and followed else "",
    )
    return Message(join(parts, "\n\n"), keyboard(*_buttons(words, view, chat, followed=followed)))


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


def cities_message(words: Words, cities: Sequence[City], page: int) -> Message:
    """Render a page of all cities as buttons, in alphabetical order."""
    by_name = sorted(cities, key=lambda city: city_name(words, city).replace("\u0451", "\u0435"))
    shown = take_page(by_name, page, CITIES_ON_PAGE)
    buttons = [button(city_name(words, city), OpenCity(id=city.id)) for city in shown.rows]

    def target(number: int) -> OpenCities:
        return OpenCities(page=number)

    text = words("cities-title", count=len(by_name))
    return Message(text, keyboard(*in_rows(buttons, 3), pager(words, shown.number, shown.pages, target)))


def city_question(words: Words, *, in_group: bool = False) -> Message:
    """Ask for the name of a city. In a group only a reply is sure to reach the bot."""
    question = words("city-ask-group" if in_group else "city-ask")
    return Message(question, keyboard((button(words.plain("button-all-cities"), OpenCities()),)))


def city_candidates_message(words: Words, found: SearchResult) -> Message:
    """Ask which city is meant, or say that none has this name and offer the nearest."""
    buttons = [button(city_name(words, city), OpenCity(id=city.id)) for city in found.candidates]
    return Message(candidates_text(words, found), keyboard(*in_rows(buttons, 2), ways_on(words)))


def candidates_text(words: Words, found: SearchResult) -> Markup:
    """Say what a name that is no single city's may mean."""
    if found.step is SearchStep.AMBIGUOUS:
        return words("city-which" if len(found.candidates) > 1 else "city-which-one")
    key = "city-unknown" if found.candidates else "city-unknown-and-none-near"
    return words(key, query=shorten(one_line(found.query), LONGEST_QUERY_SHOWN))


def city_in(words: Words, city: City) -> Markup:
    """Return the city after its preposition: «в Казани», «во Владивостоке», “in Kazan”."""
    name = city_name(words, city)
    return words("city-in", preposition=city.preposition, locative=city.cases.loc, name=name)


def _spelling_lines(words: Words, view: CityView) -> Iterator[Markup]:
    if view.plan_spelling:
        yield words("city-plan-spelling", spelling=view.plan_spelling)


def _day_lines(words: Words, view: CityView, today: date) -> Iterator[Markup]:
    """Yield the days ahead first, then those of this year that are over, and the notes to them."""
    ahead = [one for one in view.days if not one.when.is_over(today)]
    if view.coming is not None and view.coming not in ahead:
        ahead.append(view.coming)
    for occasion in ahead:
        yield from _lines_of_day(words, occasion, today)
    past = [one for one in view.days if one.when.is_over(today)]
    yield from (_past_line(words, one, today) for one in past)
    if not view.days and view.coming is None:
        yield words("city-no-day")
    if not view.days and view.age is not None:
        yield words("city-age", year=view.year, age=view.age)
    if view.festivities is not None:
        yield words("city-festivities", date=_festive_date(words, view.festivities, today.year))
    yield from _jubilee_line(words, view)
    yield from _uncertainty_lines(words, view, ahead, past)


def _festive_date(words: Words, when: ImpreciseDate, this_year: int) -> Markup:
    text = date_in_words(words, when, this_year)
    return words("date-approximate", date=text) if when.is_day else text


def _past_line(words: Words, occasion: Occasion, today: date) -> Markup:
    when = occasion_date(words, occasion, today.year)
    if occasion.age is None:
        return words("city-this-year-ageless", date=when)
    return words("city-this-year", date=when, age=occasion.age)


def _uncertainty_lines(
    words: Words, view: CityView, ahead: Sequence[Occasion], past: Sequence[Occasion]
) -> Iterator[Markup]:
    """Yield why a window ahead has no day yet, and the footnote to «≈».

    Where a day ahead is calculated, the footnote says why. The date of a past day cannot change.
    """
    if any(one.calculated and one.when.is_window for one in ahead):
        yield words("city-day-window")
    years = {one.year for one in ahead if one.calculated and is_marked(one)}
    if not years:
        yield approximation_note(words, (*ahead, *past)) or _festive_note(words, view.festivities)
    for year in sorted(years):
        is_unlisted = year == view.year and view.plan_in
        yield words("city-not-in-plan" if is_unlisted else "city-calculated", year=year)


def _festive_note(words: Words, when: ImpreciseDate | None) -> Markup:
    """Return the footnote to «≈» where only the festivities have the sign, else an empty text."""
    if when is None or not when.is_day:
        return Markup("")
    return words("date-approximate-note", source="plan")


def _jubilee_line(words: Words, view: CityView) -> Iterator[Markup]:
    """Yield the next jubilee, unless one of the days above is it."""
    is_shown = view.coming is not None and view.coming.weight > 0
    if view.next_jubilee is not None and not is_shown:
        year, age = view.next_jubilee
        yield words("city-next-jubilee", year=year, age=age)


def _lines_of_day(words: Words, occasion: Occasion, today: date) -> Iterator[Markup]:
    mark = words("occasion-mark", kind=occasion.kind.value)
    yield words("occasion-head", mark=mark, when=occasion_date(words, occasion, today.year))
    yield celebration(words, occasion)


def _event_lines(words: Words, view: CityView, this_year: int) -> Iterator[Markup]:
    if view.upcoming:
        yield words("city-events", city=city_in(words, view.city))
        yield from (occasion_row(words, one, this_year) for one in view.upcoming[:EVENTS_ON_CARD])
    if view.mentioned:
        yield words("city-mentioned")
        yield from (occasion_row(words, one, this_year) for one in view.mentioned[:EVENTS_ON_CARD])


def _buttons(words: Words, view: CityView, chat: Chat | None, *, followed: bool) -> Iterator[Row]:
    city = view.city
    follow = Follow(topic=Topic.CITY, subject=city.id, on=not followed, place=ButtonPlace.CARD)
    yield (follow_button(words, follow),)
    if chat is not None:
        yield (my_city_button(words, chat, city),)
    row = [button(words.plain("button-map"), SendCityMap(id=city.id))]
    if view.upcoming or view.past:
        row.insert(0, button(words.plain("button-city-events"), OpenCityEvents(id=city.id)))
    yield row
    row = list(card_button(words, view))
    if view.coming is not None:
        row.insert(0, button(words.plain("button-calendar"), SendCityFile(id=city.id)))
    yield row
    menu = button(words.plain("button-menu"), OpenScreen(screen=Screen.START))
    yield button(words.plain("button-all-cities"), OpenCities()), menu
