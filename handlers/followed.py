"""Followed and muted things by their names, and following as such."""

from collections.abc import Collection

from data.calendar.occasions import Occasion
from data.calendar.plan import EventStatus, PlanEvent
from data.calendar.topics import Subscription, Topic
from handlers.errors import Mistake
from handlers.events import check_is_ahead
from handlers.reader import Reader
from handlers.views.dates import date_in_words
from handlers.views.events import is_ahead, is_over
from handlers.views.occasions import city_name, one_line, place_of
from handlers.views.subscriptions import Listed


async def set_followed(reader: Reader, wanted: Subscription, *, on: bool) -> bool:
    """Follow or no longer; False where that was so already. Mistake for what there is not to follow."""
    subscriptions = reader.store.subscriptions
    if not on:
        return await subscriptions.remove(reader.chat.chat_id, wanted)
    check_exists(reader, wanted)
    return await subscriptions.add(reader.chat.chat_id, wanted, reader.now)


def check_exists(reader: Reader, wanted: Subscription) -> None:
    """Raise Mistake for what nobody can follow.

    That is an event no plan has, or one that is off or over, an unknown city, and a topic with a subject it
    cannot have.
    """
    topic, subject = wanted.topic, wanted.subject
    if topic is Topic.EVENT:
        event = reader.almanac.event(int(subject)) if subject.isdecimal() else None
        known = event is not None
        if event is not None:
            check_is_ahead(reader, event)
    elif topic is Topic.CITY:
        known = subject in reader.almanac.cities.by_id
    else:
        known = not subject
    if not known:
        raise Mistake("subscriptions-subject-unknown")


def listed(reader: Reader, topic: Topic, followed: Collection[Subscription]) -> list[Listed]:
    """The followed cities or events by name, in the order of their names."""
    found = [listed_subject(reader, topic, item.subject) for item in followed if item.topic is topic]
    return sorted(found, key=lambda item: (item.label.casefold(), item.subject))


def listed_subject(reader: Reader, topic: Topic, subject: str) -> Listed:
    """One city or event by name; what is no longer known can still be taken off."""
    if topic is Topic.CITY:
        city = reader.almanac.cities.by_id.get(subject)
        gone = reader.words.plain("subscriptions-city-gone", id=subject)
        return Listed(subject, gone if city is None else city_name(reader.words, city))
    event = reader.almanac.event(int(subject)) if subject.isdecimal() else None
    if event is None:
        return Listed(subject, reader.words.plain("subscriptions-event-gone", id=subject))
    return Listed(subject, _event_label(reader, event))


def _event_label(reader: Reader, event: PlanEvent) -> str:
    """«Форум столиц», «Отменено: Форум столиц», «Прошло: Форум столиц»."""
    title = one_line(event.title)
    if event.status is EventStatus.CANCELLED:
        return reader.words.plain("subscriptions-event-cancelled", title=title)
    is_past = is_over(event, reader.today)
    return reader.words.plain("subscriptions-event-over", title=title) if is_past else title


def listed_mutes(reader: Reader, keys: Collection[str]) -> list[Listed]:
    """What is muted and still to come, by name; what has passed needs no silence."""
    found = [item for key in keys if (item := _listed_mute(reader, key)) is not None]
    return sorted(found, key=lambda item: (item.label.casefold(), item.subject))


def can_mute(reader: Reader, key: str) -> bool:
    """Whether there is anything to be silent about."""
    return _listed_mute(reader, key) is not None


def _listed_mute(reader: Reader, key: str) -> Listed | None:
    kind, _, number = key.partition(":")
    if kind == "event" and number.isdecimal():
        event = reader.almanac.event(int(number))
        if event is None or not is_ahead(event, reader.today):
            return None
        return Listed(key, one_line(event.title))
    occasion = reader.almanac.occasion(key)
    if occasion is None or occasion.when.is_over(reader.today):
        return None
    return Listed(key, _name_of(reader, occasion))


def _name_of(reader: Reader, occasion: Occasion) -> str:
    """«Казань, 30 августа»."""
    if occasion.event is not None:
        return one_line(occasion.event.title)
    date = date_in_words(reader.words, occasion.when, reader.today.year)
    return ", ".join(part for part in (place_of(reader.words, occasion), date) if part)
