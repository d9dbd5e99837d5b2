"""Decide whom the day of a city greets.

The greeted get a reminder on the day itself without having chosen that lead time.
"""

from dataclasses import dataclass

from data.calendar.occasions import Occasion, OccasionKind

_CITY_DATES = frozenset({OccasionKind.CITY_DAY, OccasionKind.JUBILEE})


@dataclass(frozen=True, slots=True)
class Greeting:
    """The chats that the day of a city greets, among those that follow it and want greetings.

    They are all of them where to_all is set, which it is for a jubilee, else the chats whose own city this
    is. city_id is empty for a city that the catalogue lacks.
    """

    to_all: bool
    city_id: str

    def is_for(self, own_city: str | None) -> bool:
        """Return whether a chat is greeted that has this city of its own, or None."""
        return self.to_all or (own_city is not None and own_city == self.city_id)


def greeting_of(occasion: Occasion) -> Greeting | None:
    """Return whom the occasion greets, or None where it is not the day of a city."""
    if occasion.kind not in _CITY_DATES:
        return None
    is_jubilee = occasion.kind is OccasionKind.JUBILEE or occasion.weight > 0
    return Greeting(is_jubilee, "" if occasion.city is None else occasion.city.id)
