"""A question in a group is answered by a reply of a member with the right to answer it."""

from typing import Any

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from bot.sandbox.world.cast import OWNER_ID
from tests.world.running_bot import BotWorld, ask, tap, told

REFUSED = "Подписки и настройки группы меняют только её администраторы."
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
FORWARDER = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
CHANNEL_BOT = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
CHANNEL = {"id": -1009, "type": "channel", "title": "Канал"}
CARD_OF_MINSK, CARD_OF_KAZAN = "🏙 Минск", "🏙 Казань"
FOLLOWED = "SELECT subject FROM subscriptions ORDER BY subject"


@pytest.fixture
def start() -> str:
    """Return a start nine days before the day of Kazan."""
    return "2020-08-22 12:00"


class Group:
    """A group with two admins, a member and the bot, which sees only messages to it."""

    def __init__(self, world: BotWorld, chat: int, anna: Person, boris: Person, member: Person) -> None:
        self.world, self.chat = world, chat
        self.anna, self.boris, self.member = anna, boris, member
        self.place = {"id": chat, "type": "supergroup", "title": "Город"}

    async def asks(self, button: str, *path: str) -> ReceivedMessage:
        """Let Anna open a menu and press a button that asks something. Return the question."""
        menu = await ask(self.anna, path[0], chat=self.chat)
        await tap(self.anna, menu, *path[1:], button)
        await self.world.settle()
        return (await self.anna.unread(self.chat))[-1]

    async def asks_for_a_city(self) -> ReceivedMessage:
        """Let Anna ask to add a city. Return the bot's question which one."""
        return await self.asks("➕ Добавить город", "/subscribe")

    async def says(self, who: Person, text: str, to: int | None = None) -> list[str]:
        """Let a member write, in reply to a message if `to` is given. Return what the bot says."""
        await self.anna.unread(self.chat)
        await self.world.sandbox.order("say", person=who.id, chat=self.chat, text=text, reply_to=to)
        await self.world.settle()
        return await told(self.anna, self.chat)

    async def hears(self, sender: dict[str, Any], text: str, to: int, **more: Any) -> list[str]:
        """Feed the bot a reply that the sandbox's client cannot write. Return what the bot says."""
        await self.anna.unread(self.chat)
        message = {"message_id": 9001, "date": 1, "from": sender, "chat": self.place, "text": text}
        asked = {"message_id": to, "date": 1, "chat": self.place, "text": "?"}
        await self.world.feed(message={**message, "reply_to_message": asked, **more})
        return await told(self.anna, self.chat)


@pytest.fixture
async def group(world: BotWorld) -> Group:
    """Create the group, let the members and the bot in, and read the greeting."""
    people = [await world.person(name) for name in ("Анна", "Борис", "Пётр")]
    chat = await world.sandbox.group("Город", people[0])
    for person, status in zip(people[1:], ("administrator", "member"), strict=True):
        await world.sandbox.order("membership", chat=chat, person=person.id, status=status)
    await world.settle()
    await told(people[0], chat)
    return Group(world, chat, *people)


async def test_another_admin_answers(world: BotWorld, group: Group) -> None:
    """The question is to the group's admins, not to the one who pressed. A later reply is a question."""
    question = await group.asks_for_a_city()
    assert (await group.says(group.boris, "Казань", question.id))[0].startswith("✅ Казань")
    assert (await group.says(group.boris, "Минск", question.id))[0].startswith(CARD_OF_MINSK)
    assert world.query(FOLLOWED) == [("kazan",)]


async def test_an_anonymous_admin_answers_and_cancels(world: BotWorld, group: Group) -> None:
    """A sender in the group's own name is one of its admins."""
    own = {"sender_chat": group.place}
    question = await group.asks("🏙 Назвать город", "/settings", "🌍 Часовой пояс")
    assert "Владивосток" in (await group.hears(ANONYMOUS, "Владивосток", question.id, **own))[0]
    assert world.query("SELECT zone FROM chats WHERE chat_id = ?", group.chat) == [("Asia/Vladivostok",)]
    question = await group.asks_for_a_city()
    assert await group.hears(ANONYMOUS, "/cancel", question.id, **own) == ["Хорошо, отменено."]
    assert (await group.says(group.boris, "Казань", question.id))[0].startswith(CARD_OF_KAZAN)
    assert world.query(FOLLOWED) == []


