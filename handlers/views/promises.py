"""Say when reminders come, and show one as a sample."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.topics import Subscription, Topic
from handlers.callbacks.preferences import SampleReminder
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Button, button, shorten
from handlers.views.message import Message
from handlers.views.notices.digest import notice_message
from handlers.views.wording.days import day_in_words
from handlers.views.wording.local_time import clock_time
from handlers.views.wording.occasions import one_line, place_of
from handlers.views.wording.starting import minutes_to
from scheduler.reminder_forecast import ExpectedReminder

TOPICS_WITHOUT_REMINDERS = frozenset({Topic.BULLETIN, Topic.CHANGES})
"""What follows these comes when it is made."""

LONGEST_SUBJECT = 80
"""Characters of what an announced reminder is about. A pop-up has room for 200 in all."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What a subscription brings first. expected is None where no reminder lies ahead.

    has_leads says that its topic has a lead time, has_dates that the event it is for has a date. chat is the
    variant of the sentences, see whose in handlers.views.settings.
    """

    following: Subscription
    expected: ExpectedReminder | None
    has_leads: bool = True
    has_dates: bool = False
    chat: str = "own"


def promise_in_words(words: Words, promise: Promise, zone: str, today: date) -> Markup:
    """Return «Первое напоминание — 6 августа в 10:00: Москва, 880 лет.», or what is awaited."""
    if promise.expected is not None:
        return words("first-reminder", **_facts(words, promise.expected, zone, today))
    if not promise.has_leads:
        return words("first-reminder-without-leads", chat=promise.chat)
    return words("first-reminder-awaited", what=_awaited(promise))


def next_reminders_in_words(
    words: Words, expected: Sequence[ExpectedReminder], zone: str, today: date
) -> Markup:
    """List the next reminders under a heading. Empty without any."""
    if not expected:
        return Markup("")
    lines = [words("next-reminder", **_facts(words, one, zone, today)) for one in expected]
    return join((words("next-reminders", count=len(lines)), *lines))


def sample_button(words: Words, following: Subscription | None = None) -> Button:
    """Return the button that shows a reminder of a subscription, or of all that is followed."""
    if following is None:
        return button(words.plain("button-sample"), SampleReminder())
    data = SampleReminder(topic=following.topic, subject=following.subject)
    return button(words.plain("button-sample"), data)


def sample_message(words: Words, expected: Sequence[ExpectedReminder], zone: str, today: date) -> Message:
    """Render reminders that come at one instant as they will look then, marked as a sample.

    expected must not be empty.
    """
    first = expected[0]
    local = first.at.astimezone(ZoneInfo(zone))
    is_hours_ahead = all(one.notice.hours is not None for one in expected)
    starts_in = minutes_to(first.notice.expires_at, first.at) if is_hours_ahead else None
    occasions = list({one.occasion.key: one.occasion for one in expected}.values())
    message, _ = notice_message(words, occasions, local.date(), zone, starts_in)
    when = {"date": day_in_words(words, local.date(), today.year), "time": clock_time(local)}
    return replace(message, text=join((words("sample-title", **when), message.text), "\n\n"), silent=False)


def _facts(words: Words, one: ExpectedReminder, zone: str, today: date) -> dict[str, str]:
    local = one.at.astimezone(ZoneInfo(zone))
    return {
        "date": day_in_words(words, local.date(), today.year),
        "time": clock_time(local),
        "what": _subject(words, one.occasion),
    }


def _subject(words: Words, occasion: Occasion) -> str:
    """Return «Москва, 880 лет», «Минск, День города» or the title of an event."""
    if occasion.event is not None:
        return shorten(one_line(occasion.event.title), LONGEST_SUBJECT)
    if occasion.kind is OccasionKind.JOURNAL:
        return words.plain("reminder-of-journal")
    city = place_of(words, occasion)
    if occasion.age is None:
        return words.plain("reminder-of-city-day", city=city)
    return words.plain("reminder-of-city", city=city, age=occasion.age)


def _awaited(promise: Promise) -> str:
    """Return the variant of the sentence about what a subscription waits for."""
    topic = promise.following.topic
    if topic is Topic.EVENT:
        return "late" if promise.has_dates else "event"
    return "city" if topic is Topic.CITY else "plan"
