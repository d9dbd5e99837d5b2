"""`mag-bot run`: the bot on Telegram, or on the sandbox."""

import asyncio
import signal
import socket
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.refusal import Refusal
from bot.journal import start_log
from bot.settings import SQLITE_SCHEME, Settings, load_settings

DEFAULT_PORT = 8080


def run(
    *,
    sandbox: Annotated[
        bool, typer.Option("--sandbox", help="Use the sandbox even where there is a token.")
    ] = False,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Where the sandbox listens; 0 takes any free port.")
    ] = None,
) -> None:
    """Run the bot: on Telegram where BOT_TOKEN is set, else in the sandbox, with a chat page."""
    from bot.library import fix_zone_data
    from bot.polling import PollingError
    from data.store.errors import StoreError

    settings = load_settings()
    start_log(settings.log_level, settings.log_format)
    fix_zone_data()
    token = settings.read_token()
    in_sandbox = token is None or sandbox
    try:
        asyncio.run(_serve_sandbox(settings, port) if in_sandbox else _serve_telegram(settings, str(token)))
    except* StoreError as group:
        raise Refusal(f"{settings.database_path}: {_reason(group)}") from group
    except* PollingError as group:
        raise Refusal(f"Telegram refuses this bot: {_reason(group)}") from group
    except* OSError as group:
        raise Refusal(f"the sandbox cannot listen: {_reason(group)}") from group


def _reason(group: BaseExceptionGroup[Exception]) -> str:
    error = group.exceptions[0]
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return f"{type(error).__name__} {error}".strip()


async def _serve_telegram(settings: Settings, token: str) -> None:
    from bot.app import open_app
    from bot.telegram import endpoint_of
    from scheduler.clock import SystemClock

    async with open_app(settings, endpoint_of(settings, token), SystemClock()) as app:
        typer.echo(f"The bot is running on {settings.database_path}. Ctrl+C stops it.")
        await app.run(_stop_on_signals())


async def _serve_sandbox(settings: Settings, port: int | None) -> None:
    from bot.rehearsal import open_rehearsal

    with tempfile.TemporaryDirectory(prefix="mag-bot-") as folder:
        # people and chats live in memory, so what the bot remembers of them must not outlive them
        url = f"{SQLITE_SCHEME}{Path(folder) / 'sandbox.db'}"
        fresh = settings.model_copy(update={"database_url": url})
        wanted = _free_port(DEFAULT_PORT) if port is None else port
        async with open_rehearsal(fresh, port=wanted) as rehearsal:
            typer.echo(
                "The bot runs in the sandbox: a Telegram of its own on this machine, new at every start."
            )
            typer.echo(f"Open {rehearsal.server.url} in a browser. Ctrl+C stops it.")
            await rehearsal.app.run(_stop_on_signals())


def _stop_on_signals() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set; a second signal ends the process at once."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()

    def ask() -> None:
        stop.set()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ask)
    return stop


def _free_port(wanted: int) -> int:
    """The wanted port, or 0 (any) where it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            return 0
    return wanted
