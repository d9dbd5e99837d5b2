"""Groups, channels, rights, files and commands: the updates a bot gets and what it may do."""

from datetime import UTC, datetime, timedelta

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BufferedInputFile,
    ChatMemberAdministrator,
    ChatMemberBanned,
    ChatMemberMember,
    EphemeralMessageParameters,
    Message,
    ReactionTypeEmoji,
)

from bot.sandbox.client.client import Person, Refused, Sandbox
from bot.sandbox.world.cast import ANNA_ID, BORIS_ID, CHANNEL_ID, GROUP_ID, OWNER_ID
from bot.sandbox.world.files import image_size


async def seen(bot: Bot) -> list[str]:
    """Return a short form of the updates since the last call."""
    updates = await bot.get_updates(timeout=0)
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1, timeout=0)
    return [one.message.text or "service" if one.message else one.event_type for one in updates]


async def test_privacy_mode_hides_group_messages_from_the_bot(bot: Bot, sandbox: Sandbox) -> None:
    """A member sees messages to it. An administrator, or a bot without privacy mode, sees all."""
    anna = await sandbox.person("Анна")
    mine = await bot.send_message(GROUP_ID, "слушаю")
    await anna.say("просто так", chat=GROUP_ID)
    await anna.say("/city Казань", chat=GROUP_ID)
    await anna.say("/city@mag_sandbox_bot", chat=GROUP_ID)
    await anna.say("/city@another_bot", chat=GROUP_ID)
    await anna.say("в ответ", chat=GROUP_ID, reply_to=mine.message_id)
    assert await seen(bot) == ["/city Казань", "/city@mag_sandbox_bot", "в ответ"]
    await sandbox.order("options", privacy=False)
    await anna.say("всё", chat=GROUP_ID)
    assert await seen(bot) == ["всё"]
    await sandbox.order("options", privacy=True)
    await sandbox.order("membership", chat=GROUP_ID, status="administrator")
    await anna.say("и это", chat=GROUP_ID)
    assert await seen(bot) == ["my_chat_member", "и это"]


async def test_block_and_unblock_reach_the_bot(bot: Bot, anna: Person) -> None:
    """Both arrive as my_chat_member with the old and the new status."""
    await anna.block()
    await anna.block()
    await anna.unblock()
    _, blocked, unblocked = await bot.get_updates(timeout=0)
    assert blocked.my_chat_member is not None
    assert isinstance(blocked.my_chat_member.old_chat_member, ChatMemberMember)
    assert isinstance(blocked.my_chat_member.new_chat_member, ChatMemberBanned)
    assert unblocked.my_chat_member is not None
    assert isinstance(unblocked.my_chat_member.new_chat_member, ChatMemberMember)


async def test_person_cannot_write_to_a_blocked_bot(anna: Person) -> None:
    """Telegram's clients ask to unblock it first."""
    await anna.block()
    with pytest.raises(Refused, match="the bot is blocked"):
        await anna.say("x")


