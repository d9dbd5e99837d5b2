"""What commands share that serve until they are stopped: a port, the end, and the options of a sandbox."""

import asyncio
import errno
import os
import signal
import socket
from typing import Annotated

import typer

from bot.commands.refusal import CommandRefusal
from handlers.text.words import Words

PortOption = Annotated[
    int | None, typer.Option(min=0, max=65535, help="Where the sandbox listens; 0 takes any free port.")
]
SeedOption = Annotated[
    str,
    typer.Option(
        "--seed",
        metavar="SIZE",
        help="Who is in the sandbox: small, demo (a lively city group with topics), or so many subscribers.",
    ),
]


def port_refusal(words: Words, port: int, error: OSError, host: str | None = None) -> CommandRefusal:
    """Why the sandbox cannot listen; `host` where one was named."""
    # negative: of looking the host up; none: asyncio since 3.13, where no address of it is this machine's
    code = errno.EADDRNOTAVAIL if error.errno is None else error.errno
    reason = os.strerror(code) if code > 0 else error.strerror or type(error).__name__
    if host is not None:
        return CommandRefusal(words.plain("cli-sandbox-host", host=host, port=port, reason=reason))
    return CommandRefusal(words.plain("cli-run-port", port=port, reason=reason))


def stop_on_signals() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set; a second signal ends the process at once."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()

    def ask() -> None:
        stop.set()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ask)
    return stop


def free_port(wanted: int) -> int:
    """The wanted port of loopback, or 0 (any) where it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            return 0
    return wanted
