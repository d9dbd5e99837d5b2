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
    """Return the columns under these names, or None if they head neither events nor cities.

    The names decide first. Where they say nothing, the cells of the rows below do.
    """
    events = Columns(tuple(map(event_role, names)), names)
    cities = Columns(tuple(map(city_role, names)), names)
    if _is_known(events) and events.is_events and not DATES.isdisjoint(events.roles):
        return _settle_roles(_with_number_column(events, below), below)
    if _is_known(cities) and cities.is_cities:
        return _with_number_column(cities, below)
    columns = _settle_roles(_guess_roles(_with_number_column(events, below), below), below)
    is_understood = _is_known(events) or _has_rising_numbers(events, below)
    return columns if is_understood and columns.is_events else None


def _has_rising_numbers(columns: Columns, below: Sequence[Row]) -> bool:
    """Return whether three columns or more stand over rows with rising numbers.

    One of them must be named as the number column: «№», «п/п».
    """
    column = columns.column_of(ColumnRole.NUMBER)
    is_wide = sum(1 for name in columns.names if name) > 2
    return column is not None and is_wide and _score_numbers(list(_texts_in_column(below, column))) > 0


def _is_known(columns: Columns) -> bool:
    """Return whether two columns, and a third of all, have names of header words only."""
    pairs = zip(columns.names, columns.roles, strict=True)
    known = sum(1 for name, role in pairs if name and role is not ColumnRole.OTHER and is_header_word(name))
    return known > 1 and known * 3 >= sum(1 for name in columns.names if name)


def _with_number_column(columns: Columns, below: Sequence[Row]) -> Columns:
    """Return the columns with the first as the number column if it has no name.

    It must hold numbers in at least half of its cells.
    """
    if not columns.names or columns.names[0] or ColumnRole.NUMBER in columns.roles:
        return columns
    texts = list(_texts_in_column(below, 0))
    if sum(read_number(text) is not None for text in texts) < len(texts) * _MOSTLY:
        return columns
    return replace(columns, roles=(ColumnRole.NUMBER, *columns.roles[1:]))


def _texts_in_column(rows: Sequence[Row], column: int) -> Iterator[str]:
    """Yield the words in a column, without headings that fill a row alone."""
    for row in rows:
        if len(row.filled) > 1 and column in row.filled:
            yield " ".join(row.cells[column].text.split())


def _guess_roles(columns: Columns, below: Sequence[Row]) -> Columns:
    """Give unnamed columns the roles that are missing, by the cells that stand in them."""
    for role, score in (
        (ColumnRole.NUMBER, _score_numbers),
        (ColumnRole.WHEN, _score_dates),
        (ColumnRole.PLACE_AND_WHEN, _score_texts_with_dates),
        (ColumnRole.TITLE, _score_titles),
    ):
        is_missing = DATES.isdisjoint(columns.roles) if role in DATES else role not in columns.roles
        scores = {
            column: score(list(_texts_in_column(below, column)))
            for column, own in enumerate(columns.roles)
            if own is ColumnRole.OTHER
        }
        best = max(scores, key=lambda column: scores[column], default=None)
        if is_missing and best is not None and scores[best] > 0:
            roles = (*columns.roles[:best], role, *columns.roles[best + 1 :])
            guessed = columns.guessed if role is ColumnRole.NUMBER else (*columns.guessed, best)
            columns = replace(columns, roles=roles, guessed=guessed)
    return columns


def _score_numbers(texts: Sequence[str]) -> float:
    """Return 1.0 for a column of rising row numbers, else 0.0."""
    numbers = [read_number(text) for text in texts]
    whole = [int(number) for number in numbers if number is not None and number.isdecimal()]
    is_rising = len(whole) > 1 and all(low < high for low, high in pairwise(whole))
    return float(is_rising and len(whole) >= len(texts) * _ALWAYS)


def _score_dates(texts: Sequence[str]) -> float:
    """Return the share of cells that hold only a date, or 0.0 if fewer than half do."""
    read = sum(1 for text in texts if is_date(text))
    return read / len(texts) if texts and read >= len(texts) * _MOSTLY else 0.0


def _score_texts_with_dates(texts: Sequence[str]) -> float:
    """Return the share of cells with a date among other words, or 0.0 below one half."""
    read = sum(1 for text in texts if contains_date(text))
    return read / len(texts) if texts and read >= len(texts) * _MOSTLY else 0.0


def _score_titles(texts: Sequence[str]) -> float:
    """Return the average length of the cells. Titles are the longest."""
    return sum(map(len, texts)) / len(texts) if texts else 0.0


def _settle_roles(columns: Columns, below: Sequence[Row]) -> Columns:
    """Settle the parts of a date by how many columns share it and whether they hold hours.

    «Начало» with «10:00» beside a column of dates is a time. «Месяц» as the only column of a date is the
    whole date.
    """
    roles = list(columns.roles)
    for column, role in enumerate(roles):
        if (
            role in {ColumnRole.START, ColumnRole.END}
            and ColumnRole.WHEN in roles
            and _are_hours(list(_texts_in_column(below, column)))
        ):
            roles[column] = ColumnRole.TIME
    dated = Counter(role for role in roles if role in DATES)
    for column, role in enumerate(roles):
        alone = dated.total() - dated[role] == 0
        if (role is ColumnRole.TIME and not dated) or (role in {ColumnRole.MONTH, ColumnRole.DAY} and alone):
            roles[column] = ColumnRole.WHEN
    for role in (ColumnRole.WHEN, ColumnRole.TITLE):
        roles = _keep_one_column(roles, role, columns.names)
    return replace(columns, roles=tuple(roles))


def _are_hours(texts: Sequence[str]) -> bool:
    """Return whether the cells hold clock times and no dates: «10:00», «в 11 ч.»."""
    return bool(texts) and all(map(is_clock_time, texts))


def _keep_one_column(roles: list[ColumnRole], role: ColumnRole, names: Sequence[str]) -> list[ColumnRole]:
    """Leave a role to one of the columns that have it: one named «Название», else the first."""
    candidates = [column for column, own in enumerate(roles) if own is role]
    if len(candidates) < 2:
        return roles
    best = next(
        (
            column
            for column in candidates
            if "назван" in names[column].lower() or "наимен" in names[column].lower()
        ),
        candidates[0],
    )
    return [ColumnRole.OTHER if own is role and column != best else own for column, own in enumerate(roles)]
