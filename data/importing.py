"""Put a plan document in force: read, compare, apply as one revision or not at all."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.calendar.city_dates import CityDates, SetDays
from data.calendar.city_search.lookup import CityIndex
from data.calendar.plan import Plan
from data.city_changes import city_changes
from data.event_changes import notified_kind
from data.plans.catalogue_checks import check_reading
from data.plans.documents import read_document
from data.plans.doubts import ListName, PlanWarning
from data.plans.editions.comparison import EditionChange, carry_ids, compare, fingerprint
from data.plans.editions.event_matching import match_events
from data.plans.editions.hand_edits import carry_hand_edits
from data.plans.editions.losses import Losses, losses_of
from data.plans.reading import Reading
from data.plans.text import fold
from data.store.change_facts import event_facts
from data.store.plans import Plans, Source, new_event
from data.store.revisions import Authorship, StoredChange, published

_ROW_NUMBERS = frozenset({"row", "line"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """What importing a document would do.

    plan has the ids of the events that it shares with the plan in force. is_known means that the plan in
    force says the same, so that applying changes nothing. in_force are the plans of all years. doubts are
    those not accepted before, and accepted is how many were. Grave losses stop the import until they are
    accepted.
    """

    reading: Reading
    plan: Plan
    cities: CityIndex
    in_force: Mapping[int, Plan]
    doubts: tuple[PlanWarning, ...]
    changes: tuple[EditionChange, ...]
    is_known: bool
    accepted: int = 0
    losses: Losses = field(default_factory=Losses)

    @property
    def current(self) -> Plan | None:
        """Return the plan in force for the document's year, or None."""
        return self.in_force.get(self.plan.year)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What the importing person accepts: the losses of the edition, its doubts once for all."""

    losses: bool = False
    doubts: bool = False


class LossesNotAccepted(Exception):
    """The edition loses too much, and nothing says that it may."""

    def __init__(self, losses: Losses) -> None:
        super().__init__(losses)
        self.losses = losses


async def prepare_import(path: Path, cities: CityIndex, plans: Plans, *, year: int | None = None) -> Proposal:
    """Read a document and compare it with the plan in force. Store nothing.

    year decides where the title names none or several. Raises Unreadable.
    """
    # in a thread, so that other work of the loop does not wait for it
    reading = await asyncio.to_thread(read_document, path, cities, year=year)
    return await propose(reading, cities, plans)


async def propose(reading: Reading, cities: CityIndex, plans: Plans) -> Proposal:
    """Compare what was read of a document with the plan in force. Store nothing."""
    in_force = await plans.load_all()
    current = in_force.get(reading.plan.year)
    plan: Plan = reading.plan
    changes: tuple[EditionChange, ...] = ()
    set_by_hand: tuple[PlanWarning, ...] = ()
    if current is not None:
        matched = match_events(current.events, plan.events)
        carried = carry_hand_edits(current, carry_ids(current, plan, matched), matched)
        plan, set_by_hand = carried.plan, carried.doubts
        changes = compare(current, plan, carried.matched)
    content_hash = fingerprint(reading.plan)
    is_same = current is not None and fingerprint(current) == content_hash
    accepted = await plans.accepted_doubts(plan.year)
    raised = (*set_by_hand, *reading.warnings, *check_reading(reading, cities, in_force))
    doubts = tuple(one for one in raised if _doubt_key(one, reading.plan) not in accepted)
    lines = reading.counts.numbered_unread, reading.counts.numbered
    return Proposal(
        reading=reading,
        plan=plan,
        cities=cities,
        in_force=in_force,
        doubts=doubts,
        changes=changes,
        is_known=is_same or await plans.has_source(plan.year, content_hash),
        accepted=len(raised) - len(doubts),
        losses=losses_of(current, plan, changes, lines),
    )


async def apply_import(
    proposal: Proposal,
    plans: Plans,
    by: Authorship,
    *,
    jubilee_every: int = 5,
    set_days: SetDays | None = None,
    accept: Acceptance = Acceptance(),
) -> int | None:
    """Put the proposed plan in force. Return its revision, or None if it is in force already.

    The first plan of a year is announced as a whole, and none of its rows by itself. jubilee_every, in years,
    and set_days are the almanac's: by them the day of a capital may be a jubilee, and a day set by an editor
    stays. Raises LossesNotAccepted, with nothing stored, for grave losses that are not accepted.
    """
    if proposal.is_known:
        return None
    if proposal.losses.are_grave and not accept.losses:
        raise LossesNotAccepted(proposal.losses)
    source = Source(proposal.reading.source_name, fingerprint(proposal.reading.plan))
    year, cities = proposal.plan.year, proposal.cities
    old = CityDates(cities, proposal.in_force, jubilee_every, set_days)
    new = CityDates(cities, {**proposal.in_force, year: proposal.plan}, jubilee_every, set_days)
    changes = list[StoredChange]()
    if proposal.current is not None:
        changes += (*_event_changes(proposal), *city_changes(old, new, year))
    if await _comes_out(proposal.plan, plans):
        changes.append(published(year))
    accepted = {_doubt_key(one, proposal.reading.plan) for one in proposal.doubts} if accept.doubts else ()
    return await plans.save(proposal.plan, by, changes=changes, source=source, accepted=accepted)


async def _comes_out(plan: Plan, plans: Plans) -> bool:
    """Return whether this edition is the first of its year that is no draft.

    A plan with which a database begins has no reader yet.
    """
    if plan.draft or await plans.revision() == 0:
        return False
    return all(edition.draft for edition in await plans.history(plan.year))


def _doubt_key(warning: PlanWarning, plan: Plan) -> str:
    """Return what a doubt is about: its code, what it quotes, the titles or cities of its row.

    The text is stored when an editor accepts the doubt, and compared when the plan is read again. Numbers of
    rows and lines are left out, since they change when rows are added.
    """
    arguments = dict(warning.arguments)
    quoted = {key: value for key, value in arguments.items() if key not in _ROW_NUMBERS}
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


def _event_changes(proposal: Proposal) -> Iterator[StoredChange]:
    """Yield one change for each event, of the kind that says most."""
    by_event: dict[str, list[EditionChange]] = {}
    for change in proposal.changes:
        if change.list_name is None:
            by_event.setdefault(_subject(change, proposal.plan), []).append(change)
    for subject, same in by_event.items():
        notified = notified_kind({change.kind for change in same})
        yield StoredChange(notified, subject, event_facts(same[0].before), event_facts(same[0].after))


def _subject(change: EditionChange, plan: Plan) -> str:
    if change.event_id:
        return f"event:{change.event_id}"
    position = next(place for place, event in enumerate(plan.events) if event is change.after)
    return new_event(position)
