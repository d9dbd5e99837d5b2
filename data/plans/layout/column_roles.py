"""Decide what each column of a table holds: by its name, else by the cells below it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from data.plans.files.blocks import Row
from data.plans.layout.column_words import city_role, event_role, is_header_word
from data.plans.layout.columns import DATES, ColumnRole, Columns
from data.plans.layout.date_words import contains_date, is_clock_time, is_date
from data.plans.layout.headings import read_number

_MOSTLY = 0.5
_ALWAYS = 0.8


def read_columns(names: tuple[str, ...], below: Sequence[Row]) -> Columns | None:
    """The columns under these names when they head events or cities, else None; words before content."""
    events = Columns(tuple(map(event_role, names)), names)
    cities = Columns(tuple(map(city_role, names)), names)
    if _knows(events) and events.is_events and not DATES.isdisjoint(events.roles):
        return _settle(_with_number(events, below), below)
    if _knows(cities) and cities.is_cities:
        return _with_number(cities, below)
    columns = _settle(_guess(_with_number(events, below), below), below)
    is_told = _knows(events) or _is_counted(events, below)
    return columns if is_told and columns.is_events else None


def _is_counted(columns: Columns, below: Sequence[Row]) -> bool:
    """Whether three columns or more stand over rows that are counted under the word for their number."""
    position = columns.position(ColumnRole.NUMBER)
    is_wide = sum(1 for name in columns.names if name) > 2
    return position is not None and is_wide and _numbers(list(_texts(below, position))) > 0


def _knows(columns: Columns) -> bool:
    """Whether two columns and a third of all are known by words of headers and nothing else."""
    pairs = zip(columns.names, columns.roles, strict=True)
    known = sum(1 for name, role in pairs if name and role is not ColumnRole.OTHER and is_header_word(name))
    return known > 1 and known * 3 >= sum(1 for name in columns.names if name)


def _with_number(columns: Columns, below: Sequence[Row]) -> Columns:
    """A first column without any word over it is the number's, unless it holds something else."""
    if not columns.names or columns.names[0] or ColumnRole.NUMBER in columns.roles:
        return columns
    texts = list(_texts(below, 0))
    if sum(read_number(text) is not None for text in texts) < len(texts) * _MOSTLY:
        return columns
    return replace(columns, roles=(ColumnRole.NUMBER, *columns.roles[1:]))


def _texts(rows: Sequence[Row], position: int) -> Iterator[str]:
    """The words in a column, headings that fill a row alone left out."""
    for row in rows:
        if len(row.filled) > 1 and position in row.filled:
            yield " ".join(row.cells[position].text.split())


def _guess(columns: Columns, below: Sequence[Row]) -> Columns:
    """Gives nameless columns the roles that are missing, by what stands in them."""
    for role, tell in (
        (ColumnRole.NUMBER, _numbers),
        (ColumnRole.WHEN, _dates),
        (ColumnRole.PLACE_AND_WHEN, _dated),
        (ColumnRole.TITLE, _words),
    ):
        is_missing = DATES.isdisjoint(columns.roles) if role in DATES else role not in columns.roles
        worth = {
            position: tell(list(_texts(below, position)))
            for position, own in enumerate(columns.roles)
            if own is ColumnRole.OTHER
        }
        best = max(worth, key=lambda position: worth[position], default=None)
        if is_missing and best is not None and worth[best] > 0:
            roles = (*columns.roles[:best], role, *columns.roles[best + 1 :])
            guessed = columns.guessed if role is ColumnRole.NUMBER else (*columns.guessed, best)
            columns = replace(columns, roles=roles, guessed=guessed)
    return columns


def _numbers(texts: Sequence[str]) -> float:
    """Above nothing for a column of rising row numbers."""
    numbers = [read_number(text) for text in texts]
    whole = [int(number) for number in numbers if number is not None and number.isdecimal()]
    is_rising = len(whole) > 1 and all(low < high for low, high in pairwise(whole))
    return float(is_rising and len(whole) >= len(texts) * _ALWAYS)


def _dates(texts: Sequence[str]) -> float:
    """The share of cells that are nothing but a date, above a threshold."""
    read = sum(1 for text in texts if is_date(text))
    return read / len(texts) if texts and read >= len(texts) * _MOSTLY else 0.0


def _dated(texts: Sequence[str]) -> float:
    """The share of cells with a date somewhere in them, above a threshold."""
    read = sum(1 for text in texts if contains_date(text))
    return read / len(texts) if texts and read >= len(texts) * _MOSTLY else 0.0


def _words(texts: Sequence[str]) -> float:
    """The letters in an average cell, which are most in the column of titles."""
    return sum(map(len, texts)) / len(texts) if texts else 0.0


def _settle(columns: Columns, below: Sequence[Row]) -> Columns:
    """The parts of a date by how many columns share it and by whether they hold hours."""
    roles = list(columns.roles)
    for position, role in enumerate(roles):
        if (
            role in {ColumnRole.START, ColumnRole.END}
            and ColumnRole.WHEN in roles
            and _are_hours(list(_texts(below, position)))
        ):
            roles[position] = ColumnRole.TIME
    dated = Counter(role for role in roles if role in DATES)
    for position, role in enumerate(roles):
        alone = dated.total() - dated[role] == 0
        if (role is ColumnRole.TIME and not dated) or (role in {ColumnRole.MONTH, ColumnRole.DAY} and alone):
            roles[position] = ColumnRole.WHEN
    for role in (ColumnRole.WHEN, ColumnRole.TITLE):
        roles = _only_first(roles, role, columns.names)
    return replace(columns, roles=tuple(roles))


def _are_hours(texts: Sequence[str]) -> bool:
    """Whether cells hold clock times and no dates: «10:00», «в 11 ч.»."""
    return bool(texts) and all(map(is_clock_time, texts))


def _only_first(roles: list[ColumnRole], role: ColumnRole, names: Sequence[str]) -> list[ColumnRole]:
    """Leaves a role to one of the columns that have it: the one named best, else the first."""
    positions = [position for position, own in enumerate(roles) if own is role]
    if len(positions) < 2:
        return roles
    best = next(
        (
            position
            for position in positions
            if "назван" in names[position].lower() or "наимен" in names[position].lower()
        ),
        positions[0],
    )
    return [
        ColumnRole.OTHER if own is role and position != best else own for position, own in enumerate(roles)
    ]
