"""Inline queries, guest queries and ephemeral messages."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    EphemeralMessageParameters,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultCachedDocument,
    InlineQueryResultsButton,
    InlineQueryResultUnion,
    InputTextMessageContent,
    ReplyParameters,
)
from aiogram.types import BufferedInputFile as File

from bot.sandbox.client.client import Person, Refused, Sandbox
from bot.sandbox.server import SandboxServer
from bot.sandbox.world.cast import ANNA_ID, BORIS_ID, GROUP_ID

KEYS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="ещё", callback_data="more")]])


def article(number: str = "1", text: str = "<b>Казань</b>", **more: Any) -> InlineQueryResultArticle:
    """Return a result that becomes a text."""
    said = InputTextMessageContent(message_text=text, parse_mode="HTML")
    return InlineQueryResultArticle(id=number, title="Казань", input_message_content=said, **more)


async def test_chosen_inline_result_can_be_edited(
    bot: Bot, sandbox: Sandbox, server: SandboxServer, anna: Person
) -> None:
    """It is sent in the person's name. Presses and edits use the inline_message_id."""
    server.world.inline_feedback = True
    await bot.get_updates(offset=-1)
    asked = await sandbox.order("ask_inline", person=anna.id, query="Казань", chat=GROUP_ID)
    [*_, update] = await bot.get_updates()
    assert update.inline_query is not None
    assert update.inline_query.chat_type == "supergroup"
    await bot.answer_inline_query(asked["query"], [article(reply_markup=KEYS)], next_offset="1")
    sent = await sandbox.order(
        "choose_inline", person=anna.id, query=asked["query"], result="1", chat=GROUP_ID
    )
    assert (sent["body"]["text"], sent["body"]["via_bot"]["id"]) == ("Казань", bot.id)
    await sandbox.order("press", person=anna.id, chat=GROUP_ID, message_id=sent["id"], data="more")
    *_, chosen, pressed = await bot.get_updates()
    assert chosen.chosen_inline_result is not None
    assert pressed.callback_query is not None
    number = chosen.chosen_inline_result.inline_message_id
    assert pressed.callback_query.inline_message_id == number
    assert pressed.callback_query.message is None
    assert await bot.edit_message_text("Москва", inline_message_id=number) is True
    assert [one.text for one in await anna.messages(GROUP_ID)][-1] == "Москва"
    with pytest.raises(TelegramBadRequest, match="MESSAGE_ID_INVALID"):
        await bot.edit_message_text("x", inline_message_id="nothing")
    with pytest.raises(Refused, match="no such result"):
        await sandbox.order("choose_inline", person=anna.id, query=asked["query"], result="2")


