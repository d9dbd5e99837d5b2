"""`mag-bot check`: what is well and what is ill, with a status to go by."""

import asyncio
import shutil
from pathlib import Path
from unittest.mock import AsyncMock

import pytest

from bot.sandbox.server import SandboxServer
from data.store.database import Database
from data.store.errors import DatabaseReadOnly, DiskFailing, DiskFull, Unwritable
from handlers.words import LANGUAGES
from tests.bot.commands.conftest import Command, Printed

WRONG_TOKEN = "123456:wrong-wrong-wrong-wrong-wrong-wrong"


async def checked(command: Command, *arguments: str) -> Printed:
    """The check in a thread of its own, while the server answers in this one."""
    return await asyncio.to_thread(command, "check", *arguments)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_token(command: Command, database: Path, language: str) -> None:
    """Everything is looked at; there is nobody to ask at Telegram, and that is well."""
    printed = command("check", "--language", language)
    assert (printed.status, printed.err) == (0, "")
    lines = printed.out.splitlines()
    assert len(lines) == 8
    assert all(line.startswith("✓ ") for line in lines)
    assert str(database) in lines[1]
    assert lines[3].endswith("2020")


async def test_with_a_token(command: Command, server: SandboxServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram's answer is the bot's name."""
    monkeypatch.setenv("BOT_TOKEN", server.token)
    monkeypatch.setenv("TELEGRAM_API_URL", server.url)
    printed = await checked(command)
    assert (printed.status, printed.err) == (0, "")
    assert printed.out.splitlines()[-1] == f"✓ Telegram: @{server.world.bot.username}"


async def test_with_a_token_telegram_does_not_know(
    command: Command, server: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ill line is marked, the others are still there, and the status is 1."""
    monkeypatch.setenv("BOT_TOKEN", WRONG_TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", server.url)
    printed = await checked(command)
    assert (printed.status, printed.err) == (1, "")
    assert [line[0] for line in printed.out.splitlines()] == ["✓"] * 7 + ["✗"]
    assert printed.out.endswith("✗ Telegram: токен не принят\n")
    assert "wrong" not in printed.out


async def test_with_telegram_out_of_reach(
    command: Command, unused_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The host is named, the token is not."""
    monkeypatch.setenv("BOT_TOKEN", WRONG_TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", f"http://127.0.0.1:{unused_port}")
    printed = await checked(command, "--language", "en")
    assert printed.status == 1
    assert printed.out.endswith("✗ Telegram: 127.0.0.1 cannot be reached\n")


async def test_with_telegram_in_trouble(
    command: Command, server: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server's error is told as what it is."""
    monkeypatch.setenv("BOT_TOKEN", server.token)
    monkeypatch.setenv("TELEGRAM_API_URL", server.url)
    await server.control.perform("fault", {"kind": "server", "method": "getMe"})
    printed = await checked(command)
    assert printed.status == 1
    assert printed.out.endswith("✗ Telegram: 127.0.0.1 отвечает ошибкой RestartingTelegram\n")


@pytest.mark.parametrize(
    ("trouble", "said"),
    [(DiskFull, "no room on the disk"), (DatabaseReadOnly, "closed to writing"), (DiskFailing, "an error")],
)
def test_a_database_that_cannot_be_written(
    trouble: type[Unwritable], said: str, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading goes on, and the check is red and says why."""
    command("check")
    monkeypatch.setattr(Database, "try_to_write", AsyncMock(side_effect=trouble))
    printed = command("check", "--language", "en")
    assert printed.status == 1
    [line] = [line for line in printed.out.splitlines() if line.startswith("✗")]
    assert said in line


def test_a_disk_that_is_nearly_full(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told before the bot has to refuse anything."""
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=50 * 2**20))
    printed = command("check", "--language", "en")
    assert printed.status == 1
    assert "✗ Writing: works; 50 MB free" in printed.out
