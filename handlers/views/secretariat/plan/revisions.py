"""Render the revisions of plans and what undoing them would do."""

from dataclasses import dataclass
from datetime import datetime

from data.store.editions.made_revisions import MadeRevision
from data.store.revisions import Authorship
from data.store.secretariat.action_log import Action
from data.undoing import Undoing
from handlers.callbacks.documents import OpenRevision, OpenRevisions, SendPlanFile, UndoRevision
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Row, button, keyboard, numbered, pager
from handlers.views.message import Message
from handlers.views.paging import Paged
from handlers.views.secretariat.log import SubjectName, action_text
from handlers.views.secretariat.plan.plan_changes import change_lines, page_of_changes
from handlers.views.secretariat.staff import person_name
from handlers.views.wording.days import day_in_words
from handlers.views.wording.local_time import clock_time

OF_WHOLE_PLANS = frozenset({"plan-imported", "plan-undone"})
"""What is done to a plan and not to one of its events."""


@dataclass(frozen=True, slots=True)
class ListedRevision:
    """A revision as the list names it: who made it, when, and what was done."""

    revision: int
    by: Authorship
    what: str


def revisions_message(words: Words, paged: Paged[ListedRevision], local: datetime) -> Message:
    """Render a page of the revisions, newest first. local is the time of the reader."""
    if not paged.rows:
        return Message(join((words("desk-revisions"), words("desk-revisions-none"))))
    lines = [
        words(
            "desk-revision-row",
            number=number,
            what=one.what,
            **head_of(words, one.by, local),
        )
        for number, one in enumerate(paged.rows, paged.first + 1)
    ]
    opened = (OpenRevision(id=one.revision) for one in paged.rows)
    buttons = numbered(list(enumerate(opened, paged.first + 1)))
    turn = pager(words, paged.number, paged.pages, lambda to: OpenRevisions(page=to))
    return Message(join((words("desk-revisions"), *lines), "\n\n"), keyboard(*buttons, turn))


@dataclass(frozen=True, slots=True)
class UndoingView:
    """What undoing a revision would do, as it is shown.

    what says what was done. undoing is None where the revision cannot be undone. reach is how many chats
    would be told. mark names the comparison. is_outrun is set where something has changed since it was shown
    last.
    """

    revision: MadeRevision
    what: str
    undoing: Undoing | None
    reach: int
    mark: str
    has_file: bool
    is_outrun: bool = False


def revision_message(words: Words, view: UndoingView, page: int, local: datetime) -> Message:
    """Render a revision with what undoing it would change, and who would be told."""
    one, undoing = view.revision, view.undoing
    lines: list[str] = [
        words("desk-document-outrun") if view.is_outrun else "",
        words("desk-revision-title", **head_of(words, one.by, local)),
        view.what,
        words("desk-revision-changes", count=one.changes),
    ]
    rows: list[Row] = []
    if undoing is None:
        lines.append(words("desk-revision-gone"))
    else:
        paged = page_of_changes(undoing.differences, page)
        lines += _undoing_lines(words, undoing, view.reach)
        lines += change_lines(words, paged.rows)
        rows.append(
            pager(words, paged.number, paged.pages, lambda to: OpenRevision(id=one.revision, page=to))
        )
        undo = UndoRevision(id=one.revision, shown=view.mark)
        rows.append((button(words.plain("desk-undo-button"), undo, style="danger"),))
    if view.has_file:
        rows.append((button(words.plain("desk-revision-button-file"), SendPlanFile(id=one.revision)),))
    rows.append((button(words.plain("desk-revision-button-back"), OpenRevisions()),))
    return Message(join(lines), keyboard(*rows))


def _undoing_lines(words: Words, undoing: Undoing, reach: int) -> list[Markup]:
    lines = [Markup("\n" + words("desk-undo-title", year=undoing.year))]
    if len(undoing.undone) > 1:
        lines.append(words("desk-undo-several", count=len(undoing.undone)))
    if undoing.plan is None:
        lines.append(words("desk-undo-empties", year=undoing.year))
    elif not undoing.differences:
        lines.append(words("desk-undo-nothing"))
    lines.append(words("desk-undo-untold"))
    lines.append(words("desk-undo-told", count=reach))
    return lines


def undone_message(words: Words, undoing: Undoing, reach: int) -> Message:
    """Say that the revisions are undone and who will be told."""
    key = "desk-undone-empty" if undoing.plan is None else "desk-undone"
    text = join((words(key, year=undoing.year), words("desk-undo-told", count=reach)))
    back = button(words.plain("desk-revision-button-back"), OpenRevisions())
    return Message(text, keyboard((back,)))


def head_of(words: Words, by: Authorship, local: datetime) -> dict[str, str]:
    """Return when and by whom a revision was made."""
    at = by.at.astimezone(local.tzinfo)
    who = person_name(words, by.author, by.name) if by.author is not None else by.name
    return {
        "day": day_in_words(words, at.date(), local.year),
        "time": clock_time(at),
        "who": who or words.plain("desk-log-command-line"),
    }


def what_was_done(words: Words, one: MadeRevision) -> str:
    """Say what a revision has done to a plan as a whole."""
    return words.plain(
        "desk-revision-what",
        action=one.action if one.action in OF_WHOLE_PLANS else "plan-edited",
        year=one.year,
        file=one.source.name if one.source else "—",
        undone="yes" if one.undone_by is not None else "no",
    )


def what_was_done_to(words: Words, action: Action, name: SubjectName, *, is_undone: bool) -> str:
    """Say what a revision has done to one event or to a city, in the words of the log."""
    undone = "yes" if is_undone else "no"
    return words.plain("desk-revision-done", what=action_text(words, action, name), undone=undone)
