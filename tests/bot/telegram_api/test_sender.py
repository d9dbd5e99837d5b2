"""The message sender: a message becomes calls, and each answer an outcome."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramServerError,
)
from aiogram.methods import Response, SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.pictures.picture_calls import PictureCalls
from bot.pictures.picture_files import PictureFiles
from bot.sandbox.client.client import Person, Sandbox
from bot.telegram_api.error_outcomes import outcome_of
from bot.telegram_api.rate_limiter import RateLimiter
from bot.telegram_api.sender import MessageSender
from data.calendar.almanac import Almanac
from data.calendar.city_search.lookup import CityIndex
from data.store.chat_values import Chat, ChatKind, ChatState, Frequency, Language
from data.store.pictures import Pictures
from handlers.pictures.request import OwnPicture
from handlers.sending.refusals import is_missing_topic
from handlers.views.message import Document, KnownFile, Message
from scheduler.delivery.outcomes import Barred, Failed, Gone, Later, Moved, Outcome, Sent, Unknown
from tests.sandbox.pictures import solid_png
from tests.world.server import session_to
from tests.world.storage import open_new

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
BUTTONS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Открыть", callback_data="open")]])


def chat(chat_id: int) -> Chat:
    """Return an active private chat that takes each notice."""
    return Chat(
        chat_id,
        ChatKind.PRIVATE,
        Language.RU,
        "Europe/Moscow",
        10,
        Frequency.EACH,
        ChatState.ACTIVE,
        None,
        None,
        LONG_AGO,
        LONG_AGO,
    )


@pytest.fixture
async def reader(anna: Person) -> Chat:
    """Return the chat of Anna, who has started the bot."""
    await anna.say("/start")
    return chat(anna.id)


async def test_a_message_arrives_as_it_is(bot: Bot, anna: Person, reader: Chat) -> None:
    """Text, formatting, buttons, silence: all there, and the receipt names the message."""
    outcome = await MessageSender(bot).send(reader, Message("<b>Казань</b>", BUTTONS, silent=True))
    message = await anna.reply()
    assert message.text == "Казань"
    assert outcome == Sent((message.id,))


async def test_name_of_the_bot_is_empty_while_telegram_does_not_tell_it(bot: Bot, sandbox: Sandbox) -> None:
    """Once told it is known, and Telegram is not asked again."""
    sender = MessageSender(bot)
    await sandbox.fault("unauthorized", method="getMe", times=1)
    assert await sender.bot_name() == ""
    assert [await sender.bot_name() for _ in range(3)] == ["mag_sandbox_bot"] * 3
    assert len(await sandbox.calls("getMe")) == 2


async def test_a_silent_message_without_preview_is_asked_for(
    bot: Bot, sandbox: Sandbox, reader: Chat
) -> None:
    """The request asks for both, and does not pay for speed."""
    await MessageSender(bot).send(reader, Message("https://example.org", silent=True))
    [call] = await sandbox.calls("sendMessage")
    assert "allow_paid_broadcast" not in str(call)
    assert "is_disabled" in str(call)
    assert "disable_notification" in str(call)


async def test_a_long_text_comes_in_parts_with_the_buttons_last(
    bot: Bot, sandbox: Sandbox, anna: Person, reader: Chat
) -> None:
    """No character is lost between the parts."""
    lines = [f"{number}. " + "Юбилей города " * 5 for number in range(100)]
    outcome = await MessageSender(bot).send(reader, Message("\n".join(lines), BUTTONS))
    messages = [message for message in await anna.messages() if message.from_bot]
    assert isinstance(outcome, Sent)
    assert len(outcome.message_ids) == len(messages) > 1
    assert "\n".join(message.text for message in messages).split() == "\n".join(lines).split()
    calls = await sandbox.calls("sendMessage")
    assert ["reply_markup" in str(call) for call in calls] == [False] * (len(calls) - 1) + [True]


@pytest.mark.parametrize(
    ("text", "calls"), [("Бюллетень", ["sendDocument"]), ("Б" * 2000, ["sendDocument", "sendMessage"])]
)
async def test_a_file_carries_its_text_where_it_fits(
    bot: Bot, sandbox: Sandbox, reader: Chat, text: str, calls: list[str]
) -> None:
    """A short text is the file's caption, a long one its own message."""
    message = Message(text, document=Document("Бюллетень.pdf", b"%PDF-1.4"))
    outcome = await MessageSender(bot).send(reader, message)
    assert isinstance(outcome, Sent)
    made = [call["method"] for call in await sandbox.calls() if call["method"].startswith("send")]
    assert made == calls


