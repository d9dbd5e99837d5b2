"""Readers write to the secretariat's group, which has a topic for each, and get answers."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from bot.sandbox.world.cast import OWNER_ID
from data.store.revisions import Authorship
from tests.world.error_log import error_log
from tests.world.running_bot import BotWorld, ask, open_bot_world, tap, told

DESK = -1_001_900_000_001
QUESTION, ANSWER = "Когда сессия в Минске?", "5 июня."


@dataclass
class DeskWorld:
    """A bot with a secretariat's group, its owner in it, and a reader."""

    bot: BotWorld
    owner: Person
    anna: Person

    async def copy(self, text: str) -> ReceivedMessage:
        """Return the copy of a reader's message in the group."""
        return await self.owner.sees(text, chat=DESK)

    async def join(self, name: str, status: str = "member") -> Person:
        """Let a person into the group."""
        person = await self.bot.person(name)
        await self.bot.sandbox.order("membership", chat=DESK, person=person.id, status=status)
        return person

    async def topic_of(self, message: ReceivedMessage) -> str | None:
        """Return the name of the topic that a message of the group lies in."""
        number = message.body.get("message_thread_id")
        shown = await self.owner.messages(DESK)
        created = [one.body for one in shown if one.id == number]
        return created[0]["forum_topic_created"]["name"] if created else None


@pytest.fixture
def forum() -> bool:
    """Return whether the group has topics. A test may say that it has none."""
    return True


@pytest.fixture
def bot_status() -> str:
    """Return the bot's status in the group. An administrator may open topics."""
    return "administrator"


@pytest.fixture
def kind() -> str:
    """Return the kind of the group."""
    return "supergroup"


@pytest.fixture
async def desk(tmp_path: Path, *, forum: bool, kind: str, bot_status: str) -> AsyncIterator[DeskWorld]:
    """Run the bot with a secretariat's group."""
    with error_log() as log:
        async with open_bot_world("2026-11-22 12:00", tmp_path, secretariat_chat=DESK) as world:
            owner, anna = await world.owner(), await world.person("Анна")
            made = {"id": DESK, "title": "Секретариат", "kind": kind, "forum": forum}
            await world.sandbox.order("group", owner=OWNER_ID, **made)
            await world.sandbox.order("membership", chat=DESK, status=bot_status)
            await ask(anna, "/start")
            await world.settle()
            await told(owner, DESK)
            await told(owner)
            yield DeskWorld(world, owner, anna)
            await world.settle()
            await world.check_manners()
        assert log.lines == []


async def test_each_reader_has_a_topic(desk: DeskWorld) -> None:
    """The name stands above the first message only. Answers go back from the topic, not to the owners."""
    await ask(desk.anna, f"/feedback {QUESTION}")
    first = await desk.copy(QUESTION)
    assert await desk.topic_of(first) == "Анна"
    await ask(desk.anna, "/feedback И где?")
    second = await desk.copy("И где?")
    assert second.body["message_thread_id"] == first.body["message_thread_id"]
    boris = await desk.bot.person("Пётр")
    await ask(boris, "/feedback Добрый день")
    assert await desk.topic_of(await desk.copy("Добрый день")) == "Пётр"
    headers = [one for one in await desk.owner.messages(DESK) if one.text.startswith("✉️")]
    assert [one.text.splitlines()[0] for one in headers] == ["✉️ Анна · русский", "✉️ Пётр · русский"]
    await desk.owner.say(ANSWER, chat=DESK, reply_to=second.id)
    assert (await desk.anna.sees(ANSWER)).body["reply_to_message"]["text"] == "/feedback И где?"
    confirmed = await desk.owner.sees("✅ Отправляем ответ: Анна", chat=DESK)
    assert confirmed.body["message_thread_id"] == second.body["message_thread_id"]
    await desk.bot.sandbox.settled()
    assert await told(desk.owner) == []


