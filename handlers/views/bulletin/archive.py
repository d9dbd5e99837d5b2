"""Render past issues of the bulletin, and what readers see before the first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.calendar.topics import Topic
from data.store.broadcasts.bulletins import Bulletin
from handlers.callbacks.browsing import Follow, OpenIssue
from handlers.callbacks.editor import AmendIssue
from handlers.text.markup import Markup
from handlers.text.words import DEFAULT_LANGUAGE, Words
from handlers.views.broadcasts import broadcast_message
from handlers.views.keyboard import Row, button, keyboard
from handlers.views.message import Message
from handlers.views.wording.days import day_in_words
from handlers.views.wording.local_time import zone_clock_in_words
from scheduler.bulletins.schedule import Timetable
from scheduler.bulletins.told import sent_on


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """An issue that went out, with its neighbours.

    following: the chat gets the bulletin. amendable: the person may correct what has been sent.
    """

    issue: Bulletin
    older: Bulletin | None = None
    newer: Bulletin | None = None
    following: bool = False
    amendable: bool = False


def past_issue_message(words: Words, page: ArchivePage) -> Message:
    """Render an issue as its readers got it, with buttons to the issues before and after it."""
    amend = AmendIssue(id=page.issue.id)
    return broadcast_message(
        words,
        texts_of(page.issue),
        _neighbours(words, page),
        () if page.following else _follow(words),
        [button(words.plain("desk-amend"), amend)] if page.amendable else (),
    )


def no_issue_message(words: Words, timetable: Timetable, first: date, *, following: bool) -> Message:
    """Say what the bulletin is and when the first issue may come, with a button to subscribe."""
    text = words(
        "bulletin-none-yet",
        when=schedule_in_words(words, timetable),
        date=day_in_words(words, first, first.year),
    )
    return Message(text, keyboard(() if following else _follow(words)))


def texts_of(bulletin: Bulletin) -> Mapping[str, object]:
    """Return an issue that went out as it is stored, by language.

    KeyError for one that never did.
    """
    texts = bulletin.body["text"]
    return texts if isinstance(texts, Mapping) else {DEFAULT_LANGUAGE: ""}


def schedule_in_words(words: Words, timetable: Timetable) -> Markup:
    """Return when the bulletin comes: «по понедельникам в 9:00 по московскому времени»."""
    zone = zone_clock_in_words(words, timetable.zone)
    return words("bulletin-at", weekday=timetable.weekday, hour=timetable.hour, zone=zone)


def _neighbours(words: Words, page: ArchivePage) -> Row:
    this_year = sent_on(page.issue).year
    sides = ((page.older, "bulletin-older"), (page.newer, "bulletin-newer"))
    return [
        button(words.plain(key, date=day_in_words(words, sent_on(one), this_year)), OpenIssue(id=one.id))
        for one, key in sides
        if one is not None
    ]


def _follow(words: Words) -> Row:
    label = words.plain("bulletin-subscribe")
    return [button(label, Follow(topic=Topic.BULLETIN, on=True), style="success")]