@pytest.mark.parametrize(
    ("kind", "given", "outcome"),
    [
        ("flood", {"seconds": 7}, Later(7.0, "too many requests")),
        ("blocked", {}, Gone("bot was blocked by the user")),
        ("deactivated", {}, Gone("user is deactivated", for_good=True)),
        ("not_started", {}, Gone("bot can't initiate conversation with a user")),
        ("kicked", {}, Gone("bot was kicked from the supergroup chat")),
        ("not_member", {}, Gone("bot is not a member of the channel chat")),
        ("migrate", {"migrate_to": -1005}, Moved(-1005)),
        ("server", {}, Later(5.0, "RestartingTelegram", everyone=True)),
        ("bad_gateway", {}, Later(5.0, "TelegramServerError", everyone=True)),
        ("unauthorized", {}, Later(5.0, "TelegramUnauthorizedError", everyone=True)),
        ("reset", {}, Unknown("TelegramNetworkError")),
        ("lost", {}, Unknown("TelegramNetworkError")),
    ],
)
async def test_each_fault_is_an_outcome(
    bot: Bot, sandbox: Sandbox, reader: Chat, kind: str, given: dict[str, int], outcome: Outcome
) -> None:
    """Over HTTP, as Telegram says it."""
    bot.session.middleware(RateLimiter())
    await sandbox.fault(kind, method="sendMessage", times=1, **given)
    assert await MessageSender(bot).send(reader, Message("x")) == outcome


async def test_unknown_chat_is_gone(bot: Bot) -> None:
    """The server's own refusal."""
    assert await MessageSender(bot).send(chat(424242), Message("x")) == Gone("chat not found")


async def test_a_text_telegram_cannot_read_has_failed(bot: Bot, reader: Chat) -> None:
    """Such a text would be refused at every try."""
    outcome = await MessageSender(bot).send(reader, Message("<b>x"))
    assert isinstance(outcome, Failed)
    assert outcome.reason.startswith("can't parse entities")


async def test_message_that_never_left_is_tried_later(unused_port: int, reader: Chat) -> None:
    """No server listens, so the message was certainly not sent."""
    async with session_to(f"http://127.0.0.1:{unused_port}") as session:
        outcome = await MessageSender(Bot("1:" + "x" * 35, session=session)).send(reader, Message("x"))
    assert outcome == Later(5.0, "TelegramNetworkError", everyone=True)


async def test_message_sent_in_part_is_not_sent_again(bot: Bot, sandbox: Sandbox, reader: Chat) -> None:
    """Its second part failed, and the first cannot be taken back."""
    await sandbox.fault("server", method="sendMessage", times=1)
    message = Message("Б" * 2000, document=Document("Бюллетень.pdf", b"%PDF-1.4"))
    assert await MessageSender(bot).send(reader, message) == Unknown("sent in part")


async def test_notices_go_to_the_chosen_topic(bot: Bot, sandbox: Sandbox, reader: Chat) -> None:
    """The call names the topic."""
    await MessageSender(bot).send(replace(reader, thread_id=77), Message("x"))
    assert "77" in str((await sandbox.calls("sendMessage"))[0])


async def test_notice_of_a_closed_topic_goes_to_the_general_one(bot: Bot, anna: Person, reader: Chat) -> None:
    """The notice comes in the general topic instead."""

    class NoTopics(BaseRequestMiddleware):
        async def __call__(
            self,
            make_request: NextRequestMiddlewareType[TelegramType],
            bot: Bot,
            method: TelegramMethod[TelegramType],
        ) -> Response[TelegramType]:
            if getattr(method, "message_thread_id", None):
                raise TelegramBadRequest(method, "Bad Request: message thread not found")
            return await make_request(bot, method)

    bot.session.middleware(NoTopics())
    outcome = await MessageSender(bot).send(replace(reader, thread_id=77), Message("x"))
    assert outcome == Sent(((await anna.reply()).id,))


