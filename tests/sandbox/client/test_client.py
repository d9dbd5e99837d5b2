"""An ordinary aiogram bot works on the sandbox as on Telegram, and the client plays people."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher, Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.sandbox.client.client import NotSeen, Person, Refused, Sandbox
from bot.sandbox.server import SandboxServer


def echo() -> Router:
    """Return a router that greets, echoes, edits on a press, and sends a file back."""
    router = Router()

    @router.message(CommandStart())
    async def greet(message: Message, command: CommandObject) -> None:
        keyboard = InlineKeyboardBuilder().button(text="Да, конечно", callback_data="yes")
        text = f"<b>Привет</b> {command.args or ''}"
        await message.answer(text, parse_mode="HTML", reply_markup=keyboard.as_markup())

    @router.callback_query()
    async def pressed(query: CallbackQuery) -> None:
        if isinstance(query.message, Message):
            await query.message.edit_text("Спасибо")
        await query.answer("Записано", show_alert=True)

    @router.message(lambda message: message.document is not None)
    async def back(message: Message, bot: Bot) -> None:
        assert message.document is not None
        content = await bot.download(message.document)
        assert content is not None
        await message.answer_document(BufferedInputFile(content.read()[::-1], "назад.txt"), caption="Вот")

    @router.message()
    async def repeat(message: Message) -> None:
        await message.reply(message.text or "?")

    return router


@pytest.fixture
async def running(bot: Bot) -> AsyncIterator[None]:
    """Run the echo bot by polling."""
    dispatcher = Dispatcher()
    dispatcher.include_router(echo())
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False))
        yield
        await dispatcher.stop_polling()


async def test_person_and_bot_hold_a_conversation(running: None, sandbox: Sandbox) -> None:
    """A person writes, reads, presses a button, sees the edit and the alert."""
    vera = await sandbox.person("Вера")
    await vera.start("e12")
    greeting = await vera.reply()
    assert (greeting.text, greeting.labels) == ("Привет e12", ["Да, конечно"])
    toast = await vera.press("конечно")
    assert (toast.text, toast.alert) == ("Записано", True)
    assert (await vera.edited(greeting)).text == "Спасибо"
    await vera.say("эхо 😀")
    answer = await vera.reply()
    assert answer.text == "эхо 😀"
    assert answer.body["reply_to_message"]["text"] == "эхо 😀"


async def test_file_reaches_the_bot_and_its_answer_the_person(running: None, sandbox: Sandbox) -> None:
    """A document reaches the bot byte for byte and its answer reaches the person."""
    vera = await sandbox.person("Вера")
    await vera.send_file("план.txt", b"abc")
    answer = await vera.reply()
    assert (answer.text, answer.document and answer.document["file_name"]) == ("Вот", "назад.txt")


async def test_not_seen_shows_the_messages_there_were(sandbox: Sandbox, anna: Person) -> None:
    """A wait for a reply that does not come ends with the messages there are."""
    with pytest.raises(NotSeen, match="/start"):
        await anna.reply(limit=0.05)


async def test_client_works_without_http(server: SandboxServer, bot: Bot) -> None:
    """The same client works on the server object."""
    async with Sandbox(server, limit=1) as sandbox:
        boris = await sandbox.person("Борис")
        await boris.say("/start")
        await bot.send_message(boris.id, "да")
        assert (await boris.reply()).text == "да"
        with pytest.raises(Refused, match="no such chat"):
            await boris.say("x", chat=5)
