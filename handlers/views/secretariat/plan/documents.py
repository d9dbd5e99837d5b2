"""Render a plan document in hand: its summary, what it changes, and how it ends."""

from collections.abc import Iterator
from dataclasses import dataclass

from data.drafting import ReadDraft
from data.plans.unreadable import Unreadable
from handlers.callbacks.documents import (
    ApplyDraft,
    DropDraft,
    NameDraftYear,
    OpenDoubt,
    OpenDraftChanges,
    OpenPlanDraft,
    OpenRevision,
    OpenRevisions,
    SendPlanFile,
    SettleAll,
)
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Row, button, keyboard, pager
from handlers.views.message import Message
from handlers.views.plan_reading import losses_words, plan_words, unreadable_text
from handlers.views.secretariat.plan.plan_changes import (
    change_lines,
    counted_kinds,
    kind_words,
    listed,
    page_of_changes,
)


@dataclass(frozen=True, slots=True)
class DraftView:
    """A document as an editor is shown it.

    reach is how many chats would be told of its changes. mark names the comparison. is_outrun is set where
    the plan in force has changed since the editor was shown it last.
    """

    read: ReadDraft
    reach: int
    mark: str
    is_outrun: bool = False

    @property
    def id(self) -> int:
        """Return the id of the document."""
        return self.read.draft.id


def draft_message(words: Words, view: DraftView) -> Message:
    """Render what was understood, what is doubted, what would change and who would be told."""
    read, proposal = view.read, view.read.proposal
    counts = proposal.reading.counts
    lines = [
        words("desk-document-outrun") if view.is_outrun else "",
        words("desk-document", name=read.draft.name),
        words("desk-document-title", title=proposal.plan.title) if proposal.plan.title else "",
        plan_words(words, proposal.plan),
        words("plan-read-counts", read=counts.read, doubted=counts.doubted, unread=counts.unread),
        "",
        *_doubt_lines(words, read),
        "",
        *_change_lines(words, view),
    ]
    return Message(join(_spaced(lines)), keyboard(*_draft_rows(words, view)))


def _spaced(lines: list[str] | list[Markup]) -> Iterator[str]:
    """Yield the lines that are not empty. An empty one between two others becomes a blank line."""
    filled = [line for line in lines if line]
    first = filled[0] if filled else ""
    for position, line in enumerate(lines):
        if line and line is not first and position and not lines[position - 1]:
            yield Markup(f"\n{line}") if isinstance(line, Markup) else f"\n{line}"
        elif line:
            yield line


def _doubt_lines(words: Words, read: ReadDraft) -> Iterator[Markup]:
    is_open = len(read.open_doubts)
    decided = len(read.decisions)
    if is_open:
        yield words("desk-document-doubts", open=is_open, all=is_open + decided)
    elif decided:
        yield words("desk-document-settled", corrected=read.corrected, accepted=read.accepted)
    else:
        yield words("desk-document-no-doubts")
    if read.proposal.accepted:
        yield words("desk-document-known-doubts", count=read.proposal.accepted)


def _change_lines(words: Words, view: DraftView) -> Iterator[Markup]:
    proposal = view.read.proposal
    if proposal.current is None:
        yield words("desk-document-first", year=proposal.plan.year)
    elif not proposal.changes:
        yield words("desk-document-same")
    else:
        yield words("desk-document-changes", count=len(listed(proposal.changes)))
        counted = counted_kinds(proposal.changes)
        yield join(
            (
                words("desk-document-change-count", kind=kind_words(words, kind), count=count)
                for kind, count in counted
            ),
            ", ",
        )
    if proposal.kept:
        yield words("desk-document-by-hand", count=proposal.kept)
    yield words("desk-document-reach", count=view.reach)
    if proposal.losses.are_grave:
        yield words("desk-document-losses", what=_capital(losses_words(words, proposal.losses)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _draft_rows(words: Words, view: DraftView) -> Iterator[Row]:
    read, number = view.read, view.id
    if count := len(read.open_doubts):
        yield (button(words.plain("desk-document-button-doubts", count=count), OpenDoubt(id=number)),)
    if changes := len(listed(read.proposal.changes)):
        yield (
            button(words.plain("desk-document-button-changes", count=changes), OpenDraftChanges(id=number)),
        )
    if read.open_doubts:
        yield (button(words.plain("desk-document-button-rest"), SettleAll(id=number, accept=True)),)
    else:
        apply = ApplyDraft(id=number, shown=view.mark, tell=True)
        yield (button(words.plain("desk-document-button-apply", count=view.reach), apply, style="success"),)
        silently = ApplyDraft(id=number, shown=view.mark, tell=False)
        yield (button(words.plain("desk-document-button-silently"), silently),) if view.reach else ()
    if read.decisions:
        yield (button(words.plain("desk-document-button-reset"), SettleAll(id=number, accept=False)),)
    yield (button(words.plain("desk-document-button-drop"), DropDraft(id=number)),)


def draft_changes_message(words: Words, read: ReadDraft, page: int) -> Message:
    """Render a page of what a document changes."""
    proposal, number = read.proposal, read.draft.id
    paged = page_of_changes(proposal.changes, page)
    title = words("desk-changes-title", year=proposal.plan.year, count=paged.total)
    turn = pager(words, paged.number, paged.pages, lambda to: OpenDraftChanges(id=number, page=to))
    back = button(words.plain("desk-document-button-back"), OpenPlanDraft(id=number))
    return Message(join((title, *change_lines(words, paged.rows))), keyboard(turn, (back,)))


def losses_question(words: Words, read: ReadDraft) -> Message:
    """Ask for the word that confirms an edition which loses much."""
    return Message(words("desk-losses-ask", what=losses_words(words, read.proposal.losses)))


def year_question(words: Words, draft_id: int, error: Unreadable, years: tuple[int, ...]) -> Message:
    """Ask for the year of a document whose title names none or several."""
    text = words("desk-document-year", reason=unreadable_text(words, error))
    row = [
        button(words.plain("desk-document-year-button", year=year), NameDraftYear(id=draft_id, year=year))
        for year in years
    ]
    drop = button(words.plain("desk-document-button-drop"), DropDraft(id=draft_id))
    return Message(text, keyboard(row, (drop,)))


@dataclass(frozen=True, slots=True)
class AppliedView:
    """A document that was put in force. reach is None where readers are not told."""

    year: int
    edition: int
    revision: int
    reach: int | None


def applied_message(words: Words, applied: AppliedView) -> Message:
    """Say that a plan is in force and who will be told, with the way back."""
    told = (
        words("desk-applied-silently")
        if applied.reach is None
        else words("desk-applied-told", count=applied.reach)
    )
    text = join((words("desk-applied", year=applied.year, edition=applied.edition), told))
    undo = button(words.plain("desk-applied-button-undo"), OpenRevision(id=applied.revision))
    file = button(words.plain("desk-revision-button-file"), SendPlanFile(id=applied.revision))
    back = button(words.plain("desk-revision-button-back"), OpenRevisions())
    return Message(text, keyboard((undo, file), (back,)))
