"""Serve the bot on the sandbox: on which day it starts, and where its database is."""

import tempfile
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import typer

from bot.commands.options import YEARS
from bot.commands.refusal import CommandRefusal
from bot.commands.serving import port_refusal, stop_on_signals
from bot.setting_parsing.values import SQLITE_SCHEME
from bot.settings import Settings
from handlers.text.words import Words
from scheduler.clock import ShiftedClock, SystemClock

if TYPE_CHECKING:
    from bot.sandboxed.running import Rehearsal

DATABASE_NAME = "sandbox.db"
_START_HOUR = time(9)
# Telegram and those who watch a server have no way to a sandbox, and its page may want the same port.
_NO_SERVER = {"http_listen": None, "metrics_listen": None, "webhook_url": None}
# The last run may have ended while a job was being recorded.
_TOLERANCE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Trial:
    """What was asked for: port, people, start, and the folder that is kept."""

    port: int
    seed: str
    start: datetime | None
    folder: Path | None

    @property
    def database(self) -> Path:
        """Return where the database is kept."""
        return (self.folder or Path()) / DATABASE_NAME


def read_start(words: Words, at: str | None, zone: str, *, today: bool) -> datetime | None:
    """Return the instant that --at or --today names, aware. None without either.

    A date without a time means nine in the morning, a time without a zone is in `zone`. Raises CommandRefusal
    for what is neither, for a year that no plan can have, and for both options together.
    """
    if at is not None and today:
        raise CommandRefusal(words.plain("cli-run-at-and-today"))
    if today:
        return SystemClock().now()
    if at is None:
        return None
    try:
        instant = _read_instant(at.strip())
    except ValueError as error:
        raise CommandRefusal(words.plain("cli-run-at", at=at)) from error
    if instant.year not in YEARS:
        raise CommandRefusal(words.plain("cli-run-at-year", at=at, first=str(YEARS[0]), last=str(YEARS[-1])))
    return instant if instant.tzinfo is not None else instant.replace(tzinfo=ZoneInfo(zone))


def _read_instant(text: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(text), _START_HOUR)
    except ValueError:
        return datetime.fromisoformat(text)


async def serve_sandbox(words: Words, settings: Settings, trial: Trial) -> None:
    """Run the bot on a sandbox until it is stopped. Raises CommandRefusal where it cannot start."""
    # first, so that a signal leaves no folder behind
    stop = stop_on_signals()
    async with AsyncExitStack() as stack:
        path = _kept_database(words, trial)
        if path is None:
            # people and chats live in memory, so what the bot remembers of them must not outlive them
            path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mag-bot-"))) / DATABASE_NAME
        fresh = settings.model_copy(update={"database_url": f"{SQLITE_SCHEME}{path}", **_NO_SERVER})
        rehearsal = await _open_rehearsal(stack, words, fresh, trial)
        _refuse_past(words, rehearsal.clock.now(), trial, fresh)
        _print_opening(words, rehearsal, trial, fresh)
        await rehearsal.app.run(stop)


def _kept_database(words: Words, trial: Trial) -> Path | None:
    """Return the path in the folder that is kept, which is made. None where nothing is kept."""
    if trial.folder is None:
        return None
    try:
        trial.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CommandRefusal(words.plain("cli-run-data", path=str(trial.folder), reason=reason)) from error
    return trial.database


async def _open_rehearsal(
    stack: AsyncExitStack, words: Words, settings: Settings, trial: Trial
) -> "Rehearsal":
    from bot.sandbox.world.seeding import UnknownSize
    from bot.sandboxed.running import open_rehearsal
    from bot.sandboxed.start_day import TRIAL_START

    clock = ShiftedClock()
    clock.restart(trial.start or TRIAL_START)
    opened = open_rehearsal(
        settings, port=trial.port, clock=clock, seed=trial.seed, is_kept=trial.folder is not None
    )
    try:
        return await stack.enter_async_context(opened)
    except UnknownSize as error:
        raise CommandRefusal(words.plain("cli-sandbox-seed", size=trial.seed)) from error
    except OSError as error:
        raise port_refusal(words, trial.port, error) from error


def _refuse_past(words: Words, now: datetime, trial: Trial, settings: Settings) -> None:
    """Refuse to start before the instant that a kept database has reached."""
    if trial.start is not None and now - trial.start > _TOLERANCE:
        raise CommandRefusal(
            words.plain("cli-run-past", path=str(settings.database_path), reached=_wall(now, settings))
        )


def _print_opening(words: Words, rehearsal: "Rehearsal", trial: Trial, settings: Settings) -> None:
    typer.echo(words.plain("cli-run-sandbox"))
    typer.echo(words.plain("cli-run-open", url=rehearsal.server.url))
    typer.echo(words.plain("cli-run-start", start=_wall(rehearsal.clock.now(), settings)))
    if trial.folder is not None:
        typer.echo(words.plain("cli-run-kept", path=str(settings.database_path.absolute())))


def _wall(instant: datetime, settings: Settings) -> str:
    """Return the wall time in the zone of the settings."""
    return f"{instant.astimezone(ZoneInfo(settings.timezone)):%Y-%m-%d %H:%M}"
