"""Render past issues of the bulletin, and what readers see before the first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.calendar.topics import Topic
from data.store.bulletins import Bulletin
from handlers.callbacks.browsing import Follow, OpenIssue
from handlers.text.markup import Markup
from handlers.text.words import Words
from handlers.views.keyboard import Row, button, keyboard
from handlers.views.message import Message
from handlers.views.wording.days import day_in_words
from handlers.views.wording.local_time import zone_clock_in_words
from scheduler.bulletins.schedule import Timetable


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """An issue that went out, with its neighbours. following: the chat gets the bulletin."""

    issue: Bulletin
    older: Bulletin | None = None
    newer: Bulletin | None = None
    following: bool = False


def past_issue_message(words: Words, page: ArchivePage) -> Message:
    """Render an issue as its readers got it, with buttons to the issues before and after it."""
    return Message(
        issue_as_sent(words, page.issue),
        keyboard(_neighbours(words, page), () if page.following else _follow(words)),
    )


def no_issue_message(words: Words, timetable: Timetable, first: date, *, following: bool) -> Message:
    """Say what the bulletin is and when the first issue may come, with a button to subscribe."""
    text = words(
        "bulletin-none-yet",
        when=schedule_in_words(words, timetable),
        date=day_in_words(words, first, first.year),
    )
    return Message(text, keyboard(() if following else _follow(words)))


def issue_as_sent(words: Words, bulletin: Bulletin) -> Markup:
    """Return the text of an issue that went out. KeyError for an issue that never did."""
    texts = bulletin.body["text"]
    return Markup(texts[words.language] if isinstance(texts, Mapping) else "")


def schedule_in_words(words: Words, timetable: Timetable) -> Markup:
    """Return when the bulletin comes: «по понедельникам в 9:00 по московскому времени»."""
    zone = zone_clock_in_words(words, timetable.zone)
    return words("bulletin-at", weekday=timetable.weekday, hour=timetable.hour, zone=zone)


def day_sent(bulletin: Bulletin) -> date:
    """Return the day an issue went out, or the day it was made for, of an issue kept without it."""
    told = bulletin.body.get("told")
    day = told.get("day") if isinstance(told, Mapping) else None
    return date.fromisoformat(str(day or bulletin.body["issue_day"]))


def _neighbours(words: Words, page: ArchivePage) -> Row:
    this_year = day_sent(page.issue).year
    sides = ((page.older, "bulletin-older"), (page.newer, "bulletin-newer"))
    return [
        button(words.plain(key, date=day_in_words(words, day_sent(one), this_year)), OpenIssue(id=one.id))
        for one, key in sides
        if one is not None
    ]


def _follow(words: Words) -> Row:
    label = words.plain("bulletin-subscribe")
    return [button(label, Follow(topic=Topic.BULLETIN, on=True), style="success")]
