"""A plan as the one JSON document in which it is stored."""

from pydantic import TypeAdapter

from data.calendar.plan import Plan
from data.store.sqlite.errors import Unstorable

_PLAN = TypeAdapter(Plan)


def write_plan(plan: Plan) -> str:
    """The plan as JSON. Raises Unstorable for text that no encoding can write."""
    try:
        return _PLAN.dump_json(plan).decode()
    except ValueError as error:
        raise Unstorable("text of the plan") from error


def read_plan(content: str) -> Plan:
    """The plan in a stored document; fields added since then take their defaults."""
    return _PLAN.validate_json(content)