async def test_cached_file_is_an_inline_result(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """A file known to the bot can be offered by its file_id."""
    kept = await bot.send_document(anna.id, File(b"x", "a.ics"))
    assert kept.document is not None
    asked = await sandbox.order("ask_inline", person=anna.id, query="")
    result = InlineQueryResultCachedDocument(
        id="1", title="a", document_file_id=kept.document.file_id, caption="c"
    )
    await bot.answer_inline_query(asked["query"], [result])
    sent = await sandbox.order("choose_inline", person=anna.id, query=asked["query"], result="1")
    assert (sent["body"]["document"]["file_name"], sent["body"]["caption"]) == ("a.ics", "c")


async def test_guest_query_is_answered_once(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """In a chat it does not belong to, the bot gets that message and may post one."""
    chat = await sandbox.group("Чужая", anna, bot=None)
    await bot.get_updates(offset=-1, allowed_updates=["guest_message"])
    with pytest.raises(Refused, match="not mentioned"):
        await sandbox.order("summon", person=anna.id, chat=chat, text="Казань")
    await sandbox.order("summon", person=anna.id, chat=chat, text="@mag_sandbox_bot Казань")
    [*_, update] = await bot.get_updates()
    assert update.guest_message is not None
    number = update.guest_message.guest_query_id
    assert number is not None
    answer = await bot.answer_guest_query(number, article())
    said = (await anna.messages(chat))[-1]
    assert (said.text, said.body["guest_bot_caller_user"]["id"]) == ("Казань", anna.id)
    assert await bot.edit_message_text("x", inline_message_id=answer.inline_message_id) is True
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await bot.answer_guest_query(number, article())


async def test_ephemeral_command_is_answered_within_fifteen_seconds(bot: Bot, sandbox: Sandbox) -> None:
    """Only the bot sees the command, and only the person the answer."""
    command = BotCommand(command="city", description="x", is_ephemeral=True)
    await bot.set_my_commands([command], scope=BotCommandScopeAllGroupChats())
    asked = await sandbox.order("say", person=BORIS_ID, chat=GROUP_ID, text="/city Казань")
    anna, boris = await sandbox.person("Анна"), await sandbox.person("Борис")
    assert await anna.messages(GROUP_ID) == []
    [*_, update] = await bot.get_updates()
    assert update.message is not None
    assert (update.message.message_id, update.message.ephemeral_message_id) == (0, asked["id"])
    reply = ReplyParameters(ephemeral_message_id=asked["id"])
    to_boris = EphemeralMessageParameters(receiver_user_id=BORIS_ID)
    sent = await bot.send_message(
        GROUP_ID, "x", reply_parameters=reply, ephemeral_message_parameters=to_boris, reply_markup=KEYS
    )
    assert await anna.messages(GROUP_ID) == []
    assert [one.text for one in await boris.messages(GROUP_ID)] == ["/city Казань", "x"]
    number = sent.ephemeral_message_id
    assert number is not None
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("y", chat_id=GROUP_ID, message_id=number)
    assert await bot.edit_ephemeral_message_text(GROUP_ID, BORIS_ID, number, text="y", reply_markup=KEYS)
    assert await bot.edit_ephemeral_message_reply_markup(GROUP_ID, BORIS_ID, number)
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_ephemeral_message_reply_markup(GROUP_ID, BORIS_ID, number)
    assert await bot.delete_ephemeral_message(GROUP_ID, BORIS_ID, number)
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_ephemeral_message(GROUP_ID, BORIS_ID, number)
    await sandbox.advance(16)
    with pytest.raises(TelegramBadRequest, match="EPHEMERAL_MESSAGE_NOT_ALLOWED"):
        await bot.send_message(GROUP_ID, "x", reply_parameters=reply, ephemeral_message_parameters=to_boris)


async def test_ephemeral_file_is_replaced_by_an_administrator(bot: Bot, sandbox: Sandbox) -> None:
    """An administrator may send ephemeral messages at any time, and replace captions and files."""
    await sandbox.order("membership", chat=GROUP_ID, status="administrator")
    to_anna = EphemeralMessageParameters(receiver_user_id=ANNA_ID)
    sent = await bot.send_document(
        GROUP_ID, File(b"x", "a"), caption="a", ephemeral_message_parameters=to_anna
    )
    number = sent.ephemeral_message_id or 0
    assert await bot.edit_ephemeral_message_caption(GROUP_ID, ANNA_ID, number, caption="b")
    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await bot.edit_ephemeral_message_text(GROUP_ID, ANNA_ID, number, text="x")


@pytest.mark.parametrize(
    ("results", "more", "words"),
    [
        ([article(str(n)) for n in range(51)], {}, "too many inline query results specified"),
        ([article("")], {}, "RESULT_ID_INVALID"),
        ([article("ё" * 33)], {}, "RESULT_ID_INVALID"),
        ([article(), article()], {}, "RESULT_ID_DUPLICATE"),
        ([article(text="<p>")], {}, "can't parse entities: Unsupported start tag \"p\" at byte offset 0"),
        ([article(text="")], {}, "message text is empty"),
        ([article()], {"next_offset": "ё" * 33}, "NEXT_OFFSET_INVALID"),
        ([], {"button": InlineQueryResultsButton(text=" ", start_parameter="a")}, "SWITCH_PM_TEXT_EMPTY"),
        ([], {"button": InlineQueryResultsButton(text="a", start_parameter="a b")}, "START_PARAM_INVALID"),
        ([], {"button": InlineQueryResultsButton(text="a", start_parameter="a" * 65)}, "START_PARAM_INVALID"),
        (
            [],
            {"button": InlineQueryResultsButton(text="a")},
            "can't parse inline query results button: "
            "InlineQueryResultsButton must have exactly one optional field",
        ),
    ],
)  # fmt: skip
async def test_invalid_inline_answer_is_refused(
    bot: Bot, sandbox: Sandbox, anna: Person, results: list[Any], more: dict[str, Any], words: str
) -> None:
    """Telegram's words name the mistake, and an answer at the limits passes."""
    asked = await sandbox.order("ask_inline", person=anna.id, query="x")
    with pytest.raises(TelegramBadRequest) as caught:
        await bot.answer_inline_query(asked["query"], results, **more)
    assert caught.value.message == f"Bad Request: {words}"
    button = InlineQueryResultsButton(text="a", start_parameter="a" * 64)
    most: list[InlineQueryResultUnion] = [article(f"{n:064}") for n in range(50)]
    assert await bot.answer_inline_query(asked["query"], most, next_offset="ё" * 32, button=button)
