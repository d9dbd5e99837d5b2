"""Find dates that readers were reminded of and that hold no longer.

A plan and an editor record what they change. A newer catalogue, another rule of a city, or an editor's day
taken back does not, so the reminders that were sent are compared with the agenda.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from data.calendar.imprecise_dates import Precision
from data.calendar.occasions import Occasion, OccasionKind
from data.store.editions.change_facts import have_same_dates, occasion_facts
from data.store.revisions import Facts, RecordedChange, StoredChange
from data.store.targeting.told_dates import ToldDate, ToldDates
from scheduler.agenda import Agenda

CORRECTED = "corrected"
"""The kind of a change that concerns only those who were reminded of the old date."""

_SUBJECTS = frozenset({OccasionKind.EVENT, OccasionKind.JUBILEE, OccasionKind.CITY_DAY})
_OTHER_LIST = {"jubilee": OccasionKind.CITY_DAY, "city_day": OccasionKind.JUBILEE}
# A local day that has ended in every zone.
_OVER = timedelta(days=2)


class Corrections:
    """Records the changes of dates that readers were reminded of."""

    def __init__(self, told: ToldDates) -> None:
        self._told = told
        self._compared: Agenda | None = None

    async def record(self, agenda: Agenda, now: datetime) -> None:
        """Compare what was told with the agenda, once for each agenda.

        Repeating it records nothing new.
        """
        if agenda is self._compared:
            return
        told = await self._told.since((now - _OVER).date())
        found = [await self._correction(same, agenda) for same in _by_subject(told)]
        changes = [one for one in found if one is not None]
        if changes:
            await self._told.correct(changes, now)
        self._compared = agenda

    async def _correction(self, told: ToldDate, agenda: Agenda) -> tuple[int, StoredChange] | None:
        present = _present_occasion(told.subject, agenda)
        subject = subject_of_change(told.subject if present is None else present.key)
        facts = None if present is None else occasion_facts(present)
        known = _known_facts(told, present, await self._last_change(told, subject))
        if have_same_dates(known, facts):
            return None
        return told.begins.year, StoredChange(CORRECTED, subject, known, facts)

    async def _last_change(self, told: ToldDate, subject: str) -> RecordedChange | None:
        """Return the last change since a date was told, or None."""
        changes = list(await self._told.changes_of(subject))
        before = subject_of_change(told.subject)
        if before != subject:
            changes += await self._told.changes_of(before)
        since = (one for one in changes if one.by.at >= told.at)
        return max(since, key=lambda one: one.id, default=None)


def _present_occasion(key: str, agenda: Agenda) -> Occasion | None:
    """Return the occasion with this key.

    The day of a city may have become a jubilee since, or a jubilee an ordinary day.
    """
    occasion = agenda.occasion(key)
    kind, _, rest = key.partition(":")
    if occasion is None and kind in _OTHER_LIST:
        return agenda.occasion(f"{_OTHER_LIST[kind]}:{rest}")
    return occasion


def other_key(subject: str) -> str | None:
    """Return the key of a city's day in the other list, or None for an event."""
    kind, _, rest = subject.partition(":")
    return f"{_OTHER_LIST[kind]}:{rest}" if kind in _OTHER_LIST else None


def subject_of_change(key: str) -> str:
    """Return under which subject changes are recorded: «event:12», or the occasion's own key."""
    kind, _, rest = key.partition(":")
    return f"event:{rest.partition(':')[0]}" if kind == OccasionKind.EVENT else key


def _by_subject(told: Iterable[ToldDate]) -> list[ToldDate]:
    """Return the last date that was told of each event and city day."""
    named = (one for one in told if one.subject.partition(":")[0] in _SUBJECTS)
    return list({subject_of_change(one.subject): one for one in named}.values())


def _known_facts(told: ToldDate, present: Occasion | None, last: RecordedChange | None) -> Facts | None:
    """Return the state that readers know: after the last change, or as they were reminded."""
    if last is not None:
        return last.after
    if told.facts is not None:
        return told.facts
    if present is not None and (present.when.begins == told.begins or present.event is not None):
        # no more than the first day is known of reminders of earlier versions
        return occasion_facts(present)
    day = told.begins.isoformat()
    return {"raw": "", "precision": Precision.DAY.value, "start": day, "end": day}
