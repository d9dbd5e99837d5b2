"""The header of a table: decided once, by its words, and where they say nothing, by what stands below."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from data.calendar.imprecise_dates import Precision
from data.calendar.wording import find_wording, read_wording
from data.plans.files.blocks import Row, join_pieces
from data.plans.layout.column_words import city_role, event_role, is_header_word, may_head
from data.plans.layout.columns import DATES, Columns, Role
from data.plans.layout.headings import list_of_heading, read_number

MOST_HEADER_ROWS = 3
_LOOKED_AT = 60
"""Rows under a header that are looked at to tell what a nameless column holds."""

_ANY_YEAR = 2024
"""A leap year: whether a cell reads as a date does not depend on the plan's year."""

_MOSTLY = 0.5
_ALWAYS = 0.8


def read_header(rows: Sequence[Row]) -> tuple[Columns, int] | None:
    """The columns which the rows begin with, and how many rows their header takes; None where none begins.

    rows are those of one table from a place on. A row with a number, or with a figure, a colon or a quotation
    mark in its cells, is never part of a header.
    """
    heads = _header_rows(rows)
    for count in range(len(heads), 0, -1):
        names = _joined_names(heads[:count])
        columns = _accepted(names, _content(rows[count : count + _LOOKED_AT], heads))
        if columns is not None:
            return columns, count
    return None


def _content(rows: Sequence[Row], heads: Sequence[Row]) -> list[Row]:
    """The rows of events below a header: neither the header again nor anything under a list of cities."""
    found: list[Row] = []
    for row in rows:
        if len(row.filled) == 1 and list_of_heading(row.cells[row.filled[0]].text) is not None:
            break
        if not repeats_header(row, heads) and not is_column_count(row):
            found.append(row)
    return found


def repeats_header(row: Row, heads: Sequence[Row]) -> bool:
    """Whether a row prints the words of a header again, as at the top of a page."""
    printed = _folded(row)
    return bool(printed) and any(printed == _folded(head) for head in heads)


def is_column_count(row: Row) -> bool:
    """Whether the row only numbers the columns: 1, 2, 3, 4."""
    texts = [cell.text.strip(" .") for cell in row.cells if cell.text]
    return len(texts) > 2 and texts == [str(place) for place in range(1, len(texts) + 1)]


def is_all_header(row: Row) -> bool:
    """Whether three cells or more hold words of headers and no cell anything else."""
    texts = [cell.text for cell in row.cells if cell.text]
    return len(texts) > 2 and all(may_head(text) and is_header_word(text) for text in texts)


def _folded(row: Row) -> list[str]:
    return [" ".join(row.cells[place].text.lower().split()) for place in row.filled]


def _header_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows from the first on that may be one header, each lower one going on with it."""
    heads: list[Row] = []
    for row in rows[:MOST_HEADER_ROWS]:
        texts = [" ".join(cell.text.split()) for cell in row.cells]
        if not all(map(may_head, texts)) or read_number(texts[0]) is not None:
            break
        if not heads and (len(row.filled) < 2 or (rows[1:] and not _is_mostly_header(texts))):
            return _alone(row)
        if heads and not _goes_on(heads, texts):
            break
        heads.append(row)
    return heads


def _is_mostly_header(texts: Sequence[str]) -> bool:
    """Whether at least half of the filled cells hold words of headers."""
    filled = [text for text in texts if text]
    return sum(map(is_header_word, filled)) * 2 >= len(filled)


def _alone(row: Row) -> list[Row]:
    """A row of other words can be a header by itself only, when what stands below tells its columns."""
    return [row] if len(row.filled) > 1 else []


def _goes_on(heads: Sequence[Row], texts: Sequence[str]) -> bool:
    """Whether a row goes on with a header: each cell holds words of headers, or ends a cell cut above it."""
    filled = [place for place, text in enumerate(texts) if text]
    if len(filled) == 1 and event_role(texts[filled[0]]) is Role.TITLE:
        return False  # a lone «Мероприятия МАГ» under the header is a section's heading
    return bool(filled) and all(is_header_word(texts[place]) or _is_cut(heads[-1], place) for place in filled)


def _is_cut(row: Row, place: int) -> bool:
    text = row.cells[place].text.rstrip() if place < len(row.cells) else ""
    return text.endswith(("-", ",", " и", "/"))


def _joined_names(heads: Sequence[Row]) -> tuple[str, ...]:
    width = max(len(head.cells) for head in heads)
    names = [""] * width
    for head in heads:
        for place, cell in enumerate(head.cells):
            names[place] = join_pieces(names[place], " ".join(cell.text.split()))
    return tuple(names)


def _accepted(names: tuple[str, ...], below: Sequence[Row]) -> Columns | None:
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
    place = columns.place(Role.NUMBER)
    is_wide = sum(1 for name in columns.names if name) > 2
    return place is not None and is_wide and _numbers(list(_texts(below, place))) > 0


def _knows(columns: Columns) -> bool:
    """Whether two columns and a third of all are known by words of headers and nothing else."""
    pairs = zip(columns.names, columns.roles, strict=True)
    known = sum(1 for name, role in pairs if name and role is not Role.OTHER and is_header_word(name))
    return known > 1 and known * 3 >= sum(1 for name in columns.names if name)


def _with_number(columns: Columns, below: Sequence[Row]) -> Columns:
    """A first column without any word over it is the number's, unless it holds something else."""
    if not columns.names or columns.names[0] or Role.NUMBER in columns.roles:
        return columns
    texts = list(_texts(below, 0))
    if sum(read_number(text) is not None for text in texts) < len(texts) * _MOSTLY:
        return columns
    return replace(columns, roles=(Role.NUMBER, *columns.roles[1:]))


