"""Build what `plan import --format json` prints."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from data.calendar.plan import CityDate, PlanEvent
from data.plans.export import Json, city_date_object, event_object

if TYPE_CHECKING:
    from data.importing import Proposal
    from data.plans.doubts import PlanWarning
    from data.plans.editions.comparison import EditionChange


def outcome_object(
    proposal: "Proposal", outcome: str, edition: int | None, sentence: "Callable[[PlanWarning], str]"
) -> Json:
    """Return what importing a document has done, or would do.

    outcome is «applied», «known» (the plan in force says the same), «refused» (it loses too much) or
    «proposed» (it was not put in force). edition is the number of an edition that is in force now. sentence
    words a doubt.
    """
    losses = proposal.losses
    return {
        "outcome": outcome,
        "file": proposal.reading.source_name,
        "year": proposal.plan.year,
        "edition": edition,
        "is_first": proposal.current is None,
        "changes": [_change_object(change) for change in proposal.changes],
        "doubts": [{"code": one.code.value, "text": sentence(one)} for one in proposal.doubts],
        "accepted_doubts": proposal.accepted,
        "losses": {
            "are_grave": losses.are_grave,
            "events": list(losses.events),
            "events_before": losses.events_before,
            "cities": list(losses.cities),
            "cities_before": losses.cities_before,
            "unread": losses.unread,
            "numbered": losses.numbered,
        },
    }


def _change_object(change: "EditionChange") -> Json:
    return {
        "kind": change.kind.value,
        "event": change.event_id or None,
        "list": None if change.list_name is None else change.list_name.value,
        "city": change.city,
        "before": _row_object(change.before),
        "after": _row_object(change.after),
    }


def _row_object(row: PlanEvent | CityDate | None) -> Json | None:
    match row:
        case PlanEvent():
            return event_object(row)
        case CityDate():
            return city_date_object(row)
    return None
