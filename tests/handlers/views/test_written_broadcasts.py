"""Every message of the editor, of announcements and of corrections, written down."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from data.calendar.almanac import Almanac
from data.calendar.bulletin.composing import compose_digest
from data.calendar.bulletin.sections import sections_of
from data.calendar.topics import Subscription, Topic
from data.store.amendments import AmendedKind, Amendment, AmendmentState
from data.store.announcements import EVERYBODY, Announcement, AnnouncementState
from data.store.bulletins import Bulletin, BulletinState
from data.store.editorial import (
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
from handlers.callbacks.editor import AskedPart, BroadcastAction, DraftKind
from handlers.notices.plan_changes import change_reader
from handlers.notices.renderer import ready_message
from handlers.text.markup import Markup
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.bulletin import archive, editors
from handlers.views.bulletin.payloads import BulletinViews
from handlers.views.message import Message
from handlers.views.secretariat import announcements, editor
from handlers.views.secretariat.announcements import BroadcastViews
from handlers.views.secretariat.edited_draft import EditedDraft
from scheduler.bulletins.outline import Issue
from scheduler.bulletins.schedule import Timetable
from scheduler.bulletins.tally import Tally
from scheduler.editor_messages import Payload
from tests.factories import plain_content
from tests.handlers.written import check_written
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
    """Return an issue with what an editor has added, in a state."""
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
    """Return what the editor's screens show."""
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


def to_all(words: Words) -> Markup:
    """Return whom an announcement to all is for."""
    return announcements.audience_in_words(words, Topic.BULLETIN, "")


def announced(content: EditorContent, due: datetime | None = None) -> Callable[[Words], Message]:
    """Return the draft of an announcement."""
    of = draft(DraftKind.ANNOUNCEMENT, content, due)
    return lambda words: announcements.announcement_draft_message(words, of, to_all(words), ZONE)


def tools(kind: DraftKind) -> Callable[[Words], Message]:
    """Return the editor's tools."""
    return lambda words: editor.tools_message(words, draft(kind, due=LATER))


def asked(what: AskedPart) -> Callable[[Words], Message]:
    """Return the question for a part of an issue."""
    return lambda words: editor.asked_message(words, draft(DraftKind.ISSUE), what)


def confirm(kind: DraftKind, act: BroadcastAction) -> Callable[[Words], Message]:
    """Return the question before a decision."""
    return lambda words: announcements.confirm_broadcast_message(words, draft(kind), act)


PLAIN, EMPTY = plain_content(TEXT), EditorContent()
OUT = issue(BulletinState.SENT).bulletin
APPROVED = replace(
    draft(DraftKind.ANNOUNCEMENT, PLAIN),
    announcement=announcement(AnnouncementState.APPROVED, PLAIN, due=LATER),
)
MESSAGES: dict[str, Callable[[Words], Message]] = {
    "issue": payload(VIEWS.issue(DIGEST, replace(CONTENT, picture=None)), NoticeKind.BULLETIN),
    "issue-with-picture": payload(VIEWS.issue(DIGEST, CONTENT), NoticeKind.BULLETIN),
    "issue-past": lambda w: archive.past_issue_message(
        w,
        archive.ArchivePage(
            replace(OUT, body={**OUT.body, "text": VIEWS.issue(DIGEST, CONTENT)}),
            following=True,
            amendable=True,
        ),
    ),
    "draft": payload(VIEWS.draft(issue())),
    "draft-held": payload(VIEWS.draft(issue(BulletinState.HELD, PLAIN))),
    "draft-needs-approval": payload(VIEWS.draft(issue(content=PLAIN, needs_approval=True))),
    "held": payload(VIEWS.held(issue(BulletinState.HELD))),
    "prepare": editors.prepare_message,
    "progress-paused": payload(
        VIEWS.progress(issue(BulletinState.PAUSED).bulletin, Tally(9, 3, 0, 0, 0, 0, 6))
    ),
    "progress-stopped": payload(
        VIEWS.progress(issue(BulletinState.SKIPPED).bulletin, Tally(9, 3, 0, 0, 0, 6, 0))
    ),
    "report-stopped": payload(
        VIEWS.report(issue(BulletinState.SKIPPED).bulletin, Tally(9, 2, 1, 0, 0, 6, 0))
    ),
    **{f"tools-{kind.name.lower()}": tools(kind) for kind in DraftKind},
    "confirm-second": lambda w: announcements.second_broadcast_message(
        w, draft(DraftKind.ANNOUNCEMENT), BroadcastAction.SEND_SECOND
    ),
    "confirm-stop": lambda w: announcements.confirm_stop_message(w, DraftKind.ISSUE, 5),
}
POP_UPS: dict[str, tuple[dict[str, str | int], ...]] = {
    "desk-test-sent": ({},),
    "desk-attachments-stay": ({},),
    "desk-text-stays": ({},),
    "desk-draft-unknown": ({},),
    "desk-draft-closed": ({},),
    "desk-time-past": ({},),
    "desk-not-under-way": ({},),
    "desk-amendment-under-way": ({},),
    "desk-steered": ({"act": "pause"}, {"act": "resume"}),
    "desk-announcement-late": tuple({"state": state.value} for state in AnnouncementState),
    "desk-amendment-late": ({"state": "sent"}, {"state": "dropped"}),
}
ANSWERS: dict[str, tuple[dict[str, str | int], ...]] = {
    "desk-too-long": ({"over": 1, "picture": "no"}, {"over": 312, "picture": "yes"}),
    "desk-links-lost": ({"count": 1}, {"count": 3}),
    "desk-picture-needed": ({},),
    "desk-file-needed": ({},),
    "desk-card-city": ({},),
    "desk-link-form": ({},),
    "desk-link-wrong": ({"url": "javascript:x"},),
    "desk-link-long": ({"longest": 60},),
    "desk-links-full": ({"most": 3},),
    "desk-time-form": ({},),
    "desk-time-late": ({"issue": "yes"}, {"issue": "no"}),
    "desk-announce-none": ({"topic": "event"}, {"topic": "city"}),
    "desk-accepted": ({"kind": "announcement"}, {"kind": "amendment"}),
    "desk-draft-dropped": ({"kind": "announcement"}, {"kind": "amendment"}),
    "desk-kept": ({},),
    "desk-stopped": ({},),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MESSAGES)
def test_message_is_as_written_down(name: str, language: str) -> None:
    """The message has the text and buttons written down, and Telegram takes it."""
    check_written(f"broadcast-{name}", language, MESSAGES[name](words_in(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_as_written_down(language: str) -> None:
    """Pop-ups are no longer than Telegram shows."""
    words = words_in(language)
    said = [words.plain(key, **values) for key, cases in POP_UPS.items() for values in cases]
    assert max(map(len, said)) <= 200
    said += [words.plain(key, **values) for key, cases in ANSWERS.items() for values in cases]
    check_written("broadcast-sentences", language, Message(Markup("\n".join(said))))
