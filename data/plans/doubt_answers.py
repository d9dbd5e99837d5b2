"""Say what an editor can do about a doubt: what to write, and which rows it is about."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from data.calendar.plan import CityDate, Plan, PlanEvent
from data.plans.doubts import ListName, PlanWarning, WarningCode
from data.plans.text import quote


class Answer(StrEnum):
    """What an editor writes to correct a doubt."""

    DATE = "date"
    SCHEDULE = "schedule"
    """A place and a date."""
    CITY = "city"
    AGE = "age"
    ROW = "row"
    """A whole row, its cells separated by semicolons."""


_ANSWERS: Mapping[WarningCode, Answer] = MappingProxyType(
    {
        WarningCode.NO_DATE: Answer.DATE,
        WarningCode.INVALID_DATE: Answer.DATE,
        WarningCode.WEEKDAY_MISMATCH: Answer.DATE,
        WarningCode.DATE_OUTSIDE_YEAR: Answer.DATE,
        WarningCode.DATE_OUTSIDE_HEADING: Answer.DATE,
        WarningCode.DATE_COLUMNS_DIFFER: Answer.DATE,
        WarningCode.DATE_DIFFERS_FROM_RULE: Answer.DATE,
        WarningCode.DATE_OUTSIDE_WINDOW: Answer.DATE,
        WarningCode.UNREAD_WORDS: Answer.SCHEDULE,
        WarningCode.UNKNOWN_CITY: Answer.CITY,
        WarningCode.CITY_PROPOSAL: Answer.CITY,
        WarningCode.NO_AGE: Answer.AGE,
        WarningCode.NOT_MULTIPLE_OF_5: Answer.AGE,
        WarningCode.AGE_DIFFERS_FROM_PLAN: Answer.AGE,
        WarningCode.AGE_DIFFERS_FROM_FOUNDING: Answer.AGE,
        WarningCode.TITLE_MISSING: Answer.ROW,
        WarningCode.LINE_UNREAD: Answer.ROW,
        WarningCode.ROW_CONTINUES: Answer.ROW,
        WarningCode.EXTRA_CELL: Answer.ROW,
        WarningCode.ODD_NUMBER: Answer.ROW,
        WarningCode.STATUS_UNCLEAR: Answer.ROW,
        WarningCode.STRUCK_TEXT: Answer.ROW,
        WarningCode.SEVERAL_ORGANISER_GROUPS: Answer.ROW,
        WarningCode.HEADING_ASSUMED: Answer.ROW,
        WarningCode.SUM_ROW: Answer.ROW,
        WarningCode.TWICE_IN_LIST: Answer.ROW,
    }
)

# What these quote is in no row of the plan: there is nothing to leave out, and a written row is added.
_WITHOUT_ROW = frozenset(
    {
        WarningCode.LINE_UNREAD,
        WarningCode.TITLE_MISSING,
        WarningCode.HEADING_ASSUMED,
        WarningCode.SUM_ROW,
        WarningCode.CITY_PROPOSAL,
    }
)

# Two rows, or none, have such a number. It is corrected in the document.
_ABOUT_NUMBERS = frozenset({WarningCode.NUMBER_MISSING, WarningCode.NUMBER_REPEATED})


def answer_kind(doubt: PlanWarning) -> Answer | None:
    """Return the kind of text that corrects such doubts, or None where none can."""
    return _ANSWERS.get(doubt.code)


def is_without_row(doubt: PlanWarning) -> bool:
    """Return whether what the doubt quotes is in no row of the plan."""
    return doubt.code in _WITHOUT_ROW


def answer_to(doubt: PlanWarning, plan: Plan) -> Answer | None:
    """Return what may be written to correct a doubt, or None where nothing can."""
    answer = answer_kind(doubt)
    if answer is None or is_without_row(doubt):
        return answer
    return answer if rows_of(doubt, plan) else None


def may_leave_out(doubt: PlanWarning, plan: Plan) -> bool:
    """Return whether a doubt is about rows of the plan that can be left out."""
    return bool(rows_of(doubt, plan))


def suggestion(doubt: PlanWarning) -> str:
    """Return the correction that a doubt itself proposes: a city, an age. Empty for none."""
    arguments = dict(doubt.arguments)
    if doubt.code is WarningCode.CITY_PROPOSAL:
        return str(arguments["city"])
    return str(arguments.get("expected", ""))


def rows_of(doubt: PlanWarning, plan: Plan) -> tuple[PlanEvent | CityDate, ...]:
    """Return the rows of the plan that a doubt names by their number, or else by their words."""
    arguments = dict(doubt.arguments)
    row = str(arguments.get("row", ""))
    if not row or is_without_row(doubt) or doubt.code in _ABOUT_NUMBERS:
        return ()
    name = str(arguments.get("list", ListName.EVENTS))
    if name != ListName.EVENTS:
        cities = plan.jubilees if name == ListName.JUBILEES else plan.city_days
        return tuple(one for one in cities if row in {one.number, one.city_raw} and _is_named(arguments, one))
    found = tuple(event for event in plan.events if row in {event.number, _label(event)})
    doubted = tuple(event for event in found if doubt.code.value in event.flags)
    # of two rows with one number those are meant that bear the flag of the doubt
    return doubted or found


def _is_named(arguments: Mapping[str, str | int], row: CityDate) -> bool:
    return "city" not in arguments or arguments["city"] == row.city


def _label(event: PlanEvent) -> str:
    return f"«{quote(event.title, 60)}»"
