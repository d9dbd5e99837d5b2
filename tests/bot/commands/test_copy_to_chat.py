"""`mag-bot backup --to-chat`: a copy in the chat of an owner."""

import asyncio
from pathlib import Path

import pytest

from bot.sandbox.client.client import Sandbox
from bot.sandbox.server import SandboxServer
from tests.bot.commands.conftest import Command, Printed
from tests.bot.commands.copies import the_copy


@pytest.fixture
def with_token(server: SandboxServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the token and the address of the sandbox in the environment."""
    monkeypatch.setenv("BOT_TOKEN", server.token)
    monkeypatch.setenv("TELEGRAM_API_URL", server.url)


async def sent_to_chat(command: Command, *arguments: str) -> Printed:
    """Run `mag-bot backup --to-chat` in a thread, while the server answers in this one."""
    return await asyncio.to_thread(command, "backup", "--to-chat", *arguments)


@pytest.mark.usefixtures("with_token")
async def test_copy_is_sent_to_an_owner(
    command: Command, database: Path, sandbox: Sandbox, server: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file arrives as it is in the folder, with a word on who may see it."""
    owner = await sandbox.person("Секретариат")
    await owner.say("/start")
    monkeypatch.setenv("OWNER_IDS", str(owner.id))
    printed = await sent_to_chat(command)
    assert (printed.status, printed.err) == (0, "")
    message = await owner.reply()
    assert "Не зашифрована" in message.text
    assert message.document is not None
    assert server.world.files[message.document["file_id"]].content == the_copy(database).read_bytes()


@pytest.mark.usefixtures("with_token")
async def test_copy_that_cannot_be_sent_stays(
    command: Command, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence says why, and where the copy is."""
    reasons = [
        ("", (), "нет владельцев"),
        ("5,6", (), "5, 6"),
        ("5,6", ("--owner", "7"), "7 нет среди владельцев"),
        ("5,6", ("--owner", "6"), "Telegram не доставил"),
    ]
    for number, (owners, arguments, reason) in enumerate(reasons):
        monkeypatch.setenv("OWNER_IDS", owners)
        monkeypatch.setenv("BACKUP_DIR", str(database.parent / str(number)))
        printed = await sent_to_chat(command, *arguments)
        [copy] = (database.parent / str(number)).glob("*.db")
        assert printed.status == 2
        assert reason in printed.err
        assert str(copy) in printed.err


def test_copy_too_large_for_telegram_stays(
    command: Command, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram's limit is named."""
    monkeypatch.setenv("BOT_TOKEN", "123456:abc")
    monkeypatch.setenv("OWNER_IDS", "5")
    monkeypatch.setattr("bot.commands.copies.copy_to_chat.LARGEST_UPLOAD_MB", 0)
    printed = command("backup", "--to-chat")
    assert printed.status == 2
    assert "до 0 МБ" in printed.err
    assert the_copy(database).exists()


def test_copy_is_not_sent_without_a_token(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sandbox has no chat to send it to."""
    monkeypatch.setenv("OWNER_IDS", "5")
    assert "BOT_TOKEN" in command("backup", "--to-chat").err