@pytest.mark.parametrize("forum", [False])
async def test_group_without_topics_has_a_name_above_each_message(desk: DeskWorld) -> None:
    """A simple group gets header and copy for each message, and answers all the same."""
    copies = []
    for text in (QUESTION, "И где?"):
        await ask(desk.anna, f"/feedback {text}")
        copies.append(await desk.copy(text))
        assert copies[-1].body["reply_to_message"]["text"].startswith("✉️ Анна")
    await desk.owner.say(ANSWER, chat=DESK, reply_to=copies[0].id)
    await desk.anna.sees(ANSWER)
    await desk.bot.sandbox.settled()


@pytest.mark.parametrize("bot_status", ["member"])
async def test_forum_without_the_right_to_open_topics_is_written_to_all_the_same(desk: DeskWorld) -> None:
    """Messages come to the general topic, each below a name."""
    desk.bot.expected_refusals.add("not enough rights to create a topic")
    await ask(desk.anna, f"/feedback {QUESTION}")
    copy = await desk.copy(QUESTION)
    assert "message_thread_id" not in copy.body
    assert copy.body["reply_to_message"]["text"].startswith("✉️ Анна")


async def test_deleted_topic_is_opened_again(desk: DeskWorld) -> None:
    """A reader whose topic was deleted gets a new one, and nothing is lost."""
    desk.bot.expected_refusals.add("message thread not found")
    await ask(desk.anna, f"/feedback {QUESTION}")
    number = (await desk.copy(QUESTION)).body["message_thread_id"]
    await desk.bot.rehearsal.app.bot.delete_forum_topic(DESK, number)
    await ask(desk.anna, "/feedback Снова я")
    # Telegram's pace for a group takes no real time while the clock moves
    await desk.bot.move_to("2026-11-22 12:10")
    copy = await desk.copy("Снова я")
    assert await desk.topic_of(copy) == "Анна"
    assert copy.body["message_thread_id"] != number
    assert copy.body["reply_to_message"]["text"].startswith("✉️ Анна")
    await desk.bot.sandbox.settled()


async def test_group_that_takes_nothing_leaves_it_to_the_owners(desk: DeskWorld) -> None:
    """If the bot is removed from the group, the owners get the messages of readers, once."""
    desk.bot.expected_refusals |= {"bot was kicked", "bot is not a member"}
    await desk.bot.sandbox.order("membership", chat=DESK, status="left")
    await ask(desk.anna, f"/feedback {QUESTION}")
    copy = await desk.owner.sees(QUESTION)
    await desk.owner.say(ANSWER, reply_to=copy.id)
    await desk.anna.sees(ANSWER)
    await desk.bot.sandbox.settled()
    assert len([one for one in await desk.owner.messages() if one.text.endswith(QUESTION)]) == 1


async def test_only_those_with_the_right_answer(desk: DeskWorld) -> None:
    """A member without it and an anonymous admin are refused in a sentence. An editor who may send is not."""
    await ask(desk.anna, f"/feedback {QUESTION}")
    copy = await desk.copy(QUESTION)
    vera = await desk.join("Вера")
    await vera.say("Отвечу я", chat=DESK, reply_to=copy.id)
    await vera.sees("Писать читателям могут только те", chat=DESK)
    await desk.owner.say("Отвечу тайно", chat=DESK, reply_to=copy.id, sender_chat=DESK)
    await desk.owner.sees("Отключите анонимность", chat=DESK)
    await desk.bot.sandbox.settled()
    assert not [one for one in await desk.anna.messages() if "Отвечу" in one.text]
    staff = desk.bot.rehearsal.app.resources.store.staff
    by = Authorship(desk.bot.rehearsal.clock.now(), OWNER_ID)
    await staff.name(vera.id, "Вера", by, may_edit_plan=False, may_send=True)
    await vera.say("Теперь можно", chat=DESK, reply_to=copy.id)
    await desk.anna.sees("Теперь можно")


