"""Settle the doubts of a reading: accept them, correct what was read, or leave a row out.

A decision is about one doubt. What an editor writes is read by the same rules as the cells of a document.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from data.calendar.city_search.lookup import CityIndex
from data.calendar.plan import CityDate, Plan, PlanEvent
from data.plans.doubt_answers import Answer, answer_kind, is_without_row, rows_of
from data.plans.doubts import ListName, PlanWarning
from data.plans.text import fold

# The rules of rows take a tenth of a second to import, and only a correction needs them.
if TYPE_CHECKING:
    from data.plans.reading import Reading


class Settling(StrEnum):
    """How a doubt is settled."""

    ACCEPT = "accept"
    CORRECT = "correct"
    LEAVE_OUT = "leave_out"


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor decided about a doubt.

    text is what was written, empty unless the doubt is corrected.
    """

    doubt: PlanWarning
    settling: Settling
    text: str = ""


def settle(reading: "Reading", decisions: Sequence[Decision], index: CityIndex) -> "Reading":
    """Return a reading with the decisions carried out, without the warnings that they settle.

    Accepted warnings stay. Raises NotUnderstood for a correction that cannot be read.
    """
    plan, gone = reading.plan, set[PlanWarning]()
    for decision in decisions:
        if decision.settling is Settling.ACCEPT:
            continue
        gone.add(decision.doubt)
        gone.update(_settled_beside(decision, reading.warnings))
        plan = _carried_out(decision, plan, index)
    kept = tuple(warning for warning in reading.warnings if warning not in gone)
    return replace(reading, plan=plan, warnings=kept)


def _settled_beside(decision: Decision, warnings: Iterable[PlanWarning]) -> Iterable[PlanWarning]:
    """Yield the other doubts of the same row which a decision settles as well."""
    doubt, answer = decision.doubt, answer_kind(decision.doubt)
    is_whole = decision.settling is Settling.LEAVE_OUT or answer is Answer.ROW
    place = _place(doubt)
    if is_without_row(doubt) or not place[1]:
        return
    for one in warnings:
        kinds = {answer_kind(one), answer}
        is_alike = len(kinds) == 1 or kinds == {Answer.DATE, Answer.SCHEDULE}
        if _place(one) == place and (is_whole or is_alike):
            yield one


def _place(doubt: PlanWarning) -> tuple[str, str]:
    arguments = dict(doubt.arguments)
    return str(arguments.get("list", ListName.EVENTS)), str(arguments.get("row", ""))


def _carried_out(decision: Decision, plan: Plan, index: CityIndex) -> Plan:
    from data.plans.rows.rewriting import rewrite_age, rewrite_city_day, rewrite_schedule

    doubt, text = decision.doubt, decision.text
    rows = rows_of(doubt, plan)
    if decision.settling is Settling.LEAVE_OUT:
        return _with_rows(plan, rows, lambda _: None)
    answer = answer_kind(doubt)
    if answer is Answer.ROW:
        return _with_row_written(plan, rows, doubt, text, index)
    if answer is Answer.CITY:
        return _with_city(plan, doubt, text, index)

    def rewritten(row: PlanEvent | CityDate) -> PlanEvent | CityDate:
        if isinstance(row, PlanEvent):
            return rewrite_schedule(row, text, plan.year, index, with_place=answer is Answer.SCHEDULE)
        if answer is Answer.AGE:
            return rewrite_age(row, text)
        return rewrite_city_day(row, text, plan.year)

    return _with_rows(plan, rows, rewritten)


def _with_city(plan: Plan, doubt: PlanWarning, text: str, index: CityIndex) -> Plan:
    """Return the plan with a printed name of a city replaced, in one row or in all of them."""
    from data.plans.rows.rewriting import rename_city, rename_place

    arguments = dict(doubt.arguments)
    printed = fold(str(arguments.get("printed", arguments.get("city", ""))))
    rows = rows_of(doubt, plan) or (*plan.events, *plan.jubilees, *plan.city_days)

    def renamed(row: PlanEvent | CityDate) -> PlanEvent | CityDate:
        if isinstance(row, PlanEvent):
            return rename_place(row, printed, text, index)
        return rename_city(row, text, index) if fold(row.city) == printed else row

    return _with_rows(plan, rows, renamed)


def _with_row_written(
    plan: Plan, rows: Sequence[PlanEvent | CityDate], doubt: PlanWarning, text: str, index: CityIndex
) -> Plan:
    """Return the plan with a row as an editor has written it, in place of the old one or added."""
    from data.plans.rows.rewriting import rewrite_city_row, rewrite_event_row

    name, number = _place(doubt)
    old = rows[0] if rows else None
    if isinstance(old, CityDate) or name in {ListName.JUBILEES, ListName.CITY_DAYS}:
        city = rewrite_city_row(old if isinstance(old, CityDate) else None, name, text, plan.year, index)
        return _with_rows(plan, rows[:1], lambda _: city)
    before = old if isinstance(old, PlanEvent) else None
    events = rewrite_event_row(before, number if number.isdecimal() else "", text, plan.year, index)
    if before is None:
        return replace(plan, events=_in_order(plan.events, events))
    kept = [event for event in plan.events if event is before or event not in rows]
    at = kept.index(before)
    return replace(plan, events=(*kept[:at], *events, *kept[at + 1 :]))


def _in_order(events: Sequence[PlanEvent], new: Sequence[PlanEvent]) -> tuple[PlanEvent, ...]:
    """Return the events with new ones behind the last row of a smaller number, else at the end."""
    number = new[0].number
    if not number.isdecimal():
        return (*events, *new)
    before = [
        position
        for position, event in enumerate(events)
        if event.number.isdecimal() and int(event.number) <= int(number)
    ]
    at = max(before, default=-1) + 1
    return (*events[:at], *new, *events[at:])


Rewrite = Callable[[PlanEvent | CityDate], PlanEvent | CityDate | None]


def _with_rows(plan: Plan, rows: Sequence[PlanEvent | CityDate], change: Rewrite) -> Plan:
    """Return the plan with these rows changed. A row that becomes None is left out."""
    chosen = {id(row) for row in rows}

    def changed(row: PlanEvent | CityDate) -> PlanEvent | CityDate | None:
        return change(row) if id(row) in chosen else row

    events = (changed(event) for event in plan.events)
    jubilees, city_days = (
        tuple(one for row in rows if isinstance(one := changed(row), CityDate))
        for rows in (plan.jubilees, plan.city_days)
    )
    kept = tuple(event for event in events if isinstance(event, PlanEvent))
    return replace(plan, events=kept, jubilees=jubilees, city_days=city_days)
