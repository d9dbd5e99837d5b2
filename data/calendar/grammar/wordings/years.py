"""Settle the year of each atom in a series."""

from collections.abc import Sequence

from data.calendar.grammar.wordings.atoms import Atom
from data.calendar.grammar.wordings.windows import Window
from data.calendar.imprecise_dates import REAL_DAYS

_LONGEST_DAYS_OVER_NEW_YEAR = 92
_LONGEST_MONTHS_OVER_NEW_YEAR = 184
"""Days that a range without years may last over New Year: «30 декабря – 2 января», «октябрь–март».

A longer one («5 мая – 3 марта») is more likely printed in reverse. It keeps one year and is then reported.
"""


def settle_years(atoms: Sequence[Atom], plan_year: int) -> list[Window] | None:
    """Return the windows of the atoms in order, or None where one is not in the calendar.

    The first printed year serves its neighbours too («28 февраля – 2 марта 2021 г.»). Without one the plan's
    year serves.
    """
    anchor = next((index for index, atom in enumerate(atoms) if atom.year is not None), 0)
    printed = atoms[anchor].year
    year = plan_year if printed is None else printed
    before = _windows_in_turn(atoms[anchor::-1], year, -1)
    after = _windows_in_turn(atoms[anchor:], year, 1)
    if before is None or after is None:
        return None
    return [*reversed(before[1:]), *after]


def _windows_in_turn(atoms: Sequence[Atom], year: int, turn: int) -> list[Window] | None:
    """Return the windows from the first atom on. turn is 1 forwards in time, -1 backwards.

    Where an atom would step against the turn, it is tried in the next or the previous year.
    """
    found: list[Window] = []
    for atom in atoms:
        year = year if atom.year is None else atom.year
        window = atom.window(year)
        if window is None:
            return None
        if found and atom.year is None and _is_against(window, found[-1], turn):
            other = atom.window(year + turn)
            if other is not None and _is_near(other, found[-1], atom):
                window, year = other, year + turn
        found.append(window)
    return found


def _is_against(window: Window, neighbour: Window, turn: int) -> bool:
    return (window[0] < neighbour[0]) if turn > 0 else (window[0] > neighbour[0])


def _is_near(window: Window, neighbour: Window, atom: Atom) -> bool:
    is_day = atom.precision in REAL_DAYS
    limit = _LONGEST_DAYS_OVER_NEW_YEAR if is_day else _LONGEST_MONTHS_OVER_NEW_YEAR
    span = max(window[1], neighbour[1]) - min(window[0], neighbour[0])
    return span.days < limit
