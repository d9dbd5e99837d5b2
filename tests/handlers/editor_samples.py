"""Samples for golden files: issues, announcements and corrections with all additions."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from data.calendar.almanac import Almanac
from data.calendar.bulletin.composing import compose_digest
from data.calendar.bulletin.sections import sections_of
from data.calendar.topics import Subscription
from data.store.broadcasts.amendments import AmendedKind, Amendment, AmendmentState
from data.store.broadcasts.announcements import EVERYBODY, Announcement, AnnouncementState
from data.store.broadcasts.bulletins import Bulletin, BulletinState
from data.store.broadcasts.editorial import (
    AttachedFile,
    ChosenPicture,
    EditorContent,
    FormattedText,
    LinkButton,
    PictureSource,
    Placement,
    Style,
    StyledSpan,
)
from data.store.notices import Notice, NoticeKind
from handlers.callbacks.editor import DraftKind
from handlers.notices.plan_changes import change_reader
from handlers.notices.renderer import ready_message
from handlers.text.words import Words
from handlers.views.bulletin.payloads import BulletinViews
from handlers.views.message import Message
from handlers.views.secretariat.announcements import BroadcastViews
from handlers.views.secretariat.plan.edited_draft import EditedDraft
from scheduler.bulletins.outline import Issue
from scheduler.bulletins.schedule import Timetable
from scheduler.bulletins.tally import Tally
from scheduler.editor_messages import Payload
from tests.factories import plain_content
from tests.plan_2020 import cities_2020, plan_2020

ALMANAC = Almanac(cities_2020(), {2020: plan_2020()})
ZONE = "Europe/Moscow"
TIMETABLE = Timetable(0, 9, ZONE)
CHANGES = change_reader(lambda: ALMANAC)
VIEWS, BROADCASTS = BulletinViews(TIMETABLE, CHANGES), BroadcastViews(ZONE)
MARCH, DUE = date(2020, 3, 9), datetime(2020, 3, 9, 6, 0, tzinfo=UTC)
LATER = datetime(2020, 3, 10, 12, 30, tzinfo=UTC)
TEXT = "Приглашаем & <ждём> на форум"
CONTENT = EditorContent(
    FormattedText(
        TEXT, (StyledSpan(Style.BOLD, 0, 10), StyledSpan(Style.LINK, 23, 5, "https://example.org/?a=1&b=2"))
    ),
    Placement.AFTER,
    frozenset({"month", "past"}),
    ChosenPicture(PictureSource.CARD, year=2020, city="kazan"),
    AttachedFile("BQAC1", "Программа <1>.pdf"),
    (LinkButton("Программа", "https://example.org/day"), LinkButton("Канал", "tg://resolve?domain=mag")),
)
DIGEST = compose_digest(ALMANAC.occasions, MARCH)


def issue(
    state: BulletinState = BulletinState.DRAFT, content: EditorContent = CONTENT, **more: bool
) -> Issue:
    """Return an issue with an editor's additions, in a state."""
    row = Bulletin(
        5, "2020-W11", state, {"issue_day": "2020-03-09"}, content, 1, DUE, None, DUE, None, None, 7
    )
    return Issue(row, DIGEST, True, sections_of(DIGEST), 120, more.get("needs_approval", False))


def announcement(
    state: AnnouncementState = AnnouncementState.DRAFT,
    content: EditorContent = CONTENT,
    following: Subscription = EVERYBODY,
    due: datetime | None = None,
) -> Announcement:
    """Return an announcement in a state."""
    return Announcement(3, state, following, content, {}, 1, due, DUE, LATER, None, 8)


def amendment(kind: AmendedKind = AmendedKind.BULLETIN) -> Amendment:
    """Return the draft of a correction."""
    return Amendment(4, AmendmentState.DRAFT, kind, 5, 7, CONTENT, 1, DUE, None, None)


def draft(of: DraftKind, content: EditorContent = CONTENT, due: datetime | None = None) -> EditedDraft:
    """Return the draft that the editor's screens show."""
    match of:
        case DraftKind.ISSUE:
            bulletin = issue(content=content)
            dated = replace(bulletin, bulletin=replace(bulletin.bulletin, chosen_due=due))
            return EditedDraft(of, 5, content, dated, issue=dated, reach=120)
        case DraftKind.ANNOUNCEMENT:
            return EditedDraft(of, 3, content, announcement=announcement(content=content, due=due), reach=21)
        case DraftKind.AMENDMENT:
            tally = Tally(120, 100, 1, 0, 0, 0, 19)
            return EditedDraft(
                of, 4, content, issue(content=content), amendment=amendment(), reach=100, tally=tally
            )


def payload(of: Payload, kind: NoticeKind = NoticeKind.MESSAGE) -> Callable[[Words], Message]:
    """Return the message that a payload becomes when it is sent."""
    text = json.dumps(of, ensure_ascii=False)
    notice = Notice(1, "key", kind, "key", None, None, DUE, text, DUE)
    return lambda words: ready_message(words, notice)


PLAIN, EMPTY = plain_content(TEXT), EditorContent()
