"""Render the bulletin's messages in every language, as payloads of notices."""

from collections.abc import Callable
from datetime import date

from data.calendar.bulletin.digest import ChangedSubject, Digest
from handlers.text.markup import Markup
from handlers.text.words import DEFAULT_LANGUAGE, LANGUAGES, Words, words_in
from handlers.views.bulletin.editors import draft_text, progress_text, report_text
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

    def issue(self, digest: Digest, extra_text: str) -> Payload:
        """Render the issue exactly as readers get it."""
        return _in_every_language(lambda words: issue_text(words, self._read_change, digest, extra_text))

    def draft(self, issue: Issue) -> Payload:
        """Render the draft. Its buttons are made from the id when it is sent."""
        texts = _in_every_language(lambda words: draft_text(words, self._read_change, issue, self._timetable))
        return {**texts, "draft": issue.bulletin.id, "has_content": issue.has_content}

    def progress(self, issue_day: date, tally: Tally) -> Payload:
        """Render the progress of an issue that is being sent."""
        return _in_every_language(lambda words: progress_text(words, issue_day, tally))

    def report(self, issue_day: date, tally: Tally) -> Payload:
        """Render the report of a sent issue."""
        return _in_every_language(lambda words: report_text(words, issue_day, tally))


def _in_every_language(wording: Callable[[Words], Markup]) -> Payload:
    return {language: str(wording(words_in(language))) for language in LANGUAGES}
