"""Files, albums, polls, topics, members and copies work as on Telegram."""

import base64
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    ChatPermissions,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    InputPollOption,
    InputRichMessage,
    Message,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from aiogram.types import KeyboardButton as Key

from bot.sandbox.client.client import Person, Refused, Sandbox
from bot.sandbox.world.cast import ANNA_ID, BORIS_ID, CHANNEL_ID, GROUP_ID
from tests.sandbox.pictures import png

PICTURE = BufferedInputFile(png(40, 30), "picture.png")
PAPER = BufferedInputFile(b"x", "paper.txt")


@pytest.fixture
async def forum(sandbox: Sandbox, anna: Person) -> int:
    """Create a forum with the bot as an administrator."""
    chat = await sandbox.order("group", title="Форум", owner=anna.id, forum=True)
    await sandbox.order("membership", chat=chat["id"], status="administrator")
    return int(chat["id"])


@pytest.mark.parametrize(
    "kind", ["animation", "audio", "video", "voice", "video_note", "sticker", "document"]
)
async def test_file_is_sent_again_by_its_file_id(bot: Bot, anna: Person, kind: str) -> None:
    """An uploaded file returns a file_id that sends it again."""
    send = getattr(bot, f"send_{kind}")
    sent: Message = await send(anna.id, PAPER)
    file = getattr(sent, kind)
    again: Message = await send(anna.id, file.file_id)
    assert getattr(again, kind).file_id == file.file_id
    downloaded = await bot.download(file.file_id)
    assert downloaded is not None
    assert downloaded.read() == b"x"


async def test_photo_file_id_is_refused_for_a_document(bot: Bot, anna: Person) -> None:
    """A photo has sizes, and its file_id is valid for photos only."""
    sent = await bot.send_photo(anna.id, PICTURE, caption="<b>вид</b>", parse_mode="HTML", has_spoiler=True)
    assert sent.photo is not None
    assert (sent.photo[0].width, sent.photo[0].height, sent.caption) == (40, 30, "вид")
    with pytest.raises(TelegramBadRequest, match="can't use file of type Photo as Document"):
        await bot.send_document(anna.id, sent.photo[0].file_id)


@pytest.mark.parametrize(
    ("sides", "sizes"),
    [
        ((40, 30), [(40, 30)]),
        ((1080, 1080), [(90, 90), (320, 320), (800, 800), (1080, 1080)]),
        ((1080, 1500), [(65, 90), (230, 320), (576, 800), (922, 1280), (1080, 1500)]),
        ((3000, 1500), [(90, 45), (320, 160), (800, 400), (1280, 640), (2560, 1280)]),
        ((1200, 60), [(90, 4), (320, 16), (800, 40), (1200, 60)]),
    ],
)
async def test_photo_has_the_sizes_that_telegram_makes(
    bot: Bot, anna: Person, sides: tuple[int, int], sizes: list[tuple[int, int]]
) -> None:
    """The largest is the last. Each size can be downloaded, and sends the whole photo again."""
    sent = await bot.send_photo(anna.id, BufferedInputFile(png(*sides), "picture.png"))
    assert [(one.width, one.height) for one in sent.photo or ()] == sizes
    assert len({one.file_id for one in sent.photo or ()}) == len(sizes)
    for one in sent.photo or ():
        again = await bot.send_photo(anna.id, one.file_id)
        assert again.photo == sent.photo
        downloaded = await bot.download(one.file_id)
        assert downloaded is not None
        assert downloaded.read() == png(*sides)


async def test_album_items_share_a_group(bot: Bot, anna: Person) -> None:
    """Each of two to ten items keeps its caption, and a picture can be replaced by a video."""
    album = await bot.send_media_group(
        anna.id,
        [
            InputMediaPhoto(media=PICTURE, caption="_a_", parse_mode="MarkdownV2"),
            InputMediaVideo(media=PAPER),
        ],
    )
    assert len({one.media_group_id for one in album}) == 1
    assert [one.caption for one in album] == ["a", None]
    number = album[0].message_id
    changed = await bot.edit_message_media(InputMediaVideo(media=PAPER), chat_id=anna.id, message_id=number)
    assert isinstance(changed, Message)
    assert changed.video is not None
    assert changed.photo is None
    with pytest.raises(TelegramBadRequest, match="message content type can't be used in an album"):
        await bot.edit_message_media(InputMediaDocument(media=PAPER), chat_id=anna.id, message_id=number)


