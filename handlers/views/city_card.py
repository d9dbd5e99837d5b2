"""Render the card of a city: its next day first, facts, events, and what is over folded."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from data.calendar.city_summary import CityView
from data.calendar.imprecise_dates import ImpreciseDate
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.topics import Topic
from data.store.chat_values import Chat
from handlers.callbacks.browsing import ButtonPlace, Follow, OpenScreen, Screen
from handlers.callbacks.cities import (
    AskCityDay,
    OpenCities,
    OpenCity,
    OpenCityEvents,
    OpenCityMore,
    SendCityFile,
    SendCityMap,
)
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.city_events import event_lines, past_fold
from handlers.views.keyboard import Button, Row, button, in_rows, keyboard
from handlers.views.message import Message
from handlers.views.my_city import my_city_button
from handlers.views.pictures.captions import card_button
from handlers.views.settings import silence_in_words
from handlers.views.wording.dates import date_with_weekdays
from handlers.views.wording.days import with_clock
from handlers.views.wording.founding import age_basis
from handlers.views.wording.occasions import (
    approximation_note,
    city_in,
    city_name,
    is_marked,
    territory_name,
)
from handlers.views.wording.until import distance_to, until_years

_EXTRAS_ON_CARD = 2
"""Buttons beside the three that every card has. Together they are five."""


def city_message(
    words: Words,
    view: CityView,
    today: date,
    chat: Chat | None = None,
    *,
    followed: bool,
    guessed: bool = False,
) -> Message:
    """Render the card with at most five buttons.

    guessed means that the name was mistyped, so the card begins with the city's name. chat is None for a card
    without a reader, to whom nothing can be promised.
    """
    name = city_name(words, view.city)
    parts = (
        words("city-guessed", city=name) if guessed else "",
        join((words("city-title", city=name), *_place_lines(words, view))),
        words("city-note", note=view.city.note) if view.city.note else "",
        join((*_day_lines(words, view, today, chat), join(_fact_lines(words, view, today), " "))),
        join(event_lines(words, view, today)),
        past_fold(words, view, today),
        join(_note_lines(words, view)),
        _followed_line(words, view) if followed else "",
        silence_in_words(words, chat, today) if chat is not None and followed else "",
    )
    return Message(join(parts, "\n\n"), keyboard(*_buttons(words, view, chat, followed=followed)))


def city_more_message(words: Words, view: CityView, card: Message, *, may_correct: bool) -> Message:
    """Return the card with its other buttons.

    may_correct adds the one for those who may name the day.
    """
    extras = _extras(words, view)[_EXTRAS_ON_CARD:]
    if may_correct:
        extras.append(button(words.plain("button-city-day"), AskCityDay(id=view.city.id)))
    menu = button(words.plain("button-menu"), OpenScreen(screen=Screen.START))
    everything = button(words.plain("button-all-cities"), OpenCities())
    back = button(words.plain("button-back"), OpenCity(id=view.city.id))
    return replace(card, keyboard=keyboard(*in_rows([*extras, everything, menu, back], 2)))


def _place_lines(words: Words, view: CityView) -> Iterator[Markup]:
    city = view.city
    country = territory_name(words, city.country)
    facts = [join((country, territory_name(words, city.region)), ", ")] if country else []
    if city.is_capital and country:
        facts.append(words("city-is-capital"))
    if view.member_in is not None:
        facts.append(words("city-is-member"))
    if facts:
        text = join(facts, " · ")
        yield Markup(text[:1].upper() + text[1:])
    if view.plan_spelling:
        yield words("city-plan-spelling", spelling=view.plan_spelling)


def _day_lines(words: Words, view: CityView, today: date, chat: Chat | None) -> Iterator[Markup]:
    """Yield the days ahead, each with how long it is until then and what is celebrated."""
    for occasion in view.ahead:
        yield words(
            "city-day",
            mark=words("occasion-mark", kind=occasion.kind.value),
            when=_long_date(words, occasion, today),
            until=distance_to(words, today, occasion.when),
        )
        yield _celebration(words, occasion, today)
    if view.coming is None:
        yield words("city-no-day" if chat is None else "city-no-day-yet")
        if view.age is not None:
            yield words("city-age", year=view.year, age=view.age, jubilee=int(view.weight > 0))
    if view.festivities is not None:
        yield words("city-festivities", date=_festive_date(words, view.festivities, today))


def _long_date(words: Words, occasion: Occasion, today: date) -> Markup:
    text = with_clock(words, date_with_weekdays(words, occasion.when, today.year), occasion.time)
    return words("date-approximate", date=text) if is_marked(occasion) else text


def _celebration(words: Words, occasion: Occasion, today: date) -> Markup:
    """Return «День города: исполнится 1022 года.», on the day itself «исполняется»."""
    if occasion.age is None:
        return words("city-celebrates-ageless")
    begins = occasion.when.begins
    has_begun = occasion.when.is_day and begins is not None and begins <= today
    is_jubilee = occasion.kind is OccasionKind.JUBILEE
    kind = "jubilee" if is_jubilee else "both" if occasion.weight else "day"
    return words("city-celebrates", kind=kind, now=int(has_begun), age=occasion.age)


def _festive_date(words: Words, when: ImpreciseDate, today: date) -> Markup:
    text = date_with_weekdays(words, when, today.year)
    return words("date-approximate", date=text) if when.is_day else text


def _fact_lines(words: Words, view: CityView, today: date) -> Iterator[Markup]:
    """Yield the founding, and the next jubilee unless one of the days above is it."""
    if view.age is not None:
        yield age_basis(words, view.city, view.year - view.age)
    is_shown = any(one.weight for one in view.ahead)
    if view.next_jubilee is not None and not is_shown:
        year, age = view.next_jubilee
        distance = until_years(words, year - today.year)
        yield words("city-next-jubilee", year=year, age=age, until=distance)


def _note_lines(words: Words, view: CityView) -> Iterator[Markup]:
    """Yield why a window ahead has no day yet, and the footnote to «≈».

    Where a day ahead is calculated, the footnote says why. The date of a past day cannot change.
    """
    ahead = view.ahead
    if any(one.calculated and one.when.is_window for one in ahead):
        yield words("city-day-window")
    years = {one.year for one in ahead if one.calculated and is_marked(one)}
    if not years:
        yield approximation_note(words, (*ahead, *view.over)) or _festive_note(words, view.festivities)
    for year in sorted(years):
        is_unlisted = year == view.year and view.plan_in
        yield words("city-not-in-plan" if is_unlisted else "city-calculated", year=year)


def _festive_note(words: Words, when: ImpreciseDate | None) -> Markup:
    """Return the footnote to «≈» where only the festivities have the sign, else an empty text."""
    if when is None or not when.is_day:
        return Markup("")
    return words("date-approximate-note", source="plan")


def _followed_line(words: Words, view: CityView) -> Markup:
    """Say what a subscription brings: of a day that is not known, the news of it."""
    key = "city-is-followed" if view.coming is not None else "city-is-followed-without-day"
    return words(key, city=city_in(words, view.city))


def _buttons(words: Words, view: CityView, chat: Chat | None, *, followed: bool) -> Iterator[Row]:
    city = view.city
    follow = Follow(topic=Topic.CITY, subject=city.id, on=not followed, place=ButtonPlace.CARD)
    label = words.plain("button-city-unfollow" if followed else "button-follow")
    first = [button(label, follow, style=None if followed else "success")]
    if chat is not None:
        first.append(my_city_button(words, chat, city))
    yield from in_rows(first, 1)
    yield _extras(words, view)[:_EXTRAS_ON_CARD]
    yield (button(words.plain("button-city-more"), OpenCityMore(id=city.id)),)


def _extras(words: Words, view: CityView) -> list[Button]:
    """Return the other buttons of a card, the most wanted first."""
    city_id = view.city.id
    extras: list[Button] = []
    if view.upcoming or view.past:
        extras.append(button(words.plain("button-city-events"), OpenCityEvents(id=city_id)))
    extras += card_button(words, view)
    if view.coming is not None:
        extras.append(button(words.plain("button-calendar"), SendCityFile(id=city_id)))
    extras.append(button(words.plain("button-map"), SendCityMap(id=city_id)))
    return extras
