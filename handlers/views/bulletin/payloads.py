"""Render the bulletin's messages in every language, as payloads of notices."""

from collections.abc import Callable

from data.calendar.bulletin.digest import ChangedSubject, Digest
from data.store.broadcasts.bulletins import Bulletin, BulletinState
from data.store.broadcasts.editorial import EditorContent
from handlers.callbacks.editor import DraftKind
from handlers.text.markup import Markup
from handlers.text.words import DEFAULT_LANGUAGE, LANGUAGES, Words, words_in
from handlers.views.broadcasts import extras_of
from handlers.views.bulletin.editors import draft_text, held_text, progress_text, report_text
from handlers.views.bulletin.issue import ReadChange, issue_text
from scheduler.bulletins.outline import Issue
from scheduler.bulletins.schedule import Timetable
from scheduler.bulletins.tally import Tally
from scheduler.editor_messages import Payload


class BulletinViews:
    """Render texts of the bulletin in every language, as payloads of notices."""

    def __init__(self, timetable: Timetable, read_change: ReadChange) -> None:
        self._timetable = timetable
        self._read_change = read_change

    def shows(self, change: ChangedSubject) -> bool:
        """Return whether there is anything to say of a change: whether it has not been taken back."""
        words = words_in(DEFAULT_LANGUAGE)
        return self._read_change(words, change.subject, change.before) is not None

    def issue(self, digest: Digest, content: EditorContent) -> Payload:
        """Render the issue exactly as readers get it."""
        texts = in_every_language(lambda words: issue_text(words, self._read_change, digest, content))
        return {**texts, **extras_of(content, digest.today)}

    def draft(self, issue: Issue) -> Payload:
        """Render the draft. Its buttons are made from the id when it is sent."""
        texts = in_every_language(lambda words: draft_text(words, self._read_change, issue, self._timetable))
        return {**texts, "draft": issue.bulletin.id, "has_content": issue.has_content}

    def held(self, issue: Issue) -> Payload:
        """Say that an issue waits past its hour for an editor, with the buttons of the draft."""
        texts = in_every_language(lambda words: held_text(words, issue, self._timetable.zone))
        return {**texts, "draft": issue.bulletin.id, "has_content": True}

    def progress(self, bulletin: Bulletin, tally: Tally) -> Payload:
        """Render the progress of an issue that is being sent, with its buttons."""
        texts = in_every_language(lambda words: progress_text(words, bulletin, tally))
        if bulletin.state is BulletinState.SKIPPED or not tally.waiting:
            return texts
        is_paused = bulletin.state is BulletinState.PAUSED
        return {**texts, "under_way": bulletin.id, "paused": is_paused, "of": DraftKind.ISSUE.value}

    def report(self, bulletin: Bulletin, tally: Tally) -> Payload:
        """Render the report of an issue that was sent or stopped."""
        return in_every_language(lambda words: report_text(words, bulletin, tally))


def in_every_language(wording: Callable[[Words], Markup]) -> Payload:
    """Return what a function words, by language."""
    return {language: str(wording(words_in(language))) for language in LANGUAGES}
