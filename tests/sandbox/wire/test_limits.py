"""The sandbox refuses what Telegram refuses, in Telegram's words."""

from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, Message
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.client.client import Person, Sandbox
from bot.sandbox.server import SandboxServer
from bot.sandbox.wire.requests import read_form
from bot.sandbox.world.cast import ANNA_ID, BORIS_ID, CHANNEL_ID, GROUP_ID


def one_button(**fields: Any) -> dict[str, Any]:
    """Return a keyboard of one button."""
    return {"inline_keyboard": [[{"text": "кнопка", **fields}]]}


async def call(server: SandboxServer, method: str, params: dict[str, Any]) -> dict[str, Any]:
    """Send a raw JSON call, past the checks of a client library."""
    url = f"{server.url}/bot{server.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, json=params) as response:
        body: dict[str, Any] = await response.json()
        assert body.get("error_code", 200) == response.status
        return body


TO_ANNA = {"chat_id": ANNA_ID, "text": "x"}
TWO_MANY = [[{"text": "a", "callback_data": "a"}] * 8] * 13
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": "", "text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": 5, "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": ANNA_ID}, "message text is empty"),
        ("sendMessage", TO_ANNA | {"text": ""}, "message text is empty"),
        ("sendMessage", TO_ANNA | {"text": " \n"}, "text must be non-empty"),
        ("sendMessage", TO_ANNA | {"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ("sendMessage", TO_ANNA | {"text": "ё" * 4097}, "message is too long"),
        ("sendMessage", TO_ANNA | {"text": "ё" * 16385}, "text is too long"),
        (
            "sendMessage",
            TO_ANNA | {"text": "<b>x", "parse_mode": "html"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            "sendMessage",
            TO_ANNA | {"reply_parameters": {"message_id": 99}},
            "message to be replied not found",
        ),
        ("sendMessage", TO_ANNA | {"reply_markup": "да"}, "can't parse reply keyboard markup JSON object"),
        ("sendMessage", TO_ANNA | {"reply_markup": 5}, "object expected as reply markup"),
        (
            "sendMessage",
            TO_ANNA | {"reply_markup": one_button(callback_data="ё" * 33)},
            "BUTTON_DATA_INVALID",
        ),
        (
            "sendMessage",
            TO_ANNA | {"reply_markup": one_button()},
            "text buttons are unallowed in the inline keyboard",
        ),
        (
            "sendMessage",
            TO_ANNA | {"reply_markup": one_button(callback_data="a", url="https://e.org")},
            "inline keyboard button must have exactly one action, not url and callback_data",
        ),
        (
            "sendMessage",
            TO_ANNA | {"reply_markup": one_button(text=" ", callback_data="a")},
            "inline keyboard button text must be non-empty",
        ),
        (
            "sendMessage",
            TO_ANNA | {"reply_markup": one_button(url="ftp://e.org")},
            "inline keyboard button URL 'ftp://e.org' is invalid: Unsupported URL protocol",
        ),
        (
            "sendMessage",
            TO_ANNA | {"reply_markup": one_button(callback_data="a", style="blue")},
            "invalid button style specified",
        ),
        (
            "sendMessage",
            TO_ANNA | {"reply_markup": one_button(copy_text={"text": "a" * 257})},
            "BUTTON_COPY_TEXT_INVALID",
        ),
        (
            "sendMessage",
            TO_ANNA | {"reply_markup": {"inline_keyboard": TWO_MANY}},
            "reply markup is too long",
        ),
        ("sendDocument", {"chat_id": ANNA_ID}, "there is no document in the request"),
        (
            "sendDocument",
            {"chat_id": ANNA_ID, "document": "BQxx"},
            "wrong file_id or the file is temporarily unavailable",
        ),
        (
            "sendDocument",
            {"chat_id": ANNA_ID, "document": "a", "caption": "ё" * 1025},
            "message caption is too long",
        ),
        ("sendChatAction", {"chat_id": ANNA_ID, "action": "dance"}, "wrong parameter action in request"),
        ("editMessageText", {"chat_id": ANNA_ID, "message_id": 99, "text": "x"}, "message to edit not found"),
        ("editMessageText", {"chat_id": ANNA_ID, "text": "x"}, "message to edit not found"),
        ("editMessageText", {"text": "x"}, "message identifier is not specified"),
        ("editMessageText", {"chat_id": ANNA_ID, "message_id": 1, "text": "x"}, "message can't be edited"),
        ("editMessageText", {"chat_id": ANNA_ID, "message_id": 2, "text": "сам"}, NOT_MODIFIED),
        (
            "editMessageCaption",
            {"chat_id": ANNA_ID, "message_id": 2, "caption": "x"},
            "there is no caption in the message to edit",
        ),
        ("deleteMessage", {"chat_id": ANNA_ID, "message_id": 99}, "message to delete not found"),
        (
            "deleteMessages",
            {"chat_id": ANNA_ID, "message_ids": list(range(101))},
            "too many message identifiers specified",
        ),
        (
            "copyMessage",
            {"chat_id": ANNA_ID, "from_chat_id": ANNA_ID, "message_id": 99},
            "message to copy not found",
        ),
        (
            "forwardMessage",
            {"chat_id": ANNA_ID, "from_chat_id": ANNA_ID, "message_id": 99},
            "message to forward not found",
        ),
        (
            "answerCallbackQuery",
            {"callback_query_id": "1"},
            "query is too old and response timeout expired or query ID is invalid",
        ),
        ("setMyCommands", {"commands": [{"command": "Start", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        (
            "setMyCommands",
            {"commands": [{"command": "a", "description": "x" * 257}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        (
            "setMyCommands",
            {"commands": [{"command": f"a{n}", "description": "x"} for n in range(101)]},
            "BOT_COMMANDS_TOO_MUCH",
        ),
        ("getFile", {"file_id": "BQxx"}, "wrong file_id or the file is temporarily unavailable"),
        ("setWebhook", {"url": "http://e.org"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            "setWebhook",
            {"url": "https://e.org:8080"},
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        (
            "setWebhook",
            {"url": "https://e.org", "secret_token": "ключ"},
            "secret token contains unallowed characters",
        ),
        ("setWebhook", {"url": "https://e.org", "secret_token": "a" * 257}, "secret token is too long"),
        (
            "pinChatMessage",
            {"chat_id": GROUP_ID, "message_id": 1},
            "not enough rights to manage pinned messages in the chat",
        ),
    ],
)
async def test_mistake_is_refused_in_telegrams_words(
    server: SandboxServer, bot: Bot, anna: Person, method: str, params: dict[str, Any], words: str
) -> None:
    """The status is 400."""
    await bot.send_message(anna.id, "сам")
    answer = await call(server, method, params)
    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}


async def test_value_at_a_limit_is_accepted(bot: Bot, anna: Person) -> None:
    """4096 characters after parsing, 64 bytes of data and 100 buttons pass."""
    keys = [[InlineKeyboardButton(text="a", callback_data="ё" * 32)] * 10] * 10
    markup = InlineKeyboardMarkup(inline_keyboard=keys)
    sent = await bot.send_message(anna.id, f"<b>{'ё' * 4096}</b>", parse_mode="HTML", reply_markup=markup)
    assert sent.text == "ё" * 4096
    file = BufferedInputFile(b"x", "x.txt")
    assert (await bot.send_document(anna.id, file, caption="ё" * 1024)).caption == "ё" * 1024


async def test_closed_private_chat_is_forbidden(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """A person must have started the bot, and neither blocked it nor deleted the account."""
    boris = await sandbox.person("Борис")
    with pytest.raises(
        TelegramForbiddenError, match=r"Forbidden: bot can't initiate conversation with a user$"
    ):
        await bot.send_message(boris.id, "x")
    await anna.block()
    with pytest.raises(TelegramForbiddenError, match=r"Forbidden: bot was blocked by the user$"):
        await bot.send_message(anna.id, "x")
    await anna.unblock()
    assert isinstance(await bot.send_message(anna.id, "x"), Message)
    await sandbox.order("deactivate", person=anna.id)
    with pytest.raises(TelegramForbiddenError, match=r"Forbidden: user is deactivated$"):
        await bot.send_message(anna.id, "x")
    with pytest.raises(TelegramForbiddenError, match=r"Forbidden: the bot can't send messages to the bot$"):
        await bot.send_message(bot.id, "x")


@pytest.mark.parametrize(
    ("chat", "status", "words"),
    [
        (GROUP_ID, "kicked", "Forbidden: bot was kicked from the supergroup chat"),
        (GROUP_ID, "left", "Forbidden: bot is not a member of the supergroup chat"),
        (GROUP_ID, "restricted", "Bad Request: not enough rights to send text messages to the chat"),
        (CHANNEL_ID, "kicked", "Forbidden: bot was kicked from the channel chat"),
        (CHANNEL_ID, "member", "Bad Request: need administrator rights in the channel chat"),
    ],
)
async def test_closed_group_or_channel_is_forbidden(
    bot: Bot, sandbox: Sandbox, chat: int, status: str, words: str
) -> None:
    """The refusal says whether membership or a right is missing."""
    assert isinstance(await bot.send_message(chat, "x"), Message)
    await sandbox.order("membership", chat=chat, status=status)
    with pytest.raises((TelegramForbiddenError, TelegramBadRequest), match=f"{words}$"):
        await bot.send_message(chat, "x")


async def test_upgraded_group_answers_with_its_new_id(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """The old id answers with the new one."""
    group = await sandbox.group("Старая", anna, kind="group")
    new = await sandbox.order("upgrade", chat=group)
    with pytest.raises(TelegramMigrateToChat) as caught:
        await bot.send_message(group, "x")
    assert caught.value.migrate_to_chat_id == new["id"]
    await bot.send_message(new["id"], "x")


async def test_message_can_be_deleted_for_48_hours(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """A message can be deleted for 48 hours and no longer."""
    first, second = [await bot.send_message(anna.id, "x") for _ in range(2)]
    await sandbox.advance(48 * 3600)
    assert await bot.delete_message(anna.id, first.message_id)
    await sandbox.advance(1)
    with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
        await bot.delete_message(anna.id, second.message_id)


async def test_callback_query_is_answered_once_within_150_seconds(
    bot: Bot, sandbox: Sandbox, anna: Person
) -> None:
    """The seconds are virtual."""
    markup = InlineKeyboardMarkup.model_validate(one_button(callback_data="a"))
    sent = await bot.send_message(anna.id, "x", reply_markup=markup)
    queries = [
        (await sandbox.order("press", person=anna.id, message_id=sent.message_id, data="a"))["query"]
        for _ in range(2)
    ]
    await sandbox.advance(150)
    assert await bot.answer_callback_query(queries[0])
    await sandbox.advance(1)
    for query in queries:
        with pytest.raises(TelegramBadRequest, match="query is too old"):
            await bot.answer_callback_query(query)


async def test_message_of_another_member_is_deleted_only_with_the_right(bot: Bot, sandbox: Sandbox) -> None:
    """The bot needs an administrator's right."""
    boris = await sandbox.person("Борис", id=BORIS_ID)
    said = await boris.say("/help", chat=GROUP_ID)
    with pytest.raises(TelegramBadRequest, match=r"message can't be deleted$"):
        await bot.delete_message(GROUP_ID, said.id)
    await sandbox.order("membership", chat=GROUP_ID, status="administrator")
    assert await bot.delete_message(GROUP_ID, said.id)


@given(
    st.dictionaries(st.text(st.characters(codec="utf-8"), min_size=1), st.text(st.characters(codec="utf-8")))
)
def test_form_values_arrive_unchanged(fields: dict[str, str]) -> None:
    """Any name and value that a form can carry is read back."""
    assert read_form(urlencode(fields).encode()) == fields
