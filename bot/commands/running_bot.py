"""Check whether a bot serves from the database and does its work, for `mag-bot check`."""

from dataclasses import dataclass
from datetime import datetime

from bot.resources import Resources
from bot.settings import Settings
from data.store.inbox import Backlog
from data.store.sqlite.instance_lock import Holder, find_holder
from handlers.text.words import Words
from scheduler.clock import SystemClock
from scheduler.liveness import LATELY, Liveness, judge


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """One line of the check: what was checked, whether it is well, and what was found."""

    what: str
    is_well: bool
    found: str


@dataclass(frozen=True, slots=True)
class Work:
    """Whether the bot runs, how its jobs do, and what updates it has and takes."""

    runs: bool
    backlog: Backlog
    liveness: Liveness
    is_taking: bool


async def bot_finding(resources: Resources, settings: Settings, words: Words) -> tuple[HealthFinding, Work]:
    """Check whether a bot serves from this database and its jobs run as often as they should."""
    store, now = resources.store, SystemClock().now()
    backlog = await store.inbox.backlog()
    holder = find_holder(settings.database_path)
    liveness = judge(await store.job_runs.all(), backlog, now, holder.since if holder else None)
    work = Work(holder is not None, backlog, liveness, await store.inbox.newest(now - LATELY) is not None)
    if holder is None:
        return HealthFinding("bot", is_well=False, found=words.plain("check-bot-none")), work
    return _describe(holder, _trouble(liveness), words, liveness), work


def blocked_bot_finding(words: Words, holder: Holder) -> HealthFinding:
    """Describe a bot that keeps the database locked."""
    return _describe(holder, "blocked", words)


def _trouble(liveness: Liveness) -> str:
    if not liveness.has_run:
        return "idle"
    if liveness.overdue:
        return "overdue"
    return "failed" if liveness.failed else "none"


def _describe(holder: Holder, trouble: str, words: Words, liveness: Liveness | None = None) -> HealthFinding:
    overdue, failed = (liveness.overdue, liveness.failed) if liveness else ((), ())
    found = words.plain(
        "check-bot-found",
        process=str(holder.pid or "?"),
        trouble=trouble,
        overdue=", ".join(f"{run.name} {_minute(run.at)}" for run in overdue) or "—",
        failed=", ".join(f"{run.name} {run.outcome}" for run in failed) or "—",
    )
    return HealthFinding("bot", is_well=trouble == "none", found=found)


def updates_finding(words: Words, work: Work, pending: int | None) -> HealthFinding:
    """Check whether updates wait for longer than answers take, here or at Telegram."""
    is_left = work.runs and bool(pending) and not work.is_taking
    oldest = work.backlog.oldest
    found = words.plain(
        "check-updates-found",
        waiting=work.backlog.waiting,
        oldest=_minute(oldest) if oldest else "—",
        pending="—" if pending is None else str(pending),
        aside=work.backlog.quarantined,
    )
    return HealthFinding("updates", is_well=not (work.liveness.stuck or is_left), found=found)


def _minute(at: datetime) -> str:
    return at.isoformat(timespec="minutes")
