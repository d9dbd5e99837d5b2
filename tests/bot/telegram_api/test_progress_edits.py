"""Progress is shown by edits of one message, which never delay or fail other work."""

import pytest
from aiogram import Bot

from bot.sandbox.client.client import Person, Sandbox
from bot.telegram_api.progress_edits import ProgressEditor
from data.store.chat_values import Language
from data.store.chats import Chats
from data.store.sqlite.database import Database
from tests.cast import LONG_AGO, new_chat


@pytest.fixture
async def owners(sandbox: Sandbox, database: Database) -> list[Person]:
    """Return two owners who have written before. The second reads English."""
    found = []
    for name, language in (("Ольга", Language.RU), ("Olaf", Language.EN)):
        owner = await sandbox.person(name)
        await owner.say("/start")
        await Chats(database).ensure(new_chat(owner.id, language=language), LONG_AGO)
        found.append(owner)
    return found


async def test_progress_is_written_over_the_message_in_its_language(
    bot: Bot, database: Database, sandbox: Sandbox, owners: list[Person]
) -> None:
    """The one message is edited only if its words have changed."""
    editor = ProgressEditor(bot, Chats(database))
    told = [await bot.send_message(owner.id, "0") for owner in owners]
    for done in (1, 1, 2):
        for message in told:
            words = {"ru": f"<b>{done}</b> из 2", "en": f"<b>{done}</b> of 2"}
            await editor.show(message.chat.id, message.message_id, words)
    shown = [(await owner.messages())[-1].text for owner in owners]
    assert shown == ["2 из 2", "2 of 2"]
    assert len(await sandbox.calls("editMessageText")) == 4


@pytest.mark.parametrize("fault", ["bad_gateway", "reset", "blocked", "flood"])
async def test_refused_progress_edit_is_passed_over(
    bot: Bot, database: Database, sandbox: Sandbox, owners: list[Person], fault: str
) -> None:
    """The bulletin does not wait for it: the next one is shown again."""
    editor, [owner, _] = ProgressEditor(bot, Chats(database)), owners
    message = await bot.send_message(owner.id, "0")
    await sandbox.fault(fault, method="editMessageText", times=1)
    await editor.show(owner.id, message.message_id, {"ru": "1", "en": "1"})
    await editor.show(owner.id, message.message_id, {"ru": "2", "en": "2"})
    await editor.show(owner.id, message.message_id + 99, {"ru": "3", "en": "3"})
    assert (await owner.messages())[-1].text == "2"
