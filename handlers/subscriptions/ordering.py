"""In which order a chat's things are listed: by their names, as far as the bot itself can offer them.

The database reads one page of a list, and is given the order with it. An order is made once a day for each
language.
"""

from collections.abc import Callable, Iterable

from handlers.chat_context import ChatContext
from handlers.render_cache import RenderCache
from handlers.text.words import Words
from handlers.views.dates import date_in_words
from handlers.views.events import is_ahead, is_over
from handlers.views.occasions import city_name, one_line, place_of

Order = tuple[str, ...]

_ORDERS = RenderCache[Order](kept=16)


def cities_in_order(context: ChatContext) -> Order:
    """Return the ids of all cities by their names."""
    cities = context.almanac.cities.all
    return _remembered(context, "cities", lambda: ((city_name(context.words, one), one.id) for one in cities))


def events_in_order(context: ChatContext) -> Order:
    """Return the ids of all plans' events by their titles."""
    events = [event for plan in context.almanac.plans.values() for event in plan.events]
    return _remembered(context, "events", lambda: ((one_line(one.title), str(one.id)) for one in events))


def events_ahead(context: ChatContext) -> Order:
    """Return the ids of the events that are not over."""
    plans = context.almanac.plans.values()
    return tuple(str(one.id) for plan in plans for one in plan.events if not is_over(one, context.today))


def mutable_in_order(context: ChatContext) -> Order:
    """Return the keys of what can be muted, by their names: events and city dates still to come.

    Reminders are of nothing else: issues have no mute button, and what is over needs no silence.
    """
    return _remembered(context, "mutable", lambda: _named_keys(context))


def name_of_key(context: ChatContext, key: str) -> str:
    """Return what a list says for a key of mutable_in_order: «Казань, 30 августа», or the event's title."""
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


def _remembered(context: ChatContext, what: str, name: Callable[[], Iterable[tuple[str, str]]]) -> Order:
    """Return keys in the order of their names, given as pairs of name and key."""
    words: Words = context.words
    return _ORDERS.get(
        context.almanac,
        (what, words.language, context.today),
        lambda: tuple(key for _, key in sorted((label.casefold(), key) for label, key in name())),
    )
