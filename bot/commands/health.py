"""`mag-bot check`: is everything there that the bot needs?"""

import asyncio
import shutil
import zoneinfo
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version

import typer

from bot.commands.options import Language, LanguageOption
from bot.commands.session import in_library
from bot.lean_models import import_aiogram
from bot.library import Library
from bot.settings import Settings, load_settings
from data.store.errors import Unwritable
from data.store.notices import DeliveryState
from handlers.words import Words, words_in
from scheduler.clock import SystemClock
from scheduler.slots import next_slot_instant
from scheduler.timetable import Timetable

_PATIENCE_SECONDS = 15
_WEEK = timedelta(days=7)
# In MB: the log of writes may grow to 64 before it is cut, and a copy of the file needs its room, too.
_LEAST_FREE = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the check: what was looked at, whether it is well, and what was found."""

    what: str
    is_well: bool
    found: str


def check(language: LanguageOption = Language.RU) -> None:
    """Check settings, database, zone data, next ticks and Telegram's answer; status 1 where one is ill."""
    words, settings = words_in(language.value), load_settings()
    token = settings.read_token()
    findings = [Finding("settings", is_well=True, found=_settings_found(settings, words, token))]
    findings += in_library(words, _examine(settings, words))
    findings.append(Finding("zones", is_well=True, found=_zones_found()))
    findings.append(asyncio.run(_ask_telegram(settings, token, words)))
    for one in findings:
        mark = "✓" if one.is_well else "✗"
        typer.echo(f"{mark} {words.plain(f'check-{one.what}')}: {one.found}")
    if not all(one.is_well for one in findings):
        raise typer.Exit(1)


def _settings_found(settings: Settings, words: Words, token: str | None) -> str:
    key = "check-settings-sandbox" if token is None else "check-settings-telegram"
    return words.plain(key, owners=len(settings.owner_ids), zone=settings.timezone)


def _examine(settings: Settings, words: Words) -> Callable[[Library], Awaitable[list[Finding]]]:
    async def examine(library: Library) -> list[Finding]:
        health = await library.database.check()
        plans = await library.store.plans.list()
        years = ", ".join(str(one.year) for one in plans)
        stored = words.plain(
            "check-database-found",
            path=str(settings.database_path),
            version=health.schema_version,
            sqlite=health.sqlite_version,
            findings="; ".join(health.findings) or "ok",
        )
        return [
            Finding("database", is_well=health.is_sound, found=stored),
            await _writing_found(library, settings, words),
            Finding("plans", is_well=bool(plans), found=years or "—"),
            Finding("ticks", is_well=True, found=await _ticks_found(library, settings, words)),
            Finding("notices", is_well=True, found=await _notices_found(library, words)),
        ]

    return examine


async def _writing_found(library: Library, settings: Settings, words: Words) -> Finding:
    """Whether something can be written right now, and for how long there will be room."""
    trouble = "none"
    try:
        await library.database.try_to_write()
    except Unwritable as error:
        trouble = type(error).__name__
    free = shutil.disk_usage(settings.database_path.parent).free // 2**20
    found = words.plain("check-writing-found", trouble=trouble, free=free)
    return Finding("writing", is_well=trouble == "none" and free >= _LEAST_FREE, found=found)


async def _ticks_found(library: Library, settings: Settings, words: Words) -> str:
    """When something falls due next: the next local hour of any chat, and the next bulletin."""
    now, at = SystemClock().now(), settings.bulletin_at
    table = Timetable(at.weekday, at.hour, settings.timezone)
    issue = table.issue_in_hand(now)
    bulletin = next(due for due in (table.due(issue), table.due(issue + timedelta(days=7))) if due > now)
    groups = await library.store.chats.groups()
    hours = [next_slot_instant(group, now) for group in groups]
    runs = [f"{run.name} {run.at.isoformat(timespec='seconds')}" for run in await library.store.ticks.all()]
    return words.plain(
        "check-ticks-found",
        reminders=min(hours).isoformat(timespec="minutes") if hours else "—",
        bulletin=bulletin.isoformat(timespec="minutes"),
        last=", ".join(runs) or "—",
    )


async def _notices_found(library: Library, words: Words) -> str:
    """What became of a week's notices, and since when something waits that is due."""
    now = SystemClock().now()
    counts: Counter[str] = Counter()
    for tally in (await library.store.ledger.tallies(now - _WEEK)).values():
        counts.update(tally)
    queue = await library.store.ledger.queue(now)
    return words.plain(
        "check-notices-found",
        sent=counts[DeliveryState.SENT],
        expired=counts[DeliveryState.EXPIRED],
        unknown=counts[DeliveryState.UNKNOWN],
        failed=counts[DeliveryState.FAILED],
        gone=counts[DeliveryState.GONE],
        due=queue.due,
        oldest=queue.oldest.isoformat(timespec="minutes") if queue.oldest else "—",
    )


def _zones_found() -> str:
    return f"tzdata {version('tzdata')}, {zoneinfo.TZPATH[0] if zoneinfo.TZPATH else '—'}"


def _failure(settings: Settings, words: Words, error: Exception) -> str:
    """Why getMe failed, by the error's class only: its text may hold the address, and with it the token."""
    from aiogram.exceptions import TelegramNetworkError, TelegramNotFound, TelegramUnauthorizedError
    from aiogram.utils.token import TokenValidationError

    host = settings.telegram_api_url.host or ""
    # a token with a wrong shape has no such address: 404
    if isinstance(error, TelegramUnauthorizedError | TelegramNotFound | TokenValidationError):
        return words.plain("check-telegram-unauthorised")
    if isinstance(error, TelegramNetworkError):
        return words.plain("check-telegram-unreachable", host=host)
    return words.plain("check-telegram-failed", host=host, error=type(error).__name__)


async def _ask_telegram(settings: Settings, token: str | None, words: Words) -> Finding:
    if token is None:
        return Finding("telegram", is_well=True, found=words.plain("check-telegram-none"))
    import_aiogram()
    from aiogram import Bot
    from aiogram.exceptions import AiogramError
    from aiogram.utils.token import TokenValidationError

    from bot.session import open_session
    from bot.telegram import endpoint_of

    endpoint = endpoint_of(settings, token)
    async with open_session(endpoint.api, endpoint.proxy) as session:
        try:
            me = await Bot(token, session=session).get_me(request_timeout=_PATIENCE_SECONDS)
        except (AiogramError, TokenValidationError) as error:
            return Finding("telegram", is_well=False, found=_failure(settings, words, error))
    return Finding("telegram", is_well=True, found=f"@{me.username}")
