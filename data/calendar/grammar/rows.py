"""Dated wordings in a row: «3, 10 и 17 октября», «конец августа – начало сентября»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.calendar.dates import Precision
from data.calendar.grammar import windows
from data.calendar.grammar.atoms import Atom, nowhere
from data.calendar.grammar.kinds import Kind, pattern
from data.calendar.grammar.line import Line

RANGES = frozenset({Kind.DASH, Kind.THROUGH, Kind.UNTIL})
"""What joins a first day to a last one."""

_MOST_ITEMS = 31
"""No month has more days to list; the bound keeps a row of a thousand numbers cheap."""

_JOINT = re.compile(
    pattern("(?: comma? ( dash | and | or | through | until ) | ( comma ) ) [at during from]{0,3}")
)


@dataclass(frozen=True, slots=True)
class Row:
    """Dated wordings, what joins each to the next, and where the row of tokens ends."""

    atoms: tuple[Atom, ...]
    joints: tuple[Kind, ...]
    end: int


def read_row(line: Line, place: int) -> Row | None:
    """As many dates as are joined from the place on; bare numbers count when a day with its month follows."""
    items: list[Atom | int] = []
    joints: list[Kind] = []
    places: list[int] = []
    good, good_end = 0, place
    while len(items) < _MOST_ITEMS and place not in line.barren:
        item, end = _read_item(line, place)
        if item is None or (isinstance(item, Atom) and not _may_follow(items, item)):
            break
        items.append(item)
        places.append(place)
        if isinstance(item, Atom):
            good, good_end = len(items), end
        joint = _JOINT.match(line.codes, end)
        if joint is None:
            break
        joints.append(Kind(joint[1] or joint[2]))
        place = joint.end()
    if not good:
        line.barren.update(places)
        return None
    return Row(_complete(items[:good]), tuple(joints[: good - 1]), good_end)


def _read_item(line: Line, place: int) -> tuple[Atom | int | None, int]:
    """A dated wording or a bare day number.

    «Ленина, 75, 12 марта» has no 75th day, but «45–46 марта» is a slip to report.
    """
    if found := line.atom(place):
        return found
    if line.codes[place : place + 1] != Kind.NUMBER:
        return None, place
    number = line.tokens[place].number
    joined = _JOINT.match(line.codes, place + 1)
    if number > 31 and not (joined and joined[1] in RANGES):
        return None, place
    return number, place + 1


def _may_follow(items: Sequence[Atom | int], atom: Atom) -> bool:
    """A bare number needs a printed month after it: «5, октябрь» is no fifth of October."""
    has_bare = bool(items) and isinstance(items[-1], int)
    return not has_bare or atom.month is not None or atom.precision is Precision.INVALID


def _complete(items: Sequence[Atom | int]) -> tuple[Atom, ...]:
    """Bare numbers given the month of the next dated wording."""
    done: list[Atom] = []
    for item in reversed(items):
        if isinstance(item, Atom):
            done.append(item)
        else:
            month = done[-1].month
            of_year = windows.day(month, item) if month else nowhere
            done.append(Atom(Precision.DAY, of_year, month=month))
    return tuple(reversed(done))
