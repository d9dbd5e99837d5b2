"""Tell by title, kind and city which event of the next edition is the same."""

import re
from dataclasses import dataclass

from data.calendar.plan import EventKind, PlaceMode, PlanEvent
from data.plans.text import fold

_ROMAN = re.compile(r"(?<!\w)[ivxlc]{1,8}(?!\w)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)(?:\s*(?:годов|года|году|годы|год|гг|г)(?!\w))?")
_ORDINAL = re.compile(r"(?<!\w)\d{1,3}\s*-?\s*(?:ый|ой|ий|ая|ое|го|му|ом|й|я|е|м|х)(?!\w)")
_LOOKS = str.maketrans("хі", "xi")
_MIXED_ROMAN = re.compile(r"(?<!\w)[ivxхі]{2,8}(?!\w)")


@dataclass(frozen=True, slots=True)
class Identity:
    """The folded title, the kind and the first city of an event."""

    title: str
    kind: EventKind
    city: str


def fold_title(title: str) -> str:
    """Return a title without what changes every year: ordinals («XXVII», «27-я») and years."""
    text = title.lower().replace("ё", "е")
    text = _MIXED_ROMAN.sub(lambda found: found[0].translate(_LOOKS), text)
    for pattern in (_YEAR, _ORDINAL, _ROMAN):
        text = pattern.sub(" ", text)
    return fold(text)


def identity_of(event: PlanEvent) -> Identity:
    """Return the identity of an event. Its city is empty where the event has none."""
    return Identity(fold_title(event.title), event.kind, city_of(event))


def city_of(event: PlanEvent) -> str:
    """Return the first city of an event: the catalogue's id, the printed name, or nothing."""
    for occurrence in event.occurrences:
        place = occurrence.place
        if place is not None and place.mode is PlaceMode.CITY:
            return place.city_id or fold(place.city or "")
    return ""
