"""Every message about the weekly issue that editors get, written down."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from data.store.broadcasts.announcements import AnnouncementState
from data.store.broadcasts.bulletins import BulletinState
from data.store.notices import NoticeKind
from handlers.callbacks.editor import BroadcastAction, DraftKind
from handlers.text.markup import Markup
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.bulletin import archive, editors
from handlers.views.message import Message
from handlers.views.secretariat import announcements, editor
from scheduler.bulletins.tally import Tally
from tests.handlers.editor_samples import CONTENT, DIGEST, LATER, PLAIN, VIEWS, draft, issue, payload
from tests.handlers.written import check_written


def tools(kind: DraftKind) -> Callable[[Words], Message]:
    """Return the editor's tools."""
    return lambda words: editor.tools_message(words, draft(kind, due=LATER))


OUT = issue(BulletinState.SENT).bulletin
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
    "desk-album-cut": ({},),
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
