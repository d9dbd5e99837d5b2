"""Notices in hand and a chat that gets them, with the 2020 plan."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from data.calendar.almanac import Almanac
from data.store.chats import Chat, ChatKind, ChatState, Frequency, Language
from data.store.notices import Notice, NoticeKind
from tests.plan_2020 import cities_2020, plan_2020

CREATED = datetime(2020, 1, 1, tzinfo=UTC)
ALMANAC = Almanac(cities_2020(), {2020: plan_2020()})
PLAN = plan_2020()
COMING = [one for one in ALMANAC.occasions(date(2020, 1, 1), date(2022, 12, 31)) if one.kind != "bulletin"]


def chat(language: Language = Language.RU, zone: str = "Europe/Moscow") -> Chat:
    """Return an active chat that gets each notice by itself."""
    return Chat(
        7,
        ChatKind.PRIVATE,
        language,
        zone,
        10,
        Frequency.EACH,
        ChatState.ACTIVE,
        None,
        None,
        CREATED,
        CREATED,
    )


def noon(day: date) -> datetime:
    """Return noon in Moscow of that day."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def notice(id_: int, kind: NoticeKind, subject: str, payload: dict[str, Any] | None = None) -> Notice:
    """Return a notice that is about to be rendered."""
    text = json.dumps(payload or {})
    return Notice(id_, f"key{id_}", kind, subject, None, None, CREATED + timedelta(days=999), text, CREATED)


def reminders(*subjects: str) -> list[Notice]:
    """Return reminders of these occasions, numbered from 1."""
    return [notice(at, NoticeKind.REMINDER, subject) for at, subject in enumerate(subjects, 1)]