def _texts(rows: Sequence[Row], place: int) -> Iterator[str]:
    """The words in a column, headings that fill a row alone left out."""
    for row in rows:
        if len(row.filled) > 1 and place in row.filled:
            yield " ".join(row.cells[place].text.split())


def _guess(columns: Columns, below: Sequence[Row]) -> Columns:
    """Gives nameless columns the roles that are missing, by what stands in them."""
    for role, tell in (
        (Role.NUMBER, _numbers),
        (Role.WHEN, _dates),
        (Role.PLACE_AND_WHEN, _dated),
        (Role.TITLE, _words),
    ):
        is_missing = DATES.isdisjoint(columns.roles) if role in DATES else role not in columns.roles
        worth = {
            place: tell(list(_texts(below, place)))
            for place, own in enumerate(columns.roles)
            if own is Role.OTHER
        }
        best = max(worth, key=lambda place: worth[place], default=None)
        if is_missing and best is not None and worth[best] > 0:
            roles = (*columns.roles[:best], role, *columns.roles[best + 1 :])
            guessed = columns.guessed if role is Role.NUMBER else (*columns.guessed, best)
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
    read = sum(1 for text in texts if _is_date(text))
    return read / len(texts) if texts and read >= len(texts) * _MOSTLY else 0.0


def _is_date(text: str) -> bool:
    found = find_wording(text, _ANY_YEAR)
    return (
        found is not None
        and found.value.precision is not Precision.INVALID
        and not any(sign.isalnum() for sign in text[: found.first] + text[found.last :])
    )


def _dated(texts: Sequence[str]) -> float:
    """The share of cells with a date somewhere in them, above a threshold."""
    read = sum(1 for text in texts if find_wording(text, _ANY_YEAR) is not None)
    return read / len(texts) if texts and read >= len(texts) * _MOSTLY else 0.0


def _words(texts: Sequence[str]) -> float:
    """The letters in an average cell, which are most in the column of titles."""
    return sum(map(len, texts)) / len(texts) if texts else 0.0


def _settle(columns: Columns, below: Sequence[Row]) -> Columns:
    """The parts of a date by how many columns share it and by whether they hold hours."""
    roles = list(columns.roles)
    for place, role in enumerate(roles):
        if role in {Role.START, Role.END} and Role.WHEN in roles and _are_hours(list(_texts(below, place))):
            roles[place] = Role.TIME
    dated = Counter(role for role in roles if role in DATES)
    for place, role in enumerate(roles):
        alone = dated.total() - dated[role] == 0
        if (role is Role.TIME and not dated) or (role in {Role.MONTH, Role.DAY} and alone):
            roles[place] = Role.WHEN
    for role in (Role.WHEN, Role.TITLE):
        roles = _only_first(roles, role, columns.names)
    return replace(columns, roles=tuple(roles))


def _are_hours(texts: Sequence[str]) -> bool:
    """Whether cells hold clock times and no dates: «10:00», «в 11 ч.»."""
    return bool(texts) and all(
        any(sign.isdigit() for sign in text) and read_wording(text, _ANY_YEAR) is None for text in texts
    )


def _only_first(roles: list[Role], role: Role, names: Sequence[str]) -> list[Role]:
    """Leaves a role to one of the columns that have it: the one named best, else the first."""
    places = [place for place, own in enumerate(roles) if own is role]
    if len(places) < 2:
        return roles
    best = next(
        (place for place in places if "назван" in names[place].lower() or "наимен" in names[place].lower()),
        places[0],
    )
    return [Role.OTHER if own is role and place != best else own for place, own in enumerate(roles)]
