"""Settling the year of each wording in a series."""

from collections.abc import Sequence

from data.calendar.grammar.wordings.atoms import Atom
from data.calendar.grammar.wordings.windows import Window
from data.calendar.imprecise_dates import REAL_DAYS

_TURN_OF_DAYS = 92
_TURN_OF_MONTHS = 184
"""How many days a wording without years may run over New Year: «30 декабря – 2 января», «октябрь–март».

Anything longer («5 мая – 3 марта») is more likely printed in reverse, and is left so, to be reported.
"""


def settle_years(atoms: Sequence[Atom], plan_year: int) -> list[Window] | None:
    """The windows of a series in order, None where one of them is not in the calendar.

    A printed year serves its neighbours too («28 февраля – 2 марта 2021 г.»), else the plan's year does.
    """
    anchor = next((index for index, atom in enumerate(atoms) if atom.year is not None), 0)
    printed = atoms[anchor].year
    year = plan_year if printed is None else printed
    before = _walk(atoms[anchor::-1], year, -1)
    after = _walk(atoms[anchor:], year, 1)
    if before is None or after is None:
        return None
    return [*reversed(before[1:]), *after]


def _walk(atoms: Sequence[Atom], year: int, turn: int) -> list[Window] | None:
    """Windows from the first atom on, going forwards or backwards in time; each year leads to the next."""
    found: list[Window] = []
    for atom in atoms:
        year = year if atom.year is None else atom.year
        window = atom.window(year)
        if window is None:
            return None
        if found and atom.year is None and _turns(window, found[-1], turn):
            other = atom.window(year + turn)
            if other is not None and _is_near(other, found[-1], atom):
                window, year = other, year + turn
        found.append(window)
    return found


def _turns(window: Window, neighbour: Window, turn: int) -> bool:
    return (window[0] < neighbour[0]) if turn > 0 else (window[0] > neighbour[0])


def _is_near(window: Window, neighbour: Window, atom: Atom) -> bool:
    limit = _TURN_OF_DAYS if atom.precision in REAL_DAYS else _TURN_OF_MONTHS
    span = max(window[1], neighbour[1]) - min(window[0], neighbour[0])
    return span.days < limit
