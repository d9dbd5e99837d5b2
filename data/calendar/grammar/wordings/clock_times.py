"""Read the time of day beside a date: «10.00–12.00», «в 11 ч. 30», «с 10 до 18 часов»."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from data.calendar.grammar.lexer.kinds import PrintedDate, Token, TokenKind, kind_set
from data.calendar.imprecise_dates import ClockTime

NOON = 12
_EARLIEST = 7
"""The earliest hour of an event. «2 часа» alone is rather a length of time."""

_MARKS_OF_TIME = kind_set("at from time daytime third time_word")
"""With one of these beside it, an hour is a time of day."""


@dataclass(frozen=True, slots=True)
class _Hour:
    """A time as printed. has_daytime is set once «утра» or «вечера» has been applied to it."""

    hour: int
    minute: int = 0
    has_daytime: bool = False

    def at_daytime(self, offset: int) -> "_Hour":
        """Apply a part of the day, 0 or 12 hours.

        «5 часов вечера» is 17:00, «12 часов ночи» midnight.
        """
        hour = self.hour % NOON + offset if self.hour <= NOON else self.hour
        return replace(self, hour=hour, has_daytime=True)


def read_clock(tokens: Sequence[Token]) -> ClockTime | None:
    """Return the clock time that tokens print, or None for one that is incomplete or impossible.

    An end without a beginning («до 18:00»), three times and «25:00» give None.
    """
    hours = _read_hours(tokens)
    is_end_alone = len(hours) == 1 and any(token.kind is TokenKind.UNTIL for token in tokens)
    if not 1 <= len(hours) <= 2 or is_end_alone or _is_length(tokens):
        return None
    try:
        first, *rest = (time(found.hour, found.minute) for found in hours)
    except ValueError:
        return None
    end = rest[0] if rest else None
    return None if end == first else ClockTime(first, end)


def _is_length(tokens: Sequence[Token]) -> bool:
    """Return whether the hours are a length of time: «2 часа», but not «в 2 часа»."""
    kinds = {token.kind for token in tokens}
    numbers = [token.number for token in tokens if token.kind is TokenKind.NUMBER]
    return (
        len(numbers) == 1
        and numbers[0] < _EARLIEST
        and TokenKind.HOURS in kinds
        and not kinds & _MARKS_OF_TIME
    )


def _read_hours(tokens: Sequence[Token]) -> list[_Hour]:
    found: list[_Hour] = []
    for index, token in enumerate(tokens):
        if token.kind is TokenKind.TIME:
            found.append(
                _Hour(token.value.hour, token.value.minute) if isinstance(token.value, time) else _Hour(99)
            )
        elif isinstance(token.value, PrintedDate):
            found.append(_Hour(token.value.day, token.value.month))
        elif token.kind is TokenKind.NUMBER and _counts_minutes(tokens, index):
            found[-1] = replace(found[-1], minute=token.number)
        elif token.kind is TokenKind.NUMBER:
            found.append(_Hour(token.number))
        elif token.kind is TokenKind.DAYTIME:
            found = [one if one.has_daytime else one.at_daytime(token.number) for one in found]
    return found


def _counts_minutes(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a number counts minutes: it follows «ч.», as in «11 ч. 30»."""
    return index > 0 and tokens[index - 1].kind is TokenKind.HOURS
