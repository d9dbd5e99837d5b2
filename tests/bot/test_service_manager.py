"""The bot tells systemd by datagrams that it is ready, alive and about to stop."""

import asyncio
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.service_manager import ServiceManager, find_service_manager, reported


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[socket.socket]:
    """Open the service manager's end of the socket."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiver:
        receiver.bind(str(tmp_path / "notify"))
        receiver.setblocking(False)
        yield receiver


async def told(manager: socket.socket) -> str:
    """Return the next message to the manager."""
    async with asyncio.timeout(5):
        return (await asyncio.get_running_loop().sock_recv(manager, 100)).decode()


async def alive() -> bool:
    """Return True, as for a bot that works."""
    return True


async def never() -> bool:
    """Wait for ever, as for a bot whose database does not answer."""
    await asyncio.Event().wait()
    return True


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({}, None),
        ({"NOTIFY_SOCKET": ""}, None),
        ({"NOTIFY_SOCKET": "vsock:2:1234"}, None),
        ({"NOTIFY_SOCKET": "/run/notify"}, ServiceManager("/run/notify")),
        ({"NOTIFY_SOCKET": "@mag"}, ServiceManager("\0mag")),
        ({"NOTIFY_SOCKET": "/n", "WATCHDOG_USEC": "90000000"}, ServiceManager("/n", 90.0)),
        (
            {"NOTIFY_SOCKET": "/n", "WATCHDOG_USEC": "500000", "WATCHDOG_PID": str(os.getpid())},
            ServiceManager("/n", 0.5),
        ),
        ({"NOTIFY_SOCKET": "/n", "WATCHDOG_USEC": "500000", "WATCHDOG_PID": "1"}, ServiceManager("/n")),
        ({"NOTIFY_SOCKET": "/n", "WATCHDOG_USEC": "soon"}, ServiceManager("/n")),
        ({"NOTIFY_SOCKET": "/n", "WATCHDOG_USEC": "0"}, ServiceManager("/n")),
        ({"WATCHDOG_USEC": "500000"}, None),
    ],
)
def test_manager_is_found_by_the_environment(
    environment: dict[str, str], found: ServiceManager | None
) -> None:
    """A watchdog meant for another process is none, and an address of another kind is not used."""
    assert find_service_manager(environment) == found


async def test_ready_alive_and_stopping_are_told(manager: socket.socket) -> None:
    """The signs of life go on until the end, also while the bot stops."""
    stop = asyncio.Event()
    async with reported(ServiceManager(manager.getsockname(), 0.02), stop, alive):
        assert [await told(manager) for _ in range(3)] == ["READY=1", "WATCHDOG=1", "WATCHDOG=1"]
        stop.set()
        while await told(manager) != "STOPPING=1":
            pass
        assert await told(manager) == "WATCHDOG=1"


async def test_bot_that_does_not_answer_gives_no_sign_of_life(manager: socket.socket) -> None:
    """A database thread that is dead answers never, so systemd starts the bot again."""
    async with reported(ServiceManager(manager.getsockname(), 0.02), asyncio.Event(), never):
        assert await told(manager) == "READY=1"
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await asyncio.get_running_loop().sock_recv(manager, 100)


async def test_bot_at_a_standstill_is_asked_again_soon(
    manager: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It gives no sign of life until it is well again, and then at once, before the manager acts."""
    monkeypatch.setattr("bot.service_manager.ASK_AGAIN_SECONDS", 0.01)
    answers = [True, False, False, True]

    async def probe() -> bool:
        return answers.pop(0) if answers else False

    # half of it lies between two signs of life of a bot that is well
    async with reported(ServiceManager(manager.getsockname(), 0.1), asyncio.Event(), probe):
        assert [await told(manager) for _ in range(3)] == ["READY=1", "WATCHDOG=1", "WATCHDOG=1"]
        assert answers == []
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.15):
                await asyncio.get_running_loop().sock_recv(manager, 100)


async def test_bot_without_a_watchdog_tells_start_and_stop_only(manager: socket.socket) -> None:
    """A unit without WatchdogSec asks for no signs of life."""
    stop = asyncio.Event()
    async with reported(ServiceManager(manager.getsockname()), stop, alive):
        stop.set()
        assert [await told(manager), await told(manager)] == ["READY=1", "STOPPING=1"]


async def test_error_of_the_bot_is_passed_on(manager: socket.socket) -> None:
    """The error that ends the bot is raised, inside an exception group."""
    with pytest.raises(ExceptionGroup) as caught:
        async with reported(ServiceManager(manager.getsockname(), 9.0), asyncio.Event(), alive):
            raise LookupError
    assert caught.group_contains(LookupError)


async def test_bot_without_a_manager_just_runs() -> None:
    """At a terminal there is no service manager."""
    async with reported(None, asyncio.Event(), alive):
        pass


async def test_manager_that_is_gone_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The bot goes on, and the log names the message that was not delivered."""
    async with reported(ServiceManager(str(tmp_path / "gone")), asyncio.Event(), alive):
        pass
    assert "READY=1" in caplog.text