async def test_the_group_itself_cancels_without_a_reply(world: BotWorld, group: Group) -> None:
    """An anonymous admin has pressed under a real name, which the message does not say."""
    question = await group.asks_for_a_city()
    said = {"message_id": 9001, "date": 1, "from": ANONYMOUS, "chat": group.place, "text": "/cancel"}
    await world.feed(message={**said, "sender_chat": CHANNEL})
    assert await told(group.anna, group.chat) == ["Отменять нечего."]
    await world.feed(message={**said, "sender_chat": group.place})
    assert await told(group.anna, group.chat) == ["Хорошо, отменено."]
    assert (await group.says(group.boris, "Казань", question.id))[0].startswith(CARD_OF_KAZAN)


@pytest.mark.parametrize(
    ("sender", "more"),
    [
        (ANONYMOUS, {}),
        (ANONYMOUS, {"sender_chat": CHANNEL}),
        (CHANNEL_BOT, {"sender_chat": CHANNEL}),
        (FORWARDER, {"sender_chat": CHANNEL, "is_automatic_forward": True}),
        (FORWARDER, {}),
    ],
)
async def test_who_only_looks_like_an_admin_is_refused(
    world: BotWorld, group: Group, sender: dict[str, Any], more: dict[str, Any]
) -> None:
    """Channels, the linked one too, and service accounts: one sentence. The question stays open."""
    question = await group.asks_for_a_city()
    assert await group.hears(sender, "Казань", question.id, **more) == [REFUSED]
    assert await group.hears(sender, "/cancel", question.id, **more) == [REFUSED]
    assert world.query(FOLLOWED) == []
    assert (await group.says(group.anna, "Казань", question.id))[0].startswith("✅ Казань")


async def test_a_member_is_refused_and_the_question_stays(world: BotWorld, group: Group) -> None:
    """An answer and a /cancel of a member without rights are refused."""
    question = await group.asks_for_a_city()
    assert await group.says(group.member, "Минск", question.id) == [REFUSED]
    assert await group.says(group.member, "/cancel", question.id) == [REFUSED]
    assert world.query(FOLLOWED) == []
    assert (await group.says(group.anna, "Казань", question.id))[0].startswith("✅ Казань")


async def test_several_questions_stand_side_by_side(world: BotWorld, group: Group) -> None:
    """Each reply answers the question it is a reply to."""
    city = await group.asks_for_a_city()
    zone = await group.asks("🏙 Назвать город", "/settings", "🌍 Часовой пояс")
    assert (await group.says(group.boris, "Минск", city.id))[0].startswith("✅ Минск")
    assert world.query("SELECT zone FROM chats WHERE chat_id = ?", group.chat) == [("Europe/Moscow",)]
    await group.says(group.boris, "Омск", zone.id)
    assert world.query(FOLLOWED) == [("minsk",)]


async def test_a_misspelt_answer_may_be_mended_in_reply_to_what_was_said(
    world: BotWorld, group: Group
) -> None:
    """People answer the last message, not the first."""
    question = await group.asks_for_a_city()
    await group.says(group.boris, "Кзаннннь", question.id)
    again = [one for one in await group.anna.messages(group.chat) if one.from_bot][-1]
    assert (await group.says(group.anna, "Казань", again.id))[0].startswith("✅ Казань")
    assert (await group.says(group.boris, "Минск", question.id))[0].startswith(CARD_OF_MINSK)
    assert world.query(FOLLOWED) == [("kazan",)]


