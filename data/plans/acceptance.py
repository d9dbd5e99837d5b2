"""Put a doubt into words by which it is accepted once and stays accepted."""

import json
from collections.abc import Iterator

from data.calendar.plan import Plan
from data.plans.doubts import ListName, PlanWarning
from data.plans.text import fold

_NUMBERS = frozenset({"row", "line"})


def words_of(warning: PlanWarning, plan: Plan) -> str:
    """Return what a doubt is about: its code, what it quotes, the titles or cities of its row.

    The text is stored when an editor accepts the doubt, and compared when the plan is read again. Numbers of
    rows and lines are left out, since they change when rows are added.
    """
    arguments = dict(warning.arguments)
    quoted = {key: value for key, value in arguments.items() if key not in _NUMBERS}
    named = list(
        _named_in_row(str(arguments.get("list", ListName.EVENTS)), str(arguments.get("row", "")), plan)
    )
    if not named and not quoted.keys() - {"list"}:
        quoted = arguments
    return json.dumps([warning.code, sorted(quoted.items()), named], ensure_ascii=False)


def _named_in_row(name: str, row: str, plan: Plan) -> Iterator[str]:
    """Yield the titles of the events, or the cities, that stand under a number in a list."""
    if name == ListName.EVENTS:
        yield from (fold(event.title) for event in plan.events if row and event.number == row)
        return
    rows = plan.jubilees if name == ListName.JUBILEES else plan.city_days
    yield from (fold(one.city) for one in rows if row and one.number == row)