async def test_adding_and_removing_the_bot_send_updates(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """Adding sends my_chat_member and a service message, removing only the first."""
    await seen(bot)
    group = await sandbox.group("Новая", anna)
    assert await seen(bot) == ["my_chat_member", "service"]
    member = await bot.get_chat_member(group, bot.id)
    assert isinstance(member, ChatMemberMember)
    await sandbox.order("membership", chat=group, status="kicked")
    assert await seen(bot) == ["my_chat_member"]
    unknown = await sandbox.group("Чужая", anna, bot=None)
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.get_chat(unknown)


async def test_administrators_and_member_counts_are_returned(bot: Bot) -> None:
    """They parse into aiogram's own types."""
    admins = await bot.get_chat_administrators(CHANNEL_ID)
    assert [admin.user.id for admin in admins] == [OWNER_ID, bot.id]
    mine = admins[1]
    assert isinstance(mine, ChatMemberAdministrator)
    assert mine.can_post_messages
    assert not mine.can_promote_members
    assert await bot.get_chat_member_count(GROUP_ID) == 3
    assert (await bot.get_chat("@MAG_news")).title == "Новости МАГ"
    assert await bot.leave_chat(GROUP_ID)


async def test_channel_post_is_numbered_and_seen_by_the_bot(bot: Bot, sandbox: Sandbox) -> None:
    """A channel numbers its own posts and shows the bot those of others."""
    first = await bot.send_message(CHANNEL_ID, "раз")
    assert (first.message_id, first.from_user, first.sender_chat and first.sender_chat.id) == (
        1,
        None,
        CHANNEL_ID,
    )
    owner = await sandbox.person("Секретариат")
    await owner.say("два", chat=CHANNEL_ID)
    (update,) = await bot.get_updates(timeout=0)
    assert update.channel_post is not None
    assert update.channel_post.message_id == 2


async def test_file_is_downloaded_up_to_twenty_megabytes(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """A file_id can be sent again, and downloaded up to 20 MB."""
    sent = await bot.send_document(anna.id, BufferedInputFile("да".encode(), "план.txt"))
    assert sent.document is not None
    again = await bot.send_document(anna.id, sent.document.file_id)
    assert again.document is not None
    assert again.document.file_name == "план.txt"
    stored = await bot.download(again.document)
    assert stored is not None
    assert stored.read().decode() == "да"
    await anna.send_file("big.bin", bytes(20 * 1024 * 1024 + 1))
    document = (await anna.messages())[-1].document
    assert document is not None
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await bot.get_file(document["file_id"])


PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000030000000208060000009d74661a")


async def test_photos_are_measured_and_locations_kept(bot: Bot, anna: Person) -> None:
    """Invalid pictures are refused."""
    sent = await bot.send_photo(
        anna.id, BufferedInputFile(PIXEL, "a.png"), caption="<i>вид</i>", parse_mode="HTML"
    )
    assert sent.photo is not None
    assert (sent.photo[0].width, sent.photo[0].height, sent.html_text) == (3, 2, "<i>вид</i>")
    with pytest.raises(TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
        await bot.send_photo(anna.id, BufferedInputFile(b"GIF", "a.gif"))
    point = await bot.send_location(anna.id, 55.75, 37.62)
    assert point.location is not None
    venue = await bot.send_venue(anna.id, 55.8, 49.1, "Кремль", "Казань")
    assert venue.venue is not None
    assert venue.venue.title == "Кремль"


def test_jpeg_size_is_found_behind_other_segments() -> None:
    """The frame's segment carries the size."""
    jpeg = bytes.fromhex("ffd8ffe000041234ffc0000b08000500070101110000")
    assert image_size(jpeg) == (7, 5)
    assert image_size(b"\xff\xd8\xff") is None


async def test_pins_and_reactions_stay_on_the_message(bot: Bot, anna: Person) -> None:
    """Copies lose their author and forwards keep it."""
    said = await anna.say("важно #МАГ")
    copy = await bot.copy_message(anna.id, anna.id, said.id)
    forward = await bot.forward_message(anna.id, anna.id, said.id)
    assert forward.forward_origin is not None
    assert await bot.pin_chat_message(anna.id, copy.message_id)
    assert (await bot.get_chat(anna.id)).pinned_message is not None
    assert await bot.unpin_chat_message(anna.id)
    assert await bot.set_message_reaction(anna.id, said.id, [ReactionTypeEmoji(emoji="👍")])
    assert await bot.delete_messages(anna.id, [copy.message_id, forward.message_id, 999])
    assert [message.text for message in await anna.messages()] == ["/start", "важно #МАГ"]


async def test_narrowest_command_scope_wins(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """After the scope the person's language decides, then the default."""
    here = [BotCommand(command="here", description="тут")]
    await bot.set_my_commands([BotCommand(command="all", description="всем")])
    await bot.set_my_commands([BotCommand(command="en", description="for all")], language_code="en")
    await bot.set_my_commands(here, scope=BotCommandScopeAllPrivateChats())

    async def menu(person: int, chat: int) -> list[str]:
        return [one["command"] for one in await sandbox.order("menu", person=person, chat=chat)]

    assert await menu(anna.id, anna.id) == ["here"]
    assert await menu(anna.id, GROUP_ID) == ["all"]
    assert await menu(BORIS_ID, GROUP_ID) == ["en"]
    kept = await bot.get_my_commands(scope=BotCommandScopeAllPrivateChats())
    assert [one.description for one in kept] == ["тут"]
    await bot.delete_my_commands(scope=BotCommandScopeAllPrivateChats())
    assert await menu(anna.id, anna.id) == ["all"]
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.set_my_commands(here, scope=BotCommandScopeChat(chat_id=5))


async def test_profile_texts_fall_back_to_the_default_language(bot: Bot) -> None:
    """Names and descriptions are kept by language and fall back to the default."""
    await bot.set_my_name("МАГ-бот")
    await bot.set_my_description("О городах")
    await bot.set_my_description("About cities", language_code="en")
    await bot.set_my_short_description("Коротко")
    assert (await bot.get_my_name(language_code="en")).name == "МАГ-бот"
    assert (await bot.get_my_description(language_code="en")).description == "About cities"
    assert (await bot.get_my_description(language_code="ru")).description == "О городах"
    assert (await bot.get_my_short_description()).short_description == "Коротко"


async def test_ephemeral_message_is_seen_by_its_receiver_only(bot: Bot, sandbox: Sandbox) -> None:
    """It needs an administrator's right or a recent press."""
    anna, boris = await sandbox.person("Анна"), await sandbox.person("Борис")
    to_anna = EphemeralMessageParameters(receiver_user_id=ANNA_ID)
    with pytest.raises(TelegramBadRequest, match="EPHEMERAL_MESSAGE_NOT_ALLOWED"):
        await bot.send_message(GROUP_ID, "тсс", ephemeral_message_parameters=to_anna)
    await sandbox.order("membership", chat=GROUP_ID, status="administrator")
    sent = await bot.send_message(GROUP_ID, "тсс", ephemeral_message_parameters=to_anna)
    assert isinstance(sent, Message)
    assert sent.message_id == 0
    assert [one.text for one in await anna.messages(GROUP_ID) if one.text] == ["тсс"]
    assert [one.text for one in await boris.messages(GROUP_ID) if one.text] == []


async def test_messages_carry_the_virtual_time(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """Only an order moves that time."""
    moment = datetime(2027, 8, 30, 7, 0, tzinfo=UTC)
    await sandbox.set_clock(moment)
    assert (await bot.send_message(anna.id, "x")).date == moment
    await sandbox.advance(90)
    assert (await bot.send_message(anna.id, "x")).date == moment + timedelta(seconds=90)
    with pytest.raises(Refused, match="no zone"):
        await sandbox.order("clock", set="2027-08-30T10:00:00")
