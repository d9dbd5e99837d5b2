"""Put a plan document in force: read, compare, apply as one revision or not at all."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from data.calendar.city_dates import CityDates, SetDays
from data.calendar.city_search.lookup import CityIndex
from data.calendar.occasions import Occasion
from data.calendar.plan import Plan
from data.plans.acceptance import words_of
from data.plans.catalogue_checks import check_reading
from data.plans.documents import read_document
from data.plans.doubts import PlanWarning
from data.plans.editions.comparison import ChangeKind, EditionChange, carry_ids, compare, fingerprint
from data.plans.editions.event_matching import match_events
from data.plans.editions.losses import Losses, losses_of
from data.plans.reading import Reading
from data.store.change_facts import city_facts, event_facts
from data.store.plans import Plans, Source, new_event
from data.store.revisions import Authorship, StoredChange

# The kinds that are notified. Of several kinds of one subject the one that stands first is notified.
_NOTIFIED = (
    (ChangeKind.NEW, "added"),
    (ChangeKind.REMOVED, "removed"),
    (ChangeKind.CANCELLED, "cancelled"),
    (ChangeKind.RESTORED, "restored"),
    (ChangeKind.MOVED, "moved"),
    (ChangeKind.RELOCATED, "relocated"),
    (ChangeKind.RENAMED, "renamed"),
)
QUIET = "renumbered"
"""The kind of a change that is not notified: a number, an organiser, a note, an age."""
SET = "set"
"""The kind of a change that replaces a calculated day of a city by a known one."""
WITHDRAWN = "withdrawn"
"""The kind of a change after which a city's day is no longer in the plan and is calculated again."""


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
    if current is not None:
        matched = match_events(current.events, plan.events)
        plan = carry_ids(current, plan, matched)
        changes = compare(current, plan, matched)
    content_hash = fingerprint(reading.plan)
    is_same = current is not None and fingerprint(current) == content_hash
    accepted = await plans.accepted_doubts(plan.year)
    raised = (*reading.warnings, *check_reading(reading, cities, in_force))
    doubts = tuple(one for one in raised if words_of(one, reading.plan) not in accepted)
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

    The first plan of a year notifies no chat. jubilee_every, in years, and set_days are the almanac's: by
    them the day of a capital may be a jubilee, and a day set by an editor stays. Raises LossesNotAccepted,
    with nothing stored, for grave losses that are not accepted.
    """
    if proposal.is_known:
        return None
    if proposal.losses.are_grave and not accept.losses:
        raise LossesNotAccepted(proposal.losses)
    source = Source(proposal.reading.source_name, fingerprint(proposal.reading.plan))
    year, cities = proposal.plan.year, proposal.cities
    old = CityDates(cities, proposal.in_force, jubilee_every, set_days)
    new = CityDates(cities, {**proposal.in_force, year: proposal.plan}, jubilee_every, set_days)
    changes = () if proposal.current is None else (*_event_changes(proposal), *_city_changes(old, new, year))
    accepted = {words_of(one, proposal.reading.plan) for one in proposal.doubts} if accept.doubts else ()
    return await plans.save(proposal.plan, by, changes=changes, source=source, accepted=accepted)


def _event_changes(proposal: Proposal) -> Iterator[StoredChange]:
    """Yield one change for each event, of the kind that says most."""
    by_event: dict[str, list[EditionChange]] = {}
    for change in proposal.changes:
        if change.list_name is None:
            by_event.setdefault(_subject(change, proposal.plan), []).append(change)
    for subject, same in by_event.items():
        kinds = {change.kind for change in same}
        notified = next((name for kind, name in _NOTIFIED if kind in kinds), QUIET)
        yield StoredChange(notified, subject, event_facts(same[0].before), event_facts(same[0].after))


def _city_changes(old: CityDates, new: CityDates, year: int) -> Iterator[StoredChange]:
    """Yield one change for each day of a city in the almanac.

    A row that moved to the other list is the same day.
    """
    were, are = _celebrations(old, year), _celebrations(new, year)
    for city in dict.fromkeys((*are, *were)):
        for before, after in _pairs(were.get(city, {}), are.get(city, {})):
            kind, known = _city_kind(before, after), after or before
            if kind is not None and known is not None:
                yield StoredChange(kind, known.key, city_facts(before), city_facts(after))


def _celebrations(city_dates: CityDates, year: int) -> dict[str, dict[str, Occasion]]:
    """Return the days of each city by key, calculated ones too.

    The outer key is the name that the city has in keys.
    """
    found: dict[str, dict[str, Occasion]] = {}
    for key, occasion in city_dates.year(year).items():
        found.setdefault(key.split(":")[1], {})[key] = occasion
    return found


def _pairs(
    old: Mapping[str, Occasion], new: Mapping[str, Occasion]
) -> Iterator[tuple[Occasion | None, Occasion | None]]:
    """Yield the old and the new day of a city, None where there is none.

    Days with one key are a pair. So are days that changed only their list, or became a jubilee.
    """
    yield from ((old[key], new[key]) for key in old if key in new)
    gone = [one for key, one in old.items() if key not in new]
    come = [one for key, one in new.items() if key not in old]
    yield from zip_longest(gone, come)


def _city_kind(before: Occasion | None, after: Occasion | None) -> str | None:
    """Return the kind of change, or None where nothing changed."""
    if before is None or after is None:
        return "added" if before is None else "removed"
    if after.calculated and not before.calculated:
        return WITHDRAWN
    if (before.when.start, before.when.end) != (after.when.start, after.when.end):
        # a calculated day was an estimate of ours, so the organiser has not moved it
        return SET if before.calculated else "moved"
    same = (before.key, before.age, before.calculated) == (after.key, after.age, after.calculated)
    return None if same else QUIET


def _subject(change: EditionChange, plan: Plan) -> str:
    if change.event_id:
        return f"event:{change.event_id}"
    position = next(place for place, event in enumerate(plan.events) if event is change.after)
    return new_event(position)
