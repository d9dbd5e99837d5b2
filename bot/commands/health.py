"""Check that all that the bot needs is there, and that it runs: `mag-bot check`."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated

import typer

from bot.commands.copies.upgrades import print_upgrade
from bot.commands.options import LanguageOption
from bot.commands.quick_check import check_quickly
from bot.commands.refusal import CommandRefusal, warning_text
from bot.commands.session import existing_folder, look_at_resources
from bot.process_tuning import import_aiogram
from bot.resources import Resources
from bot.setting_warnings import setting_warnings
from bot.settings import Settings, load_settings
from data.store.chat_values import Language
from data.store.sqlite.errors import DatabaseBusy
from data.store.sqlite.instance_lock import find_holder
from handlers.text.words import Words, words_in
from handlers.views.secretariat.findings import (
    HealthFinding,
    TelegramFacts,
    blocked_bot_finding,
    bot_finding,
    copies_finding,
    database_finding,
    notices_finding,
    plans_finding,
    settings_finding,
    telegram_finding,
    ticks_finding,
    updates_finding,
    writing_finding,
    zones_finding,
)
from handlers.views.secretariat.http_findings import HttpFacts, http_findings
from scheduler.bulletins.schedule import Timetable
from scheduler.clock import SystemClock
from scheduler.diagnosis import Examiner, Work

# A bot that polls takes at once what waits at Telegram. After this pause waiting updates count as not taken.
_PENDING_PAUSE_SECONDS = 3.0


def check(
    *,
    upgrade: Annotated[
        bool,
        typer.Option(
            "--upgrade", help="Say what the next start changes in the database, and how long it takes."
        ),
    ] = False,
    quick: Annotated[
        bool,
        typer.Option(
            "--quick", help="Only whether a bot runs and its jobs do. Cheap enough for every minute."
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
    if quick:
        check_quickly(words, settings)
        return
    token = settings.read_token()
    findings = [
        settings_finding(words, len(settings.owner_ids), settings.timezone, has_token=token is not None)
    ]
    stored, work = _check_database(settings, words)
    telegram = None if token is None else asyncio.run(_ask_telegram(settings, token))
    findings += stored if work is None else [*stored, updates_finding(words, work, telegram)]
    findings += [zones_finding(), telegram_finding(words, settings.telegram_api_url.host or "", telegram)]
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
            blocked_bot_finding(words, holder.pid),
        ], None


def _findings_of(
    settings: Settings, words: Words
) -> Callable[[Resources], Awaitable[tuple[list[HealthFinding], Work]]]:
    path, now, at = settings.database_path, SystemClock().now(), settings.bulletin_at
    timetable = Timetable(at.weekday, at.hour, settings.timezone)

    async def examine(resources: Resources) -> tuple[list[HealthFinding], Work]:
        examiner = Examiner(resources.store, resources.database, timetable, existing_folder(path))
        storage, work = await examiner.storage(whole=True), await examiner.work(now, find_holder(path))
        findings = [
            database_finding(words, str(path), storage, exists=path.exists()),
            writing_finding(words, await examiner.writing()),
            plans_finding(await examiner.plans()),
            bot_finding(words, work),
            ticks_finding(words, await examiner.next_ticks(now), work.runs),
            notices_finding(words, await examiner.sending(now)),
            *http_findings(words, await _look_at_http(settings, now)),
            copies_finding(words, await examiner.copies(now, is_daily=settings.makes_daily_copies)),
        ]
        return findings, work

    return examine


async def _look_at_http(settings: Settings, now: datetime) -> HttpFacts | None:
    if not settings.serves_http:
        return None
    # the import is slow, and most bots have no server
    from bot.http.examination import examine_http

    return await examine_http(settings, now, is_running=find_holder(settings.database_path) is not None)


async def _ask_telegram(settings: Settings, token: str) -> TelegramFacts:
    import_aiogram()
    from aiogram import Bot
    from aiogram.utils.token import TokenValidationError

    from bot.telegram_api.endpoint import endpoint_at
    from bot.telegram_api.session import open_session
    from handlers.secretariat.figures.telegram_answer import ask_telegram, telegram_trouble

    endpoint = endpoint_at(settings.telegram_api_url, token, settings.telegram_proxy)
    async with open_session(endpoint.api, endpoint.proxy) as session:
        try:
            bot = Bot(token, session=session)
        except TokenValidationError as error:
            return telegram_trouble(error)
        return await ask_telegram(bot, _PENDING_PAUSE_SECONDS)