CALL = SendMessage(chat_id=1, text="x")


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (
            TelegramBadRequest(CALL, "Bad Request: not enough rights to send text messages to the chat"),
            Barred("not enough rights to send text messages to the chat"),
        ),
        (
            TelegramBadRequest(CALL, "Bad Request: need administrator rights in the channel chat"),
            Barred("need administrator rights in the channel chat"),
        ),
        (
            TelegramForbiddenError(CALL, "Forbidden: the group chat was deleted"),
            Gone("the group chat was deleted", for_good=True),
        ),
        (TelegramBadRequest(CALL, "Bad Request: message is too long"), Failed("message is too long")),
        (TelegramEntityTooLarge(CALL, "Request Entity Too Large"), Failed("request entity too large")),
        (TelegramServerError(CALL, "Gateway Timeout"), Unknown("TelegramServerError")),
        (ClientDecodeError("no JSON", ValueError(), "<html>"), Unknown("ClientDecodeError")),
        (TelegramAPIError(CALL, "teapot"), Unknown("TelegramAPIError")),
        (AiogramError(), Failed("AiogramError")),
    ],
)
def test_rarer_errors_have_outcomes_too(error: AiogramError, outcome: Outcome) -> None:
    """The description in Telegram's error decides the outcome."""
    assert outcome_of(error) == outcome


@pytest.mark.parametrize(
    ("error", "missing"),
    [
        (TelegramBadRequest(CALL, "Bad Request: message thread not found"), True),
        (TelegramBadRequest(CALL, "Bad Request: TOPIC_CLOSED"), True),
        (TelegramBadRequest(CALL, "Bad Request: chat not found"), False),
        (TelegramServerError(CALL, "message thread not found"), False),
    ],
)
def test_a_topic_may_be_missing_while_its_group_is_there(error: AiogramError, missing: bool) -> None:
    """If the topic is missing, the message goes to the general topic."""
    assert is_missing_topic(error) is missing


def _refusal(prefix: str, words: str) -> AiogramError:
    if prefix == "Forbidden":
        return TelegramForbiddenError(CALL, f"{prefix}: {words}")
    return TelegramBadRequest(CALL, f"{prefix}: {words}")


@pytest.mark.parametrize(
    "words",
    [
        "not enough rights to send text messages to the chat",
        "not enough rights to send documents to the chat",
        "have no rights to send a message",
        "need administrator rights in the channel chat",
        "have no write access to the chat",
        "CHAT_WRITE_FORBIDDEN",
        "CHAT_SEND_PLAIN_FORBIDDEN",
        "CHAT_GUEST_SEND_FORBIDDEN",
        "CHAT_RESTRICTED",
        "CHAT_ADMIN_REQUIRED",
        "USER_BANNED_IN_CHANNEL",
        "user is restricted",
        "TOPIC_CLOSED",
        "SLOWMODE_WAIT_30",
        "the chat is temporarily unavailable",
    ],
)
@pytest.mark.parametrize("prefix", ["Bad Request", "Forbidden"])
def test_passing_refusal_bars_the_chat(words: str, prefix: str) -> None:
    """Rights, restrictions, topics and slow mode change, so their refusals are temporary under any code."""
    assert outcome_of(_refusal(prefix, words)) == Barred(words.lower())


@pytest.mark.parametrize(
    ("words", "for_good"),
    [
        ("bot was blocked by the user", False),
        ("user is deactivated", True),
        ("bot can't initiate conversation with a user", False),
        ("the bot can't send messages to the bot", False),
        ("bot was kicked from the group chat", False),
        ("bot was kicked from the supergroup chat", False),
        ("bot was kicked from the channel chat", False),
        ("bot is not a member of the group chat", False),
        ("bot is not a member of the channel chat", False),
        ("the group chat was deleted", True),
        ("chat not found", False),
        ("PEER_ID_INVALID", False),
        ("CHANNEL_PRIVATE", False),
    ],
)
@pytest.mark.parametrize("prefix", ["Bad Request", "Forbidden"])
def test_refusal_without_a_reader_closes_the_chat(words: str, for_good: bool, prefix: str) -> None:
    """Blocked, deleted, thrown out, unknown: no try would change that."""
    assert outcome_of(_refusal(prefix, words)) == Gone(words.lower(), for_good)


