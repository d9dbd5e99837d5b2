"""Messages between readers and the secretariat, and the list of updates in quarantine."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from data.store.chat_values import Language
from data.store.feedback.values import ConversationState, FeedbackReader
from data.store.inbox import QuarantinedUpdate, QuarantinePage
from handlers.callbacks.feedback import QuarantineAction
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.message import Message
from handlers.views.secretariat.feedback import (
    OF_ANNOUNCEMENT,
    OF_FAULT,
    OF_ISSUE,
    Writing,
    answer_taken_message,
    ask_feedback_message,
    feedback_in_private_message,
    feedback_taken_message,
    header_message,
    is_issue_text,
    not_carried_message,
    not_delivered_message,
    topic_name,
)
from handlers.views.secretariat.quarantine import done_text, quarantine_message, quarantined_message
from tests.handlers.written import check_written

READER = FeedbackReader(7, "Анна <Иванова>", ConversationState.OPEN, False, None, None, 1)
MUTED = replace(READER, state=ConversationState.CLOSED, is_muted=True)
ANSWERED = replace(READER, state=ConversationState.ANSWERED)
AT = datetime(2026, 11, 28, 21, 30, tzinfo=UTC)
PRESS = QuarantinedUpdate(1, "K7Q2MX", "ZeroDivisionError", AT, "callback_query", is_private=True)
MESSAGE = QuarantinedUpdate(2, "ABC234", "KeyError", AT, "message", is_private=False)
ZONE = "Europe/Moscow"

MESSAGES: dict[str, Callable[[Words], Message]] = {
    "feedback-ask": ask_feedback_message,
    "feedback-ask-fault": lambda w: ask_feedback_message(w, f"{OF_FAULT}K7Q2MX"),
    "feedback-taken": feedback_taken_message,
    "feedback-edit-taken": lambda w: feedback_taken_message(w, is_edit=True),
    "feedback-in-private": lambda w: feedback_in_private_message(w, "https://t.me/mag_bot?start=f"),
    "feedback-not-carried": not_carried_message,
    "feedback-header": lambda w: header_message(w, Writing(READER, Language.RU)),
    "feedback-header-fault": lambda w: header_message(w, Writing(READER, Language.EN, f"{OF_FAULT}K7Q2MX")),
    "feedback-header-issue": lambda w: header_message(w, Writing(ANSWERED, Language.RU, OF_ISSUE)),
    "feedback-header-announcement": lambda w: header_message(
        w, Writing(ANSWERED, Language.RU, OF_ANNOUNCEMENT)
    ),
    "feedback-header-muted": lambda w: header_message(w, Writing(MUTED, Language.RU, is_edit=True)),
    "feedback-answer-taken": lambda w: answer_taken_message(w, READER),
    "feedback-answer-edited": lambda w: answer_taken_message(w, READER, is_edit=True),
    "updates": lambda w: quarantine_message(w, QuarantinePage((PRESS, MESSAGE), 2), ZONE),
    "updates-none": lambda w: quarantine_message(
        w, QuarantinePage((), 0), ZONE, done_text(w, QuarantineAction.DROP, "K7Q2MX")
    ),
    "updates-one": lambda w: quarantined_message(w, PRESS, ZONE),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MESSAGES)
def test_feedback_is_written_out(name: str, language: str) -> None:
    """Messages to both sides are as written down, and a name is no markup."""
    check_written(name, language, MESSAGES[name](words_in(language)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("blocked", "bot was blocked by the user"),
        ("gone", "user is deactivated"),
        ("deleted", "message to copy not found"),
        ("kind", "the message can't be copied"),
        ("unknown", "unknown"),
        ("other", "something new"),
    ],
)
def test_reason_why_an_answer_did_not_arrive_is_told(name: str, reason: str, language: str) -> None:
    """Telegram's words become a sentence, and unknown words have one too."""
    view = not_delivered_message(words_in(language), READER, reason)
    check_written(f"feedback-not-delivered-{name}", language, view)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("📰 Бюллетень МАГ · 27 ноября 2026\n\nНа этой неделе", True),
        ("📰 Assembly Bulletin · 27 November 2026\n\nThis week", True),
        ("Бюллетень от 27 ноября отправлен", False),
        ("", False),
    ],
)
def test_issue_is_known_by_its_heading(text: str, expected: bool) -> None:
    """Past issues are looked up and stored nowhere, so that only their text tells."""
    assert is_issue_text(text) is expected


def test_topic_has_a_name_of_a_bounded_length() -> None:
    """Telegram takes 128 characters, and a list of topics shows fewer."""
    assert topic_name("Анна") == "Анна"
    assert len(topic_name("Анна " * 40)) <= 64
