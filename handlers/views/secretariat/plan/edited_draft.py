"""Define what the editor's screens show: a draft as it stands."""

from dataclasses import dataclass

from data.calendar.bulletin.sections import IssueSection
from data.store.broadcasts.amendments import Amendment
from data.store.broadcasts.announcements import Announcement
from data.store.broadcasts.editorial import EditorContent
from handlers.callbacks.editor import DraftKind
from scheduler.bulletins.outline import BulletinOutline, Issue
from scheduler.bulletins.tally import Tally


@dataclass(frozen=True, slots=True)
class EditedDraft:
    """What is edited, as it stands.

    outline is that of an issue or of its correction. Exactly one of issue, announcement and amendment is set.
    reach is how many chats it is for, tally how far the original of a correction has got.
    """

    of: DraftKind
    id: int
    content: EditorContent
    outline: BulletinOutline | None = None
    issue: Issue | None = None
    announcement: Announcement | None = None
    amendment: Amendment | None = None
    reach: int = 0
    tally: Tally | None = None

    @property
    def sections(self) -> tuple[IssueSection, ...]:
        """Return the automatic sections that have something to say."""
        return () if self.outline is None else self.outline.sections

    @property
    def has_chosen_due(self) -> bool:
        """Return whether an editor has chosen when it goes out."""
        if self.issue is not None:
            return self.issue.bulletin.chosen_due is not None
        return self.announcement is not None and self.announcement.due_at is not None

    @property
    def takes_attachments(self) -> bool:
        """Return whether picture, file and hour can be chosen.

        A correction keeps those that were sent.
        """
        return self.amendment is None

    @property
    def is_ready(self) -> bool:
        """Return whether there is something to send."""
        if self.outline is not None:
            return self.issue is None or self.issue.has_content
        return bool(self.content.text)
