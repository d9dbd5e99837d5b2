"""Write a reading as one JSON object, for machines and for the reference parse in the tests."""

from collections.abc import Callable
from dataclasses import asdict

from data.calendar.imprecise_dates import ClockTime, ImpreciseDate
from data.calendar.plan import CityDate, Footnote, Occurrence, Place, PlanEvent
from data.plans.doubts import PlanWarning, WarningCode
from data.plans.reading import Reading

Json = dict[str, object]


def plan_object(
    reading: Reading, sentence: Callable[[PlanWarning], str], reference: Callable[[PlanWarning], str]
) -> Json:
    """Return the whole reading as JSON values: dates as ISO days, warnings as sentences.

    sentence words a warning in the language asked for. reference words a footnote whose mark was misread.
    Programs read it, so its language does not change.
    """
    plan = reading.plan
    return {
        "file": reading.source_name,
        "provenance": f"reference parse of the {plan.year} plan",
        "title": plan.title,
        "year": plan.year,
        "draft": plan.draft,
        "events": [event_object(event) for event in plan.events],
        "jubilees": [city_date_object(row) for row in plan.jubilees],
        "city_days": [city_date_object(row) for row in plan.city_days],
        "footnotes": [_footnote(note, reading, reference) for note in plan.footnotes],
        "warnings": [sentence(warning) for warning in reading.warnings],
        "counts": {
            "read": reading.counts.read,
            "doubted": reading.counts.doubted,
            "unread": reading.counts.unread,
        },
    }


def event_object(event: PlanEvent) -> Json:
    """Return an event as JSON values."""
    return {
        "number": event.number,
        "part": event.part,
        "parts": event.parts,
        "section": event.section,
        "title": event.title,
        "kind": event.kind.value,
        "occurrences": [_occurrence(occurrence) for occurrence in event.occurrences],
        "organisers": list(event.organisers),
        "organiser_label": event.organiser_label,
        "note": event.note,
        "status": event.status.value,
        "flags": [str(flag) for flag in event.flags],
    }


def _occurrence(occurrence: Occurrence) -> Json:
    return {
        "place": _place(occurrence.place),
        "when": _when(occurrence.when),
        "time": _time(occurrence.time),
    }


def _place(place: Place | None) -> Json | None:
    return None if place is None else {"raw": place.raw, "city": place.city, "mode": place.mode.value}


def _when(when: ImpreciseDate | None) -> Json | None:
    if when is None:
        return None
    return {
        "raw": when.raw,
        "precision": when.precision.value,
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
        "tbc": when.tbc,
        "recurrence": when.recurrence.value if when.recurrence else None,
    }


def _time(clock: ClockTime | None) -> Json | None:
    if clock is None:
        return None
    return {"start": f"{clock.start:%H:%M}", "end": f"{clock.end:%H:%M}" if clock.end else None}


def city_date_object(row: CityDate) -> Json:
    """Return a row of a city list as JSON values."""
    return {
        "number": row.number,
        "city_raw": row.city_raw,
        "city": row.city,
        "age": row.age,
        "age_raw": row.age_raw,
        "date_raw": row.date_raw,
        "precision": row.precision.value,
        "start": row.start.isoformat() if row.start else None,
        "end": row.end.isoformat() if row.end else None,
        "rule": asdict(row.rule) if row.rule else None,
        "approx": row.approx,
        "flags": [str(flag) for flag in row.flags],
    }


def _footnote(note: Footnote, reading: Reading, sentence: Callable[[PlanWarning], str]) -> Json:
    refs = [_reference(ref, note.mark, reading, sentence) for ref in note.refs]
    return {"mark": note.mark, "text": note.text, "refs": refs}


def _reference(ref: str, mark: str, reading: Reading, sentence: Callable[[PlanWarning], str]) -> str:
    """Return the list a footnote belongs to, with the mark that is printed there if it differs."""
    for warning in reading.warnings:
        arguments = dict(warning.arguments)
        misread = warning.code is WarningCode.FOOTNOTE_MARK_WITHOUT_TEXT
        if misread and (arguments["list"], arguments["read_as"]) == (ref, mark):
            reference = PlanWarning.of(WarningCode.FOOTNOTE_REF_MISREAD, mark=arguments["mark"], list=ref)
            return sentence(reference)
    return str(ref)
