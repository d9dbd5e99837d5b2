"""Read the cells of an event's row by their columns, and take the words of status out."""

from dataclasses import dataclass

from data.calendar.plan import EventStatus
from data.plans.layout.columns import DATES, ColumnRole
from data.plans.layout.printed_rows import PrintedRow
from data.plans.layout.status_words import status_in
from data.plans.rows.lookalikes import mend_look_alikes
from data.plans.rows.organisers import NO_ORGANISERS, Organisers, read_note, read_organisers
from data.plans.rows.row_cells import date_text, place_text
from data.plans.rows.statuses import StatusReading, new_date_in, read_date_status, read_title_status


@dataclass(frozen=True, slots=True)
class EventCells:
    """The cells of a row by what they say, without their words of status.

    new_date is the date that a note puts in place of the printed one («перенос на 9 мая»), or nothing.
    """

    title: StatusReading
    place: StatusReading
    date: StatusReading
    organisers: Organisers
    status: EventStatus
    new_date: str = ""

    @property
    def note(self) -> str | None:
        """All remarks of the row, or None."""
        parts = (self.title.remark, self.place.remark, self.date.remark, self.organisers.note)
        return "; ".join(dict.fromkeys(part for part in parts if part)) or None


def read_event_cells(row: PrintedRow) -> EventCells:
    """Read the cells of a row of events."""
    title, place, date = (
        read_title_status(row.text(ColumnRole.TITLE)),
        read_date_status(place_text(row)),
        read_date_status(date_text(row)),
    )
    organisers = _read_organisers(row)
    status = _read_status(row, title, date)
    remarks = (title.remark, place.remark, date.remark, organisers.note)
    new_date = next((new for note in remarks if note and (new := new_date_in(note))), "")
    if new_date in date.text:
        new_date = ""
    return EventCells(title, place, date, organisers, status, new_date)


def _read_status(row: PrintedRow, title: StatusReading, date: StatusReading) -> EventStatus:
    """Return what any cell of the row says became of the event.

    A date struck through beside another means that the event was moved.
    """
    found = {title.status, date.status}
    for cell, role in zip(row.cells, row.columns.roles, strict=False):
        if role is not ColumnRole.TITLE:
            found.add(status_in(cell.text))
    if row.struck or EventStatus.CANCELLED in found:
        return EventStatus.CANCELLED
    is_redated = bool(date.text) and any(row.struck_text(role) for role in DATES)
    is_redated = is_redated or any(
        row.struck_text(role) for role in (ColumnRole.WHEN, ColumnRole.PLACE_AND_WHEN)
    )
    return EventStatus.MOVED if EventStatus.MOVED in found or is_redated else EventStatus.PLANNED


def _read_organisers(row: PrintedRow) -> Organisers:
    """Read organisers from their own column and from labels in the note.

    Without either, those named as responsible are the organisers.
    """
    own, responsible, noted = (
        mend_look_alikes(row.text(role))
        for role in (ColumnRole.ORGANISERS, ColumnRole.RESPONSIBLE, ColumnRole.NOTE)
    )
    note = read_note(noted) if noted else NO_ORGANISERS
    groups, notes = note.groups, [note.note]
    if own:
        organisers = read_organisers(own)
        groups, notes = organisers.groups + groups, [organisers.note, *notes]
    if responsible:
        organisers = read_organisers(responsible)
        if groups:
            notes.append(f"{row.columns.name(ColumnRole.RESPONSIBLE)}: {' '.join(responsible.split())}")
        else:
            groups, notes = organisers.groups, [*notes, organisers.note]
    return Organisers(groups, "; ".join(part for part in notes if part) or None)
