"""Recognise dates in cells before the plan's year is known."""

from data.calendar.imprecise_dates import Precision
from data.calendar.wording import find_wording, read_wording

ANY_LEAP_YEAR = 2024
"""Whether a text reads as a date does not depend on the plan's year. In a leap year every day exists."""


def contains_date(text: str) -> bool:
    """Return whether a date stands anywhere in the text: «Москва 12 марта»."""
    return find_wording(text, ANY_LEAP_YEAR) is not None


def is_date(text: str) -> bool:
    """Return whether the text is a valid date and has no other words: «12 марта», «II квартал»."""
    found = find_wording(text, ANY_LEAP_YEAR)
    return (
        found is not None
        and found.value.precision is not Precision.INVALID
        and not any(char.isalnum() for char in text[: found.first] + text[found.last :])
    )


def is_clock_time(text: str) -> bool:
    """Return whether the text has a figure that belongs to no date: «10:00», «в 11 ч.»."""
    return any(char.isdigit() for char in text) and read_wording(text, ANY_LEAP_YEAR) is None
