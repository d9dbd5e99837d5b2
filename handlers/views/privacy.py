"""Render what is stored about a chat: in words, as a file, deleted."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.calendar.topics import Subscription, Topic, unpack_hours, unpack_leads
from data.store.answers import ANSWERS_KEPT
from data.store.chat_values import Chat, ChatKind
from data.store.editions.event_drafts import DRAFTS_KEPT
from data.store.editions.plan_drafts import PLAN_DRAFTS_KEPT
from data.store.feedback.messages import FEEDBACK_KEPT
from data.store.retention.periods import DEFAULT_PERIODS, RetentionPeriods
from handlers.callbacks.browsing import OpenScreen, Privacy, PrivacyStep, Screen
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Row, button, keyboard
from handlers.views.lead_times import TOPICS_WITH_LEADS, leads_in_words, topic_name
from handlers.views.message import Document, Message
from handlers.views.settings import silence_in_words
from handlers.views.subscriptions import LISTED_TOPICS
from handlers.views.wording.days import day_in_words
from handlers.views.wording.local_time import zone_in_words
from handlers.views.wording.sources import source_in_words

StoredRows = Mapping[str, Sequence[Mapping[str, object]]]
"""Rows by table, as the store exports them."""

MOST_NAMES = 10
"""Cities and events that are named. The file has all of them."""

_MICROSECONDS = re.compile(r"(?<=:\d\d)\.\d{6}Z$")
_MASKS = {"leads": unpack_leads, "hours": unpack_hours}
_JSON_COLUMNS = frozenset({"payload", "data", "before", "after"})


@dataclass(frozen=True, slots=True)
class KnownChat:
    """What is stored about a chat, by names. own_city is empty without one.

    cities and events are the names of what is followed. source is the label of the link by which the chat
    came, empty without one. leads are the lead times that were chosen, days and
    hours by topic.
    """

    chat: Chat
    own_city: str
    follows: frozenset[Subscription]
    cities: Sequence[str]
    events: Sequence[str]
    leads: Mapping[Topic, tuple[Sequence[int], Sequence[int]]]
    muted: int
    sent: int
    source: str = ""


def privacy_message(
    words: Words, periods: RetentionPeriods = DEFAULT_PERIODS, *, known: Markup | None = None
) -> Message:
    """Say what is stored, for how long and why, with buttons to see, export and delete it.

    known is what is stored about this chat, which needs no button then.
    """
    terms = words(
        "privacy-terms",
        notices=periods.deliveries.days,
        aside=periods.updates.days,
        answers=ANSWERS_KEPT.days,
        feedback=FEEDBACK_KEPT.days,
        documents=PLAN_DRAFTS_KEPT.days,
        drafts=DRAFTS_KEPT.days,
    )
    if known is None:
        return Message(join((words("privacy-title"), terms), "\n\n"), keyboard(*_buttons(words, shows=True)))
    parts = (words("privacy-title"), known, words("privacy-folded", terms=terms))
    return Message(join(parts, "\n\n"), keyboard(*_buttons(words, shows=False)))


def known_in_words(words: Words, known: KnownChat, now: datetime) -> Markup:
    """Return what is stored about a chat, a line for each thing."""
    chat = known.chat
    today = now.date()
    lines = [
        words("privacy-known", chat="private" if chat.kind is ChatKind.PRIVATE else "group"),
        words("privacy-language"),
        words("settings-zone-line", zone=zone_in_words(words, chat.zone, now)),
        words("privacy-hour", hour=chat.hour),
        words("settings-frequency-line", frequency=chat.frequency.value),
        words("privacy-city", city=known.own_city or "none"),
        words("privacy-topics", names=_listed(words, _topics(words, known))),
        words("privacy-cities", names=_listed(words, known.cities)),
        words("privacy-events", names=_listed(words, known.events)),
        *_lead_lines(words, known),
        words("privacy-greetings", on=int(chat.greets)),
        words("privacy-muted", count=known.muted),
        words("privacy-source", source=source_in_words(words, known.source)) if known.source else "",
        words("privacy-sent", count=known.sent),
        words("privacy-since", date=day_in_words(words, chat.created_at.date(), today.year)),
        words("privacy-number", number=str(chat.chat_id)),
    ]
    return join((join(lines), silence_in_words(words, chat, today)), "\n\n")


def stored_rows_file(words: Words, rows: StoredRows) -> Message:
    """Return all rows as a JSON file."""
    document = Document(words.plain("privacy-file-name"), as_json(rows).encode())
    return Message(words("privacy-file"), document=document)


def deletion_question(words: Words) -> Message:
    """Ask to confirm the deletion."""
    yes = button(words.plain("button-delete-sure"), Privacy(step=PrivacyStep.DELETE), style="danger")
    no = button(words.plain("button-keep"), OpenScreen(screen=Screen.PRIVACY))
    return Message(words("privacy-delete-sure"), keyboard((yes,), (no,)))


def deleted_message(words: Words) -> Message:
    """Confirm the deletion."""
    return Message(words("privacy-deleted"))


def as_json(rows: StoredRows) -> str:
    """Return the rows as JSON for people: indented, with masks and JSON unpacked.

    Moments are ISO text in UTC.
    Letters are not escaped, and binary values are hexadecimal.
    """
    readable = {
        table: [{column: _readable(column, value) for column, value in row.items()} for row in found]
        for table, found in rows.items()
    }
    return json.dumps(readable, ensure_ascii=False, indent=2, default=lambda value: bytes(value).hex())


def _readable(column: str, value: object) -> Any:
    if column in _MASKS and isinstance(value, int):
        return list(_MASKS[column](value))
    if not isinstance(value, str):
        return value
    if column in _JSON_COLUMNS and value:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return _MICROSECONDS.sub("Z", value)


def _topics(words: Words, known: KnownChat) -> list[str]:
    return [topic_name(words, topic) for topic in LISTED_TOPICS if Subscription(topic) in known.follows]


def _lead_lines(words: Words, known: KnownChat) -> list[Markup]:
    return [
        words(
            "privacy-leads", topic=topic_name(words, topic), leads=leads_in_words(words, *known.leads[topic])
        )
        for topic in TOPICS_WITH_LEADS
        if topic in known.leads
    ]


def _listed(words: Words, names: Sequence[str]) -> str:
    """Return the first names and how many more there are, or that there is none."""
    if not names:
        return words.plain("privacy-none")
    text = ", ".join(names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    return words.plain("privacy-more", names=text, count=more) if more > 0 else text


def _buttons(words: Words, *, shows: bool) -> tuple[Row, ...]:
    show = [button(words.plain("button-kept"), Privacy(step=PrivacyStep.SHOW))] if shows else []
    export = button(words.plain("button-export"), Privacy(step=PrivacyStep.EXPORT))
    delete = button(words.plain("button-delete"), Privacy(step=PrivacyStep.ASK), style="danger")
    return (*show, export), (delete,)
