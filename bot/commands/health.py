"""Check that all that the bot needs is there, and that it runs: `mag-bot check`."""

import asyncio
import shutil
import zoneinfo
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.copies_health import copies_finding
from bot.commands.options import LanguageOption
from bot.commands.refusal import CommandRefusal, warning_text
from bot.commands.running_bot import HealthFinding, Work, blocked_bot_finding, bot_finding, updates_finding
from bot.commands.session import existing_folder, look_at_resources
from bot.commands.upgrades import print_upgrade
from bot.process_tuning import import_aiogram
from bot.resources import Resources
from bot.setting_warnings import setting_warnings
from bot.settings import Settings, load_settings
from data.store.chat_values import Language
from data.store.notices import DeliveryState
from data.store.sqlite.errors import DatabaseBusy, Unwritable
from data.store.sqlite.instance_lock import find_holder
from handlers.text.words import Words, words_in
from scheduler.bulletins.schedule import Timetable
from scheduler.clock import SystemClock
from scheduler.local_hours import next_hour_instant

if TYPE_CHECKING:
    from aiogram import Bot

_TIMEOUT_SECONDS = 15
# A bot that polls takes at once what waits at Telegram. After this pause waiting updates count as not taken.
_PENDING_PAUSE_SECONDS = 3.0
_WEEK = timedelta(days=7)
# The write-ahead log may grow to 64 MB before it is cut, and a copy of the file needs room, too.
_LEAST_FREE_MB = 100


def check(
    *,
    upgrade: Annotated[
        bool,
        typer.Option(
            "--upgrade", help="Say what the next start changes in the database, and how long it takes."
        ),
    ] = False,
    language: LanguageOption = Language.RU,
) -> None:
    """Check settings, database, the running bot, zone data and Telegram's answer.

    Exit with status 1 where one is ill, no bot runs, or the bot that runs does not work. With --upgrade only
    measure the upgrade of the database, on a copy.
    """
    words, settings = words_in(language.value), load_settings()
    if upgrade:
        print_upgrade(words, settings)
        return
    token = settings.read_token()
    findings = [HealthFinding("settings", is_well=True, found=_settings_text(settings, words, token))]
    stored, work = _check_database(settings, words)
    telegram, pending = asyncio.run(_ask_telegram(settings, token, words))
    findings += stored if work is None else [*stored, updates_finding(words, work, pending)]
    findings += [HealthFinding("zones", is_well=True, found=_zones_text()), telegram]
    for warning in setting_warnings(settings):
        typer.echo(f"! {warning_text(words, warning)}")
    for one in findings:
        mark = "✓" if one.is_well else "✗"
        typer.echo(f"{mark} {words.plain(f'check-{one.what}')}: {one.found}")
    if not all(one.is_well for one in findings):
        raise typer.Exit(1)


def _check_database(settings: Settings, words: Words) -> tuple[list[HealthFinding], Work | None]:
    """Check the database. Return no work where a bot that hangs keeps it locked."""
    try:
        return look_at_resources(words, _findings_of(settings, words))
    except CommandRefusal as error:
        holder = find_holder(settings.database_path)
        if holder is None or not isinstance(error.__cause__, DatabaseBusy):
            raise
        return [
            HealthFinding("database", is_well=False, found=str(error)),
            blocked_bot_finding(words, holder),
        ], None


def _settings_text(settings: Settings, words: Words, token: str | None) -> str:
    key = "check-settings-sandbox" if token is None else "check-settings-telegram"
    return words.plain(key, owners=len(settings.owner_ids), zone=settings.timezone)


def _findings_of(
    settings: Settings, words: Words
) -> Callable[[Resources], Awaitable[tuple[list[HealthFinding], Work]]]:
    async def examine(resources: Resources) -> tuple[list[HealthFinding], Work]:
        health = await resources.database.check()
        plans = await resources.store.plans.list()
        years = ", ".join(str(one.year) for one in plans)
        stored = words.plain(
            "check-database-found",
            path=str(settings.database_path),
            version=health.schema_version,
            sqlite=health.sqlite_version,
            findings="; ".join(health.findings) or "ok",
        )
        if not settings.database_path.exists():
            stored = words.plain("check-database-none", path=str(settings.database_path))
        bot, work = await bot_finding(resources, settings, words)
        findings = [
            HealthFinding("database", is_well=health.is_sound, found=stored),
            await _writing_finding(resources, settings, words),
            HealthFinding("plans", is_well=bool(plans), found=years or "—"),
            bot,
            HealthFinding("ticks", is_well=True, found=await _ticks_text(resources, settings, words)),
            HealthFinding("notices", is_well=True, found=await _notices_text(resources, words)),
            await copies_finding(resources, settings, words),
        ]
        return findings, work

    return examine


