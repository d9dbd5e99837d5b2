"""Word how long it is until an event begins: «через 3 часа», «через час», «через 25 минут»."""

from datetime import datetime

from handlers.text.markup import Markup
from handlers.text.words import Words

_HOUR = 60
_STEP = 5
_NEAR_HOUR = 10


def minutes_to(start: datetime, now: datetime) -> int:
    """Return the minutes until an aware instant, rounded to hours or to five minutes."""
    minutes = round((start - now).total_seconds() / _HOUR)
    whole = round(minutes / _HOUR) * _HOUR
    if whole and abs(minutes - whole) <= _NEAR_HOUR:
        return whole
    return max(round(minutes / _STEP) * _STEP, 0)


def starts_in_words(words: Words, minutes: int) -> Markup:
    """Return «через 3 часа», «через 1 ч 25 мин», «через 25 минут» or «сейчас»."""
    hours, rest = divmod(minutes, _HOUR)
    if hours and rest:
        return words("starts-in-both", hours=hours, minutes=rest)
    return words("starts-in-hours", hours=hours) if hours else words("starts-in-minutes", minutes=rest)
