"""A message with a picture arrives as a photo or, if that is impossible, as its text."""

from datetime import UTC, date, datetime

import pytest
from aiogram import Bot

from bot.pictures.drawing import NotDrawn
from bot.pictures.picture_calls import PictureCalls
from bot.pictures.picture_files import PictureFiles
from bot.sandbox.client.client import Person, Sandbox
from bot.sandbox.server import SandboxServer
from bot.telegram_api.sender import MessageSender
from bot.telegram_api.session import Session
from data.calendar.almanac import Almanac
from data.store.chat_values import Chat, ChatKind, Language, NewChat, beginning
from data.store.pictures import Pictures
from data.store.sqlite.database import Database
from handlers.pictures.request import PictureKind, PictureRequest
from handlers.views.message import LONGEST_CAPTION, Message
from scheduler.delivery.outcomes import Gone, Later, Sent
from tests.plan_2020 import cities_2020, plan_2020
from tests.sandbox.pictures import png
from tests.world.clocks import FrozenClock

NOW = datetime(2020, 3, 1, tzinfo=UTC)
ALMANAC = Almanac(cities_2020(), {2020: plan_2020()})
CARD = PictureRequest(PictureKind.CARD, "ru", 2020, date(2020, 3, 1), "kazan")
GREETING = Message("🎂 <b>Казань</b>", picture=CARD)


class Drawer:
    """Draws a small picture, unless it is broken."""

    is_broken = False

    async def __call__(self, _svg: str) -> bytes:
        """Return a picture, or raise NotDrawn."""
        if self.is_broken:
            raise NotDrawn("MemoryError")
        return png(1080, 1080)


@pytest.fixture
def drawer() -> Drawer:
    """Return a drawer that works."""
    return Drawer()


@pytest.fixture
async def sender(
    bot: Bot, session: Session, database: Database, clock: FrozenClock, drawer: Drawer
) -> MessageSender:
    """Return a sender whose session draws pictures."""
    files = PictureFiles(Pictures(database), lambda: ALMANAC, clock.now, drawer)
    session.middleware(PictureCalls(files))
    return MessageSender(bot)


@pytest.fixture
async def reader(anna: Person) -> Chat:
    """Return Anna as a recipient, who has read everything."""
    await anna.say("/start")
    return beginning(NewChat(anna.id, ChatKind.PRIVATE, Language.RU, "Europe/Moscow", 10), NOW)


async def test_picture_is_uploaded_once_and_then_sent_by_its_file_id(
    sender: MessageSender, sandbox: Sandbox, anna: Person, reader: Chat
) -> None:
    """The text is the caption, in HTML."""
    for _ in range(2):
        outcome = await sender.send(reader, GREETING)
        shown = await anna.reply()
        assert outcome == Sent((shown.id,))
        assert shown.body["caption"] == "🎂 Казань"
        assert [one["type"] for one in shown.body["caption_entities"]] == ["bold"]
    first, second = await sandbox.calls("sendPhoto")
    assert "AgAC" not in str(first["params"])
    assert "AgAC" in str(second["params"]["photo"])


async def test_broken_drawer_leaves_the_text(
    sender: MessageSender, sandbox: Sandbox, anna: Person, reader: Chat, drawer: Drawer
) -> None:
    """A notice is not lost for its picture."""
    drawer.is_broken = True
    outcome = await sender.send(reader, GREETING)
    shown = await anna.reply()
    assert outcome == Sent((shown.id,))
    assert shown.body["text"] == "🎂 Казань"
    assert await sandbox.calls("sendPhoto") == []


@pytest.mark.parametrize(("length", "has_picture"), [(LONGEST_CAPTION, True), (LONGEST_CAPTION + 1, False)])
async def test_text_too_long_for_a_caption_goes_without_picture(
    sender: MessageSender, anna: Person, reader: Chat, length: int, has_picture: bool
) -> None:
    """Nothing of the text is cut off."""
    await sender.send(reader, Message("я" * length, picture=CARD))
    shown = await anna.reply()
    assert ("photo" in shown.body) is has_picture
    assert shown.text == "я" * length


async def test_file_of_another_bot_is_replaced(
    sender: MessageSender, server: SandboxServer, anna: Person, reader: Chat
) -> None:
    """Telegram says «wrong file_id», and the picture is uploaded in its place."""
    await sender.send(reader, GREETING)
    server.world.files.clear()
    await anna.unread()
    assert isinstance(await sender.send(reader, GREETING), Sent)
    assert "photo" in (await anna.reply()).body


async def test_chat_without_right_to_photos_gets_the_text(
    sender: MessageSender, sandbox: Sandbox, anna: Person
) -> None:
    """The chat takes notices: it is neither closed nor barred."""
    group = await sandbox.order("group", title="Казань", owner=anna.id, kind="supergroup")
    chat_id = int(group["id"])
    rights = ["can_send_messages"]
    await sandbox.order("membership", chat=chat_id, status="restricted", rights=rights)
    chat = beginning(NewChat(chat_id, ChatKind.SUPERGROUP, Language.RU, "Europe/Moscow", 10), NOW)
    outcome = await sender.send(chat, GREETING)
    assert isinstance(outcome, Sent)
    assert (await anna.reply(chat=chat_id)).body["text"] == "🎂 Казань"


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("blocked", Gone("bot was blocked by the user")),
        ("flood", Later(1.0, "too many requests")),
        ("server", Later(5.0, "RestartingTelegram", everyone=True)),
    ],
)
async def test_refusal_of_the_chat_is_no_refusal_of_the_picture(
    sender: MessageSender, sandbox: Sandbox, reader: Chat, kind: str, outcome: object
) -> None:
    """The text would be refused as well, and is not tried."""
    before = len(await sandbox.calls("sendMessage"))
    await sandbox.fault(kind, method="sendPhoto", times=1)
    assert await sender.send(reader, GREETING) == outcome
    assert len(await sandbox.calls("sendMessage")) == before
