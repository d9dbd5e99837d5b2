"""Check only whether a bot runs and does its jobs: `mag-bot check --quick`."""

import asyncio

import typer

from bot.commands.refusal import store_refusal
from bot.settings import Settings
from data.store.inbox import Backlog
from data.store.job_runs import JobRun, look_at_runs
from data.store.sqlite.errors import DatabaseBusy, StoreError
from data.store.sqlite.instance_lock import Holder, find_holder
from handlers.text.words import Words
from handlers.views.secretariat.findings import HealthFinding, blocked_bot_finding, bot_finding
from scheduler.clock import SystemClock
from scheduler.diagnosis import Work
from scheduler.liveness import judge

_NOT_EXAMINED = Backlog(waiting=0, oldest=None, quarantined=0)


def check_quickly(words: Words, settings: Settings) -> None:
    """Print one line about the bot. Exit with status 1 where none runs or its jobs do not.

    It takes half a second of CPU, however large the database is, and so may be asked every minute. Neither
    the file nor Telegram is examined.
    """
    finding = asyncio.run(_examine(words, settings))
    typer.echo(f"{'✓' if finding.is_well else '✗'} {words.plain('check-bot')}: {finding.found}")
    if not finding.is_well:
        raise typer.Exit(1)


async def _examine(words: Words, settings: Settings) -> HealthFinding:
    path = settings.database_path
    holder = find_holder(path)
    if holder is None:
        return bot_finding(words, _work(None, ()))
    try:
        return bot_finding(words, _work(holder, await look_at_runs(path)))
    except DatabaseBusy:
        return blocked_bot_finding(words, holder.pid)
    except StoreError as error:
        raise store_refusal(words, path, error) from error


def _work(holder: Holder | None, runs: tuple[JobRun, ...]) -> Work:
    pid, since = (holder.pid, holder.since) if holder is not None else (None, None)
    liveness = judge(runs, _NOT_EXAMINED, SystemClock().now(), since)
    return Work(holder is not None, pid, runs, _NOT_EXAMINED, liveness, is_taking=True)
