"""The bot in a group: its admins choose what comes where, and the chat's id may change."""

from typing import Any

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.world.running_bot import BotWorld, ask, tap, told

REFUSED = "Подписки и настройки группы меняют только её администраторы."
SETTINGS = ("chats", "subscriptions", "lead_times", "mutes", "dialogues")


@pytest.fixture
def start() -> str:
    """Return a start nine days before the day of Kazan, two before the reminder a week ahead."""
    return "2020-08-22 12:00"


@pytest.fixture
async def admin(world: BotWorld) -> Person:
    """Return the person who owns the groups."""
    return await world.person("Анна")


@pytest.fixture
async def member(world: BotWorld, admin: Person) -> Person:
    """Return a person who is a member of the groups without rights."""
    return await world.person("Пётр")


async def a_group(
    world: BotWorld, admin: Person, member: Person, *, kind: str = "supergroup", **more: Any
) -> int:
    """Create a group with both people in it, and add the bot last. Return its id."""
    chat = await world.sandbox.order("group", title="Казань", owner=admin.id, kind=kind, **more)
    number = int(chat["id"])
    await world.sandbox.order("membership", chat=number, person=member.id, status="member")
    await world.sandbox.order("membership", chat=number, status="member")
    await world.settle()
    assert (await told(admin, number))[0].startswith("👋 Здравствуйте!")
    return number


async def say_in(world: BotWorld, person: Person, chat: int, text: str, **more: Any) -> None:
    """Write into a group. `where` may name a topic or the message that is replied to."""
    await world.sandbox.order("say", person=person.id, chat=chat, text=text, **more)


async def subscribe_to_kazan(world: BotWorld, admin: Person, chat: int, **where: Any) -> ReceivedMessage:
    """Subscribe a group to Kazan as its admin does. Return the bot's last message."""
    await admin.unread(chat)
    await say_in(world, admin, chat, "/subscribe", **where)
    await tap(admin, await admin.reply(chat=chat), "➕ Добавить город")
    question = await admin.reply(chat=chat)
    await say_in(world, admin, chat, "Казань", reply_to=question.id, **where)
    return await admin.reply(chat=chat)


async def test_the_bot_says_hello_once(world: BotWorld, admin: Person, member: Person) -> None:
    """The bot introduces itself when it is added to a group, and not again after it was removed and added."""
    group = await a_group(world, admin, member)
    await world.sandbox.order("membership", chat=group, status="kicked")
    await world.settle()
    await world.sandbox.order("membership", chat=group, status="member")
    await world.settle()
    assert await told(admin, group) == []


async def test_an_admin_sets_it_up_and_the_group_is_told(
    world: BotWorld, admin: Person, member: Person
) -> None:
    """The admin subscribes the group to a city, and its reminders come into the group only."""
    group = await a_group(world, admin, member)
    added = await subscribe_to_kazan(world, admin, group)
    assert added.text == (
        "✅ Казань: напомним о Дне города, юбилее и мероприятиях, которые там проходят.\n\n"
        "Первое напоминание — 23 августа в 10:00: Казань, 1015 лет."
    )
    await told(member, group)
    before = await world.last_call()
    await world.move_to("2020-08-30 12:00")
    texts = await told(member, group)
    assert [text.splitlines()[0] for text in texts] == [
        "🎂 Через неделю Казани исполнится 1015 лет — 30 августа, воскресенье. Основана в 1005 году.",
        "🎂 Завтра Казани исполнится 1015 лет — 30 августа, воскресенье. Основана в 1005 году.",
        "🎉 Сегодня Казани 1015 лет!",
    ]
    calls = await world.sandbox.calls("sendMessage", after=before)
    assert {int(call["params"]["chat_id"]) for call in calls} == {group}


async def test_notices_come_into_the_topic_where_it_was_set_up(
    world: BotWorld, admin: Person, member: Person
) -> None:
    """In a forum the notice comes into the topic in which the admin gave the command."""
    group = await a_group(world, admin, member, forum=True)
    topic = int((await world.sandbox.order("topic", person=admin.id, chat=group, name="тема"))["id"])
    await world.settle()
    await subscribe_to_kazan(world, admin, group, thread=topic)
    before = await world.last_call()
    await world.move_to("2020-08-23 12:00")
    [call] = await world.sandbox.calls("sendMessage", after=before)
    where = call["params"]["chat_id"], call["params"]["message_thread_id"]
    assert tuple(map(int, where)) == (group, topic)


