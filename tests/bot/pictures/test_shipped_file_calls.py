"""A shipped file is uploaded once for each bot, name and content, and then sent by its file_id."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from bot.pictures.shipped_file_calls import ShippedFileCalls
from bot.sandbox.client.client import Person, Sandbox
from bot.telegram_api.session import Session
from data.store.pictures import Pictures, shipped_file_key
from data.store.sqlite.database import Database
from data.store.sqlite.errors import Unwritable
from handlers.sending.send_shipped_file import SendShippedFile
from handlers.sending.send_text import TextContent
from handlers.views.message import Document
from tests.world.clocks import FrozenClock

GUIDE = Document("Руководство.pdf", b"%PDF-1.4", is_shipped=True)
CAPTION = TextContent("Руководство <b>секретариата</b>.")


class FullDisk(Pictures):
    """Pictures of a database that can be read and not written."""

    async def keep(self, *_args: Any) -> None:
        """Raise Unwritable."""
        raise Unwritable("disk full")


@pytest.fixture
async def reader(session: Session, database: Database, clock: FrozenClock, anna: Person) -> Person:
    """Let the session look shipped files up, and return Anna, who has a chat with the bot."""
    session.middleware(ShippedFileCalls(Pictures(database), clock.now))
    await anna.say("/start")
    return anna


async def send(bot: Bot, chat_id: int, file: Document = GUIDE) -> None:
    """Send a shipped file with a caption."""
    await bot(SendShippedFile(chat_id=chat_id, document=file, content=CAPTION))


async def files_sent(sandbox: Sandbox) -> list[bool]:
    """Return for each sendDocument whether it had a file_id, and not an upload."""
    return ["BQAC" in str(call["params"].get("document")) for call in await sandbox.calls("sendDocument")]


async def test_shipped_file_is_uploaded_once(bot: Bot, sandbox: Sandbox, reader: Person) -> None:
    """The second message has the file_id of the first, and the same caption."""
    for _ in range(2):
        await send(bot, reader.id)
        shown = await reader.reply()
        assert shown.text == "Руководство секретариата."
        assert shown.document is not None
        assert shown.document["file_name"] == GUIDE.name
    assert await files_sent(sandbox) == [False, True]


async def test_changed_file_is_uploaded(bot: Bot, sandbox: Sandbox, reader: Person) -> None:
    """A file with another name or content is uploaded, and the unchanged one is not."""
    for file in (GUIDE, Document(GUIDE.name, b"%PDF-1.5"), Document("Guide.pdf", GUIDE.content), GUIDE):
        await send(bot, reader.id, file)
    assert await files_sent(sandbox) == [False, False, False, True]


def test_key_is_of_one_bot() -> None:
    """A file_id holds for the bot that has uploaded the file."""
    assert shipped_file_key(1, "a.pdf", b"x") != shipped_file_key(2, "a.pdf", b"x")


async def test_file_is_sent_where_its_file_id_cannot_be_stored(
    bot: Bot, session: Session, sandbox: Sandbox, anna: Person, database: Database, clock: FrozenClock
) -> None:
    """The file arrives, and is uploaded again the next time."""
    session.middleware(ShippedFileCalls(FullDisk(database), clock.now))
    await anna.say("/start")
    for _ in range(2):
        await send(bot, anna.id)
        assert (await anna.reply()).document is not None
    assert await files_sent(sandbox) == [False, False]


async def test_other_refusal_is_no_reason_to_upload(bot: Bot, sandbox: Sandbox, reader: Person) -> None:
    """No upload is tried where the chat is refused, and not the file."""
    await send(bot, reader.id)
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await send(bot, 4242)
    assert await files_sent(sandbox) == [False, True]