async def _writing_finding(resources: Resources, settings: Settings, words: Words) -> HealthFinding:
    """Check whether the database can be written now, and how much room the disk has."""
    trouble = "none"
    try:
        await resources.database.try_to_write()
    except Unwritable as error:
        trouble = type(error).__name__
    free = shutil.disk_usage(existing_folder(settings.database_path)).free // 2**20
    found = words.plain("check-writing-found", trouble=trouble, free=free)
    return HealthFinding("writing", is_well=trouble == "none" and free >= _LEAST_FREE_MB, found=found)


async def _ticks_text(resources: Resources, settings: Settings, words: Words) -> str:
    """Say when reminders and the bulletin fall due next, and when each job last ran."""
    now, at = SystemClock().now(), settings.bulletin_at
    table = Timetable(at.weekday, at.hour, settings.timezone)
    issue = table.issue_in_hand(now)
    bulletin = next(due for due in (table.due(issue), table.due(issue + timedelta(days=7))) if due > now)
    groups = await resources.store.chats.local_hours()
    hours = [next_hour_instant(group, now) for group in groups]
    runs = [
        f"{run.name} {run.at.isoformat(timespec='seconds')}" for run in await resources.store.job_runs.all()
    ]
    return words.plain(
        "check-ticks-found",
        reminders=min(hours).isoformat(timespec="minutes") if hours else "—",
        bulletin=bulletin.isoformat(timespec="minutes"),
        last=", ".join(runs) or "—",
    )


async def _notices_text(resources: Resources, words: Words) -> str:
    """Say what became of a week's notices, and since when the oldest due one waits."""
    now = SystemClock().now()
    counts: Counter[str] = Counter()
    for tally in (await resources.store.outbox.counts_by_kind(now - _WEEK)).values():
        counts.update(tally)
    queue = await resources.store.outbox.queue(now)
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


def _zones_text() -> str:
    return f"tzdata {version('tzdata')}, {zoneinfo.TZPATH[0] if zoneinfo.TZPATH else '—'}"


def _failure_text(settings: Settings, words: Words, error: Exception) -> str:
    """Say why getMe failed, by the error's class only.

    The error's text may hold the address, and with it the token.
    """
    from aiogram.exceptions import TelegramNetworkError, TelegramNotFound, TelegramUnauthorizedError
    from aiogram.utils.token import TokenValidationError

    host = settings.telegram_api_url.host or ""
    # Telegram answers 404 to a token of a wrong shape
    if isinstance(error, TelegramUnauthorizedError | TelegramNotFound | TokenValidationError):
        return words.plain("check-telegram-unauthorised")
    if isinstance(error, TelegramNetworkError):
        return words.plain("check-telegram-unreachable", host=host)
    return words.plain("check-telegram-failed", host=host, error=type(error).__name__)


async def _ask_telegram(
    settings: Settings, token: str | None, words: Words
) -> tuple[HealthFinding, int | None]:
    """Ask Telegram who the bot is and how many updates wait, None where it does not say."""
    if token is None:
        return HealthFinding("telegram", is_well=True, found=words.plain("check-telegram-none")), None
    import_aiogram()
    from aiogram import Bot
    from aiogram.exceptions import AiogramError
    from aiogram.utils.token import TokenValidationError

    from bot.telegram_api.endpoint import endpoint_at
    from bot.telegram_api.session import open_session

    endpoint = endpoint_at(settings.telegram_api_url, token, settings.telegram_proxy)
    async with open_session(endpoint.api, endpoint.proxy) as session:
        try:
            bot = Bot(token, session=session)
            me = await bot.get_me(request_timeout=_TIMEOUT_SECONDS)
            pending = await _count_pending(bot)
        except (AiogramError, TokenValidationError) as error:
            return HealthFinding("telegram", is_well=False, found=_failure_text(settings, words, error)), None
    return HealthFinding("telegram", is_well=True, found=f"@{me.username}"), pending


async def _count_pending(bot: "Bot") -> int:
    """Count the updates that wait at Telegram. Where some do, count again after a while."""
    pending = (await bot.get_webhook_info(request_timeout=_TIMEOUT_SECONDS)).pending_update_count
    if pending:
        await asyncio.sleep(_PENDING_PAUSE_SECONDS)
        pending = (await bot.get_webhook_info(request_timeout=_TIMEOUT_SECONDS)).pending_update_count
    return pending
