"""Run the bot on Telegram, or on the sandbox: `mag-bot run`."""

import asyncio
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.commands.options import LanguageOption
from bot.commands.refusal import CommandRefusal, Status, store_refusal, warning_text
from bot.commands.serving import PortOption, SeedOption, free_port, port_refusal, stop_on_signals
from bot.log_setup import start_log
from bot.process_tuning import collect_less_often, frozen_objects, import_aiogram
from bot.setting_warnings import setting_warnings
from bot.settings import SQLITE_SCHEME, Settings, load_settings
from data.store.chat_values import Language
from data.store.sqlite.errors import StoreError
from handlers.text.words import Words, words_in

if TYPE_CHECKING:
    from bot.sandboxed.running import Rehearsal
    from bot.updates.polling import PollingError

DEFAULT_PORT = 8080

_Error = TypeVar("_Error", bound=Exception)


def run(
    *,
    sandbox: Annotated[
        bool, typer.Option("--sandbox", help="Use the sandbox even where there is a token.")
    ] = False,
    port: PortOption = None,
    seed: SeedOption = "small",
    language: LanguageOption = Language.RU,
) -> None:
    """Run the bot: on Telegram where BOT_TOKEN is set, else in the sandbox, with a chat page.

    It ends with status 3 when Telegram refuses the token, 4 when another bot works with the database, 5 when
    another process keeps taking the updates.
    """
    words = words_in(language.value)
    # the sandbox needs no setting, so a misspelt one does no harm
    settings = load_settings(check_names=not sandbox)
    for warning in setting_warnings(settings):
        typer.echo(warning_text(words, warning), err=True)
    start_log(settings.log_level, settings.log_format)
    _import_bot()
    from bot.resources import fix_zone_data
    from bot.updates.polling import PollingError

    fix_zone_data()
    token = None if sandbox else settings.read_token()
    serve = (
        _serve_sandbox(words, settings, port, seed)
        if token is None
        else _serve_telegram(words, settings, token)
    )
    try:
        asyncio.run(serve)
    except* StoreError as group:
        raise store_refusal(words, settings.database_path, _first(group)) from group
    except* PollingError as group:
        raise _polling_refusal(words, _first(group)) from group


def _import_bot() -> None:
    with frozen_objects():
        import_aiogram()
        import bot.wiring  # noqa: F401 - its modules are imported again by name later


def _first(group: BaseExceptionGroup[_Error]) -> _Error:
    error = group.exceptions[0]
    return _first(error) if isinstance(error, BaseExceptionGroup) else error


def _polling_refusal(words: Words, error: "PollingError") -> CommandRefusal:
    from bot.updates.polling import ConflictError

    if isinstance(error, ConflictError):
        return CommandRefusal(words.plain("cli-run-conflict"), Status.UPDATES_TAKEN)
    return CommandRefusal(words.plain("cli-run-unauthorised"), Status.TOKEN_REFUSED)


async def _serve_telegram(words: Words, settings: Settings, token: str) -> None:
    from bot.telegram_api.endpoint import endpoint_at
    from bot.wiring import open_app
    from scheduler.clock import SystemClock

    # from the start, so that a signal closes in order what is being opened
    stop = stop_on_signals()
    endpoint = endpoint_at(settings.telegram_api_url, token, settings.telegram_proxy)
    async with open_app(settings, endpoint, SystemClock()) as app:
        collect_less_often()
        typer.echo(words.plain("cli-run-telegram", path=str(settings.database_path)))
        await app.run(stop)


async def _serve_sandbox(words: Words, settings: Settings, port: int | None, seed: str) -> None:
    # first, so that a signal leaves no folder behind
    stop = stop_on_signals()
    async with AsyncExitStack() as stack:
        # people and chats live in memory, so what the bot remembers of them must not outlive them
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="mag-bot-"))
        url = f"{SQLITE_SCHEME}{Path(folder) / 'sandbox.db'}"
        fresh = settings.model_copy(update={"database_url": url})
        wanted = free_port(DEFAULT_PORT) if port is None else port
        rehearsal = await _open_rehearsal(stack, words, fresh, wanted, seed)
        typer.echo(words.plain("cli-run-sandbox"))
        typer.echo(words.plain("cli-run-open", url=rehearsal.server.url))
        await rehearsal.app.run(stop)


async def _open_rehearsal(
    stack: AsyncExitStack, words: Words, settings: Settings, port: int, seed: str
) -> "Rehearsal":
    from bot.sandbox.world.seeding import UnknownSize
    from bot.sandboxed.running import open_rehearsal

    try:
        return await stack.enter_async_context(open_rehearsal(settings, port=port, seed=seed))
    except UnknownSize as error:
        raise CommandRefusal(words.plain("cli-sandbox-seed", size=seed)) from error
    except OSError as error:
        raise port_refusal(words, port, error) from error