async def test_a_member_who_is_no_admin_is_refused(world: BotWorld, admin: Person, member: Person) -> None:
    """Commands, the admin's buttons and a reply do not work for a member, and nothing is stored."""
    group = await a_group(world, admin, member)
    await subscribe_to_kazan(world, admin, group)
    await say_in(world, admin, group, "/settings")
    menu = await admin.reply(chat=group)
    await tap(admin, await ask(admin, "/subscribe", chat=group), "➕ Добавить город")
    question = await admin.reply(chat=group)
    before = world.contents(*SETTINGS)
    await told(member, group)
    for command in ("/subscribe", "/settings", "/stop", "/subscribe@mag_sandbox_bot"):
        assert (await ask(member, command, chat=group)).text == REFUSED
    for data in (
        "topic:jubilees:1",
        "hour:9",
        "stop:1",
        "pause:open",
        "lang:en",
        "pickcity:moscow",
        "fo:jubilees::1:el",
    ):
        toast = await member.press_data(data, menu.id, chat=group, forged=True)
        assert (toast.text, toast.alert) == (REFUSED, True), data
    await say_in(world, member, group, "Москва", reply_to=question.id)
    await world.settle()
    assert world.contents(*SETTINGS) == before


async def test_rights_taken_away_are_gone_at_once(world: BotWorld, admin: Person, member: Person) -> None:
    """A person who was an admin when the menu was opened, and is none now, is refused."""
    group = await a_group(world, admin, member)
    await world.sandbox.order("membership", chat=group, person=member.id, status="administrator")
    menu = await ask(member, "/subscribe", chat=group)
    await world.sandbox.order("membership", chat=group, person=member.id, status="member")
    before = world.contents(*SETTINGS)
    toast = await member.press("🎂 Юбилеи городов", on=menu)
    assert (toast.text, toast.alert) == (REFUSED, True)
    assert world.contents(*SETTINGS) == before


async def test_what_people_say_among_themselves_is_not_ours(
    world: BotWorld, admin: Person, member: Person
) -> None:
    """Talk in a group, other bots' commands and unknown ones get no answer."""
    await world.sandbox.order("options", privacy=False)
    group = await a_group(world, admin, member)
    for text in ("Казань", "стоп", "/weather", "/start@other_bot", "всем привет"):
        await say_in(world, member, group, text)
    await world.settle()
    assert await told(admin, group) == []


@pytest.mark.parametrize("is_told", [True, False], ids=["told of it", "not told of it"])
async def test_a_group_becomes_a_supergroup(
    world: BotWorld, admin: Person, member: Person, is_told: bool
) -> None:
    """Settings and subscriptions move to the new id, and the notice comes once."""
    group = await a_group(world, admin, member, kind="group")
    await subscribe_to_kazan(world, admin, group)
    new = int((await world.sandbox.order("upgrade", chat=group))["id"])
    if is_told:
        await world.settle()
    else:
        world.rehearsal.server.world.queue.clear()
        world.expected_refusals.add("group chat was upgraded to a supergroup chat")
    await world.move_to("2020-08-23 12:00")
    [text] = await told(admin, new)
    assert text.startswith("🎂 Через неделю Казани исполнится 1015 лет")
    assert world.query("SELECT chat_id, topic, subject FROM subscriptions") == [(new, "city", "kazan")]
    assert world.query("SELECT chat_id FROM chats WHERE chat_id < 0") == [(new,)]
    assert len(await world.refusals()) == (not is_told)


async def test_a_group_that_threw_the_bot_out_is_left_alone(
    world: BotWorld, admin: Person, member: Person
) -> None:
    """Nothing is sent after the bot was removed. When it is added again, still useful notices come."""
    group = await a_group(world, admin, member)
    await subscribe_to_kazan(world, admin, group)
    await world.sandbox.order("membership", chat=group, status="kicked")
    await world.settle()
    before = await world.last_call()
    await world.move_to("2020-08-24 12:00")
    assert await world.sent(group, before) == []
    await world.sandbox.order("membership", chat=group, status="member")
    await world.settle()
    await told(admin, group)
    await world.move_to("2020-08-29 12:00")
    missed, timely = await told(admin, group)
    assert missed.startswith("🎂 Через 6 дней Казани исполнится 1015 лет")
    assert timely.startswith("🎂 Завтра Казани исполнится 1015 лет")


async def test_a_channel_is_served_without_a_word(world: BotWorld, admin: Person) -> None:
    """Made admin of a channel the bot says nothing there, and posts of the channel are not for it."""
    channel = await world.sandbox.group("Новости", admin, kind="channel", bot="administrator")
    await say_in(world, admin, channel, "/start")
    await say_in(world, admin, channel, "Казань")
    await world.settle()
    assert await world.sent(channel) == []
