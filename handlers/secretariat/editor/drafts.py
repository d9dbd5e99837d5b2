"""Find and change what is edited: an issue, an announcement, or the correction of either.

The editor's screens work on any of them.
"""

from datetime import datetime, timedelta

from data.store.broadcasts.amendments import AmendmentClosed, AmendmentState
from data.store.broadcasts.announcements import AnnouncementClosed
from data.store.broadcasts.bulletins import WrongState
from data.store.broadcasts.editorial import EditorContent
from data.store.revisions import Authorship
from data.store.sqlite.errors import UnknownRow
from data.store.store import Store
from handlers.callbacks.editor import DraftKind
from handlers.errors import UserError
from handlers.text.formatting import formatted_markup
from handlers.text.words import LANGUAGES, words_in
from handlers.views.broadcasts import announcement_payload, overrun_of
from handlers.views.bulletin.issue import shortest_issue
from handlers.views.secretariat.plan.edited_draft import EditedDraft
from scheduler.broadcasts.amendments import Amender
from scheduler.broadcasts.announcements import Announcer
from scheduler.bulletins.desk import BulletinDesk
from scheduler.editor_messages import Payload

FURTHEST = timedelta(days=366)
"""How far ahead an announcement may be scheduled."""


class Drafts:
    """The drafts of the secretariat.

    Each method raises UserError for one that cannot be changed any more.
    """

    def __init__(self, bulletin: BulletinDesk, announcer: Announcer, amender: Amender, store: Store) -> None:
        self.bulletin = bulletin
        self.announcer = announcer
        self.amender = amender
        self._store = store

    async def find(self, of: DraftKind, number: int, now: datetime) -> EditedDraft:
        """Return a draft that can be changed."""
        try:
            match of:
                case DraftKind.ISSUE:
                    return await self._issue(number, now)
                case DraftKind.ANNOUNCEMENT:
                    return await self._announcement(number, now)
                case DraftKind.AMENDMENT:
                    return await self._amendment(number, now)
        except UnknownRow as error:
            raise UserError("desk-draft-unknown") from error

    async def by_source(self, chat_id: int, message_id: int, now: datetime) -> EditedDraft | None:
        """Return the draft whose text is a message, or None."""
        source = chat_id, message_id
        for kind, number, content in await self._open_contents():
            if content.source is not None and (content.source.chat_id, content.source.message_id) == source:
                return await self.find(kind, number, now)
        return None

    async def save(self, draft: EditedDraft, content: EditorContent, by: Authorship) -> EditedDraft:
        """Store what a draft says, if it fits into a message. Return the draft as it is then."""
        over = self.overrun(draft, content)
        if over:
            raise UserError("desk-too-long", over=over, picture="yes" if content.picture else "no")
        author = by.author or 0
        try:
            match draft.of:
                case DraftKind.ISSUE:
                    await self._store.bulletins.set_content(draft.id, content, author)
                case DraftKind.ANNOUNCEMENT:
                    await self._store.announcements.set_content(draft.id, content, author)
                case DraftKind.AMENDMENT:
                    await self._store.amendments.set_content(draft.id, content, author)
        except (WrongState, AnnouncementClosed, AmendmentClosed) as error:
            raise UserError("desk-draft-closed") from error
        return await self.find(draft.of, draft.id, by.at)

    async def set_due(self, draft: EditedDraft, due: datetime | None, by: Authorship) -> EditedDraft:
        """Choose when a draft goes out. None is the usual hour of an issue, or at once."""
        if due is not None:
            self._check_due(draft, due, by.at)
        author = by.author or 0
        try:
            if draft.issue is not None:
                await self._store.bulletins.set_due(draft.id, due, author)
            elif draft.announcement is not None:
                await self._store.announcements.set_due(draft.id, due, author)
        except (WrongState, AnnouncementClosed) as error:
            raise UserError("desk-draft-closed") from error
        return await self.find(draft.of, draft.id, by.at)

    def overrun(self, draft: EditedDraft, content: EditorContent) -> int:
        """Return how many UTF-16 units a content is too long in the longest language, 0 if it fits."""
        outline = draft.outline
        if outline is None:
            return overrun_of(content, formatted_markup(content.text))
        return max(
            overrun_of(content, shortest_issue(words_in(language), outline.digest, content))
            for language in LANGUAGES
        )

    async def payload(self, draft: EditedDraft, now: datetime) -> Payload:
        """Return what readers would get."""
        if draft.issue is not None:
            return self.bulletin.wording.issue(draft.issue.digest, draft.content)
        if draft.amendment is not None:
            return await self.amender.payload(draft.amendment, now)
        return announcement_payload(draft.content, self.bulletin.today(now))

    def _check_due(self, draft: EditedDraft, due: datetime, now: datetime) -> None:
        latest = now + FURTHEST
        if draft.issue is not None:
            _, latest = self.bulletin.times(draft.issue.bulletin)
        if due <= now:
            raise UserError("desk-time-past")
        if due >= latest:
            raise UserError("desk-time-late", issue="yes" if draft.issue is not None else "no")

    async def _issue(self, number: int, now: datetime) -> EditedDraft:
        issue = await self.bulletin.find(number, now)
        if not issue.is_open:
            raise UserError("bulletin-too-late", state=issue.bulletin.state.value)
        return EditedDraft(
            DraftKind.ISSUE, number, issue.bulletin.content, issue, issue=issue, reach=issue.audience
        )

    async def _announcement(self, number: int, now: datetime) -> EditedDraft:
        found = await self.announcer.find(number)
        if not found.is_open:
            raise UserError("desk-announcement-late", state=found.state.value)
        reach = await self.announcer.reach(found.following, now)
        return EditedDraft(DraftKind.ANNOUNCEMENT, number, found.content, announcement=found, reach=reach)

    async def _amendment(self, number: int, now: datetime) -> EditedDraft:
        found = await self.amender.find(number)
        if found.state is not AmendmentState.DRAFT:
            raise UserError("desk-amendment-late", state=found.state.value)
        outline, tally = await self.amender.outline(found, now), await self.amender.reach(found)
        return EditedDraft(
            DraftKind.AMENDMENT,
            number,
            found.content,
            outline,
            amendment=found,
            reach=tally.delivered,
            tally=tally,
        )

    async def _open_contents(self) -> list[tuple[DraftKind, int, EditorContent]]:
        bulletins = await self._store.bulletins.recent()
        announcements = await self._store.announcements.open_ones()
        amendments = await self._store.amendments.open_ones()
        drafted = (one for one in amendments if one.state is AmendmentState.DRAFT)
        return [
            # first, because a correction begins with the text that was sent
            *((DraftKind.AMENDMENT, one.id, one.content) for one in drafted),
            *((DraftKind.ISSUE, one.id, one.content) for one in bulletins),
            *((DraftKind.ANNOUNCEMENT, one.id, one.content) for one in announcements),
        ]