async def test_text_can_be_replaced_by_media(bot: Bot, anna: Person) -> None:
    """A location cannot."""
    text = await bot.send_message(anna.id, "x")
    changed = await bot.edit_message_media(
        InputMediaPhoto(media=PICTURE, caption="y"), chat_id=anna.id, message_id=text.message_id
    )
    assert isinstance(changed, Message)
    assert (changed.text, changed.caption) == (None, "y")
    place = await bot.send_location(anna.id, 1, 2)
    with pytest.raises(TelegramBadRequest, match="message media can't be edited"):
        await bot.edit_message_media(
            InputMediaPhoto(media=PICTURE), chat_id=anna.id, message_id=place.message_id
        )


async def test_forward_and_reply_keyboard_message_cannot_be_edited(bot: Bot, anna: Person) -> None:
    """Both stay as they are."""
    keys = ReplyKeyboardMarkup(keyboard=[[Key(text="a")]])
    fixed = await bot.send_message(anna.id, "x", reply_markup=keys)
    passed_on = await bot.forward_message(anna.id, anna.id, fixed.message_id)
    for message in (fixed, passed_on):
        with pytest.raises(TelegramBadRequest, match="message can't be edited"):
            await bot.edit_message_text("y", chat_id=anna.id, message_id=message.message_id)


async def test_copy_loses_and_forward_keeps_the_origin(bot: Bot, anna: Person) -> None:
    """A copy may lose its caption too. A forward of a forward keeps the first origin."""
    sent = await bot.send_document(anna.id, PAPER, caption="x")
    place = await bot.send_location(anna.id, 1, 2)
    numbers = [sent.message_id, place.message_id]
    copies = await bot.copy_messages(GROUP_ID, anna.id, numbers, remove_caption=True)
    again = await bot.forward_messages(GROUP_ID, GROUP_ID, [one.message_id for one in copies])
    seen = {one.id: one.body for one in await anna.messages(GROUP_ID)}
    first, passed_on = seen[copies[0].message_id], seen[again[0].message_id]
    assert first["document"]["file_name"] == "paper.txt"
    assert "caption" not in first
    assert passed_on["forward_origin"]["sender_user"]["id"] == bot.id
    one = await bot.copy_message(anna.id, anna.id, sent.message_id, caption="y")
    assert {one.id: one.text for one in await anna.messages()}[one.message_id] == "y"


async def test_copied_album_is_an_album_of_its_own(bot: Bot, anna: Person) -> None:
    """The parts stay together under a new id. A message beside them stays alone."""
    parts = await anna.send_album({"a.txt": b"a", "b.txt": b"b"}, caption="x")
    alone = await anna.say("y")
    numbers = [one.id for one in (*parts, alone)]
    copies = await bot.copy_messages(GROUP_ID, anna.id, numbers)
    seen = {one.id: one.body for one in await anna.messages(GROUP_ID)}
    first, second, third = (seen[one.message_id] for one in copies)
    assert first["media_group_id"] == second["media_group_id"] != parts[0].body["media_group_id"]
    assert "media_group_id" not in third
    assert (first["caption"], third["text"]) == ("x", "y")


async def test_reply_shows_quote_or_is_refused(bot: Bot, anna: Person) -> None:
    """The message must contain the quote. It may lie in another chat, or be missing if allowed."""
    said = await anna.say("раз 😀 два")
    reply = ReplyParameters(message_id=said.id, quote="два")
    sent = await bot.send_message(anna.id, "x", reply_parameters=reply)
    assert sent.quote is not None
    assert (sent.quote.text, sent.quote.position) == ("два", 7)
    wrong = ReplyParameters(message_id=said.id, quote="три")
    with pytest.raises(TelegramBadRequest, match="QUOTE_TEXT_INVALID"):
        await bot.send_message(anna.id, "x", reply_parameters=wrong)
    elsewhere = ReplyParameters(message_id=said.id, chat_id=anna.id)
    other = await bot.send_message(GROUP_ID, "x", reply_parameters=elsewhere)
    assert other.external_reply is not None
    forgiven = ReplyParameters(message_id=99, allow_sending_without_reply=True)
    assert (await bot.send_message(anna.id, "x", reply_parameters=forgiven)).reply_to_message is None


