"""Dated wordings in a series: «3, 10 и 17 октября», «I и III кварталы», «конец августа – начало сентября»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.calendar.grammar.lexer.kinds import PrintedDate, Token, TokenKind, pattern
from data.calendar.grammar.wordings.atoms import Atom, nowhere
from data.calendar.grammar.wordings.days import day_atom
from data.calendar.grammar.wordings.token_line import TokenLine
from data.calendar.imprecise_dates import Precision

RANGES = frozenset({TokenKind.DASH, TokenKind.THROUGH, TokenKind.UNTIL})
"""What joins a first day to a last one."""

_MOST_ITEMS = 31
"""No month has more days to list; the bound keeps a series of a thousand numbers cheap."""

_BARE = frozenset({TokenKind.NUMBER, TokenKind.ORDINAL, TokenKind.ROMAN, TokenKind.THIRD})
"""What may borrow its month or its unit from the wording after it."""

_SEPARATOR = re.compile(
    pattern(
        "(?: [comma stop]? ( dash | and | or | through | until ) | ( comma ) )"
        " (?: (?<= dash ) [through until] )? [at during from]{0,3}"
    )
)
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


@dataclass(frozen=True, slots=True)
class DateSeries:
    """Dated wordings with their runs of tokens, what joins each to the next, and where the series ends.

    is_bare: it begins with a number that says no month of its own.
    """

    atoms: tuple[Atom, ...]
    separators: tuple[TokenKind, ...]
    spans: tuple[tuple[int, int], ...]
    end: int
    is_bare: bool = False


@dataclass(slots=True)
class _OpenSeries:
    """A series while it is read."""

    items: list[Atom | Token]
    separators: list[TokenKind]
    spans: list[tuple[int, int]]

    def series(self, count: int, *, atoms: tuple[Atom, ...], end: int) -> DateSeries:
        first = self.items[0]
        is_bare = isinstance(first, Token) and first.kind is TokenKind.NUMBER
        return DateSeries(atoms, tuple(self.separators[: count - 1]), tuple(self.spans[:count]), end, is_bare)


def read_series(line: TokenLine, index: int) -> DateSeries | None:
    """As many dates as are joined from the index on; bare numbers count when they can borrow their month."""
    return _read_month_first(line, index) or _read_series_from(line, index)


def _read_series_from(line: TokenLine, index: int) -> DateSeries | None:
    found = _OpenSeries([], [], [])
    good = 0
    while len(found.items) < _MOST_ITEMS and index not in line.rejected:
        item, end = _read_item(line, index)
        if item is None or (isinstance(item, Atom) and not _may_follow(found.items, item)):
            break
        if found.items and _may_be_hour(line, found.spans[-1], index):
            item = Atom(Precision.INVALID, nowhere)
        found.items.append(item)
        found.spans.append((index, end))
        if isinstance(item, Atom):
            good = len(found.items)
        separator = _SEPARATOR.match(line.codes, end)
        if separator is None:
            break
        found.separators.append(TokenKind(separator[1] or separator[2]))
        index = separator.end()
    if good:
        return found.series(good, atoms=_complete(found.items[:good]), end=found.spans[good - 1][1])
    return _borrowed(line, found)


def _borrowed(line: TokenLine, found: _OpenSeries) -> DateSeries | None:
    """Bare numbers as days of the month that the heading lends, or None without such a heading."""
    numbers = [item for item in found.items if isinstance(item, Token) and item.kind is TokenKind.NUMBER]
    if line.heading is None or line.heading.month is None or not numbers or len(numbers) < len(found.items):
        line.rejected.update(first for first, _ in found.spans)
        return None
    atoms = tuple(day_atom(line.heading.month, item.number) for item in numbers)
    return found.series(len(atoms), atoms=atoms, end=found.spans[-1][1])


def _read_month_first(line: TokenLine, index: int) -> DateSeries | None:
    """«май, 15», «May 5–7, 2025»: the month lends itself to the days after it."""
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
    """A dated wording or a bare number.

    «Ленина, 75, 12 марта» has no 75th day, but «45–46 марта» is a slip to report.
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


def _may_be_hour(line: TokenLine, before: tuple[int, int], index: int) -> bool:
    """«5 мая, 10.10» may be a day in October and ten past ten; clocks are set to five minutes."""
    printed = line.tokens[index].value
    if not isinstance(printed, PrintedDate) or printed.year is not None:
        return False
    is_clock = printed.day < 24 and printed.month % 5 == 0
    return is_clock and any(_is_worded(line.tokens[at]) for at in range(*before))


def _is_worded(token: Token) -> bool:
    """Whether a date is written in words or with its year, unlike the one after it."""
    return token.kind is TokenKind.MONTH or (
        isinstance(token.value, PrintedDate) and token.value.year is not None
    )


def _may_follow(items: Sequence[Atom | Token], atom: Atom) -> bool:
    """A bare token needs a unit after it that it can borrow: «5, октябрь» is no fifth of October."""
    if not items or isinstance(items[-1], Atom):
        return True
    return atom.precision is Precision.INVALID or (atom.lend is not None and atom.lend(items[-1]) is not None)


def _complete(items: Sequence[Atom | Token]) -> tuple[Atom, ...]:
    """Bare tokens given the month or the unit of the next dated wording."""
    done: list[Atom] = []
    for item in reversed(items):
        if isinstance(item, Atom):
            done.append(item)
            continue
        lender = done[-1].lend
        borrowed = lender(item) if lender else None
        done.append(Atom(Precision.INVALID, nowhere) if borrowed is None else _lending(borrowed, done[-1]))
    return tuple(reversed(done))


def _lending(borrowed: Atom, lender: Atom) -> Atom:
    """A borrower lends on what it borrowed."""
    return Atom(borrowed.precision, borrowed.of_year, borrowed.year, lender.lend)
