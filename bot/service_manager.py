"""Tell the service manager that the bot is ready, alive and stopping: systemd's sd_notify.

A message is a datagram to the socket that NOTIFY_SOCKET names. Without that variable nothing is told.
"""

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

logger = logging.getLogger(__name__)

# A bot that has given no sign of life is asked again so soon: it may have recovered.
ASK_AGAIN_SECONDS = 5.0

Probe = Callable[[], Awaitable[bool]]
"""Returns whether the bot is alive. Where it is not, and while it waits, the watchdog is told nothing."""


@dataclass(frozen=True, slots=True)
class ServiceManager:
    """The manager's socket, and after how many seconds without a sign of life it acts, or None."""

    address: str
    watchdog_seconds: float | None = None

    def tell(self, state: str) -> None:
        """Send a state such as READY=1. A manager that does not take it stops nothing."""
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sender:
                sender.sendto(state.encode(), socket.MSG_DONTWAIT, self.address)
        except OSError as error:
            logger.warning("the service manager was not told %s: %s", state, error.strerror or error)


def find_service_manager(environment: Mapping[str, str]) -> ServiceManager | None:
    """Return the manager that has started this process, or None."""
    address = environment.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return None
    # an abstract address is written with «@» for its first byte, which is zero
    return ServiceManager(
        address.replace("@", "\0", 1) if address[0] == "@" else address, _watchdog(environment)
    )


def _watchdog(environment: Mapping[str, str]) -> float | None:
    microseconds, process = environment.get("WATCHDOG_USEC", ""), environment.get("WATCHDOG_PID", "")
    is_for_us = not process or process == str(os.getpid())
    if not (is_for_us and microseconds.isdecimal() and int(microseconds) > 0):
        return None
    return int(microseconds) / 1_000_000


@asynccontextmanager
async def reported(manager: ServiceManager | None, stop: asyncio.Event, probe: Probe) -> AsyncIterator[None]:
    """Tell the manager that the bot is ready, alive, and stopping when stop is set.

    Errors of the block come as an exception group.
    """
    if manager is None:
        yield
        return
    async with asyncio.TaskGroup() as tasks:
        manager.tell("READY=1")
        reports = [tasks.create_task(_report_stop(manager, stop))]
        if manager.watchdog_seconds is not None:
            # twice as often as expected, as systemd advises
            reports.append(tasks.create_task(_feed_watchdog(manager, manager.watchdog_seconds / 2, probe)))
        try:
            yield
        finally:
            for report in reports:
                report.cancel()


async def _report_stop(manager: ServiceManager, stop: asyncio.Event) -> None:
    await stop.wait()
    manager.tell("STOPPING=1")


async def _feed_watchdog(manager: ServiceManager, seconds: float, probe: Probe) -> None:
    while True:
        is_alive = await probe()
        if is_alive:
            manager.tell("WATCHDOG=1")
        await asyncio.sleep(seconds if is_alive else min(seconds, ASK_AGAIN_SECONDS))
