"""Putting a plan document in force: read, compared, applied as one revision or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.calendar.anniversaries import jubilee_weight
from data.calendar.dates import ImpreciseDate
from data.calendar.lookup import CityIndex
from data.calendar.occasions import OccasionKind
from data.calendar.plan import CityDate, Plan, PlanEvent
from data.plans.checks import check_reading
from data.plans.documents import read_document
from data.plans.doubts import PlanWarning
from data.plans.editions import Change, ChangeKind, carry_ids, compare
from data.plans.headings import ListName
from data.plans.reading import Reading
from data.store import revisions
from data.store.plans import Plans, Source, new_event
from data.store.revisions import Authorship, Facts

# The kinds by which those concerned are told; what stands first says most about a subject with several.
_TOLD = (
    (ChangeKind.NEW, "added"),
    (ChangeKind.CITY_ADDED, "added"),
    (ChangeKind.REMOVED, "removed"),
    (ChangeKind.CITY_REMOVED, "removed"),
    (ChangeKind.CANCELLED, "cancelled"),
    (ChangeKind.RESTORED, "restored"),
    (ChangeKind.MOVED, "moved"),
    (ChangeKind.CITY_MOVED, "moved"),
    (ChangeKind.RELOCATED, "relocated"),
    (ChangeKind.RENAMED, "renamed"),
)
QUIET = "renumbered"
"""The kind of a change that moves nobody's plans: a number, an organiser, a note, an age."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What importing a document would do. plan has the ids of the events it shares with the one in force.

    is_known: the plan in force came from this very document, so that applying changes nothing. current is
    None for a year without a plan.
    """

    reading: Reading
    plan: Plan
    current: Plan | None
    doubts: tuple[PlanWarning, ...]
    changes: tuple[Change, ...]
    is_known: bool


async def prepare_import(path: Path, cities: CityIndex, plans: Plans, *, year: int | None = None) -> Proposal:
    """Read a document and compare it with the plan in force; nothing is stored.

    year answers for a title that names none or several. Raises Unreadable.
    """
    reading = read_document(path, cities, year=year)
    everything = await plans.load_all()
    current = everything.get(reading.plan.year)
    plan = reading.plan if current is None else carry_ids(current, reading.plan)
    return Proposal(
        reading=reading,
        plan=plan,
        current=current,
        doubts=(*reading.warnings, *check_reading(reading, cities, everything)),
        changes=() if current is None else compare(current, plan),
        is_known=await plans.has_source(plan.year, reading.source_hash),
    )


async def apply_import(
    proposal: Proposal, plans: Plans, by: Authorship, *, jubilee_every: int = 5
) -> int | None:
    """Put the proposed plan in force and return its revision; None where it is in force already.

    The first plan of a year is no change to anybody: nothing is told of it. jubilee_every is the almanac's,
    for by it the day of a capital may be filed as a jubilee.
    """
    if proposal.is_known:
        return None
    source = Source(proposal.reading.source_name, proposal.reading.source_hash)
    changes = tuple(_record(proposal, jubilee_every))
    return await plans.save(proposal.plan, by, changes=changes, source=source)


def _record(proposal: Proposal, jubilee_every: int) -> Iterator[revisions.Change]:
    """One change for each event and each city's day, of the kind that says most."""
    by_subject: dict[str, list[Change]] = {}
    for change in proposal.changes:
        by_subject.setdefault(_subject(change, proposal.plan, jubilee_every), []).append(change)
    for subject, same in by_subject.items():
        kinds = {change.kind for change in same}
        told = next((told for kind, told in _TOLD if kind in kinds), QUIET)
        yield revisions.Change(told, subject, _facts(same[0].before), _facts(same[0].after))


def _subject(change: Change, plan: Plan, jubilee_every: int) -> str:
    if change.list_name is not None:
        row = change.after or change.before
        age = row.age if isinstance(row, CityDate) else None
        is_jubilee = change.list_name is ListName.JUBILEES or jubilee_weight(age, jubilee_every) > 0
        kind = OccasionKind.JUBILEE if is_jubilee else OccasionKind.CITY_DAY
        return f"{kind.value}:{change.city}:{plan.year}"
    if change.event_id:
        return f"event:{change.event_id}"
    position = next(place for place, event in enumerate(plan.events) if event is change.after)
    return new_event(position)


def _facts(thing: PlanEvent | CityDate | None) -> Facts | None:
    if thing is None:
        return None
    if isinstance(thing, CityDate):
        return {"place": thing.city_raw, "age": thing.age, **_date_facts(thing.when)}
    occurrences = [
        {
            "when": None if one.when is None else _date_facts(one.when),
            "place": None if one.place is None else {"raw": one.place.raw},
        }
        for one in thing.occurrences
    ]
    return {"title": thing.title, "status": thing.status.value, "occurrences": occurrences}


def _date_facts(when: ImpreciseDate) -> dict[str, object]:
    return {
        "raw": when.raw,
        "precision": when.precision.value,
        "start": None if when.start is None else when.start.isoformat(),
        "end": None if when.end is None else when.end.isoformat(),
        "tbc": when.tbc,
        "recurrence": None if when.recurrence is None else when.recurrence.value,
    }
