"""Render a plan that was read, as plain text: contents, doubts and changes."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.plan import CityDate, Plan, PlanEvent
from data.importing import Proposal
from data.plans.doubts import Flag, PlanWarning
from data.plans.editions.comparison import ChangeKind, EditionChange
from data.plans.editions.losses import Losses
from data.plans.text import quote
from data.plans.unreadable import Unreadable
from data.store.editions.plans import PlanSummary
from handlers.text.markup import clean
from handlers.text.typography import typeset
from handlers.text.words import Words
from handlers.views.wording.days import clock_in_words, day_in_words, span_in_words

if TYPE_CHECKING:
    from data.plans.reading import Reading

_INDENT = "   "
_MOST_NAMES = 5
_LONGEST_NAME = 60


def warning_text(words: Words, warning: PlanWarning) -> str:
    """Return a doubt as a sentence."""
    return words.plain(f"plan-warning-{_dashed(warning.code.value)}", **dict(warning.arguments))


def unreadable_text(words: Words, error: Unreadable) -> str:
    """Return why a document could not be read, in one line."""
    key = f"plan-unreadable-{_dashed(error.reason.value)}"
    return words.plain(key, expected=error.expected, found=error.found)


def reading_text(words: Words, reading: "Reading") -> str:
    """Render the contents of a document, row by row, then the doubts."""
    lines = (*_head_lines(words, reading), *_plan_lines(words, reading.plan))
    return clean("\n".join((*lines, "", doubts_text(words, reading.warnings))))


def preview_text(words: Words, proposal: Proposal, *, whole: bool) -> str:
    """Render what an import would do: the changes, then the doubts. whole adds the contents."""
    parts = ["\n".join(_head_lines(words, proposal.reading)), changes_text(words, proposal)]
    parts.append(doubts_text(words, proposal.doubts))
    if proposal.accepted:
        parts.append(words.plain("plan-doubts-accepted", count=proposal.accepted))
    if whole:
        parts.append("\n".join(_plan_lines(words, proposal.plan)).strip())
    return clean("\n\n".join(parts))


def doubts_text(words: Words, doubts: Sequence[PlanWarning]) -> str:
    """Render the doubts that a person should check, one a line."""
    if not doubts:
        return words.plain("plan-no-doubts")
    lines = [f"– {warning_text(words, one)}" for one in doubts]
    return "\n".join((words.plain("plan-doubts", count=len(doubts)), *lines))


def losses_text(words: Words, losses: Losses) -> str:
    """Say in one sentence what an edition loses, which may be a fault of the reading."""
    return words.plain("plan-losses", what=losses_words(words, losses))


def losses_words(words: Words, losses: Losses) -> str:
    """List what an edition loses."""
    parts = []
    for key, lost, of in (
        ("plan-losses-events", losses.events, losses.events_before),
        ("plan-losses-cities", losses.cities, losses.cities_before),
    ):
        if lost:
            names = ", ".join(
                f"«{clean(quote(typeset(name), _LONGEST_NAME))}»" for name in lost[:_MOST_NAMES]
            )
            more = "yes" if len(lost) > _MOST_NAMES else "no"
            parts.append(words.plain(key, count=len(lost), of=of, names=names, more=more))
    if losses.unread:
        parts.append(words.plain("plan-losses-lines", count=losses.unread, of=losses.numbered))
    return "; ".join(parts)


def changes_text(words: Words, proposal: Proposal) -> str:
    """Render the changes that an import would make to the plan in force."""
    year = proposal.plan.year
    if proposal.current is None:
        return words.plain("plan-changes-first", year=year)
    if not proposal.changes:
        return words.plain("plan-changes-none", year=year)
    heading = words.plain("plan-changes", year=year, count=len(proposal.changes))
    return "\n".join((heading, differences_text(words, proposal.changes)))


def differences_text(words: Words, changes: Sequence[EditionChange]) -> str:
    """Render the differences of two editions, one a line."""
    return clean("\n".join(f"– {_change_row(words, change)}" for change in changes))


def plan_row(words: Words, summary: PlanSummary) -> str:
    """Render a plan in force in one line."""
    text = words.plain(
        "plan-read-summary",
        year=summary.year,
        draft="yes" if summary.draft else "no",
        events=summary.events,
        jubilees=summary.jubilees,
        days=summary.city_days,
    )
    source = summary.source.name if summary.source else "—"
    return words.plain("plan-list-row", summary=text, edition=summary.edition, source=source)


def _head_lines(words: Words, reading: "Reading") -> Iterator[str]:
    """Yield the title, the size of the plan and how much of it was read with certainty."""
    counts = reading.counts
    yield reading.plan.title
    yield plan_words(words, reading.plan)
    yield words.plain("plan-read-counts", read=counts.read, doubted=counts.doubted, unread=counts.unread)


def _plan_lines(words: Words, plan: Plan) -> Iterator[str]:
    section: str | None = None
    for event in plan.events:
        if event.section != section:
            section = event.section
            yield f"\n{section}"
        yield from _event_lines(words, event)
    for key, rows in (("plan-read-jubilees", plan.jubilees), ("plan-read-city-days", plan.city_days)):
        if rows:
            yield f"\n{words.plain(key)}"
            yield from (_city_line(words, row) for row in rows)
    if plan.footnotes:
        yield f"\n{words.plain('plan-read-footnotes')}"
        yield from (f"{note.mark} {note.text}" for note in plan.footnotes)


def plan_words(words: Words, plan: Plan) -> str:
    """Return the year and the size of a plan, and whether it is a draft."""
    return words.plain(
        "plan-read-summary",
        year=plan.year,
        draft="yes" if plan.draft else "no",
        events=len(plan.events),
        jubilees=len(plan.jubilees),
        days=len(plan.city_days),
    )


def row_words(words: Words, row: PlanEvent | CityDate) -> str:
    """Render a row as it was read."""
    if isinstance(row, CityDate):
        return clean(_city_line(words, row))
    return clean("\n".join(_event_lines(words, row)))


def _event_lines(words: Words, event: PlanEvent) -> Iterator[str]:
    part = f" ({event.part}/{event.parts})" if event.parts > 1 else ""
    number = f"{event.number}." if event.number else "–"
    yield f"{number}{part} {typeset(event.title)}"
    for occurrence in event.occurrences:
        place = occurrence.place.raw if occurrence.place is not None else ""
        time = clock_in_words(words, occurrence.time) if occurrence.time is not None else ""
        yield _INDENT + " · ".join(filter(None, (_date_text(words, occurrence.when), time, place)))
    kind = words.plain("plan-read-kind", kind=event.kind.value)
    status = words.plain("plan-read-status", status=event.status.value)
    facts = (kind, status, ", ".join(event.organisers), event.note or "", _flags_text(words, event.flags))
    yield _INDENT + " · ".join(filter(None, facts))


def _city_line(words: Words, row: CityDate) -> str:
    approximate = words.plain("plan-read-approximate") if row.approx else ""
    facts = (
        row.city_raw,
        row.age_raw,
        _date_text(words, row.when),
        approximate,
        _flags_text(words, row.flags, row.age_raw),
    )
    return (f"{row.number}. " if row.number else "– ") + " · ".join(filter(None, facts))


def _flags_text(words: Words, flags: Sequence[str], age: str = "") -> str:
    """Return what is odd about a row. age is printed with a city."""
    return ", ".join(
        words.plain("plan-age-misprinted", raw=age)
        if flag == Flag.AGE_WORD_MISMATCH and age
        else words.plain(f"plan-flag-{_dashed(flag)}")
        for flag in flags
    )


def _date_text(words: Words, when: ImpreciseDate | None) -> str:
    if when is None:
        return words.plain("plan-read-no-date")
    if when.precision is Precision.INVALID:
        return words.plain("plan-read-invalid", raw=when.raw)
    if when.end is None:
        return when.raw
    # each date names its year, as if the reader were in none
    if when.start is None:
        end = day_in_words(words, when.end, this_year=0)
        return words.plain("plan-read-until", raw=when.raw, end=end)
    days = span_in_words(words, when.start, when.end, this_year=0)
    return words.plain("plan-read-days", raw=when.raw, days=days)


def _change_row(words: Words, change: EditionChange) -> str:
    kind = words.plain("plan-change-kind", kind=change.kind.value)
    thing = change.after or change.before
    if change.kind is ChangeKind.RENAMED and isinstance(change.before, PlanEvent):
        before, after = typeset(change.before.title), _title(thing)
        return words.plain("plan-change-row-renamed", kind=kind, before=before, after=after)
    what = _title(thing) if isinstance(thing, PlanEvent) else thing.city if thing is not None else ""
    before, after = _change_side(words, change.before), _change_side(words, change.after)
    if before and after and before != after:
        return words.plain("plan-change-row-turn", kind=kind, what=what, before=before, after=after)
    return words.plain("plan-change-row", kind=kind, what=what)


def _title(thing: PlanEvent | CityDate | None) -> str:
    return typeset(thing.title) if isinstance(thing, PlanEvent) else ""


def _change_side(words: Words, thing: PlanEvent | CityDate | None) -> str:
    """Return the date and place of one side of a change."""
    if thing is None:
        return ""
    if isinstance(thing, CityDate):
        return f"{thing.age_raw}, {thing.date_raw}"
    pairs = (
        (one.when.raw if one.when else words.plain("plan-read-no-date"), one.place.raw if one.place else "")
        for one in thing.occurrences
    )
    return "; ".join(dict.fromkeys(", ".join(filter(None, pair)) for pair in pairs))


def _dashed(code: str) -> str:
    return code.replace("_", "-")