async def test_poll_counts_votes_until_it_is_stopped(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """The bot gets the counts. A stopped poll accepts no votes."""
    options: list[InputPollOption | str] = [InputPollOption(text="да"), "нет"]
    sent = await bot.send_poll(anna.id, "Едете?", options, is_anonymous=False)
    await sandbox.order("vote", person=anna.id, message_id=sent.message_id, options=[1])
    updates = await bot.get_updates(allowed_updates=["poll", "poll_answer"])
    kinds = [update.event_type for update in updates]
    assert kinds[-2:] == ["poll", "poll_answer"]
    stopped = await bot.stop_poll(anna.id, sent.message_id)
    assert [option.voter_count for option in stopped.options] == [0, 1]
    with pytest.raises(Refused):
        await sandbox.order("vote", person=anna.id, message_id=sent.message_id, options=[0])
    with pytest.raises(TelegramBadRequest, match="poll has already been closed"):
        await bot.stop_poll(anna.id, sent.message_id)


async def test_topic_is_opened_closed_and_deleted(
    bot: Bot, sandbox: Sandbox, anna: Person, forum: int
) -> None:
    """A closed topic is closed for members only. A deleted one loses all its messages."""
    topic = await bot.create_forum_topic(forum, "Бюллетень")
    thread = topic.message_thread_id
    sent = await bot.send_message(forum, "x", message_thread_id=thread)
    assert (sent.message_thread_id, sent.is_topic_message) == (thread, True)
    assert await bot.edit_forum_topic(forum, thread, name="Новости")
    assert await bot.close_forum_topic(forum, thread)
    with pytest.raises(TelegramBadRequest, match="TOPIC_NOT_MODIFIED"):
        await bot.close_forum_topic(forum, thread)
    boris = await sandbox.person("Борис")
    await sandbox.order("join", person=boris.id, chat=forum)
    with pytest.raises(Refused, match="the topic is closed"):
        await sandbox.order("say", person=boris.id, chat=forum, text="x", thread=thread)
    await sandbox.order("membership", chat=forum, status="member")
    with pytest.raises(TelegramBadRequest, match="TOPIC_CLOSED"):
        await bot.send_message(forum, "x", message_thread_id=thread)
    with pytest.raises(TelegramBadRequest, match="not enough rights to create a topic"):
        await bot.create_forum_topic(forum, "Ещё")
    await sandbox.order("membership", chat=forum, status="administrator")
    assert await bot.delete_forum_topic(forum, thread)
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(forum, "x", message_thread_id=thread)
    assert not [one for one in await anna.messages(forum) if one.body.get("message_thread_id") == thread]


async def test_general_topic_is_renamed_closed_and_hidden(bot: Bot, forum: int) -> None:
    """General has no thread number to write to."""
    assert await bot.edit_general_forum_topic(forum, "Общая")
    assert await bot.close_general_forum_topic(forum)
    assert await bot.reopen_general_forum_topic(forum)
    assert await bot.hide_general_forum_topic(forum)
    assert await bot.unhide_general_forum_topic(forum)
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(forum, "x", message_thread_id=1)
    assert await bot.unpin_all_general_forum_topic_messages(forum)
    assert await bot.get_forum_topic_icon_stickers() == []


async def test_topic_opened_by_a_person_reaches_the_bot(
    bot: Bot, sandbox: Sandbox, anna: Person, forum: int
) -> None:
    """The bot gets the topic and the messages in it."""
    topic = await sandbox.order("topic", person=anna.id, chat=forum, name="Встречи")
    await sandbox.order("say", person=anna.id, chat=forum, text="/city", thread=topic["id"])
    found = [update.message for update in await bot.get_updates() if update.message]
    assert found[-2].forum_topic_created is not None
    assert found[-1].message_thread_id == topic["id"]
    closed = await sandbox.order("topic_closed", person=anna.id, chat=forum, thread=topic["id"])
    assert closed["closed"]


async def test_thread_outside_a_forum_is_ignored(bot: Bot, anna: Person) -> None:
    """In a private chat it is refused."""
    assert (await bot.send_message(GROUP_ID, "x", message_thread_id=5)).message_thread_id is None
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(anna.id, "x", message_thread_id=5)


async def test_administrator_restricts_promotes_and_bans(bot: Bot, sandbox: Sandbox) -> None:
    """A member without rights may not."""
    with pytest.raises(TelegramBadRequest, match="not enough rights to restrict/unrestrict chat member"):
        await bot.ban_chat_member(GROUP_ID, BORIS_ID)
    await sandbox.order("membership", chat=GROUP_ID, status="administrator")
    permissions = ChatPermissions(can_send_messages=True)
    assert await bot.restrict_chat_member(GROUP_ID, BORIS_ID, permissions)
    assert (await bot.get_chat_member(GROUP_ID, BORIS_ID)).status == "restricted"
    assert await bot.promote_chat_member(GROUP_ID, BORIS_ID, can_pin_messages=True)
    assert (await bot.get_chat_member(GROUP_ID, BORIS_ID)).status == "administrator"
    with pytest.raises(TelegramBadRequest, match="user is an administrator of the chat"):
        await bot.ban_chat_member(GROUP_ID, BORIS_ID)
    assert await bot.promote_chat_member(GROUP_ID, BORIS_ID)
    assert await bot.ban_chat_member(GROUP_ID, BORIS_ID)
    with pytest.raises(Refused):
        await sandbox.order("join", person=BORIS_ID, chat=GROUP_ID)
    assert await bot.unban_chat_member(GROUP_ID, BORIS_ID, only_if_banned=True)
    await sandbox.order("join", person=BORIS_ID, chat=GROUP_ID)
    with pytest.raises(TelegramBadRequest, match="can't remove chat owner"):
        await bot.ban_chat_member(GROUP_ID, ANNA_ID)
    assert await bot.leave_chat(GROUP_ID)


async def test_title_and_description_need_a_right(bot: Bot, sandbox: Sandbox) -> None:
    """A new title and description are shown afterwards."""
    with pytest.raises(TelegramBadRequest, match="not enough rights to change chat title"):
        await bot.set_chat_title(GROUP_ID, "Новая")
    await sandbox.order("membership", chat=GROUP_ID, status="administrator")
    assert await bot.set_chat_title(GROUP_ID, "Новая")
    assert await bot.set_chat_description(GROUP_ID, "О нас")
    chat = await bot.get_chat(GROUP_ID)
    assert (chat.title, chat.description) == ("Новая", "О нас")
    with pytest.raises(TelegramBadRequest, match="chat description is not modified"):
        await bot.set_chat_description(GROUP_ID, "О нас")


async def test_posts_of_others_are_edited_with_the_right(bot: Bot, sandbox: Sandbox) -> None:
    """In a channel people without the right to post cannot write."""
    owner = await sandbox.person("Секретариат")
    post = await owner.say("x", chat=CHANNEL_ID)
    changed = await bot.edit_message_text("y", chat_id=CHANNEL_ID, message_id=post.id)
    assert isinstance(changed, Message)
    assert changed.text == "y"
    with pytest.raises(Refused, match="not allowed to post"):
        await sandbox.order("say", person=ANNA_ID, chat=CHANNEL_ID, text="x")


async def test_contacts_dice_locations_and_rich_messages_are_sent(bot: Bot, anna: Person) -> None:
    """Rich messages become plain paragraphs."""
    contact = await bot.send_contact(anna.id, "+7900", "Анна")
    assert contact.contact is not None
    dice = await bot.send_dice(anna.id, emoji="🎯")
    assert dice.dice is not None
    assert 1 <= dice.dice.value <= 6
    live = await bot.send_location(anna.id, 1, 2, live_period=60)
    moved = await bot.edit_message_live_location(3, 4, chat_id=anna.id, message_id=live.message_id)
    assert isinstance(moved, Message)
    assert await bot.stop_message_live_location(chat_id=anna.id, message_id=live.message_id)
    rich = await bot.send_rich_message(anna.id, InputRichMessage(html="<h1>План</h1><p>раз &amp; два</p>"))
    assert rich.rich_message is not None
    assert [block.model_dump()["text"] for block in rich.rich_message.blocks] == ["План", "раз & два"]
    edited = await bot.edit_message_text("текст", chat_id=anna.id, message_id=rich.message_id)
    assert isinstance(edited, Message)
    assert await bot.send_message_draft(anna.id, 1, text="…")
    assert await bot.send_rich_message_draft(anna.id, 1, InputRichMessage(markdown="…"))
    assert await bot.send_chat_action(anna.id, "upload_document")


async def test_files_albums_and_forwards_of_people_reach_the_bot(
    bot: Bot, sandbox: Sandbox, anna: Person
) -> None:
    """Edited captions and reactions reach it too."""
    picture = base64.b64encode(png(2, 3)).decode()
    await sandbox.order("send_file", person=anna.id, name="a.png", content=picture, kind="photo", caption="a")
    album = [{"name": "a.png", "content": picture}] * 2
    sent = await sandbox.order("send_album", person=anna.id, files=album, caption="b")
    await sandbox.order("forward", person=anna.id, message_id=sent[0]["id"])
    await sandbox.order("revise", person=anna.id, message_id=sent[0]["id"], text="c")
    await sandbox.order("react", person=anna.id, message_id=sent[0]["id"], emoji="👍")
    wanted = ["message", "edited_message", "message_reaction"]
    await bot.get_updates(allowed_updates=wanted)
    await sandbox.order("react", person=anna.id, message_id=sent[0]["id"])
    updates = await bot.get_updates(allowed_updates=wanted)
    found: list[Any] = [update.event for update in updates]
    assert [one.photo[0].width for one in found[1:5]] == [2] * 4
    assert found[2].media_group_id == found[3].media_group_id
    assert found[4].forward_origin.sender_user.id == anna.id
    assert found[5].caption == "c"
    assert updates[-1].message_reaction is not None
    with pytest.raises(Refused, match="two to ten"):
        await sandbox.order("send_album", person=anna.id, files=album[:1])
    with pytest.raises(Refused, match="not a picture"):
        await sandbox.order("send_file", person=anna.id, name="a", content="", kind="photo")
