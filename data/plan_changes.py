"""Say what replacing a plan changes of events and city days, as the changes of its revision."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from data.calendar.city_dates import CityDates, SetDays
from data.calendar.city_search.lookup import CityIndex
from data.calendar.imprecise_dates import ImpreciseDate
from data.calendar.plan import Plan
from data.city_changes import city_changes
from data.event_changes import notified_kind
from data.plans.editions.comparison import EditionChange
from data.store.editions.change_facts import event_facts
from data.store.editions.plan_writing import new_event
from data.store.revisions import StoredChange


@dataclass(frozen=True, slots=True)
class CityRules:
    """By what the almanac calculates the days of cities: the catalogue, jubilees, set days.

    jubilee_every is in years.
    """

    cities: CityIndex
    jubilee_every: int = 5
    set_days: SetDays | None = None

    def dates(self, plans: Mapping[int, Plan]) -> CityDates:
        """Return the days of cities under these plans."""
        return CityDates(self.cities, plans, self.jubilee_every, self.set_days)

    def with_day(self, city_id: str, year: int, when: ImpreciseDate | None) -> "CityRules":
        """Return the rules with another set day of a city, or without one."""
        others = {key: day for key, day in (self.set_days or {}).items() if key != (city_id, year)}
        return replace(self, set_days=others if when is None else {**others, (city_id, year): when})


def plan_changes(
    in_force: Mapping[int, Plan], plan: Plan, changes: Sequence[EditionChange], rules: CityRules
) -> Iterator[StoredChange]:
    """Yield what a plan changes when it is put in force.

    The first plan of a year changes nothing. changes are the differences of the two editions, in_force the
    plans of all years.
    """
    if plan.year not in in_force:
        return
    yield from _event_changes(plan, changes)
    old, new = rules.dates(in_force), rules.dates({**in_force, plan.year: plan})
    yield from city_changes(old, new, plan.year)


def withdrawal_changes(in_force: Mapping[int, Plan], year: int, rules: CityRules) -> Iterator[StoredChange]:
    """Yield what leaving a year without its plan changes."""
    for event in in_force[year].events:
        yield StoredChange("removed", f"event:{event.id}", event_facts(event), None)
    rest = {other: plan for other, plan in in_force.items() if other != year}
    yield from city_changes(rules.dates(in_force), rules.dates(rest), year)


def city_day_changes(
    plans: Mapping[int, Plan], rules: CityRules, city_id: str, year: int, when: ImpreciseDate | None
) -> tuple[StoredChange, ...]:
    """Return what setting the day of a city changes, or taking back the one that is set."""
    after = rules.with_day(city_id, year, when)
    return tuple(city_changes(rules.dates(plans), after.dates(plans), year))


def _event_changes(plan: Plan, changes: Sequence[EditionChange]) -> Iterator[StoredChange]:
    """Yield one change for each event, of the kind that says most."""
    by_event: dict[str, list[EditionChange]] = {}
    for change in changes:
        if change.list_name is None:
            by_event.setdefault(_subject(change, plan), []).append(change)
    for subject, same in by_event.items():
        notified = notified_kind({change.kind for change in same})
        yield StoredChange(notified, subject, event_facts(same[0].before), event_facts(same[0].after))


def _subject(change: EditionChange, plan: Plan) -> str:
    if change.event_id:
        return f"event:{change.event_id}"
    position = next(place for place, event in enumerate(plan.events) if event is change.after)
    return new_event(position)
