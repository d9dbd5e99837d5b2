"""Find the subscriptions that an occasion concerns."""

from collections.abc import Iterator

from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import EventKind, PlanEvent
from data.calendar.topics import Subscription, Topic

_TOPIC_OF_EVENT = {
    EventKind.OWN: Topic.OWN,
    EventKind.PARTICIPATION: Topic.PARTICIPATION,
    EventKind.PARTNER: Topic.PARTNER,
    EventKind.ACTIVITY: Topic.OWN,  # the Assembly's own work, once it has a date
}

_TOPICS_OF_KIND = {
    OccasionKind.JUBILEE: (Topic.JUBILEES, Topic.CITY_DAYS),
    OccasionKind.CITY_DAY: (Topic.CITY_DAYS,),
    OccasionKind.BULLETIN: (Topic.BULLETIN,),
    OccasionKind.JOURNAL: (Topic.JOURNAL,),
}


def subscriptions_for(occasion: Occasion) -> tuple[Subscription, ...]:
    """Return the subscriptions that an occasion concerns, the most general first."""
    return tuple(_subscriptions(occasion))


def subscriptions_for_city_day(key: str) -> tuple[Subscription, ...]:
    """Return the subscriptions that the day of a city concerns, by its key.

    The city need not have a day any more. Any other key concerns none.
    """
    kind, _, rest = key.partition(":")
    if kind not in {OccasionKind.JUBILEE, OccasionKind.CITY_DAY}:
        return ()
    city, _, _ = rest.rpartition(":")
    return (*map(Subscription, _TOPICS_OF_KIND[OccasionKind(kind)]), Subscription(Topic.CITY, city))


def topic_of_event(kind: EventKind) -> Topic:
    """Return the topic that events of a kind belong to."""
    return _TOPIC_OF_EVENT[kind]


def _subscriptions(occasion: Occasion) -> Iterator[Subscription]:
    if occasion.event is not None:
        yield from _of_event(occasion.event)
    else:
        yield from map(Subscription, _TOPICS_OF_KIND[occasion.kind])
    if occasion.city is not None:
        yield Subscription(Topic.CITY, occasion.city.id)


def _of_event(event: PlanEvent) -> Iterator[Subscription]:
    yield Subscription(topic_of_event(event.kind))
    yield Subscription(Topic.EVENT, str(event.id))
