"""Word what an examination of the bot has found, for `mag-bot check` and for /diagnose.

It imports nothing of aiogram, which the command line must not wait for.
"""

import zoneinfo
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from data.store.job_runs import JobRun
from data.store.notices import DeliveryState
from handlers.text.words import Words
from handlers.views.wording.decimals import mebibytes
from scheduler.diagnosis import Copies, NextTicks, Sending, StorageFacts, Work, WritingFacts
from scheduler.liveness import Liveness

ShowTime = Callable[[datetime], str]
"""Words an aware instant."""


@dataclass(frozen=True, slots=True)
class Times:
    """How instants are shown, and the zone they are shown in."""

    zone: str
    show: ShowTime


def _utc_minute(at: datetime) -> str:
    return at.isoformat(timespec="minutes")


UTC_TIMES = Times("UTC", _utc_minute)
"""For the command line: UTC to the minute, as ISO text."""


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """One line of an examination: what was examined, whether it is well, and what was found."""

    what: str
    is_well: bool
    found: str


@dataclass(frozen=True, slots=True)
class TelegramFacts:
    """What Telegram answers: the bot's user name, or else what is wrong, a key of the words.

    error is the class of an error, pending counts the updates that wait there, webhook_error is why the last
    of them could not be posted, in Telegram's words. seconds is the time of the answer.
    """

    username: str | None = None
    trouble: str = ""
    error: str = ""
    pending: int | None = None
    webhook_error: str = ""
    seconds: float = 0.0


def settings_finding(words: Words, owners: int, zone: str, *, has_token: bool) -> HealthFinding:
    """Say whether there is a token, how many owners there are, and the zone."""
    key = "check-settings-telegram" if has_token else "check-settings-sandbox"
    return HealthFinding("settings", is_well=True, found=words.plain(key, owners=owners, zone=zone))


def database_finding(words: Words, path: str, facts: StorageFacts, *, exists: bool = True) -> HealthFinding:
    """Say which file it is and whether it is sound."""
    found = words.plain(
        "check-database-found",
        path=path,
        version=facts.schema,
        sqlite=facts.sqlite,
        findings="; ".join(facts.findings) or "ok",
    )
    return HealthFinding(
        "database",
        is_well=facts.is_sound,
        found=found if exists else words.plain("check-database-none", path=path),
    )


def writing_finding(words: Words, facts: WritingFacts) -> HealthFinding:
    """Say whether the file can be written, and how much room there is."""
    found = words.plain("check-writing-found", trouble=facts.trouble, free=facts.free_mb)
    return HealthFinding("writing", is_well=facts.is_well, found=found)


def plans_finding(years: Iterable[int]) -> HealthFinding:
    """Say which years have a plan."""
    found = ", ".join(str(year) for year in years)
    return HealthFinding("plans", is_well=bool(found), found=found or "—")


def bot_finding(words: Words, work: Work, times: Times = UTC_TIMES) -> HealthFinding:
    """Say whether a bot serves from the database and its jobs run as often as they should."""
    if not work.serves:
        return HealthFinding("bot", is_well=False, found=words.plain("check-bot-none"))
    return _describe(work.pid, _trouble(work.liveness), work.liveness, words, times)


def blocked_bot_finding(words: Words, pid: int | None) -> HealthFinding:
    """Describe a bot that keeps the database locked."""
    return _describe(pid, "blocked", None, words, UTC_TIMES)


def updates_finding(
    words: Words, work: Work, telegram: TelegramFacts | None, times: Times = UTC_TIMES
) -> HealthFinding:
    """Say whether updates wait for too long, here or at Telegram, and why they do there."""
    pending = None if telegram is None else telegram.pending
    is_left = work.serves and bool(pending) and not work.is_taking
    oldest = work.backlog.oldest
    found = words.plain(
        "check-updates-found",
        waiting=work.backlog.waiting,
        oldest=times.show(oldest) if oldest else "none",
        pending="—" if pending is None else str(pending),
        refusal=(telegram.webhook_error if telegram else "") or "none",
        aside=work.backlog.quarantined,
    )
    return HealthFinding("updates", is_well=not (work.liveness.stuck or is_left), found=found)


def ticks_finding(words: Words, ticks: NextTicks, runs: Iterable[JobRun]) -> HealthFinding:
    """Say when reminders and the bulletin fall due next, and when each job last ran, in UTC."""
    last = ", ".join(f"{run.name} {run.at.isoformat(timespec='seconds')}" for run in runs)
    found = words.plain(
        "check-ticks-found",
        reminders=_utc_minute(ticks.reminders) if ticks.reminders else "—",
        bulletin=_utc_minute(ticks.bulletin),
        last=last or "—",
    )
    return HealthFinding("ticks", is_well=True, found=found)


def notices_finding(words: Words, sending: Sending, times: Times = UTC_TIMES) -> HealthFinding:
    """Say what became of a week's notices, and since when the oldest due one waits."""
    counts, queue = sending.counts, sending.queue
    found = words.plain(
        "check-notices-found",
        sent=counts.get(DeliveryState.SENT, 0),
        expired=counts.get(DeliveryState.EXPIRED, 0),
        unknown=counts.get(DeliveryState.UNKNOWN, 0),
        failed=counts.get(DeliveryState.FAILED, 0),
        gone=counts.get(DeliveryState.GONE, 0),
        due=queue.due,
        oldest=times.show(queue.oldest) if queue.oldest else "none",
    )
    return HealthFinding("notices", is_well=True, found=found)


def copies_finding(words: Words, copies: Copies, times: Times = UTC_TIMES) -> HealthFinding:
    """Say when the database was last copied, and whether a try after that has failed."""
    made, failed = copies.made, copies.failed
    found = words.plain(
        "check-copies-found",
        daily=int(copies.is_daily),
        zone=times.zone,
        last=times.show(made.at) if made else "none",
        size=mebibytes(words, made.size) if made else "",
        file=made.file if made else "",
        failed=times.show(failed.at) if failed else "none",
    )
    return HealthFinding("copies", is_well=copies.is_well, found=found)


def zones_finding() -> HealthFinding:
    """Say which zone rules are used."""
    found = f"tzdata {version('tzdata')}, {zoneinfo.TZPATH[0] if zoneinfo.TZPATH else '—'}"
    return HealthFinding("zones", is_well=True, found=found)


def telegram_finding(words: Words, host: str, facts: TelegramFacts | None) -> HealthFinding:
    """Say what Telegram answers. Without facts there is no token to ask with."""
    if facts is None:
        return HealthFinding("telegram", is_well=True, found=words.plain("check-telegram-none"))
    if facts.trouble:
        found = words.plain(f"check-telegram-{facts.trouble}", host=host, error=facts.error)
        return HealthFinding("telegram", is_well=False, found=found)
    return HealthFinding("telegram", is_well=True, found=f"@{facts.username}")


def _trouble(liveness: Liveness) -> str:
    if not liveness.has_run:
        return "idle"
    if liveness.overdue:
        return "overdue"
    return "failed" if liveness.failed else "none"


def _describe(
    pid: int | None, trouble: str, liveness: Liveness | None, words: Words, times: Times
) -> HealthFinding:
    overdue, failed = (liveness.overdue, liveness.failed) if liveness else ((), ())
    found = words.plain(
        "check-bot-found",
        process=str(pid or "?"),
        trouble=trouble,
        zone=times.zone,
        overdue=", ".join(f"{run.name} {times.show(run.at)}" for run in overdue) or "—",
        failed=", ".join(f"{run.name} {run.outcome}" for run in failed) or "—",
    )
    return HealthFinding("bot", is_well=trouble == "none", found=found)
