"""Render messages between readers and the secretariat, for either side."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup

from data.store.chat_values import Language
from data.store.feedback.values import ConversationState, FeedbackReader
from handlers.callbacks.feedback import ActOnFeedback, FeedbackAction, WriteFeedback
from handlers.text.markup import Markup, escape, join
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.keyboard import Button, Row, button, keyboard, link, shorten
from handlers.views.message import Message, parsed

OF_FAULT = "fault:"
"""How the subject of a message about an error begins. Its reference follows."""

OF_ANNOUNCEMENT = "announcement"
"""The subject of a reply to an announcement."""

OF_ISSUE = "issue"
"""The subject of a reply to an issue of the bulletin."""

LONGEST_NAME = 64
"""Characters of a reader's name that are shown. Telegram takes 64 for each of two names."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What a header tells of the message below: its reader, the chat's language, its subject."""

    reader: FeedbackReader
    language: Language
    subject: str = ""
    is_edit: bool = False


def ask_feedback_message(words: Words, subject: str = "") -> Message:
    """Ask for the message to the secretariat."""
    reference = subject.removeprefix(OF_FAULT) if subject.startswith(OF_FAULT) else "none"
    return Message(words("feedback-ask", reference=reference))


def feedback_taken_message(words: Words, *, is_edit: bool = False) -> Message:
    """Say that a message will reach the secretariat, with a button to write more."""
    text = words("feedback-edit-taken" if is_edit else "feedback-taken")
    more = button(words.plain("feedback-button-more"), WriteFeedback())
    return Message(text, keyboard((more,)))


def feedback_in_private_message(words: Words, url: str) -> Message:
    """Say in a group that the secretariat is written to in private, with a link there."""
    return Message(
        words("feedback-in-private"), keyboard((link(words.plain("feedback-button-private"), url),))
    )


def feedback_button(words: Words, reference: str = "") -> Button:
    """Return the button that opens writing to the secretariat, about an error if one is named."""
    return button(words.plain("feedback-button-write"), WriteFeedback(reference=reference))


def answer_keyboard(words: Words) -> InlineKeyboardMarkup | None:
    """Return the button below an answer of the secretariat."""
    return keyboard((button(words.plain("feedback-button-answer"), WriteFeedback()),))


def not_carried_message(words: Words) -> Message:
    """Tell a reader that a message has not reached the secretariat."""
    return Message(words("feedback-not-carried"), keyboard((feedback_button(words),)))


def is_issue_text(text: str) -> bool:
    """Return whether a text is an issue of the bulletin as readers get it, in any language."""
    headings = (parsed(words_in(language)("bulletin-heading", date="")) for language in LANGUAGES)
    return text.startswith(tuple(heading.strip() for heading in headings))


def header_message(words: Words, writing: Writing) -> Message:
    """Name the reader of the message below, with buttons to close it or to mute the reader."""
    lines = (_title(words, writing), _about(words, writing), _state(words, writing.reader))
    return Message(join(lines), keyboard(*_header_rows(words, writing.reader)))


def topic_name(name: str) -> str:
    """Return the name of a reader's topic."""
    return shorten(name, LONGEST_NAME)


def answer_taken_message(words: Words, reader: FeedbackReader, *, is_edit: bool = False) -> Message:
    """Confirm to the secretariat that its answer is on its way."""
    key = "feedback-answer-edited" if is_edit else "feedback-answer-taken"
    return Message(words(key, name=shorten(reader.name, LONGEST_NAME)))


def not_delivered_message(words: Words, reader: FeedbackReader, reason: str) -> Message:
    """Tell the secretariat that its answer has not reached the reader, and why."""
    name = shorten(reader.name, LONGEST_NAME)
    return Message(words("feedback-not-delivered", name=name, reason=_reason(reason)))


def _reason(reason: str) -> str:
    """Return which sentence explains a refusal of Telegram."""
    known: Sequence[tuple[str, tuple[str, ...]]] = (
        ("blocked", ("blocked", "can't initiate")),
        ("gone", ("deactivated", "chat not found")),
        ("deleted", ("to copy not found",)),
        ("kind", ("can't be copied",)),
        ("unknown", ("unknown",)),
    )
    return next((name for name, marks in known if any(mark in reason for mark in marks)), "other")


def _title(words: Words, writing: Writing) -> Markup:
    reader = writing.reader
    name = escape(shorten(reader.name, LONGEST_NAME))
    mention = Markup(f'<a href="tg://user?id={reader.chat_id}">{name}</a>')
    return words("feedback-header", name=mention, language=writing.language.value)


def _about(words: Words, writing: Writing) -> Markup:
    parts = []
    if writing.subject.startswith(OF_FAULT):
        parts.append(words("feedback-about-fault", reference=writing.subject.removeprefix(OF_FAULT)))
    elif writing.subject == OF_ISSUE:
        parts.append(words("feedback-about-issue"))
    elif writing.subject == OF_ANNOUNCEMENT:
        parts.append(words("feedback-about-announcement"))
    if writing.is_edit:
        parts.append(words("feedback-about-edit"))
    return join(parts)


def _state(words: Words, reader: FeedbackReader) -> Markup:
    state = words("feedback-state", state=reader.state.value)
    return join((state, words("feedback-state-muted") if reader.is_muted else ""))


def _header_rows(words: Words, reader: FeedbackReader) -> tuple[Row, ...]:
    is_closed = reader.state is ConversationState.CLOSED
    close = FeedbackAction.REOPEN if is_closed else FeedbackAction.CLOSE
    mute = FeedbackAction.UNMUTE if reader.is_muted else FeedbackAction.MUTE
    return (
        tuple(
            button(words.plain(f"feedback-button-{act.value}"), ActOnFeedback(act=act, reader=reader.chat_id))
            for act in (close, mute)
        ),
    )
