"""`mag-bot run` as a real process: it serves, it stops, and it says why it cannot start."""

import asyncio
import os
import re
import signal
import socket
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.client.client import Sandbox
from bot.sandbox.server import SandboxServer
from tests.bot.commands.conftest import Command
from tests.bot.commands.launching import LIMIT, launched

pytestmark = pytest.mark.slow


@asynccontextmanager
async def running(folder: Path, *arguments: str, **settings: str) -> AsyncIterator[Process]:
    """Run `mag-bot run` in English, and kill it when the block ends."""
    async with launched(folder, ("run", "--language", "en", *arguments), settings) as process:
        yield process


@asynccontextmanager
async def connected(process: Process) -> AsyncIterator[Sandbox]:
    """Connect to the sandbox of a process that has just been started."""
    assert process.stdout is not None
    while not (found := re.search(r"http://[\w.:]+", (await process.stdout.readline()).decode())):
        continue
    async with Sandbox(found[0], limit=LIMIT) as sandbox:
        yield sandbox


async def refused(folder: Path, *arguments: str, **settings: str) -> tuple[int | None, str]:
    """Return the status and the standard error of a run that ends by itself."""
    async with running(folder, *arguments, **settings) as process:
        _, errors = await process.communicate()
    return process.returncode, errors.decode()


async def test_the_sandbox_runs_and_stops(tmp_path: Path) -> None:
    """Without a token there is a page, on 1 March 2020. SIGTERM ends it well and leaves nothing."""
    async with running(tmp_path, "--port", "0") as process:
        assert process.stdout is not None
        assert b"sandbox" in await process.stdout.readline()
        found = re.search(r"http://\S+", (await process.stdout.readline()).decode())
        assert found is not None
        async with aiohttp.ClientSession() as session, session.get(found[0]) as response:
            assert response.status == 200
        async with Sandbox(found[0], limit=LIMIT) as sandbox:
            anna = await sandbox.person("Анна")
            await anna.say("/city Казань")
            assert "Казань" in (await anna.reply()).text
            state = await sandbox.order("state")
            assert state["now"].startswith("2020-03-01T06:0")
            assert not Path(state["facts"]["temporary_database"]).is_relative_to(tmp_path)
        process.terminate()
        assert await process.wait() == 0
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - a moment in a test


async def test_telegram_runs_and_stops(tmp_path: Path, server: SandboxServer, sandbox: Sandbox) -> None:
    """With a token the bot answers at that address from its own database, and Ctrl+C ends it cleanly."""
    sandbox.limit = LIMIT
    anna = await sandbox.person("Анна")
    await anna.say("/city Казань")
    settings = {"BOT_TOKEN": server.token, "TELEGRAM_API_URL": server.url}
    async with running(tmp_path, **settings) as process:
        assert "Казань" in (await anna.reply()).text
        process.send_signal(signal.SIGINT)
        assert await process.wait() == 0
    assert (tmp_path / "var" / "mag-bot.db").exists()


async def test_a_token_telegram_does_not_know(tmp_path: Path, server: SandboxServer) -> None:
    """The bot ends with the reason instead of asking for ever."""
    settings = {"BOT_TOKEN": "123456:canary-canary-canary", "TELEGRAM_API_URL": server.url}
    status, errors = await refused(tmp_path, **settings)
    assert status == 3
    assert errors == "mag-bot: Telegram does not accept the token. Check BOT_TOKEN.\n"


