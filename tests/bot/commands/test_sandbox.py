"""`mag-bot sandbox`: any client finds a Bot API there, and mistakes are said in one line."""

import re
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.client.client import Sandbox
from tests.bot.commands.conftest import Command
from tests.bot.commands.launching import LIMIT, launched

TOKEN = "77:abc-DEF_1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - what is tested is that it is not done in silence


@asynccontextmanager
async def running(folder: Path, *arguments: str) -> AsyncIterator[Process]:
    """Run `mag-bot sandbox`, and kill it when the block ends."""
    command = ("sandbox", "--language", "en", "--port", "0", *arguments)
    async with launched(folder, command, {"LOG_LEVEL": "INFO"}) as process:
        yield process


async def said(process: Process) -> tuple[str, str]:
    """Return the address and the token that it prints."""
    assert process.stdout is not None
    text = "".join([(await process.stdout.readline()).decode() for _ in range(3)])
    address, token = (
        re.search(r"http://[^\s]+(?=\.\n)", text),
        re.search(r"^Token: (\S+)$", text, re.MULTILINE),
    )
    assert address is not None
    assert token is not None
    return address[0], token[1]


@pytest.mark.slow
async def test_any_client_can_use_it(tmp_path: Path) -> None:
    """It prints address and token, has the people and the limits asked for, and stops cleanly at SIGTERM."""
    async with running(tmp_path, "--token", TOKEN, "--seed", "25", "--strict") as process:
        address, token = await said(process)
        assert token == TOKEN
        async with aiohttp.ClientSession() as session, session.get(f"{address}/bot{token}/getMe") as answer:
            assert (await answer.json())["result"]["id"] == 77
        async with Sandbox(address, limit=LIMIT) as sandbox:
            options = await sandbox.order("options")
            assert (options["pace"], options["strict"]) == (True, True)
            assert len(await sandbox.order("people")) >= 25
        process.terminate()
        _, errors = await process.communicate()
    assert (process.returncode, errors) == (0, b"")


@pytest.mark.slow
async def test_listening_beyond_this_machine_is_said(tmp_path: Path) -> None:
    """Told to listen everywhere it does, and says plainly what that means."""
    async with running(tmp_path, "--host", EVERYWHERE) as process:
        address, token = await said(process)
        async with aiohttp.ClientSession() as session:
            url = f"{address.replace(EVERYWHERE, '127.0.0.1')}/bot{token}/getMe"
            async with session.get(url) as answer:
                assert answer.status == 200
        process.terminate()
        _, errors = await process.communicate()
    assert errors.decode() == (
        "The sandbox is listening at 0.0.0.0, so other machines may reach it. "
        "Anyone who does can act in any person’s name.\n"
    )


@pytest.mark.slow
async def test_token_is_new_and_webhooks_go_where_allowed(tmp_path: Path) -> None:
    """Two starts have two tokens, and only the one told so posts updates beyond this machine."""
    tokens, refused = set(), []
    hook = {"url": "https://example.org/hook"}
    for options in ((), ("--webhook-anywhere",)):
        async with running(tmp_path, *options) as process:
            address, token = await said(process)
            tokens.add(token)
            url = f"{address}/bot{token}/setWebhook"
            async with aiohttp.ClientSession() as session, session.post(url, json=hook) as answer:
                refused.append((answer.status, "--webhook-anywhere" in await answer.text()))
            process.terminate()
            await process.wait()
    assert len(tokens) == 2
    assert refused == [(400, True), (200, False)]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--token", "abc"), "That is not a bot token. A token is a number and a secret: 123:abc."),
        (("--token", "0:abc"), "That is not a bot token. A token is a number and a secret: 123:abc."),
        (
            ("--seed", "huge"),
            "The sandbox cannot start with “huge”. "
            "Give small, demo, or a number of subscribers from 1 to 1000000.",
        ),
        (
            ("--seed", "0"),
            "The sandbox cannot start with “0”. "
            "Give small, demo, or a number of subscribers from 1 to 1000000.",
        ),
        (
            ("--host", "203.0.113.5", "--port", "1234"),
            "The sandbox cannot listen at 203.0.113.5, port 1234: Cannot assign requested address.",
        ),
    ],
)
def test_mistakes_are_said_in_one_line(command: Command, arguments: tuple[str, ...], words: str) -> None:
    """An invalid option ends the command before anything starts."""
    assert command("sandbox", "--language", "en", *arguments).refusal == words


def test_the_bot_is_started_with_people_that_exist(command: Command) -> None:
    """`run --seed` takes what `sandbox --seed` takes."""
    refusal = command("run", "--sandbox", "--language", "en", "--seed", "huge").refusal
    assert refusal.startswith("The sandbox cannot start with “huge”.")
