"""`mag-bot init`: from nothing to an `.env` that the bot starts with."""

import asyncio
import stat
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from aiogram import Bot

from bot.first_start import owner_search
from bot.first_start.owner_search import Obstacle
from bot.sandbox.client.client import Person, Sandbox
from bot.sandbox.server import SandboxServer
from bot.settings import load_settings
from handlers.text.words import LANGUAGES
from tests.bot.commands.conftest import Command, Printed
from tests.bot.commands.launching import LIMIT, launched

CODE = "setup-known"
WRONG_TOKEN = "123456:wrong-wrong-wrong-wrong-wrong-wrong"

Init = Callable[..., Awaitable[Printed]]


@pytest.fixture
def init(command: Command, server: SandboxServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Init:
    """Return a function that runs `mag-bot init` with a person's typed answers.

    The command runs in a thread, while the server answers in this one."""
    monkeypatch.setenv("TELEGRAM_API_URL", server.url)
    monkeypatch.setattr(owner_search, "new_code", lambda: CODE)
    monkeypatch.chdir(tmp_path)

    async def run(*answers: str, language: str = "en") -> Printed:
        typed = "".join(f"{answer}\n" for answer in answers)
        return await asyncio.to_thread(command, "init", "--language", language, answer=typed)

    return run


class EnvFile:
    """The `.env` file of a test."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def text(self) -> str | None:
        """Return the text of the file, None if there is no file."""
        return self.path.read_text(encoding="utf-8") if self.path.exists() else None

    @property
    def mode(self) -> int:
        """Return the permission bits of the file."""
        return stat.S_IMODE(self.path.stat().st_mode)

    def write(self, text: str, encoding: str = "utf-8") -> None:
        """Write the file, as a person has done before."""
        self.path.write_text(text, encoding=encoding)


@pytest.fixture
def env_file(tmp_path: Path) -> EnvFile:
    """Return the `.env` file of the folder, which may not exist yet."""
    return EnvFile(tmp_path / ".env")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_owner_is_found_by_a_message(
    init: Init, bot: Bot, server: SandboxServer, anna: Person, env_file: EnvFile, language: str
) -> None:
    """The file has token and owner, only its owner can read it, and the message still waits for the bot."""
    await anna.say(f"/start {CODE}")
    printed = await init(server.token, "", language=language)
    assert (printed.status, printed.err) == (0, "")
    assert f"https://t.me/{server.world.bot.username}?start={CODE}" in printed.out
    assert f"Анна, id {anna.id}" in printed.out
    assert server.token not in printed.out
    assert env_file.mode == 0o600
    settings = load_settings()
    assert (settings.read_token(), settings.owner_ids) == (server.token, frozenset({anna.id}))
    assert (await bot.get_webhook_info()).pending_update_count == 1


@pytest.mark.slow
async def test_owner_is_greeted_by_the_bot_that_was_installed(
    init: Init, server: SandboxServer, sandbox: Sandbox, anna: Person, tmp_path: Path
) -> None:
    """The file is all that the service needs, and the message that found the owner is answered."""
    sandbox.limit = LIMIT
    await anna.say(f"/start {CODE}")
    assert (await init(server.token, "")).status == 0
    async with launched(tmp_path, ("run", "--telegram"), {}) as process:
        greeting = await anna.reply()
        process.terminate()
        assert await process.wait() == 0
    assert greeting.buttons
    assert "устарел" not in greeting.text


async def test_server_that_was_reached_is_written_down(
    init: Init, server: SandboxServer, env_file: EnvFile
) -> None:
    """A bot that is started in another shell asks the same server."""
    assert (await init(server.token, "5")).status == 0
    assert f"TELEGRAM_API_URL={server.url}\n" in (env_file.text or "")


async def test_wrong_answers_are_asked_for_again(init: Init, server: SandboxServer, anna: Person) -> None:
    """Each gets one sentence, and three wrong ones are not yet too many where another kind is asked."""
    printed = await init("a token", WRONG_TOKEN, f"  {server.token}", "Anna", "-100", str(anna.id))
    assert printed.status == 0
    assert printed.out.count("That is not a token") == 1
    assert printed.out.count("the token is not accepted") == 1
    assert printed.out.count("That is not a person’s id") == 2
    assert load_settings().owner_ids == frozenset({anna.id})


async def test_owner_who_has_not_written_yet_is_named(
    init: Init, server: SandboxServer, anna: Person
) -> None:
    """A bot cannot begin a conversation, so the command asks the owner to write first."""
    assert "has not written to the bot yet" in (await init(server.token, str(anna.id))).out
    await anna.say("/start")
    assert "has not written" not in (await init("y", server.token, str(anna.id))).out


@pytest.mark.parametrize("id_", ["777000", "1087968824", "0x5", "5, 6", "²"])
async def test_id_that_is_no_person_is_not_taken(
    init: Init, server: SandboxServer, env_file: EnvFile, id_: str
) -> None:
    """Accounts of Telegram itself, lists and odd numbers end with nothing written."""
    printed = await init(server.token, id_, id_, id_)
    assert printed.status == 2
    assert env_file.text is None


async def test_file_that_is_there_is_kept_unless_wished(
    init: Init, server: SandboxServer, env_file: EnvFile
) -> None:
    """A no changes no byte. A yes changes token and owner, and keeps comments and other settings."""
    old = "# ours\nBOT_TOKEN=1:old-token\nBOT_TOKEN_FILE=/run/token\nTIMEZONE=Asia/Omsk\n"
    env_file.write(old)
    assert (await init("n")).status == 2
    assert env_file.text == old
    assert (await init("y", server.token, "5")).status == 0
    assert env_file.text == (
        f"# ours\nBOT_TOKEN={server.token}\nBOT_TOKEN_FILE=\nTIMEZONE=Asia/Omsk\n"
        f"OWNER_IDS=5\nTELEGRAM_API_URL={server.url}\n"
    )
    assert load_settings().read_token() == server.token


@pytest.mark.parametrize("language", LANGUAGES)
async def test_file_may_be_replaced_by_a_yes_in_either_language(
    init: Init, server: SandboxServer, env_file: EnvFile, language: str
) -> None:
    """The question names its answers, and takes no other: an unknown one is asked for again."""
    env_file.write("BOT_TOKEN=1:old-token\n")
    printed = await init("ok", "Да", server.token, "5", language=language)
    assert printed.status == 0
    assert ("[да/нет]" if language == "ru" else "[yes/no]") in printed.out
    assert load_settings().owner_ids == frozenset({5})


@pytest.mark.parametrize("answers", [(), ("",)])
async def test_file_is_kept_when_nothing_is_answered(
    init: Init, env_file: EnvFile, answers: tuple[str, ...]
) -> None:
    """Enter, and an end of the input, change no byte."""
    env_file.write("BOT_TOKEN=1:old-token\n")
    printed = await init(*answers)
    assert (printed.status, printed.err) == (2, "mag-bot: The file .env was left as it is.\n")
    assert env_file.text == "BOT_TOKEN=1:old-token\n"


async def test_token_that_is_wrong_in_the_file_can_be_mended(
    init: Init, server: SandboxServer, env_file: EnvFile
) -> None:
    """The command is the way out of a file that the bot does not start with."""
    env_file.write("BOT_TOKEN=nonsense\nOWNER_IDS=me\n", encoding="utf-16")
    assert (await init("y", server.token, "5")).status == 0
    assert load_settings().owner_ids == frozenset({5})


@pytest.mark.parametrize("obstacle", Obstacle)
async def test_person_who_cannot_be_found_types_the_id(
    init: Init, server: SandboxServer, monkeypatch: pytest.MonkeyPatch, obstacle: Obstacle
) -> None:
    """Each obstacle has its message, and the person is asked for the id."""

    async def blocked(_bot: Bot, _code: str) -> Obstacle:
        return obstacle

    monkeypatch.setattr(owner_search, "find_person", blocked)
    printed = await init(server.token, "", "5")
    assert printed.status == 0
    assert "cli-init" not in printed.out
    assert load_settings().owner_ids == frozenset({5})


async def test_telegram_out_of_reach_writes_nothing(
    init: Init, monkeypatch: pytest.MonkeyPatch, unused_port: int, env_file: EnvFile
) -> None:
    """A token that cannot be checked is not written down, and the way out is named."""
    monkeypatch.setenv("TELEGRAM_API_URL", f"http://127.0.0.1:{unused_port}")
    printed = await init("123456:AAAAAAAAAAAAAAAAAAAAAA")
    assert printed.status == 2
    assert "TELEGRAM_PROXY" in printed.err
    assert env_file.text is None


async def test_telegram_that_refuses_writes_nothing(
    init: Init, server: SandboxServer, sandbox: Sandbox, env_file: EnvFile
) -> None:
    """Only the class of the error is said, since its text may hold the token."""
    await sandbox.fault("unauthorized", method="getUpdates")
    printed = await init(server.token, "")
    assert (printed.status, env_file.text) == (2, None)
    assert "TelegramUnauthorizedError" in printed.err
    assert server.token not in printed.err


async def test_environment_that_outweighs_the_file_is_named(
    init: Init, server: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the person would wonder why another bot answers."""
    monkeypatch.setenv("OWNER_IDS", "7")
    assert "OWNER_IDS is set in the environment" in (await init(server.token, "5")).err


@pytest.mark.parametrize("answered", [0, 1], ids=["token", "owner"])
async def test_interrupted_dialogue_writes_nothing(
    init: Init, server: SandboxServer, env_file: EnvFile, answered: int
) -> None:
    """After Ctrl+D, or without a terminal, one sentence says that nothing was written."""
    printed = await init(*[server.token][:answered])
    said = "mag-bot: There was no answer, and .env was not written. Run mag-bot init in a terminal again."
    assert (printed.status, printed.err.strip()) == (130, said)
    assert env_file.text is None
