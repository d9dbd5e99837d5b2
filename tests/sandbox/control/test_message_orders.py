"""Orders that write messages, also in another name, rename the bot and request people."""

import aiohttp
import pytest
from aiogram import Bot
from aiogram.types import (
    ChatAdministratorRights,
    KeyboardButton,
    KeyboardButtonRequestChat,
    KeyboardButtonRequestUsers,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.sandbox.client.client import Person, Refused, Sandbox
from bot.sandbox.server import SandboxServer
from bot.sandbox.world.cast import BORIS_ID, CHANNEL_ID, GROUP_ID, OWNER_ID


@pytest.mark.parametrize("text", ["  /city Казань", "\n\nстрока\n", "\tтаб ", "a\n\n\n b"])
async def test_text_is_sent_exactly_as_given(sandbox: Sandbox, anna: Person, text: str) -> None:
    """Spaces and line breaks at both ends stay."""
    sent = await sandbox.order("say", person=anna.id, text=text)
    assert sent["body"]["text"] == text
    with pytest.raises(Refused, match="empty text"):
        await sandbox.order("say", person=anna.id, text=" \n")


async def test_entities_of_an_indented_text_count_from_its_start(sandbox: Sandbox, anna: Person) -> None:
    """The offset includes the spaces before."""
    sent = await sandbox.order("say", person=anna.id, text="  @mag_sandbox_bot x")
    assert [(one["type"], one["offset"]) for one in sent["body"]["entities"]] == [("mention", 2)]


async def test_anonymous_administrator_writes_as_the_group(
    server: SandboxServer, sandbox: Sandbox, anna: Person
) -> None:
    """The sender is a service account of Telegram, with the group itself beside it."""
    sent = await sandbox.order("say", person=anna.id, chat=GROUP_ID, text="/settings", sender_chat=GROUP_ID)
    assert (sent["body"]["from"]["id"], sent["body"]["from"]["username"]) == (
        1087968824,
        "GroupAnonymousBot",
    )
    assert sent["body"]["sender_chat"]["id"] == GROUP_ID
    assert server.world.queue.pending()[-1]["message"] == sent["body"]


async def test_channel_writes_in_a_group(sandbox: Sandbox) -> None:
    """The person must be able to post in the channel."""
    await sandbox.order("join", person=OWNER_ID, chat=GROUP_ID)
    sent = await sandbox.order("say", person=OWNER_ID, chat=GROUP_ID, text="x", sender_chat=CHANNEL_ID)
    assert sent["body"]["from"]["username"] == "Channel_Bot"
    assert (sent["body"]["sender_chat"]["id"], sent["body"]["sender_chat"]["type"]) == (CHANNEL_ID, "channel")


@pytest.mark.parametrize(
    ("person", "chat", "sender", "reason"),
    [
        (BORIS_ID, GROUP_ID, GROUP_ID, "not an administrator"),
        (BORIS_ID, GROUP_ID, CHANNEL_ID, "not allowed to post"),
        (BORIS_ID, GROUP_ID, 5, "no such channel"),
        (BORIS_ID, None, GROUP_ID, "only in a supergroup"),
        (OWNER_ID, CHANNEL_ID, CHANNEL_ID, "only in a supergroup"),
    ],
)
async def test_foreign_name_is_refused(
    sandbox: Sandbox, person: int, chat: int | None, sender: int, reason: str
) -> None:
    """Telegram's clients do not offer it."""
    with pytest.raises(Refused, match=reason):
        await sandbox.order("say", person=person, chat=chat, text="x", sender_chat=sender)


async def test_bot_is_renamed(sandbox: Sandbox, bot: Bot, anna: Person) -> None:
    """The bot learns it from getMe, people see it in messages sent from then on."""
    before = await bot.send_message(anna.id, "x")
    await sandbox.order("rename", name=" Города ", username="cities_bot")
    me, after = await bot.get_me(), await bot.send_message(anna.id, "y")
    assert (me.first_name, me.username) == ("Города", "cities_bot")
    assert before.from_user is not None
    assert after.from_user is not None
    assert (before.from_user.first_name, after.from_user.first_name) == ("МАГ", "Города")
    for wrong in ({"name": " "}, {"name": "x" * 65}, {"username": "cities"}, {"username": "1bot"}):
        with pytest.raises(Refused, match="no such"):
            await sandbox.order("rename", **wrong)


async def test_get_of_an_order_that_changes_says_what_it_wants(server: SandboxServer) -> None:
    """The answer is 405 with one sentence and the method that is allowed. Nothing has changed."""
    url = f"{server.url}/control/rename"
    async with aiohttp.ClientSession() as session, session.get(url, params={"name": "X"}) as answer:
        assert (answer.status, answer.headers["Allow"]) == (405, "POST")
        found = await answer.json()
    assert found["detail"] == "/control/rename changes something, so it takes a POST with a JSON object."
    assert server.world.bot.first_name == "МАГ"


def users_keyboard(**request: object) -> ReplyKeyboardMarkup:
    """Return a reply keyboard with a button that requests people."""
    wanted = KeyboardButtonRequestUsers.model_validate({"request_id": 5, **request})
    return ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Кто?", request_users=wanted)]])


async def test_chosen_person_arrives_with_the_name_asked_for(
    server: SandboxServer, bot: Bot, anna: Person
) -> None:
    """Telegram tells a name only where the button asks for it, and a missing last name not at all."""
    for asks, user in (
        ({}, {"user_id": BORIS_ID}),
        ({"request_name": True}, {"user_id": BORIS_ID, "first_name": "Борис"}),
        ({"request_username": True}, {"user_id": BORIS_ID, "username": "boris_reader"}),
    ):
        await bot.send_message(anna.id, "Кто?", reply_markup=users_keyboard(**asks))
        await anna.share_users(5, BORIS_ID)
        update = server.world.queue.pending()[-1]["message"]
        assert update["users_shared"] == {"request_id": 5, "user_ids": [BORIS_ID], "users": [user]}
        assert update["from"]["id"] == anna.id


@pytest.mark.parametrize(
    ("request_id", "users", "reason"),
    [
        (6, [BORIS_ID], "no such button"),
        (5, [999], "no such person"),
        (5, [], "no such person"),
        (5, [BORIS_ID, OWNER_ID], "too many people"),
        (5, ["bot"], "this kind of account is not asked for"),
    ],
)
async def test_choice_that_the_button_does_not_offer_is_refused(
    server: SandboxServer, bot: Bot, anna: Person, request_id: int, users: list[object], reason: str
) -> None:
    """A client shows only people who fit the request, and no more than it allows."""
    await bot.send_message(anna.id, "Кто?", reply_markup=users_keyboard(user_is_bot=False))
    chosen = [server.world.bot.id if one == "bot" else int(str(one)) for one in users]
    with pytest.raises(Refused, match=reason):
        await anna.share_users(request_id, *chosen)


CHANNEL = {"chat_is_channel": True}
POSTS = dict.fromkeys(ChatAdministratorRights.model_fields, False) | {"can_post_messages": True}


def chat_keyboard(**request: object) -> ReplyKeyboardMarkup:
    """Return a reply keyboard with a button that requests a chat."""
    wanted = KeyboardButtonRequestChat.model_validate({"request_id": 6, **request})
    return ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Где?", request_chat=wanted)]])


async def test_chosen_channel_gets_the_bot_with_the_right_asked_for(
    server: SandboxServer, sandbox: Sandbox, bot: Bot, anna: Person
) -> None:
    """The bot learns of its appointment first. Title and name come only where the button asks for them."""
    news = await sandbox.group("Новости", anna, kind="channel", bot=None)
    asked = CHANNEL | {"user_administrator_rights": POSTS, "bot_administrator_rights": POSTS}
    for request, told in ((asked | {"request_title": True}, {"title": "Новости"}), (asked, {})):
        await bot.send_message(anna.id, "Где?", reply_markup=chat_keyboard(**request))
        await anna.share_chat(6, news)
        update = server.world.queue.pending()[-1]["message"]
        assert update["chat_shared"] == {"request_id": 6, "chat_id": news, **told}
    appointed = [one["my_chat_member"] for one in server.world.queue.pending() if "my_chat_member" in one]
    assert [one["from"]["id"] for one in appointed] == [anna.id]
    assert appointed[0]["new_chat_member"]["status"] == "administrator"
    assert appointed[0]["new_chat_member"]["can_post_messages"] is True
    assert appointed[0]["new_chat_member"]["can_edit_messages"] is False


@pytest.mark.parametrize(
    ("request_", "chosen", "reason"),
    [
        ({"request_id": 7}, CHANNEL_ID, "no such button"),
        ({}, -1, "no such chat"),
        ({}, BORIS_ID, "no such chat"),
        ({}, GROUP_ID, "this kind of chat is not asked for"),
        ({"chat_is_created": True}, CHANNEL_ID, "not the owner"),
        ({"user_administrator_rights": POSTS}, CHANNEL_ID, "not the rights that are asked for"),
        (
            {"bot_administrator_rights": POSTS | {"can_change_info": True}},
            CHANNEL_ID,
            "not allowed to appoint",
        ),
    ],
)
async def test_chat_that_the_button_does_not_offer_is_refused(
    server: SandboxServer, bot: Bot, anna: Person, request_: dict[str, object], chosen: int, reason: str
) -> None:
    """A client shows only chats that fit the request, and the bot's membership stays as it was."""
    before = server.world.chats[CHANNEL_ID].member(server.world.bot.id)
    await bot.send_message(anna.id, "Где?", reply_markup=chat_keyboard(**CHANNEL | request_))
    with pytest.raises(Refused, match=reason):
        await anna.share_chat(6, chosen)
    assert server.world.chats[CHANNEL_ID].member(server.world.bot.id) == before


async def test_chosen_group_gets_the_bot_as_a_member(
    server: SandboxServer, sandbox: Sandbox, bot: Bot, anna: Person
) -> None:
    """A button may ask that the bot be there, without any right."""
    group = await sandbox.group("Город", anna, bot=None)
    request = {"chat_is_channel": False, "bot_is_member": True, "chat_is_created": True}
    await bot.send_message(anna.id, "Где?", reply_markup=chat_keyboard(**request))
    await anna.share_chat(6, group)
    assert server.world.chats[group].member(server.world.bot.id).status == "member"


async def test_person_cannot_be_chosen_once_the_keyboard_is_gone(bot: Bot, anna: Person) -> None:
    """The button goes away with the keyboard."""
    await bot.send_message(anna.id, "Кто?", reply_markup=users_keyboard())
    await bot.send_message(anna.id, "Готово", reply_markup=ReplyKeyboardRemove())
    with pytest.raises(Refused, match="no such button"):
        await anna.share_users(5, BORIS_ID)
