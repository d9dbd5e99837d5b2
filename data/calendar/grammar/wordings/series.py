"""Read a series of dated wordings joined by separators.

«3, 10 и 17 октября», «I и III кварталы» and «конец августа – начало сентября» are series. A single date is a
series of one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.calendar.grammar.lexer.kinds import PrintedDate, Token, TokenKind, kind_set, pattern
from data.calendar.grammar.wordings.atoms import Atom, nowhere
from data.calendar.grammar.wordings.days import day_atom
from data.calendar.grammar.wordings.token_line import TokenLine
from data.calendar.imprecise_dates import Precision

RANGES = kind_set("dash through until")
"""The separators that make a range: «5–7 мая», «с 5 по 7 мая», «с 5 до 7 мая»."""

_MAX_ITEMS = 31
"""No month has more days to list. The bound keeps a row of a thousand numbers cheap."""

_BARE = kind_set("number ordinal roman third")
"""A bare token, which may borrow its month or its unit from the wording after it."""

_SEPARATOR = re.compile(
    pattern(
        "(?: [comma stop]? ( dash | and | or | through | until ) | ( comma ) )"
        " (?: (?<= dash ) [through until] )? [at during from]{0,3}"
    )
)
"""One of the separators with what may stand around it: «5 мая – до 7 мая», «5 мая, и 7 мая»."""

_LINK = "(?: comma? (?: dash | and | through | until ) | comma ) from?"
_MONTH_FIRST = re.compile(
    pattern(
        "month (?P<year> year (?: year_mark | year_word )? )? (?P<sign> [comma colon open]* )"
        f" (?P<days> number (?: {_LINK} number ){{0,30}} ) filler? close?"
        f" (?: comma? (?P<later> year (?: year_mark | year_word )? ) )?"
        f" (?! (?: {_LINK} number ){{0,30}} (?: {_LINK} | stop | dash )?"
        " (?: month | year_mark | year_word | decade | quarter | half_year | half | week | hours | times ) )"
    )
)
"""«май, 15», «May 5–7, 2025». The lookahead leaves «май, 15 июня» to the patterns of days."""


@dataclass(frozen=True, slots=True)
class DateSeries:
    """Atoms with their spans of tokens, and the separator between each and the next.

    end is the index after the last token. is_bare is set where the series begins with a number that has no
    month of its own («5 и 7 мая»).
    """

    atoms: tuple[Atom, ...]
    separators: tuple[TokenKind, ...]
    spans: tuple[tuple[int, int], ...]
    end: int
    is_bare: bool = False


@dataclass(slots=True)
class _OpenSeries:
    """A series while it is being read: its atoms, and bare tokens that still have to borrow."""

    items: list[Atom | Token]
    separators: list[TokenKind]
    spans: list[tuple[int, int]]

    def add(self, item: Atom | Token, span: tuple[int, int]) -> None:
        self.items.append(item)
        self.spans.append(span)

    def complete_atoms(self) -> tuple[Atom, ...]:
        """Return the items up to the last atom, with the bare tokens before it completed."""
        ends = [count for count, item in enumerate(self.items, 1) if isinstance(item, Atom)]
        return _complete(self.items[: ends[-1]]) if ends else ()

    def close(self, atoms: tuple[Atom, ...]) -> DateSeries:
        """Return the series of its first items, as many as there are atoms."""
        count, first = len(atoms), self.items[0]
        is_bare = isinstance(first, Token) and first.kind is TokenKind.NUMBER
        spans = tuple(self.spans[:count])
        return DateSeries(atoms, tuple(self.separators[: count - 1]), spans, spans[-1][1], is_bare)


def read_series(line: TokenLine, index: int) -> DateSeries | None:
    """Read as many joined dates as there are from an index on, or return None where none begins.

    A bare number counts only where it can borrow its month: «5 и 7 мая», but not «зал 5 и 7 мест».
    """
    return _read_month_first(line, index) or _read_month_last(line, index)


def _read_month_last(line: TokenLine, index: int) -> DateSeries | None:
    """Read «3, 10 и 17 октября»: the items up to the last one that is complete."""
    found = _OpenSeries([], [], [])
    while len(found.items) < _MAX_ITEMS and index not in line.rejected:
        item, end = _read_item(line, index)
        if item is None or not _may_follow(found.items, item):
            break
        is_unsure = bool(found.items) and _may_be_time(line, found.spans[-1], index)
        found.add(Atom(Precision.INVALID, nowhere) if is_unsure else item, (index, end))
        separator = _SEPARATOR.match(line.codes, end)
        if separator is None:
            break
        found.separators.append(TokenKind(separator[1] or separator[2]))
        index = separator.end()
    atoms = found.complete_atoms()
    return found.close(atoms) if atoms else _borrow_from_heading(line, found)


def _borrow_from_heading(line: TokenLine, found: _OpenSeries) -> DateSeries | None:
    """Read bare numbers as days of the month in the heading. Returns None without one."""
    numbers = [item for item in found.items if isinstance(item, Token) and item.kind is TokenKind.NUMBER]
    if line.heading is None or line.heading.month is None or not numbers or len(numbers) < len(found.items):
        line.rejected.update(first for first, _ in found.spans)
        return None
    return found.close(tuple(day_atom(line.heading.month, item.number) for item in numbers))


def _read_month_first(line: TokenLine, index: int) -> DateSeries | None:
    """Read «май, 15», «May 5–7, 2025»: the days after the month are days of it."""
    found = _MONTH_FIRST.match(line.codes, index)
    if found is None:
        return None
    first, last = found.span("days")
    indices = [at for at in range(first, last) if line.tokens[at].kind is TokenKind.NUMBER]
    years = [line.tokens[found.start(name)].number for name in ("year", "later") if found[name]]
    year = years[0] if years else None
    month, numbers = line.tokens[index].number, [line.tokens[at].number for at in indices]
    if max(numbers) > 31:
        return None
    atoms = tuple(day_atom(month, number, year) for number in numbers)
    if len(numbers) == 1 and not found["sign"] and not years and numbers[0] == line.plan_year % 100:
        atoms = (Atom(Precision.INVALID, nowhere),)  # «май 25» of 2025 may be the month of that year
    separators = [_SEPARATOR.match(line.codes, at + 1) for at in indices[:-1]]
    kinds = tuple(TokenKind(separator[1] or separator[2]) for separator in separators if separator)
    spans = tuple((index if at == indices[0] else at, at + 1) for at in indices)
    return DateSeries(atoms, kinds, spans, found.end())


def _read_item(line: TokenLine, index: int) -> tuple[Atom | Token | None, int]:
    """Read an atom or a bare token. Returns it, or None, and the index after it.

    A number above 31 is no day («Ленина, 75, 12 марта»), except in a range: «45–46 марта» is a typing error,
    which has to be reported.
    """
    if found := line.atom(index):
        return found
    if index >= len(line.tokens) or line.tokens[index].kind not in _BARE:
        return None, index
    token = line.tokens[index]
    joined = _SEPARATOR.match(line.codes, index + 1)
    if token.number > 31 and not (joined and joined[1] in RANGES):
        return None, index
    return token, index + 1


def _may_be_time(line: TokenLine, before: tuple[int, int], index: int) -> bool:
    """Return whether a date in figures may be a time: «10.10» in «5 мая, 10.10».

    It may where the date before it is in words or has its year, and where the minutes are divisible by five.
    """
    printed = line.tokens[index].value
    if not isinstance(printed, PrintedDate) or printed.year is not None:
        return False
    is_clock = printed.day < 24 and printed.month % 5 == 0
    return is_clock and any(_is_worded(line.tokens[at]) for at in range(*before))


def _is_worded(token: Token) -> bool:
    """Return whether a token belongs to a date in words or to one with its year."""
    return token.kind is TokenKind.MONTH or (
        isinstance(token.value, PrintedDate) and token.value.year is not None
    )


def _may_follow(items: Sequence[Atom | Token], item: Atom | Token) -> bool:
    """Return whether an atom may follow: a bare token before it must be able to borrow.

    «5, октябрь» is not 5 October, because a whole month has no day to lend.
    """
    if isinstance(item, Token) or not items or isinstance(items[-1], Atom):
        return True
    return item.precision is Precision.INVALID or (item.lend is not None and item.lend(items[-1]) is not None)


def _complete(items: Sequence[Atom | Token]) -> tuple[Atom, ...]:
    """Replace each bare token by an atom with the month or the unit of the next one."""
    done: list[Atom] = []
    for item in reversed(items):
        if isinstance(item, Atom):
            done.append(item)
            continue
        lender = done[-1].lend
        borrowed = lender(item) if lender else None
        if borrowed is None:
            done.append(Atom(Precision.INVALID, nowhere))
        else:
            done.append(replace(borrowed, lend=lender))
    return tuple(reversed(done))
