"""Render an edit before it is stored: the card, the message, how many get it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data.calendar.plan import EventKind, PlaceMode
from handlers.callbacks.browsing import OpenEvent
from handlers.callbacks.desk import DecideDraft, DraftStep, OpenDeskEvent
from handlers.callbacks.documents import OpenRevision
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.events import EventCard, event_text
from handlers.views.keyboard import Row, button, keyboard
from handlers.views.message import Message
from handlers.views.notices.change_lines import change_block
from handlers.views.notices.plan_change import PlanChange


@dataclass(frozen=True, slots=True)
class EditPreview:
    """What an edit would do.

    card is as readers will see it. change is what they are told, None where nothing is told. readers are how
    many would get it. is_outrun means that the event has changed since the edit was first shown. kind_before
    is whose event it was, None where that stays or the event is new.
    """

    card: EventCard
    change: PlanChange | None
    readers: int
    is_new: bool = False
    is_outrun: bool = False
    kind_before: EventKind | None = None

    @property
    def tells(self) -> bool:
        """Return whether any reader would be told."""
        return self.change is not None and self.readers > 0


def proposal_message(words: Words, proposal: EditPreview, draft_id: int, today: date) -> Message:
    """Render the card as it will be, the message that goes out, and the buttons to decide."""
    title = words("desk-proposal-new" if proposal.is_new else "desk-proposal")
    parts = (
        words("desk-proposal-outrun") if proposal.is_outrun else "",
        title,
        event_text(words, proposal.card, today),
        *_files(words, proposal),
        join(_hints(words, proposal, today)),
        *_told(words, proposal, today),
    )
    return Message(join(parts, "\n\n"), keyboard(*_buttons(words, proposal, draft_id)))


def _files(words: Words, proposal: EditPreview) -> Iterator[Markup]:
    """Yield what the card has besides its text: the link and the files."""
    details = proposal.card.event.details
    if details.link is not None and not details.link.is_mail:
        label = details.link.label or words.plain("event-link-label")
        yield words("desk-proposal-link", label=label, url=details.link.url)
    if details.files:
        names = [
            file.name or words.plain("event-file-unnamed", kind=file.kind.value) for file in details.files
        ]
        yield words("desk-proposal-files", count=len(names), names=", ".join(names))


def _hints(words: Words, proposal: EditPreview, today: date) -> Iterator[Markup]:
    """Yield what is more often a slip than meant: an unknown city, a past date, another year."""
    card = proposal.card
    if proposal.kind_before is not None:
        kinds = (
            words.plain("plan-read-kind", kind=one.value) for one in (proposal.kind_before, card.event.kind)
        )
        yield words("desk-proposal-kind", before=next(kinds), after=next(kinds))
    places = [one.place for one in card.event.occurrences if one.place is not None]
    for name in dict.fromkeys(one.city for one in places if one.mode is PlaceMode.CITY and not one.city_id):
        yield words("desk-hint-city", city=name or "")
    dates = [one.when for one in card.event.occurrences if one.when is not None]
    if any(when.is_over(today) for when in dates):
        yield words("desk-hint-past")
    if any(when.begins is not None and when.begins.year != card.year for when in dates):
        yield words("desk-hint-year", year=card.year)


def _told(words: Words, proposal: EditPreview, today: date) -> Iterator[Markup]:
    if proposal.change is None:
        yield words("desk-proposal-untold")
    elif not proposal.readers:
        yield words("desk-proposal-nobody")
    else:
        yield words("desk-proposal-readers", count=proposal.readers)
        yield change_block(words, proposal.change, today.year)


def _buttons(words: Words, proposal: EditPreview, draft_id: int) -> Iterator[Row]:
    tell = DecideDraft(id=draft_id, step=DraftStep.TELL)
    if proposal.tells:
        label = words.plain("desk-button-tell", count=proposal.readers)
        yield (button(label, tell, style="success"),)
        yield (button(words.plain("desk-button-silent"), DecideDraft(id=draft_id, step=DraftStep.SILENT)),)
    else:
        yield (button(words.plain("desk-button-save"), tell, style="success"),)
    yield (button(words.plain("desk-button-drop"), DecideDraft(id=draft_id, step=DraftStep.DROP)),)


def saved_message(
    words: Words, event_id: int, revision: int | None, readers: int, *, is_silent: bool
) -> Message:
    """Confirm that an edit is in force as a revision, and say who will be told."""
    how = "silent" if is_silent or not readers else "told"
    rows = keyboard(*_ways_on(words, event_id), undo_row(words, revision))
    return Message(words("desk-saved", how=how, count=readers), rows)


def undo_row(words: Words, revision: int | None) -> Row:
    """Return the button that leads to undoing a revision, or none where it is not known."""
    if revision is None:
        return ()
    return (button(words.plain("desk-applied-button-undo"), OpenRevision(id=revision)),)


def dropped_message(words: Words, event_id: int | None) -> Message:
    """Confirm that everything stays as it was."""
    return Message(words("desk-dropped"), keyboard(*(_ways_on(words, event_id) if event_id else ())))


def _ways_on(words: Words, event_id: int) -> Iterator[Row]:
    yield (
        button(words.plain("desk-button-more"), OpenDeskEvent(id=event_id)),
        button(words.plain("desk-button-card"), OpenEvent(id=event_id, fresh=True)),
    )
