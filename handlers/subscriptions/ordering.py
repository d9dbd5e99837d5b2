"""Order cities, events and muted occasions by their names.

The database reads one page of a list and is given the order. An order is made once a day for each language.
"""

from collections.abc import Callable, Iterable

from handlers.chat_context import ChatContext
from handlers.render_cache import RenderCache
from handlers.text.words import Words
from handlers.views.events import is_ahead, is_over
from handlers.views.wording.dates import date_in_words
from handlers.views.wording.occasions import city_name, one_line, place_of

Order = tuple[str, ...]

_ORDERS = RenderCache[Order](most_entries=16)


def cities_in_order(context: ChatContext) -> Order:
    """Return the ids of all cities, ordered by their names."""
    cities = context.almanac.cities.all
    return _cached_order(
        context, "cities", lambda: ((city_name(context.words, one), one.id) for one in cities)
    )


def events_in_order(context: ChatContext) -> Order:
    """Return the ids of all plans' events, ordered by their titles."""
    events = [event for plan in context.almanac.plans.values() for event in plan.events]
    return _cached_order(context, "events", lambda: ((one_line(one.title), str(one.id)) for one in events))


def events_ahead(context: ChatContext) -> Order:
    """Return the ids of the events that are not over."""
    plans = context.almanac.plans.values()
    return tuple(str(one.id) for plan in plans for one in plan.events if not is_over(one, context.today))


def mutable_in_order(context: ChatContext) -> Order:
    """Return the keys of the events and city days to come, ordered by their names.

    Only these have reminders to mute. Issues have no mute button.
    """
    return _cached_order(context, "mutable", lambda: _named_keys(context))


def name_of_key(context: ChatContext, key: str) -> str:
    """Return the label of a key: «Казань, 30 августа», or the event's title."""
    kind, _, number = key.partition(":")
    event = context.almanac.event(int(number)) if kind == "event" and number.isdecimal() else None
    occasion = None if event is not None else context.almanac.occasion(key)
    if occasion is not None and occasion.event is None:
        date = date_in_words(context.words, occasion.when, context.today.year)
        return ", ".join(part for part in (place_of(context.words, occasion), date) if part)
    event = occasion.event if occasion is not None else event
    return key if event is None else one_line(event.title)


def _named_keys(context: ChatContext) -> Iterable[tuple[str, str]]:
    plans, today = context.almanac.plans.values(), context.today
    ahead = [f"event:{one.id}" for plan in plans for one in plan.events if is_ahead(one, today)]
    ahead += [one.key for one in context.almanac.ahead(context.today)]
    return ((name_of_key(context, key), key) for key in dict.fromkeys(ahead))


def _cached_order(
    context: ChatContext, what: str, named_keys: Callable[[], Iterable[tuple[str, str]]]
) -> Order:
    """Return the keys in the order of their names, given as pairs of name and key."""
    words: Words = context.words
    return _ORDERS.get(
        context.almanac,
        (what, words.language, context.today),
        lambda: tuple(key for _, key in sorted((label.casefold(), key) for label, key in named_keys())),
    )
