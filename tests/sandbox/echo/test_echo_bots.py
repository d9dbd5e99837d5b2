"""Unmodified echo bots of two libraries work on the sandbox, by polling and by webhook."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from aiogram import Bot

from bot.sandbox.client.client import Sandbox
from bot.sandbox.server import SandboxServer
from tests.sandbox.echo import aiogram_echo, ptb_echo
from tests.sandbox.webhook_receiver import serving

SECRET = "a-secret_1"
Running = Callable[[SandboxServer, Bot], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def aiogram_polling(server: SandboxServer, bot: Bot) -> AsyncIterator[None]:
    """Run the aiogram bot by polling."""
    dispatcher = aiogram_echo.echo()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False))
        yield
        await dispatcher.stop_polling()


@asynccontextmanager
async def aiogram_webhook(server: SandboxServer, bot: Bot) -> AsyncIterator[None]:
    """Run the aiogram bot with aiogram's own aiohttp server."""
    async with serving(aiogram_echo.web_application(aiogram_echo.echo(), bot, SECRET)) as address:
        await bot.set_webhook(f"{address}/hook", secret_token=SECRET)
        yield
        await bot.delete_webhook()


@asynccontextmanager
async def ptb_polling(server: SandboxServer, _bot: Bot) -> AsyncIterator[None]:
    """Run the python-telegram-bot bot by polling."""
    application = ptb_echo.echo(server.token, server.url, polling=True)
    async with application:
        assert application.updater is not None
        await application.start()
        await application.updater.start_polling()
        yield
        await application.updater.stop()
        await application.stop()


@asynccontextmanager
async def ptb_webhook(server: SandboxServer, _bot: Bot) -> AsyncIterator[None]:
    """Run the python-telegram-bot bot with a web server of its own."""
    application = ptb_echo.echo(server.token, server.url, polling=False)
    async with serving(ptb_echo.web_application(application, SECRET)) as address, application:
        await application.start()
        await application.bot.set_webhook(f"{address}/hook", secret_token=SECRET)
        yield
        await application.bot.delete_webhook()
        await application.stop()


@pytest.mark.parametrize("running", [aiogram_polling, aiogram_webhook, ptb_polling, ptb_webhook])
async def test_echo_bot_of_each_library_answers(
    server: SandboxServer, sandbox: Sandbox, bot: Bot, running: Running
) -> None:
    """Greeting, text with entities, document and press are answered."""
    sandbox.limit = 20
    async with running(server, bot):
        vera = await sandbox.person("Вера")
        await vera.say("/start")
        greeting = await vera.reply()
        assert (greeting.text, greeting.labels) == ("Hello, Вера!", ["Нажми"])
        assert greeting.body["entities"] == [{"type": "bold", "offset": 7, "length": 4}]
        toast = await vera.press("Нажми")
        assert toast.text == "pressed"
        assert (await vera.edited(greeting)).text == "Спасибо"
        said = await vera.say("эхо 😀 #тег и https://example.org")
        answer = await vera.reply()
        assert (answer.text, answer.body["entities"]) == (said.text, said.body["entities"])
        assert [entity["type"] for entity in answer.body["entities"]] == ["hashtag", "url"]
        await vera.send_file("план.txt", b"abc")
        file = (await vera.reply()).document
        assert file is not None
        assert file["file_name"] == "план.txt"
        assert file["file_unique_id"] == (await vera.messages())[-2].body["document"]["file_unique_id"]