def test_service_without_a_token_is_refused(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --telegram no sandbox starts that serves no person, and both wishes at once are one too many."""
    refusal = command("run", "--telegram", "--language", "en").refusal
    assert refusal.startswith("There is no token, and --telegram does not start without one.")
    monkeypatch.setenv("BOT_TOKEN", "1:abc")
    refusal = command("run", "--telegram", "--sandbox", "--language", "en").refusal
    assert refusal == "Give either --telegram or --sandbox."


async def test_systemd_is_told_of_start_life_and_stop(tmp_path: Path, server: SandboxServer) -> None:
    """The token comes from its credentials, and the signs of life from a loop that turns."""
    (tmp_path / "bot_token").write_text(server.token, encoding="utf-8")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.setblocking(False)
        told = partial(asyncio.get_running_loop().sock_recv, manager, 100)
        settings = {
            "CREDENTIALS_DIRECTORY": str(tmp_path),
            "TELEGRAM_API_URL": server.url,
            "NOTIFY_SOCKET": str(tmp_path / "notify"),
            "WATCHDOG_USEC": "200000",
        }
        async with running(tmp_path, "--telegram", **settings) as process:
            assert [await told(), await told()] == [b"READY=1", b"WATCHDOG=1"]
            process.send_signal(signal.SIGTERM)
            while await told() != b"STOPPING=1":
                continue
            assert await process.wait() == 0


async def test_a_port_in_use(tmp_path: Path) -> None:
    """A port that was asked for and is taken is refused by its number."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, errors = await refused(tmp_path, "--port", str(port))
    assert status == 2
    assert errors.startswith(f"mag-bot: The sandbox cannot use port {port}: Address already in use.")
    assert errors.count("\n") == 1


async def test_a_damaged_database(tmp_path: Path, server: SandboxServer) -> None:
    """The bot does not start on a file that is no database."""
    (tmp_path / "bad.db").write_bytes(b"no database" * 1000)
    settings = {"BOT_TOKEN": server.token, "TELEGRAM_API_URL": server.url}
    status, errors = await refused(tmp_path, DATABASE_URL="sqlite:///bad.db", **settings)
    assert status == 2
    assert errors.startswith("mag-bot: The database bad.db is damaged")
    assert errors.count("\n") == 1


async def test_a_second_bot_on_the_same_database(
    tmp_path: Path, server: SandboxServer, sandbox: Sandbox
) -> None:
    """It names the first one and ends without a call to Telegram. Other commands work beside the first."""
    sandbox.limit = LIMIT
    settings = {"BOT_TOKEN": server.token, "TELEGRAM_API_URL": server.url}
    async with running(tmp_path, **settings) as first:
        await sandbox.calls_of("getUpdates")
        calls = len(await sandbox.calls("deleteWebhook"))
        status, errors = await refused(tmp_path, **settings)
        assert status == 4
        assert errors == (
            "mag-bot: Another bot is already working with the database var/mag-bot.db "
            f"(process {first.pid}). Stop it, or name another file in DATABASE_URL.\n"
        )
        assert len(await sandbox.calls("deleteWebhook")) == calls
        async with launched(tmp_path, ("plan", "list"), settings) as beside:
            assert await beside.wait() == 0


async def test_data_is_kept_between_runs(tmp_path: Path) -> None:
    """The second run knows the reader. A start before what the clock has reached is refused."""
    arguments = ("--sandbox", "--port", "0", "--data", "trial/deep")
    async with running(tmp_path, *arguments, "--at", "2027-02-10") as process:
        async with connected(process) as sandbox:
            anna = await sandbox.person("Анна")
            await anna.start()
            await sandbox.settled(limit=LIMIT)
            await sandbox.advance(3 * 86400)
        process.terminate()
        assert await process.wait() == 0
    async with running(tmp_path, *arguments) as process, connected(process) as sandbox:
        state = await sandbox.order("state")
        assert state["facts"] == {"database": str(tmp_path / "trial" / "deep" / "sandbox.db")}
        assert anna.id in [one["id"] for one in await sandbox.order("people") if one["started"]]
    status, errors = await refused(tmp_path, *arguments, "--at", "2027-01-01")
    assert (status, errors.count("\n")) == (2, 1)
    assert "has already reached 2027-02-13" in errors


async def test_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    """A file has its name. One sentence says why."""
    (tmp_path / "taken").write_text("a file")
    status, errors = await refused(tmp_path, "--sandbox", "--port", "0", "--data", "taken")
    assert (status, errors) == (2, "mag-bot: The folder taken cannot be created: File exists.\n")
