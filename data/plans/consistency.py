"""Warn of what is wrong in a plan as a whole: its order, its numbers, two names of one city."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from data.calendar.cities import City
from data.calendar.city_search.lookup import CityIndex
from data.calendar.plan import CityDate, PlanEvent
from data.plans.doubts import ListName, PlanWarning, WarningCode
from data.plans.text import fold, quote

_STEM_LENGTH = 6
"""Letters of a former name that are the same in every grammatical case."""

_SORTED_SHARE = 4
"""A list counts as sorted by date when at most one neighbouring pair in four is out of order."""


def warn_of_row_order(events: Sequence[PlanEvent]) -> list[PlanWarning]:
    """Warn where the later of two neighbouring rows of a section ends before the earlier begins."""
    dated = [(event, span) for event in events if event.part == 1 and (span := _span(event)) is not None]
    return [
        PlanWarning.of(WarningCode.ROWS_OUT_OF_ORDER, first=_row_label(first), second=_row_label(second))
        for (first, earlier), (second, later) in pairwise(dated)
        if first.section == second.section and later[1] < earlier[0]
    ]


def _row_label(event: PlanEvent) -> str:
    return event.number or f"«{quote(event.title, 60)}»"


def _span(event: PlanEvent) -> tuple[str, str] | None:
    """Return the first and the last day of an event as ISO text, or None for an undated one."""
    dates = [occurrence.when for occurrence in event.occurrences if occurrence.when is not None]
    begins = [when.begins for when in dates if when.begins is not None]
    ends = [when.end for when in dates if when.end is not None]
    return (min(begins).isoformat(), max(ends).isoformat()) if begins and ends else None


def warn_of_city_order(rows: Sequence[CityDate]) -> list[PlanWarning]:
    """Warn of cities that stand below one with a later day, in a list sorted by date."""
    dated = [row for row in rows if row.start is not None]
    out_of_order = sum(1 for earlier, later in pairwise(dated) if _begins(later) < _begins(earlier))
    if not out_of_order or out_of_order * _SORTED_SHARE > len(dated) - 1:
        return []
    warnings: list[PlanWarning] = []
    latest = dated[0]
    late: list[CityDate] = []
    for row in (*dated[1:], None):
        if late and (row is None or row.date_raw != late[0].date_raw or _begins(row) >= _begins(latest)):
            warnings.append(_warn_of_late_rows(late, latest))
            late = []
        if row is not None and _begins(row) < _begins(latest):
            late.append(row)
        elif row is not None:
            latest = row
    return warnings


def _begins(row: CityDate) -> str:
    return row.start.isoformat() if row.start else ""


def _warn_of_late_rows(late: Sequence[CityDate], latest: CityDate) -> PlanWarning:
    names = [row.city_raw for row in late]
    return PlanWarning.of(
        WarningCode.CITIES_OUT_OF_ORDER,
        count=len(late),
        cities=", ".join(names[:-1]),
        city=names[-1],
        date=late[0].date_raw,
        after=latest.city_raw,
        after_date=latest.date_raw,
    )


def warn_of_numbers(name: ListName, numbers: Iterable[str]) -> list[PlanWarning]:
    """Warn of skipped and repeated numbers. Sub-numbers («1.1») may begin anywhere."""
    warnings: list[PlanWarning] = []
    seen: set[str] = set()
    last = 0
    for number in numbers:
        if number in seen:
            warnings.append(PlanWarning.of(WarningCode.NUMBER_REPEATED, list=name, row=number))
        seen.add(number)
        if not number.isdecimal():
            continue
        if int(number) > last + 1 and last:
            missing = str(last + 1) if int(number) == last + 2 else f"{last + 1}–{int(number) - 1}"
            warnings.append(
                PlanWarning.of(WarningCode.NUMBER_MISSING, list=name, row=missing, after=str(last))
            )
        last = max(last, int(number))
    return warnings


def warn_of_two_names(
    events: Sequence[PlanEvent],
    jubilees: Sequence[CityDate],
    city_days: Sequence[CityDate],
    index: CityIndex,
) -> list[PlanWarning]:
    """Warn of cities that the plan prints under two names of one catalogue city.

    «Астана» and «Нур-Султан» are one city.
    """
    first: dict[str, tuple[str, ListName, str]] = {}
    warnings: list[PlanWarning] = []
    reported: set[tuple[str, str]] = set()
    for city_id, printed, name, row in _printed_names(events, jubilees, city_days):
        seen, seen_list, seen_row = first.setdefault(city_id, (printed, name, row))
        city = index.by_id[city_id]
        used = _name_used(city, printed)
        if used == _name_used(city, seen) or (city_id, used) in reported:
            continue
        reported.add((city_id, used))
        warnings.append(
            PlanWarning.of(
                WarningCode.CITY_UNDER_TWO_NAMES,
                first=seen,
                first_list=seen_list,
                first_row=seen_row,
                second=printed,
                second_list=name,
                second_row=row,
            )
        )
    return warnings


def _printed_names(
    events: Sequence[PlanEvent], jubilees: Sequence[CityDate], city_days: Sequence[CityDate]
) -> Iterable[tuple[str, str, ListName, str]]:
    for event in events:
        for occurrence in event.occurrences:
            if occurrence.place is not None and occurrence.place.city_id is not None:
                yield occurrence.place.city_id, occurrence.place.raw, ListName.EVENTS, event.number
    for name, rows in ((ListName.JUBILEES, jubilees), (ListName.CITY_DAYS, city_days)):
        for row in rows:
            if row.city_id is not None:
                yield row.city_id, row.city_raw, name, row.number


def _name_used(city: City, printed: str) -> str:
    """Return the former name by which a text calls the city, else its present name."""
    text = fold(printed)
    return next(
        (old for old in city.old if fold(old)[:_STEM_LENGTH] in text and city.name not in printed), city.name
    )
