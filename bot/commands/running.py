"""Run the bot on Telegram, or on the sandbox: `mag-bot run`."""

import asyncio
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.commands.copies.trial import Trial, read_start, serve_sandbox
from bot.commands.options import LanguageOption
from bot.commands.refusal import CommandRefusal, Status, start_refusal, warning_text
from bot.commands.serving import PortOption, SeedOption, free_port, stop_on_signals
from bot.log_setup import start_log
from bot.process_tuning import collect_less_often, frozen_objects, import_aiogram
from bot.setting_warnings import setting_warnings
from bot.settings import Settings, load_settings
from data.store.chat_values import Language
from data.store.sqlite.errors import StoreError
from handlers.text.words import Words, words_in

if TYPE_CHECKING:
    from bot.updates.polling import PollingError

DEFAULT_PORT = 8080

_Error = TypeVar("_Error", bound=Exception)


def run(  # noqa: PLR0913 - the options of a command line
    *,
    sandbox: Annotated[
        bool, typer.Option("--sandbox", help="Use the sandbox even where there is a token.")
    ] = False,
    telegram: Annotated[
        bool, typer.Option("--telegram", help="Refuse to start without a token, as a service should.")
    ] = False,
    port: PortOption = None,
    seed: SeedOption = "small",
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="DATE",
            help="When the sandbox starts: 2027-02-10, or 2027-02-10T14:30. Without it on 1 March 2020.",
        ),
    ] = None,
    today: Annotated[bool, typer.Option("--today", help="Start the sandbox today.")] = False,
    data: Annotated[
        Path | None,
        typer.Option(
            "--data", metavar="DIR", help="Keep the sandbox's database in this folder between runs."
        ),
    ] = None,
    language: LanguageOption = Language.RU,
) -> None:
    """Run the bot: on Telegram where BOT_TOKEN is set, else in the sandbox, with a chat page.

    It ends with status 3 when Telegram refuses the token, 4 when another bot works with the database, 5 when
    another process keeps taking the updates, 6 when an address, a port or room on the disk is lacking.
    """
    words = words_in(language.value)
    # the sandbox needs no setting, so a misspelt one does no harm
    settings = load_settings(check_names=not sandbox)
    for warning in setting_warnings(settings):
        typer.echo(warning_text(words, warning), err=True)
    token = None if sandbox else settings.read_token()
    if token is None and telegram:
        raise CommandRefusal(words.plain("cli-run-both" if sandbox else "cli-run-no-token"))
    start = read_start(words, at, settings.timezone, today=today)
    if token is not None and (start is not None or data is not None):
        raise CommandRefusal(words.plain("cli-run-only-sandbox"))
    start_log(settings.log_level, settings.log_format)
    _import_bot()
    from bot.http.cannot_listen import CannotListen
    from bot.resources import fix_zone_data
    from bot.updates.polling import PollingError

    fix_zone_data()
    trial = Trial(free_port(DEFAULT_PORT) if port is None else port, seed, start, data)
    serve = (
        serve_sandbox(words, settings, trial) if token is None else _serve_telegram(words, settings, token)
    )
    path = settings.database_path if token is not None or data is None else trial.database
    try:
        asyncio.run(serve)
    except* StoreError as group:
        raise start_refusal(words, path, _first(group)) from group
    except* PollingError as group:
        raise _polling_refusal(words, _first(group)) from group
    except* CannotListen as group:
        error = _first(group)
        text = words.plain("cli-run-listen", address=error.address, reason=error.reason)
        raise CommandRefusal(text, Status.NOT_NOW if error.may_pass else Status.REFUSED) from group


def _import_bot() -> None:
    with frozen_objects():
        import_aiogram()
        import bot.wiring  # noqa: F401 - its modules are imported again by name later


def _first(group: BaseExceptionGroup[_Error]) -> _Error:
    error = group.exceptions[0]
    return _first(error) if isinstance(error, BaseExceptionGroup) else error


def _polling_refusal(words: Words, error: "PollingError") -> CommandRefusal:
    from bot.updates.polling import ConflictError
    from bot.updates.webhook import WebhookRefused

    if isinstance(error, WebhookRefused):
        return CommandRefusal(words.plain("cli-run-webhook", reason=error.reason))
    if isinstance(error, ConflictError):
        return CommandRefusal(words.plain("cli-run-conflict"), Status.UPDATES_TAKEN)
    return CommandRefusal(words.plain("cli-run-unauthorised"), Status.TOKEN_REFUSED)


async def _serve_telegram(words: Words, settings: Settings, token: str) -> None:
    from bot.health.sign_of_life import is_alive
    from bot.service_manager import find_service_manager, reported
    from bot.telegram_api.endpoint import endpoint_at
    from bot.wiring import open_app
    from scheduler.clock import SystemClock

    # from the start, so that a signal closes in order what is being opened
    stop = stop_on_signals()
    endpoint = endpoint_at(settings.telegram_api_url, token, settings.telegram_proxy)
    async with open_app(settings, endpoint, SystemClock()) as app:
        collect_less_often()
        typer.echo(words.plain("cli-run-telegram", path=str(settings.database_path)))
        if app.http is not None:
            addresses = ", ".join(map(str, app.http.server.addresses))
            typer.echo(words.plain("cli-run-http", addresses=addresses))
        manager = find_service_manager(os.environ)
        async with reported(
            manager, stop, partial(is_alive, app.resources.database, app.ticks.progress, app.connectivity)
        ):
            await app.run(stop)
