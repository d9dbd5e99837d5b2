"""The words by which a doubt is accepted, so that it does not come back with the same words."""

import json
from collections.abc import Iterator

from data.calendar.plan import Plan
from data.plans.doubts import ListName, PlanWarning
from data.plans.text import fold

_NUMBERS = frozenset({"row", "line"})


def words_of(warning: PlanWarning, plan: Plan) -> str:
    """What a doubt is about: its code and what it quotes, with the titles or cities of the row it names.

    The numbers of rows and lines are no part of it, since they change when rows are added.
    """
    arguments = dict(warning.arguments)
    told = {name: value for name, value in arguments.items() if name not in _NUMBERS}
    named = list(_named(str(arguments.get("list", ListName.EVENTS)), str(arguments.get("row", "")), plan))
    if not named and not told.keys() - {"list"}:
        told = arguments
    return json.dumps([warning.code, sorted(told.items()), named], ensure_ascii=False)


def _named(name: str, row: str, plan: Plan) -> Iterator[str]:
    """The titles of the events, or the cities, that stand under a number in a list."""
    if name == ListName.EVENTS:
        yield from (fold(event.title) for event in plan.events if row and event.number == row)
        return
    rows = plan.jubilees if name == ListName.JUBILEES else plan.city_days
    yield from (fold(one.city) for one in rows if row and one.number == row)
