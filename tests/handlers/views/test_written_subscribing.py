"""Golden files of a subscription's promise, its sample, and the stored data of a chat."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from data.calendar.almanac import Almanac
from data.calendar.imprecise_dates import ClockTime
from data.calendar.occasions import Occasion
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import Chat, ChatKind, ChatState, Language, NewChat, beginning
from handlers.text.markup import join
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.message import Message, parsed
from handlers.views.notices.digest import notice_message
from handlers.views.privacy import KnownChat, as_json, known_in_words, privacy_message
from handlers.views.promises import Promise, promise_in_words, sample_message
from handlers.views.subscriptions import Muted, topics_message
from handlers.views.wording.starting import minutes_to, starts_in_words
from scheduler.due_notices import Span, due_notices
from scheduler.hours_ahead import hour_reminders
from scheduler.reminder_forecast import ExpectedReminder
from tests.handlers.written import check_written
from tests.plan_2020 import cities_2020, plan_2020

ALMANAC = Almanac(cities_2020(), {2020: plan_2020()})
ZONE, NOON, TODAY = "Europe/Moscow", datetime(2020, 3, 1, 9, tzinfo=UTC), date(2020, 3, 1)
CHAT = beginning(NewChat(7, ChatKind.PRIVATE, Language.RU, ZONE, 10), NOON)


def occasion(key: str) -> Occasion:
    """Return the occasion with this key."""
    found = ALMANAC.occasion(key)
    assert found is not None
    return found


def expected(key: str, lead: int, at: datetime) -> ExpectedReminder:
    """Return the reminder of an occasion this many days ahead, at an instant."""
    one = occasion(key)
    begins = one.when.begins
    assert begins is not None
    day = begins - timedelta(days=lead)
    found = next(due_notices([one], Span(day - timedelta(days=1), day, day)))
    return ExpectedReminder(at, one, found.notice)


def hours_ahead(hours: int) -> ExpectedReminder:
    """Return the reminder hours before the session of 12 March, which begins at 15:00 in Moscow."""
    one = replace(occasion("event:1:0"), time=ClockTime(time(15)))
    found = next(reminder for reminder in hour_reminders(one) if reminder.notice.hours == hours)
    return ExpectedReminder(found.due, one, found.notice)


JUBILEE = expected("jubilee:kazan:2020", 30, datetime(2020, 7, 31, 7, tzinfo=UTC))
GREETING = expected("jubilee:kazan:2020", 0, datetime(2020, 8, 30, 7, tzinfo=UTC))
NEXT_YEAR = replace(JUBILEE, at=datetime(2021, 7, 31, 7, tzinfo=UTC))
EVENT = expected("event:1:0", 7, datetime(2020, 3, 5, 7, tzinfo=UTC))
CITY_DAY = expected("city_day:minsk:2020", 7, datetime(2020, 9, 2, 7, tzinfo=UTC))
AGELESS = replace(CITY_DAY, occasion=replace(CITY_DAY.occasion, age=None))
JOURNAL = expected("journal:2020-Q4", 7, datetime(2020, 9, 24, 7, tzinfo=UTC))
PROMISES = (
    *(Promise(Subscription(Topic.OWN), one) for one in (EVENT, hours_ahead(3))),
    *(Promise(Subscription(Topic.JUBILEES), one) for one in (JUBILEE, NEXT_YEAR, AGELESS, CITY_DAY)),
    Promise(Subscription(Topic.JOURNAL), JOURNAL),
    Promise(Subscription(Topic.OWN), None),
    Promise(Subscription(Topic.CITY, "kazan"), None),
    Promise(Subscription(Topic.EVENT, "4"), None),
    Promise(Subscription(Topic.EVENT, "1"), None, has_dates=True),
    Promise(Subscription(Topic.OWN), None, has_leads=False),
)
FOLLOWED = frozenset({Subscription(Topic.JUBILEES), Subscription(Topic.CITY, "kazan")})
KNOWN = KnownChat(CHAT, "Казань", FOLLOWED, ["Казань"], [], {Topic.JUBILEES: ((30, 1), ())}, 0, 12)
LEADS = {Topic.OWN: ((7, 1), (3, 1)), Topic.CITY: ((), ())}
GROUP: Chat = replace(CHAT, chat_id=-100500, kind=ChatKind.SUPERGROUP, greets=False, state=ChatState.STOPPED)

MESSAGES: dict[str, Callable[[Words], Message]] = {
    "first-reminders": lambda w: Message(join(promise_in_words(w, one, ZONE, TODAY) for one in PROMISES)),
    "sample-jubilee": lambda w: sample_message(w, [JUBILEE], ZONE, TODAY),
    "sample-greeting": lambda w: sample_message(w, [GREETING], ZONE, TODAY),
    "sample-hours": lambda w: sample_message(w, [hours_ahead(3)], "Asia/Omsk", TODAY),
    "sample-of-two": lambda w: sample_message(w, [EVENT, replace(CITY_DAY, at=EVENT.at)], ZONE, TODAY),
    "subscriptions-expected": lambda w: topics_message(
        w, CHAT, FOLLOWED, Muted(), TODAY, [EVENT, hours_ahead(3), JUBILEE]
    ),
    "notice-three-hours-ahead": lambda w: notice_message(w, [hours_ahead(3).occasion], TODAY, ZONE, 180)[0],
    "privacy-known": lambda w: privacy_message(w, known=known_in_words(w, KNOWN, NOON)),
    "privacy-known-group": lambda w: privacy_message(
        w,
        known=known_in_words(
            w,
            replace(
                KNOWN, chat=GROUP, own_city="", cities=[str(at) for at in range(13)], leads=LEADS, sent=0
            ),
            NOON,
        ),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MESSAGES)
def test_message_is_as_written_down(name: str, language: str) -> None:
    """Promises, samples, and the page of stored data."""
    check_written(name, language, MESSAGES[name](words_in(language)))


@pytest.mark.parametrize(
    ("minutes", "expected_ru", "expected_en"),
    [
        (180, "через 3 часа", "in 3 hours"),
        (172, "через 3 часа", "in 3 hours"),
        (165, "через 2 ч 45 мин", "in 2 h 45 min"),
        (92, "через 1 ч 30 мин", "in 1 h 30 min"),
        (61, "через час", "in an hour"),
        (50, "через час", "in an hour"),
        (49, "через 50 минут", "in 50 minutes"),
        (21, "через 20 минут", "in 20 minutes"),
        (5, "через 5 минут", "in 5 minutes"),
        (1, "сейчас", "right now"),
    ],
)
def test_time_until_the_beginning_is_rounded(minutes: int, expected_ru: str, expected_en: str) -> None:
    """The time is rounded to whole hours if one is near, else to five minutes."""
    told = minutes_to(NOON + timedelta(minutes=minutes), NOON)
    found = [parsed(starts_in_words(words_in(language), told)) for language in ("ru", "en")]
    assert found == [expected_ru, expected_en]


def test_file_of_stored_data_is_readable() -> None:
    """Masks are lists, JSON is nested, moments are ISO without parts of a second."""
    text = as_json(
        {
            "chats": [{"created_at": "2020-03-01T09:00:00.000000Z", "hour": 10}],
            "lead_times": [{"topic": "own", "leads": 10, "hours": 3}],
            "inbox": [{"payload": '{"text": "Казань"}'}, {"payload": "{broken"}],
            "deliveries": [{"outcome": "1: .000000Z", "raw": b"\x01"}],
        }
    )
    assert "\n  " in text
    assert "Казань" in text
    assert json.loads(text) == {
        "chats": [{"created_at": "2020-03-01T09:00:00Z", "hour": 10}],
        "lead_times": [{"topic": "own", "leads": [7, 1], "hours": [3, 1]}],
        "inbox": [{"payload": {"text": "Казань"}}, {"payload": "{broken"}],
        "deliveries": [{"outcome": "1: .000000Z", "raw": "01"}],
    }
