"""Render the diagnosis: findings, jobs, rights in groups and channels, settings, versions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardMarkup

from data.store.chat_values import Chat
from data.store.job_runs import JobRun
from handlers.callbacks.figures import OpenDiagnosis
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import button, keyboard, pager, shorten
from handlers.views.message import Message
from handlers.views.secretariat.findings import HealthFinding, ShowTime, Times
from handlers.views.wording.local_time import local_clock, zone_in_words
from scheduler.diagnosis import NextTicks, StorageFacts
from scheduler.liveness import OK

CHATS_ON_FIRST_PAGE = 10
"""Groups and channels up to which all stand on the first page."""

CHATS_ON_PAGE = 20
"""Groups and channels on each of their pages, where they are more. Telegram is asked about these alone."""

LONGEST_VALUE = 100
"""Characters of a value or a title that are shown."""

_MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class ChatRights:
    """What the bot may do in a group or channel. status is Telegram's word for its membership.

    trouble is Telegram's reason where it does not say.
    """

    chat: Chat
    title: str = ""
    status: str = ""
    writes: bool = False
    sends_photos: bool = False
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """What an examination has found. zone is that of all times. versions are names with numbers."""

    now: datetime
    zone: str
    findings: tuple[HealthFinding, ...]
    storage: StorageFacts
    latency: float | None
    ticks: NextTicks
    runs: tuple[JobRun, ...]
    settings: tuple[tuple[str, str], ...]
    versions: tuple[tuple[str, str], ...]


def pages_of(chats: int) -> int:
    """Return how many pages a diagnosis has, for so many groups and channels."""
    return 1 if chats <= CHATS_ON_FIRST_PAGE else 1 + -(-chats // CHATS_ON_PAGE)


def chats_of_page(page: int, chats: int) -> tuple[int, int]:
    """Return how many groups and channels a page passes over, and how many it shows at most."""
    if pages_of(chats) == 1:
        return 0, CHATS_ON_FIRST_PAGE
    return (0, 0) if page == 0 else ((page - 1) * CHATS_ON_PAGE, CHATS_ON_PAGE)


def condition_message(words: Words, found: Condition, rights: Sequence[ChatRights], chats: int) -> Message:
    """Render the first page. Few groups and channels stand on it too."""
    show = times_in(found.zone).show
    parts = (
        words("diagnose-title", clock=local_clock(words, found.zone, found.now), zone=_zone(words, found)),
        join(_findings(words, found, show)),
        join(_jobs(words, found, show)),
        _chats(words, rights, chats, show),
        words("diagnose-settings", lines=join(_settings(words, found))),
        words("diagnose-versions", versions=", ".join(f"{name} {number}" for name, number in found.versions)),
    )
    return Message(join(parts, "\n\n"), _buttons(words, 0, chats))


def rights_message(words: Words, found: Sequence[ChatRights], page: int, chats: int, zone: str) -> Message:
    """Render a page of groups and channels."""
    return Message(_chats(words, found, chats, times_in(zone).show), _buttons(words, page, chats))


def times_in(zone: str) -> Times:
    """Return what words instants in a zone: «29.11 12:00:05»."""
    there = ZoneInfo(zone)
    return Times(zone, lambda at: f"{at.astimezone(there):%d.%m %H:%M:%S}")


def _buttons(words: Words, page: int, chats: int) -> InlineKeyboardMarkup | None:
    again = button(words.plain("diagnose-button-again"), OpenDiagnosis(page=page))
    return keyboard(pager(words, page, pages_of(chats), lambda number: OpenDiagnosis(page=number)), (again,))


def _zone(words: Words, found: Condition) -> str:
    return zone_in_words(words, found.zone, found.now)


def _findings(words: Words, found: Condition, show: ShowTime) -> Iterator[Markup]:
    for one in found.findings:
        name = words.plain(f"check-{one.what}")
        yield words("diagnose-line", well=int(one.is_well), name=name, found=one.found)
    yield words("diagnose-size", size=-(-found.storage.size // _MEGABYTE))
    if found.latency is not None:
        yield words("diagnose-latency", milliseconds=round(found.latency * 1000))
    reminders = show(found.ticks.reminders) if found.ticks.reminders else "none"
    yield words("diagnose-next", reminders=reminders, bulletin=show(found.ticks.bulletin))


def _jobs(words: Words, found: Condition, show: ShowTime) -> Iterator[Markup]:
    """Yield each job with its last run, how it ended, and when it runs next."""
    yield words("diagnose-jobs")
    for run in found.runs:
        yield words(
            "diagnose-job",
            job=run.name,
            last=show(run.at),
            outcome="ok" if run.outcome == OK else run.outcome,
            next=show(run.at + timedelta(seconds=run.seconds)),
        )


def _chats(words: Words, rights: Sequence[ChatRights], chats: int, show: ShowTime) -> Markup:
    if not chats:
        return words("diagnose-no-chats")
    title = words("diagnose-chats", count=chats, elsewhere=int(not rights))
    return join((title, *(_chat(words, one, show) for one in rights)))


def _chat(words: Words, found: ChatRights, show: ShowTime) -> Markup:
    chat, title = found.chat, shorten(found.title, LONGEST_VALUE)
    lacks = (
        "chat" if found.trouble else "" if found.sends_photos else "photos" if found.writes else "messages"
    )
    line = words(
        "diagnose-chat",
        well=int(not lacks and chat.refused_since is None),
        title=title or "none",
        number=str(chat.chat_id),
        kind=chat.kind.value,
        status=found.status or "none",
        lacks=lacks or "nothing",
        trouble=found.trouble,
        stopped=chat.state.value,
    )
    if chat.refused_since is None:
        return line
    return join((line, words("diagnose-refused", since=show(chat.refused_since))))


def _settings(words: Words, found: Condition) -> Iterator[Markup]:
    for name, value in found.settings:
        yield words("diagnose-setting", name=name, value=shorten(value, LONGEST_VALUE) or "none")
