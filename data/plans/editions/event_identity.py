"""What makes an event the same in the next edition, whatever its number: title, kind and city, levelled."""

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
    """The levelled title, the kind and the first city of an event."""

    title: str
    kind: EventKind
    city: str


def fold_title(title: str) -> str:
    """A title without what changes from year to year: ordinals («XXVII», «27-я») and years."""
    text = title.lower().replace("ё", "е")
    text = _MIXED_ROMAN.sub(lambda found: found[0].translate(_LOOKS), text)
    for pattern in (_YEAR, _ORDINAL, _ROMAN):
        text = pattern.sub(" ", text)
    return fold(text)


def identity_of(event: PlanEvent) -> Identity:
    """The identity of an event. An event of the plan without a city has an empty one."""
    return Identity(fold_title(event.title), event.kind, city_of(event))


def city_of(event: PlanEvent) -> str:
    """The first city of an event, by the catalogue's id or the printed name; empty without one."""
    for occurrence in event.occurrences:
        place = occurrence.place
        if place is not None and place.mode is PlaceMode.CITY:
            return place.city_id or fold(place.city or "")
    return ""
