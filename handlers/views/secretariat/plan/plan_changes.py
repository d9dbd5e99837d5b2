"""Render what replaces what in a plan: grouped by kind, changes first, page by page."""

from collections.abc import Iterator, Sequence

from data.calendar.plan import CityDate, PlanEvent
from data.plans.editions.comparison import ChangeKind, EditionChange
from data.plans.text import quote
from handlers.text.markup import Markup
from handlers.text.typography import typeset
from handlers.text.words import Words
from handlers.views.paging import Paged, take_page
from handlers.views.wording.days import clock_in_words

CHANGES_ON_PAGE = 12
"""A title of 150 characters, old and new, fits so often into a message."""

_LONGEST = 150

HOUR = "hour"
_ORDER = (
    ChangeKind.NEW.value,
    ChangeKind.MOVED.value,
    ChangeKind.RENAMED.value,
    ChangeKind.CANCELLED.value,
    ChangeKind.RESTORED.value,
    ChangeKind.REMOVED.value,
    ChangeKind.RENUMBERED.value,
    ChangeKind.RELOCATED.value,
    HOUR,
    ChangeKind.EDITED.value,
    ChangeKind.CITY_ADDED.value,
    ChangeKind.CITY_REMOVED.value,
    ChangeKind.CITY_MOVED.value,
    ChangeKind.CITY_AGE_CHANGED.value,
)


def kind_of_change(change: EditionChange) -> str:
    """Return the code of a kind. An event on the same days at another hour has not moved."""
    before, after = change.before, change.after
    if change.kind is ChangeKind.MOVED and isinstance(before, PlanEvent) and isinstance(after, PlanEvent):
        return HOUR if _days(before) == _days(after) else change.kind.value
    return change.kind.value


def kind_words(words: Words, kind: str) -> str:
    """Return the name of a kind."""
    return words.plain("desk-change-hour") if kind == HOUR else words.plain("plan-change-kind", kind=kind)


def listed(changes: Sequence[EditionChange]) -> list[EditionChange]:
    """Return the changes to show. That an event takes place again says its date and place."""
    restored = {change.event_id for change in changes if change.kind is ChangeKind.RESTORED}
    implied = {ChangeKind.MOVED, ChangeKind.RELOCATED}
    return [one for one in changes if one.kind not in implied or one.event_id not in restored]


def counted_kinds(changes: Sequence[EditionChange]) -> Iterator[tuple[str, int]]:
    """Yield each kind that occurs, in the order of the pages, with how often it does."""
    kinds = [kind_of_change(change) for change in listed(changes)]
    yield from ((kind, kinds.count(kind)) for kind in _ORDER if kind in kinds)


def page_of_changes(changes: Sequence[EditionChange], page: int) -> Paged[EditionChange]:
    """Return a page of changes in the order of their kinds."""
    ordered = sorted(listed(changes), key=lambda change: _ORDER.index(kind_of_change(change)))
    return take_page(ordered, page, CHANGES_ON_PAGE)


def change_lines(words: Words, changes: Sequence[EditionChange]) -> Iterator[Markup]:
    """Yield a heading for each kind, with an empty line before it, and a line for each change."""
    heading = ""
    for change in changes:
        kind = kind_of_change(change)
        if kind != heading:
            heading = kind
            name = kind_words(words, kind)
            yield Markup("\n" + words("desk-changes-group", kind=name[:1].upper() + name[1:]))
        yield _change_line(words, change, kind)


def _change_line(words: Words, change: EditionChange, kind: str) -> Markup:
    before, after = change.before, change.after
    if kind == ChangeKind.RENAMED:
        return words("desk-changes-row-renamed", before=_name(before), after=_name(after))
    what = _name(after or before)
    old, new = _side(words, before, kind), _side(words, after, kind)
    if old and new and old != new:
        return words("desk-changes-row-turn", what=what, before=old, after=new)
    dated = ", ".join(filter(None, (what, new or old)))
    return words("desk-changes-row", what=dated if kind != ChangeKind.EDITED else what)


def _name(row: PlanEvent | CityDate | None) -> str:
    if row is None:
        return ""
    return quote(typeset(row.title), _LONGEST) if isinstance(row, PlanEvent) else row.city


def _side(words: Words, row: PlanEvent | CityDate | None, kind: str) -> str:
    """Return what a change of this kind is about, on one of its sides."""
    if row is None:
        return ""
    if isinstance(row, CityDate):
        return row.age_raw if kind == ChangeKind.CITY_AGE_CHANGED else row.date_raw
    if kind == ChangeKind.RENUMBERED:
        return f"№ {row.number}" if row.number else ""
    if kind == ChangeKind.RELOCATED:
        return "; ".join(dict.fromkeys(one.place.raw for one in row.occurrences if one.place))
    if kind in {ChangeKind.CANCELLED, ChangeKind.EDITED}:
        return ""
    return "; ".join(dict.fromkeys(_when(words, row)))


def _when(words: Words, event: PlanEvent) -> Iterator[str]:
    for one in event.occurrences:
        day = one.when.raw if one.when is not None else words.plain("plan-read-no-date")
        is_worded = one.time is None or f"{one.time.start:%H:%M}" in day
        yield day if is_worded or one.time is None else f"{day}, {clock_in_words(words, one.time)}"


def _days(event: PlanEvent) -> list[object]:
    whens = [one.when for one in event.occurrences]
    return [(when.precision, when.start, when.end) if when else None for when in whens]
