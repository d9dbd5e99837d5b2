"""Every limit of the Bot API holds: a value past it is refused, a value at it passes."""

import json
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.sandbox.client.client import Person, Sandbox
from bot.sandbox.http.api import METHODS
from bot.sandbox.people.actions import say
from bot.sandbox.server import SandboxServer
from bot.sandbox.wire.parameters import parse_method
from bot.sandbox.wire.refusal import ApiRefusal
from bot.sandbox.wire.requests import Request, Upload
from bot.sandbox.world.cast import ANNA_ID
from bot.sandbox.world.files import store_file
from tests.sandbox.methods.method_limits import CASES, Case


def perform(server: SandboxServer, case: Case, wrong: dict[str, Any], files: dict[str, bytes]) -> Any:
    """Call the method as a form would, every value a text, but without HTTP."""
    params = case.right | wrong
    form = {name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()}
    uploads = {name: Upload(name, "a/b", content) for name, content in files.items()}
    request = Request({name: f"attach://{name}" for name in uploads} | form, uploads)
    handler = METHODS[case.method.lower()]
    return handler.handle(server.world, parse_method(handler.model, request), request)


@pytest.fixture
def still() -> SandboxServer:
    """Return a server without HTTP where Анна has started the bot and message 2 is its answer."""
    server = SandboxServer()
    server.seed_people()
    world = server.world
    say(world, world.people[ANNA_ID], world.chats[ANNA_ID], "/start")
    world.post(world.chats[ANNA_ID], {"text": "сам"}, world.bot)
    return server


@pytest.mark.parametrize("case", CASES, ids=str)
def test_value_past_each_limit_is_refused_and_at_it_accepted(still: SandboxServer, case: Case) -> None:
    """The refusal has Telegram's words."""
    with pytest.raises(ApiRefusal) as caught:
        perform(still, case, case.wrong, case.files | case.wrong_files)
    assert (caught.value.code, caught.value.description) == (400, f"Bad Request: {case.words}")
    assert perform(still, case, {}, case.files)


async def test_callback_answer_is_limited_to_200_characters(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """201 are refused, and so is a link that does not lead to the bot."""
    markup = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="a", callback_data="a")]])
    sent = await bot.send_message(anna.id, "x", reply_markup=markup)
    pressed = await sandbox.order("press", person=anna.id, message_id=sent.message_id, data="a")
    number = pressed["query"]
    with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
        await bot.answer_callback_query(number, text="ё" * 201)
    with pytest.raises(TelegramBadRequest, match="URL_INVALID"):
        await bot.answer_callback_query(number, url="https://e.org")
    assert await bot.answer_callback_query(number, text="ё" * 200)


def test_download_is_limited_to_20_megabytes(still: SandboxServer) -> None:
    """One byte more can be sent but not downloaded."""
    sizes = [20 << 20, (20 << 20) + 1]
    kept = [store_file(still.world, "a", "a/b", bytes(size)) for size in sizes]
    case = Case("getFile", {"file_id": kept[0].id}, {"file_id": kept[1].id}, "file is too big")
    assert perform(still, case, {}, {})["file_size"] == sizes[0]
    with pytest.raises(ApiRefusal, match="file is too big"):
        perform(still, case, case.wrong, {})