@pytest.mark.parametrize(
    "words",
    [
        "message is too long",
        "can't parse entities: Unclosed start tag at byte offset 3",
        "wrong file_id or the file is temporarily unavailable",
        "BUTTON_DATA_INVALID",
        "message text is empty",
    ],
)
def test_a_refusal_of_the_message_is_not_about_the_chat(words: str) -> None:
    """The same message would be refused anywhere, and again."""
    assert outcome_of(TelegramBadRequest(CALL, f"Bad Request: {words}")) == Failed(words.lower())


def test_unknown_403_bars_the_chat() -> None:
    """An unknown 403 concerns the chat, and may be temporary."""
    assert outcome_of(TelegramForbiddenError(CALL, "Forbidden: come back on Monday")) == Barred(
        "come back on monday"
    )


@pytest.fixture
async def picture_files(tmp_path: Path) -> AsyncIterator[PictureFiles]:
    """Open pictures over an empty database, without a way to draw."""
    database = await open_new(tmp_path / "pictures.db")
    yield PictureFiles(Pictures(database), lambda: Almanac(CityIndex(()), {}), lambda: LONG_AGO)
    await database.close()


async def test_text_is_edited_in_place(bot: Bot, anna: Person, reader: Chat) -> None:
    """The message has the new words and buttons. Edited twice alike, it counts as edited."""
    sender = MessageSender(bot)
    await sender.send(reader, Message("Сбор в <b>15:00</b>"))
    first = await anna.reply()
    for edits in (1, 1):
        assert await sender.edit(reader, Message("Сбор в <b>16:00</b>", BUTTONS), first.id) == Sent(
            (first.id,)
        )
        [shown] = [one for one in await anna.messages() if one.id == first.id]
        assert (shown.text, shown.edits, shown.labels) == ("Сбор в 16:00", edits, ["Открыть"])


async def test_caption_is_edited_under_its_picture(
    bot: Bot, anna: Person, reader: Chat, picture_files: PictureFiles
) -> None:
    """If the chat got the text without the picture, the text is edited instead."""
    await anna.send_file("day.png", solid_png(40, 30), kind="photo")
    file_id = (await anna.messages())[-1].body["photo"][-1]["file_id"]
    sender, picture = MessageSender(bot), OwnPicture(file_id)
    bot.session.middleware(PictureCalls(picture_files))
    await sender.send(reader, Message("Было", picture=picture))
    with_picture = await anna.reply()
    assert with_picture.body["photo"]
    await sender.send(reader, Message("Было", picture=OwnPicture("AgAC-unknown")))
    without = await anna.reply()
    assert "photo" not in without.body
    for sent in (with_picture, without):
        assert await sender.edit(reader, Message("Стало", picture=picture), sent.id) == Sent((sent.id,))
    shown = {one.id: one for one in await anna.messages()}
    assert [shown[one.id].text for one in (with_picture, without)] == ["Стало", "Стало"]
    assert shown[with_picture.id].body["photo"]


async def test_message_that_is_gone_is_not_edited(bot: Bot, reader: Chat) -> None:
    """The refusal is final: the reader has deleted it."""
    outcome = await MessageSender(bot).edit(reader, Message("Стало"), 404)
    assert outcome == Failed("message to edit not found")


async def test_file_follows_its_text(bot: Bot, sandbox: Sandbox, anna: Person, reader: Chat) -> None:
    """A 429 is waited out. A file that cannot be had leaves the text as it arrived."""
    sent = await anna.send_file("plan.txt", b"1")
    known = KnownFile(sent.body["document"]["file_id"])
    await sandbox.fault("flood", method="sendDocument", seconds=1, times=1)
    outcome = await MessageSender(bot).send(reader, Message("Текст", BUTTONS, attachment=known))
    text, file = await anna.reply(), await anna.reply()
    assert (text.text, text.labels, file.document is not None) == ("Текст", ["Открыть"], True)
    assert outcome == Sent((text.id, file.id))
    outcome = await MessageSender(bot).send(reader, Message("Ещё", attachment=KnownFile("BQAC-unknown")))
    assert outcome == Sent(((await anna.reply()).id,))
