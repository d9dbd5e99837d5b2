"""Answer /diagnose: whether the bot works, what it is about to do, where it may write."""

import platform
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

import aiogram
from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery
from aiogram.types import Message as Received

from data.store.sqlite.instance_lock import Holder
from handlers.callbacks.figures import OpenDiagnosis
from handlers.chat_context import ChatContext
from handlers.permissions import Right, StaffOnly
from handlers.secretariat.figures.chat_rights import rights_in
from handlers.secretariat.figures.telegram_answer import ask_telegram
from handlers.sending.replies import reply
from handlers.text.words import Words
from handlers.views.message import Message
from handlers.views.secretariat.diagnosis import (
    Condition,
    chats_of_page,
    condition_message,
    pages_of,
    rights_message,
    times_in,
)
from handlers.views.secretariat.findings import (
    HealthFinding,
    TelegramFacts,
    bot_finding,
    copies_finding,
    database_finding,
    notices_finding,
    plans_finding,
    settings_finding,
    telegram_finding,
    updates_finding,
    writing_finding,
    zones_finding,
)
from handlers.views.secretariat.http_findings import HttpFacts, http_findings
from scheduler.diagnosis import Examiner, StorageFacts, Work


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """What the running bot is examined with.

    holder is this process. settings are names with values, without secrets. host is that of the Bot API,
    zone the one of the settings. makes_copies: the database is copied every day.
    http examines the HTTP server at an aware instant.
    """

    examiner: Examiner
    holder: Holder
    database: str
    host: str
    zone: str
    owners: int
    settings: tuple[tuple[str, str], ...]
    has_token: bool
    makes_copies: bool
    http: Callable[[datetime], Awaitable[HttpFacts | None]]


def build_router() -> Router:
    """Return the router of the diagnosis."""
    router, owners = Router(name="diagnosis"), StaffOnly(Right.OWN)
    router.message.register(open_diagnosis, Command("diagnose", ignore_case=True), owners)
    router.callback_query.register(turn_diagnosis, OpenDiagnosis.filter(), owners)
    return router


async def open_diagnosis(message: Received, context: ChatContext, diagnostics: Diagnostics, bot: Bot) -> None:
    """Show the first page."""
    await reply(message, await _page(context, diagnostics, bot, 0))


async def turn_diagnosis(
    press: CallbackQuery,
    callback_data: OpenDiagnosis,
    context: ChatContext,
    diagnostics: Diagnostics,
    bot: Bot,
) -> None:
    """Examine again, and show a page, or the last one if there are fewer by now."""
    await reply(press, await _page(context, diagnostics, bot, callback_data.page))


async def _page(context: ChatContext, diagnostics: Diagnostics, bot: Bot, wanted: int) -> Message:
    shared = context.store.shared_chats
    chats = await shared.count()
    page = min(wanted, pages_of(chats) - 1)
    rights = await rights_in(bot, await shared.page(*chats_of_page(page, chats)))
    if page:
        return rights_message(context.words, rights, page, chats, diagnostics.zone)
    found = await _examine(context, diagnostics, await ask_telegram(bot))
    return condition_message(context.words, found, rights, chats)


async def _examine(context: ChatContext, diagnostics: Diagnostics, telegram: TelegramFacts) -> Condition:
    now, examiner = context.now, diagnostics.examiner
    storage = await examiner.storage(whole=False)
    # the update that asks is still being handled
    work = await examiner.work(now, diagnostics.holder, in_hand=1)
    copies = await examiner.copies(now, is_daily=diagnostics.makes_copies)
    findings = [
        settings_finding(
            context.words, diagnostics.owners, diagnostics.zone, has_token=diagnostics.has_token
        ),
        database_finding(context.words, diagnostics.database, storage),
        writing_finding(context.words, await examiner.writing()),
        copies_finding(context.words, copies, times_in(diagnostics.zone)),
        plans_finding(await examiner.plans()),
        *_of_work(context.words, diagnostics, work, telegram),
        notices_finding(context.words, await examiner.sending(now), times_in(diagnostics.zone)),
        zones_finding(),
        *http_findings(context.words, await diagnostics.http(now)),
        telegram_finding(context.words, diagnostics.host, telegram),
    ]
    return Condition(
        now=now,
        zone=diagnostics.zone,
        findings=tuple(findings),
        storage=storage,
        latency=None if telegram.trouble else telegram.seconds,
        ticks=await examiner.next_ticks(now),
        runs=work.runs,
        settings=diagnostics.settings,
        versions=tuple(_versions(storage)),
    )


def _of_work(
    words: Words, diagnostics: Diagnostics, work: Work, telegram: TelegramFacts
) -> Iterator[HealthFinding]:
    times = times_in(diagnostics.zone)
    yield bot_finding(words, work, times)
    yield updates_finding(words, work, telegram, times)


def _versions(storage: StorageFacts) -> Iterator[tuple[str, str]]:
    yield "mag-bot", version("mag-bot")
    yield "Python", platform.python_version()
    yield "aiogram", aiogram.__version__
    yield "SQLite", storage.sqlite
