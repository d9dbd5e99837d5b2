"""Share the ports, signals and options of the commands that serve until they are stopped."""

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
    """Say why the sandbox cannot listen at the port. host is given where one was named."""
    # negative: the host was not found; None: asyncio since 3.13, where the host is another machine
    code = errno.EADDRNOTAVAIL if error.errno is None else error.errno
    reason = os.strerror(code) if code > 0 else error.strerror or type(error).__name__
    if host is not None:
        return CommandRefusal(words.plain("cli-sandbox-host", host=host, port=port, reason=reason))
    return CommandRefusal(words.plain("cli-run-port", port=port, reason=reason))


def stop_on_signals() -> asyncio.Event:
    """Return an event that SIGTERM and SIGINT set. A second signal ends the process at once."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()

    def ask() -> None:
        stop.set()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ask)
    return stop


def free_port(wanted: int) -> int:
    """Return the wanted port of loopback, or 0 (any) where it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            return 0
    return wanted
