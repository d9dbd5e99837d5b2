"""Run the sandbox's Bot API server alone, for any client of the Bot API: `mag-bot sandbox`."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import LanguageOption
from bot.commands.refusal import CommandRefusal
from bot.commands.serving import PortOption, SeedOption, free_port, port_refusal, stop_on_signals
from bot.log_setup import start_log
from bot.process_tuning import import_aiogram
from data.store.chat_values import Language
from handlers.text.words import Words, words_in

if TYPE_CHECKING:
    from bot.sandbox.server import SandboxServer

DEFAULT_PORT = 8081
LOOPBACK = "127.0.0.1"


def sandbox(  # noqa: PLR0913 - the options of a command line
    *,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = LOOPBACK,
    port: PortOption = None,
    token: Annotated[str | None, typer.Option(help="The token the bot will use, such as 123:abc.")] = None,
    seed: SeedOption = "small",
    webhook_anywhere: Annotated[
        bool, typer.Option("--webhook-anywhere", help="Post updates to webhooks beyond this machine, too.")
    ] = False,
    webhook_host: Annotated[
        list[str] | None,
        typer.Option(
            "--webhook-host",
            metavar="NAME",
            help="A name of this machine. Webhooks under it are posted here, by Telegram's rules.",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Keep Telegram's rate limits, and delay polls repeated too soon.")
    ] = False,
    language: LanguageOption = Language.RU,
) -> None:
    """Run a Bot API server of our own, without the bot, for any client of the Bot API."""
    words = words_in(language.value)
    start_log("WARNING", "text")
    import_aiogram()
    server = _make_server(words, token, seed)
    server.world.webhook.anywhere = webhook_anywhere
    server.world.webhook.hosts = frozenset(name.lower() for name in webhook_host or ())
    asyncio.run(_serve(words, server, host, port, strict=strict))


def _make_server(words: Words, token: str | None, seed: str) -> "SandboxServer":
    from bot.sandbox.http.gateway import TOKEN
    from bot.sandbox.server import SandboxServer
    from bot.sandbox.world.clock import VirtualClock
    from bot.sandbox.world.seeding import UnknownSize

    if token is not None and not TOKEN.fullmatch(token):
        raise CommandRefusal(words.plain("cli-sandbox-token"))
    # time goes on by itself, as on Telegram; the page can move it, too
    clock = VirtualClock()
    clock.follow_machine()
    server = SandboxServer(token, clock=clock)
    try:
        server.seed_people(seed)
    except UnknownSize as error:
        raise CommandRefusal(words.plain("cli-sandbox-seed", size=seed)) from error
    return server


async def _serve(words: Words, server: "SandboxServer", host: str, port: int | None, *, strict: bool) -> None:
    stop = stop_on_signals()
    wanted = free_port(DEFAULT_PORT) if port is None else port
    try:
        await server.start(host, wanted)
    except OSError as error:
        raise port_refusal(words, wanted, error, None if host == LOOPBACK else host) from error
    try:
        if strict:
            await server.control.perform("options", {"strict": True})
        _print_addresses(words, server, host)
        await stop.wait()
    finally:
        await server.stop()


def _print_addresses(words: Words, server: "SandboxServer", host: str) -> None:
    from bot.sandbox.world.webhook import is_loopback

    if not is_loopback(host):
        typer.echo(words.plain("cli-sandbox-exposed", host=host), err=True)
    typer.echo(words.plain("cli-sandbox-address", url=server.url))
    typer.echo(words.plain("cli-sandbox-secret", token=server.token))
    typer.echo(words.plain("cli-run-open", url=server.url))