async def test_album_of_the_group_reaches_the_reader_whole(desk: DeskWorld) -> None:
    """Each part is an update of its own in a group, and one confirmation is enough for all."""
    await ask(desk.anna, f"/feedback {QUESTION}")
    copy = await desk.copy(QUESTION)
    await desk.bot.move_to("2026-11-22 12:10")
    await told(desk.owner, DESK)
    files = {"а.txt": b"a", "б.txt": b"b", "в.txt": b"c"}
    await desk.owner.send_album(files, caption="Программа", chat=DESK, reply_to=copy.id)
    await desk.bot.settle()
    await desk.bot.move_to("2026-11-22 12:20")
    assert await told(desk.owner, DESK) == ["✅ Отправляем ответ: Анна"]
    parts = [one for one in await desk.anna.messages() if one.document is not None]
    assert [part.document["file_name"] for part in parts if part.document] == list(files)
    assert len({part.body["media_group_id"] for part in parts}) == 1
    assert parts[0].text == "Программа"


async def test_talk_of_the_group_reaches_no_reader(desk: DeskWorld) -> None:
    """Messages of members in a reader's topic that are no replies stay there."""
    await ask(desk.anna, f"/feedback {QUESTION}")
    copy = await desk.copy(QUESTION)
    await told(desk.anna)
    thread = copy.body["message_thread_id"]
    await desk.bot.sandbox.order("say", person=OWNER_ID, chat=DESK, text="Кто ответит?", thread=thread)
    await desk.bot.settle()
    await desk.bot.sandbox.settled()
    assert await told(desk.anna) == []


async def test_closing_in_the_group_is_shown_there(desk: DeskWorld) -> None:
    """The header in the reader's topic shows it, and a member without the right cannot press it."""
    await ask(desk.anna, f"/feedback {QUESTION}")
    await desk.copy(QUESTION)
    [header] = [one for one in await desk.owner.messages(DESK) if one.text.startswith("✉️")]
    vera = await desk.join("Вера")
    refused = await vera.press("☑️ Закрыть", on=header)
    assert refused.text.startswith("Писать читателям могут только те")
    closed = await tap(desk.owner, header, "☑️ Закрыть")
    assert "☑️ Закрыто" in closed.text
    await desk.bot.sandbox.settled()


@pytest.mark.parametrize("kind", ["group"])
@pytest.mark.parametrize("forum", [False])
@pytest.mark.parametrize("bot_status", ["member"])
async def test_group_that_becomes_a_supergroup_is_followed(desk: DeskWorld) -> None:
    """Later messages go to the new id of the group. The log asks to put the new id into the settings."""
    desk.bot.expected_refusals.add("group chat was upgraded to a supergroup chat")
    upgraded = await desk.bot.sandbox.order("upgrade", chat=DESK)
    await ask(desk.anna, f"/feedback {QUESTION}")
    copy = await desk.owner.sees(QUESTION, chat=upgraded["id"])
    assert copy.body["reply_to_message"]["text"].startswith("✉️ Анна")
    await desk.bot.sandbox.settled()
    assert await told(desk.owner) == []


@pytest.mark.parametrize("forum", [False])
async def test_reply_to_a_header_without_a_row_finds_its_reader(desk: DeskWorld) -> None:
    """A header that left just before a kill has no number stored. Its buttons name the reader."""
    await ask(desk.anna, f"/feedback {QUESTION}")
    copy = await desk.copy(QUESTION)
    header = copy.body["reply_to_message"]["message_id"]
    with closing(sqlite3.connect(desk.bot.database)) as database, database:
        database.execute("UPDATE feedback_messages SET header = NULL")
    await desk.owner.say(ANSWER, chat=DESK, reply_to=header)
    await desk.anna.sees(ANSWER)
    # other messages of ours lead to no reader
    shown = await ask(desk.owner, "/today@mag_sandbox_bot", chat=DESK)
    await told(desk.anna)
    await desk.owner.say("Что это?", chat=DESK, reply_to=shown.id)
    await desk.bot.sandbox.settled()
    assert await told(desk.anna) == []
