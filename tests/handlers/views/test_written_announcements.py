"""Golden files of the messages about announcements and corrections, and of their editor."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.broadcasts.amendments import AmendedKind
from data.store.broadcasts.announcements import AnnouncementState
from data.store.broadcasts.editorial import EditorContent
from data.store.notices import NoticeKind
from handlers.callbacks.editor import AskedPart, BroadcastAction, DraftKind
from handlers.text.markup import Markup
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.message import Message
from handlers.views.secretariat import announcements, editor
from scheduler.bulletins.tally import Tally
from tests.handlers.editor_samples import (
    BROADCASTS,
    CONTENT,
    EMPTY,
    LATER,
    PLAIN,
    ZONE,
    amendment,
    announcement,
    draft,
    payload,
)
from tests.handlers.written import check_written

HALF, DONE = Tally(9, 3, 0, 0, 0, 0, 6), Tally(9, 6, 1, 1, 1, 0, 0)
STOPPED = Tally(9, 3, 0, 0, 0, 6, 0)
STATES = tuple(announcement(state) for state in AnnouncementState)
APPROVED = replace(
    draft(DraftKind.ANNOUNCEMENT, PLAIN),
    announcement=announcement(AnnouncementState.APPROVED, PLAIN, due=LATER),
)


def to_all(words: Words) -> Markup:
    """Return whom an announcement to all is for."""
    return announcements.audience_in_words(words, Topic.BULLETIN, "")


def drafted(content: EditorContent, due: datetime | None = None) -> Callable[[Words], Message]:
    """Return the draft of an announcement."""
    of = draft(DraftKind.ANNOUNCEMENT, content, due)
    return lambda words: announcements.announcement_draft_message(words, of, to_all(words), ZONE)


def approved(words: Words) -> Message:
    """Return the draft of an announcement to the followers of a city, approved for an hour."""
    followers = announcements.audience_in_words(words, Topic.CITY, "Казань")
    return announcements.announcement_draft_message(words, APPROVED, followers, ZONE)


def corrected(words: Words) -> Message:
    """Return the draft of a correction."""
    name = announcements.amended_in_words(words, amendment())
    return announcements.amendment_draft_message(words, draft(DraftKind.AMENDMENT), name)


def sent(words: Words) -> Message:
    """Return an announcement that was sent to the followers of a topic."""
    name = announcements.audience_in_words(words, Topic.OWN, "")
    shown = announcement(AnnouncementState.SENT, following=Subscription(Topic.OWN, ""))
    return announcements.sent_announcement_message(words, shown, name, ZONE)


def asked(what: AskedPart, kind: DraftKind = DraftKind.ISSUE) -> Callable[[Words], Message]:
    """Return the question for a part of a draft."""
    return lambda words: editor.asked_message(words, draft(kind), what)


def confirm(kind: DraftKind, act: BroadcastAction) -> Callable[[Words], Message]:
    """Return the question before a decision."""
    return lambda words: announcements.confirm_broadcast_message(words, draft(kind), act)


MESSAGES: dict[str, Callable[[Words], Message]] = {
    "announce": lambda w: announcements.audiences_message(w, (*STATES, announcement(content=EMPTY))),
    "announce-ask-event": lambda w: announcements.ask_subject_message(w, Topic.EVENT),
    "announce-ask-city": lambda w: announcements.ask_subject_message(w, Topic.CITY),
    "announce-which": lambda w: announcements.subjects_message(w, Topic.EVENT, [("12", "Форум столиц")]),
    "announcement-draft": drafted(PLAIN),
    "announcement-draft-empty": drafted(EMPTY),
    "announcement-draft-full": drafted(CONTENT, LATER),
    "announcement-draft-approved": approved,
    "announcement-sent": sent,
    "announcement": payload(BROADCASTS.announcement(CONTENT, LATER), NoticeKind.ANNOUNCEMENT),
    "announcing": payload(BROADCASTS.announcing(announcement(AnnouncementState.SENDING), HALF)),
    "announcing-paused": payload(BROADCASTS.announcing(announcement(AnnouncementState.PAUSED), HALF)),
    "announced": payload(BROADCASTS.announced(announcement(AnnouncementState.SENT), DONE)),
    "announced-nobody": payload(
        BROADCASTS.announced(announcement(AnnouncementState.SENT), Tally(0, 0, 0, 0, 0, 0, 0))
    ),
    "announced-stopped": payload(BROADCASTS.announced(announcement(AnnouncementState.CANCELLED), STOPPED)),
    "amendment-draft": corrected,
    "amending": payload(BROADCASTS.amending(amendment(), HALF)),
    "amended": payload(BROADCASTS.amended(amendment(AmendedKind.ANNOUNCEMENT), DONE)),
    "tools-empty": lambda w: editor.tools_message(w, draft(DraftKind.ANNOUNCEMENT, EMPTY)),
    "picture": lambda w: editor.picture_message(w, draft(DraftKind.ISSUE)),
    "picture-none": lambda w: editor.picture_message(w, draft(DraftKind.ISSUE, PLAIN)),
    "sections": lambda w: editor.sections_message(w, draft(DraftKind.ISSUE)),
    "links": lambda w: editor.links_message(w, draft(DraftKind.ISSUE)),
    "links-none": lambda w: editor.links_message(w, draft(DraftKind.ISSUE, PLAIN)),
    **{f"ask-{what.name.lower()}": asked(what) for what in AskedPart},
    "ask-text-announcement": asked(AskedPart.TEXT, DraftKind.ANNOUNCEMENT),
    "ask-text-amendment": asked(AskedPart.TEXT, DraftKind.AMENDMENT),
    **{
        f"confirm-{name}-{kind.name.lower()}": confirm(kind, act)
        for name, act in (("send", BroadcastAction.SEND), ("drop", BroadcastAction.DROP))
        for kind in (DraftKind.ANNOUNCEMENT, DraftKind.AMENDMENT)
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MESSAGES)
def test_message_of_the_editor_is_as_written_down(name: str, language: str) -> None:
    """The message has the text and buttons written down, and Telegram takes it."""
    check_written(f"broadcast-{name}", language, MESSAGES[name](words_in(language)))
