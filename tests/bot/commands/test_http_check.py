"""`mag-bot check` tries out the HTTP server, or asks one that runs."""

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiogram import Bot

from bot.commands import health
from bot.sandbox.client.client import Sandbox
from bot.sandbox.server import SandboxServer
from data.store.sqlite.instance_lock import occupy
from tests.bot.commands.conftest import Command
from tests.bot.http.posting import free_port
from tests.world.certificates import make_certificate


@pytest.fixture
def taken() -> Iterator[int]:
    """Yield a port at which a socket listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


def said_of_http(command: Command) -> list[str]:
    """Return the lines about HTTP."""
    lines = command("check", "--language", "en").out.splitlines()
    return [line for line in lines if line[2:].startswith(("HTTP server", "Certificate"))]


def test_bot_without_a_server_says_nothing_of_it(command: Command) -> None:
    """Most bots ask for updates themselves."""
    assert said_of_http(command) == []


def test_address_is_tried_before_the_start(
    command: Command, taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address in use is trouble, since a start would fail there."""
    monkeypatch.setenv("HTTP_LISTEN", str(free := free_port()))
    assert said_of_http(command) == [
        f"✓ HTTP server: 127.0.0.1:{free} can be opened; updates are asked of Telegram"
    ]
    monkeypatch.setenv("METRICS_LISTEN", f"127.0.0.1:{taken}")
    assert said_of_http(command) == [
        f"✗ HTTP server: 127.0.0.1:{taken} cannot be opened (Address already in use); "
        "updates are asked of Telegram"
    ]
    assert command("check").status == 1


def test_running_bot_is_called_at_its_address(
    command: Command, database: Path, taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own address in use is well. Settings that were changed since the start are not in force."""
    with occupy(database):
        monkeypatch.setenv("HTTP_LISTEN", str(taken))
        assert said_of_http(command) == [
            f"✓ HTTP server: 127.0.0.1:{taken} answers; updates are asked of Telegram"
        ]
        monkeypatch.setenv("HTTP_LISTEN", str(free := free_port()))
        [line] = said_of_http(command)
    assert line.startswith(f"✗ HTTP server: 127.0.0.1:{free} does not answer (")


async def test_updates_that_cannot_be_posted_are_told_with_the_reason(
    command: Command, bot: Bot, server: SandboxServer, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Telegram's words, which name what the proxy or the bot has answered."""
    monkeypatch.setenv("BOT_TOKEN", server.token)
    monkeypatch.setenv("TELEGRAM_API_URL", server.url)
    monkeypatch.setattr(health, "_PENDING_PAUSE_SECONDS", 0.01)
    await bot.set_webhook(f"http://127.0.0.1:{free_port()}/telegram")
    await (await sandbox.person("Анна")).say("/start")

    async def has_failed() -> bool:
        return (await bot.get_webhook_info()).last_error_message is not None

    await sandbox.until(has_failed, what="a failed post")
    printed = await asyncio.to_thread(command, "check", "--language", "en")
    [line] = [line for line in printed.out.splitlines() if "Updates:" in line]
    assert "waiting at Telegram: 1, the webhook did not take the last one: Connection refused;" in line
    # an error of the past is no trouble of now
    await bot.delete_webhook(drop_pending_updates=True)
    assert "Connection refused" not in (await asyncio.to_thread(command, "check")).out


def test_certificate_has_a_line_of_its_own(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That for another address is ill, for updates would never come."""
    certificate, key = make_certificate(tmp_path / "tls", "203.0.113.5")
    key.chmod(0o600)
    for name, value in (
        ("HTTP_LISTEN", str(free_port())),
        ("TLS_CERTIFICATE", str(certificate)),
        ("TLS_KEY", str(key)),
        ("WEBHOOK_CERTIFICATE", str(certificate)),
        ("WEBHOOK_URL", "https://203.0.113.5:8443/telegram"),
    ):
        monkeypatch.setenv(name, value)
    assert [line[0] for line in said_of_http(command)] == ["✓", "✓"]
    monkeypatch.setenv("WEBHOOK_URL", "https://203.0.113.6:8443/telegram")
    assert said_of_http(command)[1] == (
        f"✗ Certificate: {certificate} was not issued for https://203.0.113.6:8443/telegram"
    )
