"""Dated wordings in a row: «3, 10 и 17 октября», «I и III кварталы», «конец августа – начало сентября»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.calendar.grammar.lexer.kinds import Kind, PrintedDate, Token, pattern
from data.calendar.grammar.wordings.atoms import Atom, nowhere
from data.calendar.grammar.wordings.days import day_atom
from data.calendar.grammar.wordings.token_line import Line
from data.calendar.imprecise_dates import Precision

RANGES = frozenset({Kind.DASH, Kind.THROUGH, Kind.UNTIL})
"""What joins a first day to a last one."""

_MOST_ITEMS = 31
"""No month has more days to list; the bound keeps a row of a thousand numbers cheap."""

_BARE = frozenset({Kind.NUMBER, Kind.ORDINAL, Kind.ROMAN, Kind.THIRD})
"""What may borrow its month or its unit from the wording after it."""

_JOINT = re.compile(
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
class Row:
    """Dated wordings with their runs of tokens, what joins each to the next, and where the row ends.

    is_bare: it begins with a number that says no month of its own.
    """

    atoms: tuple[Atom, ...]
    joints: tuple[Kind, ...]
    spans: tuple[tuple[int, int], ...]
    end: int
    is_bare: bool = False


@dataclass(slots=True)
class _Items:
    """A row while it is read."""

    items: list[Atom | Token]
    joints: list[Kind]
    spans: list[tuple[int, int]]

    def row(self, count: int, *, atoms: tuple[Atom, ...], end: int) -> Row:
        first = self.items[0]
        is_bare = isinstance(first, Token) and first.kind is Kind.NUMBER
        return Row(atoms, tuple(self.joints[: count - 1]), tuple(self.spans[:count]), end, is_bare)


def read_row(line: Line, place: int) -> Row | None:
    """As many dates as are joined from the place on; bare numbers count when they can borrow their month."""
    return _read_month_first(line, place) or _read_row(line, place)


def _read_row(line: Line, place: int) -> Row | None:
    found = _Items([], [], [])
    good = 0
    while len(found.items) < _MOST_ITEMS and place not in line.barren:
        item, end = _read_item(line, place)
        if item is None or (isinstance(item, Atom) and not _may_follow(found.items, item)):
            break
        if found.items and _may_be_hour(line, found.spans[-1], place):
            item = Atom(Precision.INVALID, nowhere)
        found.items.append(item)
        found.spans.append((place, end))
        if isinstance(item, Atom):
            good = len(found.items)
        joint = _JOINT.match(line.codes, end)
        if joint is None:
            break
        found.joints.append(Kind(joint[1] or joint[2]))
        place = joint.end()
    if good:
        return found.row(good, atoms=_complete(found.items[:good]), end=found.spans[good - 1][1])
    return _borrowed(line, found)


def _borrowed(line: Line, found: _Items) -> Row | None:
    """Bare numbers as days of the month that the heading lends, or None without such a heading."""
    numbers = [item for item in found.items if isinstance(item, Token) and item.kind is Kind.NUMBER]
    if line.lent is None or line.lent.month is None or not numbers or len(numbers) < len(found.items):
        line.barren.update(first for first, _ in found.spans)
        return None
    atoms = tuple(day_atom(line.lent.month, item.number) for item in numbers)
    return found.row(len(atoms), atoms=atoms, end=found.spans[-1][1])


def _read_month_first(line: Line, place: int) -> Row | None:
    """«май, 15», «May 5–7, 2025»: the month lends itself to the days after it."""
    found = _MONTH_FIRST.match(line.codes, place)
    if found is None:
        return None
    first, last = found.span("days")
    places = [at for at in range(first, last) if line.tokens[at].kind is Kind.NUMBER]
    years = [line.tokens[found.start(name)].number for name in ("year", "later") if found[name]]
    year = years[0] if years else None
    month, numbers = line.tokens[place].number, [line.tokens[at].number for at in places]
    if max(numbers) > 31:
        return None
    atoms = tuple(day_atom(month, number, year) for number in numbers)
    if len(numbers) == 1 and not found["sign"] and not years and numbers[0] == line.plan_year % 100:
        atoms = (Atom(Precision.INVALID, nowhere),)  # «май 25» of 2025 may be the month of that year
    joints = [_JOINT.match(line.codes, at + 1) for at in places[:-1]]
    kinds = tuple(Kind(joint[1] or joint[2]) for joint in joints if joint)
    spans = tuple((place if at == places[0] else at, at + 1) for at in places)
    return Row(atoms, kinds, spans, found.end())


def _read_item(line: Line, place: int) -> tuple[Atom | Token | None, int]:
    """A dated wording or a bare number.

    «Ленина, 75, 12 марта» has no 75th day, but «45–46 марта» is a slip to report.
    """
    if found := line.atom(place):
        return found
    if place >= len(line.tokens) or line.tokens[place].kind not in _BARE:
        return None, place
    token = line.tokens[place]
    joined = _JOINT.match(line.codes, place + 1)
    if token.number > 31 and not (joined and joined[1] in RANGES):
        return None, place
    return token, place + 1


def _may_be_hour(line: Line, before: tuple[int, int], place: int) -> bool:
    """«5 мая, 10.10» may be a day in October and ten past ten; clocks are set to five minutes."""
    printed = line.tokens[place].value
    if not isinstance(printed, PrintedDate) or printed.year is not None:
        return False
    is_clock = printed.day < 24 and printed.month % 5 == 0
    return is_clock and any(_is_worded(line.tokens[at]) for at in range(*before))


def _is_worded(token: Token) -> bool:
    """Whether a date is written in words or with its year, unlike the one after it."""
    return token.kind is Kind.MONTH or (isinstance(token.value, PrintedDate) and token.value.year is not None)


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
