"""Put a plan document in force: read, compare, apply as one revision or not at all."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from data.calendar.city_dates import SetDays
from data.calendar.city_search.lookup import CityIndex
from data.calendar.plan import Plan
from data.city_changes import QUIET
from data.plan_changes import CityRules, plan_changes
from data.plans.catalogue_checks import check_reading
from data.plans.doubts import ListName, PlanWarning
from data.plans.editions.comparison import EditionChange, carry_ids, compare, fingerprint
from data.plans.editions.event_matching import match_events
from data.plans.editions.hand_edits import carry_hand_edits, set_day_doubts
from data.plans.editions.losses import Losses, losses_of
from data.plans.text import fold
from data.store.editions.plan_writing import NewEdition, Source
from data.store.editions.plans import Plans
from data.store.revisions import PUBLISHED, Authorship, published

# The readers of documents take a tenth of a second to import, and only what reads imports them.
if TYPE_CHECKING:
    from data.plans.reading import Reading

_ROW_NUMBERS = frozenset({"row", "line"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """What importing a document would do.

    plan has the ids of the events that it shares with the plan in force. is_known means that the plan in
    force says the same, so that applying changes nothing. in_force are the plans of all years. doubts are
    those not accepted before, and accepted is how many were. kept is how many events have something that was
    set by hand and stays. Grave losses stop the import until they are accepted.
    """

    reading: "Reading"
    plan: Plan
    cities: CityIndex
    in_force: Mapping[int, Plan]
    doubts: tuple[PlanWarning, ...]
    changes: tuple[EditionChange, ...]
    is_known: bool
    accepted: int = 0
    kept: int = 0
    losses: Losses = field(default_factory=Losses)

    @property
    def current(self) -> Plan | None:
        """Return the plan in force for the document's year, or None."""
        return self.in_force.get(self.plan.year)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What the importing person accepts: the losses of the edition, its doubts once for all.

    silently means that readers are told of no change, as after the correction of a misprint.
    """

    losses: bool = False
    doubts: bool = False
    silently: bool = False


class LossesNotAccepted(Exception):
    """The edition loses too much, and nothing says that it may."""

    def __init__(self, losses: Losses) -> None:
        super().__init__(losses)
        self.losses = losses


async def prepare_import(
    path: Path, cities: CityIndex, plans: Plans, *, year: int | None = None, set_days: SetDays | None = None
) -> Proposal:
    """Read a document and compare it with the plan in force. Store nothing.

    year decides where the title names none or several. set_days are the days of cities that editors have
    named. Raises Unreadable.
    """
    from data.plans.documents import read_document

    # in a thread, so that other work of the loop does not wait for it
    reading = await asyncio.to_thread(read_document, path, cities, year=year)
    return await propose(reading, cities, plans, set_days)


async def propose(
    reading: "Reading", cities: CityIndex, plans: Plans, set_days: SetDays | None = None
) -> Proposal:
    """Compare what was read of a document with the plan in force. Store nothing.

    set_days are the days of cities that editors have named.
    """
    in_force = await plans.load_all()
    known = in_force.get(reading.plan.year)
    content_hash = fingerprint(reading.plan)
    by_hand = _ByHand(await plans.accepted_doubts(reading.plan.year), set_days or {})
    is_same = known is not None and fingerprint(known) == content_hash
    is_known = is_same or await plans.has_source(reading.plan.year, content_hash)
    # in a thread: a thousand rows take a second to compare
    return await asyncio.to_thread(_compared, reading, cities, in_force, by_hand, is_known=is_known)


@dataclass(frozen=True, slots=True)
class _ByHand:
    """What editors have decided: accepted doubts, and the days of cities that they set."""

    accepted: frozenset[str]
    set_days: SetDays


def _compared(
    reading: "Reading",
    cities: CityIndex,
    in_force: Mapping[int, Plan],
    by_hand: _ByHand,
    *,
    is_known: bool,
) -> Proposal:
    current = in_force.get(reading.plan.year)
    plan: Plan = reading.plan
    changes: tuple[EditionChange, ...] = ()
    set_by_hand = tuple(set_day_doubts(plan, by_hand.set_days))
    kept = 0
    if current is not None:
        matched = match_events(current.events, plan.events)
        carried = carry_hand_edits(current, carry_ids(current, plan, matched), matched)
        plan, kept = carried.plan, carried.kept
        set_by_hand = (*carried.doubts, *set_by_hand)
        changes = compare(current, plan, carried.matched)
    raised = (*set_by_hand, *reading.warnings, *check_reading(reading, cities, in_force))
    doubts = tuple(one for one in raised if _doubt_key(one, reading.plan) not in by_hand.accepted)
    lines = reading.counts.numbered_unread, reading.counts.numbered
    return Proposal(
        reading=reading,
        plan=plan,
        cities=cities,
        in_force=in_force,
        doubts=doubts,
        changes=changes,
        is_known=is_known,
        accepted=len(raised) - len(doubts),
        kept=kept,
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
    rules = CityRules(proposal.cities, jubilee_every, set_days)
    return await plans.put(await new_edition(proposal, plans, rules, accept), by)


async def new_edition(
    proposal: Proposal, plans: Plans, rules: CityRules, accept: Acceptance = Acceptance()
) -> NewEdition:
    """Return what putting the proposed plan in force stores.

    Raises LossesNotAccepted for grave losses that are not accepted.
    """
    if proposal.losses.are_grave and not accept.losses:
        raise LossesNotAccepted(proposal.losses)
    changes = list(plan_changes(proposal.in_force, proposal.plan, proposal.changes, rules))
    if await _comes_out(proposal.plan, plans):
        changes.append(published(proposal.plan.year))
    if accept.silently:
        changes = [replace(one, kind=QUIET) for one in changes if one.kind != PUBLISHED]
    accepted = {_doubt_key(one, proposal.reading.plan) for one in proposal.doubts} if accept.doubts else ()
    source = Source(proposal.reading.source_name, fingerprint(proposal.reading.plan))
    return NewEdition(proposal.plan, tuple(changes), source, tuple(accepted))


async def _comes_out(plan: Plan, plans: Plans) -> bool:
    """Return whether this edition is the first of its year that is no draft.

    A plan with which a database begins has no reader yet.
    """
    if plan.draft or await plans.revision() == 0:
        return False
    editions = await plans.history(plan.year)
    # what was in force before the year was left without a plan does not count
    return all(one.draft for one in takewhile(lambda edition: edition.edition, editions))


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
