"""The time of day that stands beside a date: «10.00–12.00», «в 11 ч. 30 мин.», «с 10 до 18 часов»."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from data.calendar.grammar.lexer.kinds import PrintedDate, Token, TokenKind
from data.calendar.imprecise_dates import ClockTime

NOON = 12
_EARLIEST = 7
"""An hour below is named with «в», «утра» or «вечера»."""


@dataclass(frozen=True, slots=True)
class _Hour:
    """A time as printed; is_set once a part of the day was named with it."""

    hour: int
    minute: int = 0
    is_set: bool = False

    def shifted(self, by: int) -> "_Hour":
        """«5 часов вечера» is 17:00, «12 часов ночи» midnight."""
        hour = self.hour % NOON + by if self.hour <= NOON else self.hour
        return replace(self, hour=hour, is_set=True)


def read_clock(tokens: Sequence[Token]) -> ClockTime | None:
    """The clock time a run of tokens says, or None where it says none that can be held.

    An end without its beginning («до 18:00»), three times and an hour no clock shows are None.
    """
    hours = _hours(tokens)
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
    """Whether so few hours are rather how long it lasts: «2 часа», and not «в 2 часа», «2 часа дня»."""
    kinds = {token.kind for token in tokens}
    numbers = [token.number for token in tokens if token.kind is TokenKind.NUMBER]
    is_told = bool(
        kinds
        & {
            TokenKind.AT,
            TokenKind.FROM,
            TokenKind.TIME,
            TokenKind.DAYTIME,
            TokenKind.THIRD,
            TokenKind.TIME_WORD,
        }
    )
    return len(numbers) == 1 and numbers[0] < _EARLIEST and TokenKind.HOURS in kinds and not is_told


def _hours(tokens: Sequence[Token]) -> list[_Hour]:
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
            found = [one if one.is_set else one.shifted(token.number) for one in found]
    return found


def _counts_minutes(tokens: Sequence[Token], index: int) -> bool:
    """Whether the number right after «ч.» counts minutes: «11 ч. 30 мин.», «11 ч. 30»."""
    return index > 0 and tokens[index - 1].kind is TokenKind.HOURS