@pytest.mark.parametrize("topic", [None, 77])
async def test_a_reply_is_told_from_a_message_in_a_topic(group: Group, topic: int | None) -> None:
    """A group's thread begins with the question. A topic begins with its name."""
    question = await group.asks_for_a_city()
    own: dict[str, Any] = {"sender_chat": group.place}
    if topic is not None:
        said = await group.hears(
            ANONYMOUS, "Казань", topic, message_thread_id=topic, is_topic_message=True, **own
        )
        assert said == []
    more = {"message_thread_id": topic or question.id, "is_topic_message": topic is not None}
    [text] = await group.hears(ANONYMOUS, "Казань", question.id, **more, **own)
    assert text.startswith("✅ Казань")


async def test_a_question_that_was_taken_back_is_no_question(world: BotWorld, group: Group) -> None:
    """The command that asked it was edited, and the question's message now has another text."""
    sent = await world.sandbox.order("say", person=group.anna.id, chat=group.chat, text="/city")
    await world.settle()
    card = (await group.anna.unread(group.chat))[-1]
    await world.sandbox.order(
        "revise", person=group.anna.id, chat=group.chat, message_id=sent["id"], text="/city Минск"
    )
    await world.settle()
    assert await group.says(group.member, "Спасибо!", card.id) == []


async def test_talk_is_no_answer(world: BotWorld, group: Group) -> None:
    """A message of the asked person to others is no answer, even if the bot sees all messages."""
    await world.sandbox.order("options", privacy=False)
    talk = await world.sandbox.order("say", person=group.member.id, chat=group.chat, text="Где вы живёте?")
    await group.asks_for_a_city()
    assert await group.says(group.anna, "Казань", int(talk["id"])) == []
    assert await group.says(group.boris, "Казань") == []
    assert await group.says(group.anna, "Всем привет, коллеги!") == []
    assert world.query(FOLLOWED) == []
    assert (await group.says(group.anna, "Казань"))[0].startswith("✅ Казань")


async def test_a_question_to_read_is_anybodys(world: BotWorld, group: Group) -> None:
    """/city without a name changes nothing, so any member may name the city."""
    await group.says(group.anna, "/city")
    question = [one for one in await group.anna.messages(group.chat) if one.from_bot][-1]
    assert "нет" in (await group.says(group.member, "Атлантида", question.id))[0]
    again = [one for one in await group.anna.messages(group.chat) if one.from_bot][-1]
    assert "Казань" in (await group.says(group.member, "Казань", again.id))[0]


async def test_the_draft_of_the_bulletin_stays_out_of_groups(world: BotWorld, group: Group) -> None:
    """An owner presses a button of the draft there, however it came: a word to the owner alone."""
    owner = await world.owner()
    await world.sandbox.order("membership", chat=group.chat, person=OWNER_ID, status="administrator")
    await world.move_to("2020-08-27 12:00")
    [(number,)] = world.query("SELECT id FROM bulletins")
    await told(owner, group.chat)
    shown = [one for one in await owner.messages(group.chat) if one.from_bot][-1]
    for act in ("show", "edit", "ok", "send?", "send", "skip?", "skip"):
        toast = await owner.press_data(f"bu:{act}:{number}", shown.id, chat=group.chat, forged=True)
        assert "в личном чате" in toast.text
    await world.settle()
    assert await told(owner, group.chat) == []
    [now] = [one for one in await owner.messages(group.chat) if one.id == shown.id]
    assert (now.text, now.edits) == (shown.text, shown.edits)


async def test_a_group_begins_in_russian(world: BotWorld) -> None:
    """Not in the language of the one who took the bot in. An admin may choose another."""
    john = await world.sandbox.person("John", language="en")
    chat = await world.sandbox.group("City", john)
    await world.settle()
    assert (await told(john, chat))[0].startswith("👋 Здравствуйте!")
    menu = await ask(john, "/settings", chat=chat)
    await john.press_data("lang:en", menu.id, chat=chat, forged=True)
    await world.settle()
    assert (await ask(john, "/help", chat=chat)).text.startswith("❓ Help")
