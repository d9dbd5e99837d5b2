"""Replies reach the person in place, else as a new message, and every press is answered."""

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import AnswerCallbackQuery, EditMessageMedia, EditMessageText, SendMessage, SendPhoto

from tests.world.conversation import ConversationWorld, Person

START = "go:start"


async def test_a_press_changes_the_message_with_the_button(anna: Person) -> None:
    """One message is edited, without link previews, and the spinner stops."""
    screen = await anna.presses(START)
    (edit,) = screen.edits
    assert edit.message_id == 20
    assert edit.parse_mode == "HTML"
    assert edit.link_preview_options is not None
    assert screen.toasts == [""]


@pytest.mark.parametrize(
    "reason",
    ["message to edit not found", "message can't be edited", "there is no text in the message to edit"],
)
async def test_a_message_that_cannot_be_edited_is_followed_by_a_fresh_one(
    world: ConversationWorld, anna: Person, reason: str
) -> None:
    """The person still needs the answer."""
    world.session.refusals[EditMessageText] = [reason]
    screen = await anna.presses(START)
    assert isinstance(screen.messages[-1], SendMessage)
    assert screen.toasts == [""]


@pytest.mark.parametrize("under", ["inaccessible", "missing"])
async def test_press_under_an_inaccessible_message_gets_a_new_one(anna: Person, under: str) -> None:
    """Telegram hands over old messages without content. Their buttons still work."""
    screen = await anna.presses(START, message=under)
    (message,) = screen.messages
    assert isinstance(message, SendMessage)
    assert message.chat_id == 7
    assert screen.toasts == [""]


async def test_unchanged_message_is_no_error(world: ConversationWorld, anna: Person) -> None:
    """A second press of the same button is answered silently."""
    world.session.refusals[EditMessageText] = ["message is not modified: specified new message content…"]
    screen = await anna.presses(START)
    assert screen.toasts == [""]
    assert len(screen.messages) == 1


async def test_another_refusal_goes_up_after_the_press_is_answered(
    world: ConversationWorld, anna: Person
) -> None:
    """Markup that Telegram cannot parse is our fault, to be counted by the inbox."""
    world.session.refusals[EditMessageText] = ["can't parse entities: Unclosed start tag at byte offset 1"]
    with pytest.raises(TelegramBadRequest):
        await anna.presses(START)
    assert any(isinstance(call, AnswerCallbackQuery) for call in world.session.calls)


async def test_late_press_is_handled(world: ConversationWorld, anna: Person) -> None:
    """The spinner is gone, but the message still changes."""
    world.session.refusals[AnswerCallbackQuery] = [
        "query is too old and response timeout expired or query ID is invalid"
    ]
    screen = await anna.presses(START)
    assert len(screen.edits) == 1


NO_PHOTOS = [
    "CHAT_SEND_PHOTOS_FORBIDDEN",
    "CHAT_SEND_MEDIA_FORBIDDEN",
    "not enough rights to send photos to the chat",
    "IMAGE_PROCESS_FAILED",
    "PHOTO_INVALID_DIMENSIONS",
    "PHOTO_SAVE_FILE_INVALID",
    "MEDIA_CAPTION_TOO_LONG",
]


@pytest.mark.parametrize("reason", NO_PHOTOS)
async def test_picture_that_is_not_taken_leaves_its_text(
    world: ConversationWorld, anna: Person, reason: str
) -> None:
    """The chat may take no photos, or Telegram not this one. The text has the same buttons."""
    world.session.refusals[SendPhoto] = [reason]
    screen = await anna.says("/year 2020")
    refused, sent = screen.messages
    assert isinstance(refused, SendPhoto)
    assert isinstance(sent, SendMessage)
    assert (sent.text, sent.reply_markup) == (refused.caption, refused.reply_markup)


async def test_refusal_of_the_text_of_a_picture_goes_up(world: ConversationWorld, anna: Person) -> None:
    """Markup that Telegram cannot parse would fail as a text, too."""
    world.session.refusals[SendPhoto] = ["can't parse entities: Unclosed start tag at byte offset 1"]
    with pytest.raises(TelegramBadRequest):
        await anna.says("/year 2020")


async def test_picture_is_put_into_the_place_of_a_picture(anna: Person) -> None:
    """A press below a picture turns it, without a new message."""
    screen = await anna.presses("yp:2021:0", message="picture")
    [edit] = screen.messages
    assert isinstance(edit, EditMessageMedia)
    assert edit.message_id == 20
    assert edit.reply_markup is not None
    assert screen.pictures == ["year-2021-ru"]


@pytest.mark.parametrize("reason", ["message to edit not found", "message can't be edited", NO_PHOTOS[0]])
async def test_picture_that_cannot_be_put_there_is_a_new_message(
    world: ConversationWorld, anna: Person, reason: str
) -> None:
    """The person still needs the answer."""
    world.session.refusals[EditMessageMedia] = [reason]
    screen = await anna.presses("yp:2021:0", message="picture")
    assert isinstance(screen.messages[-1], SendPhoto)
    assert screen.toasts == [""]


async def test_unchanged_picture_is_no_error(world: ConversationWorld, anna: Person) -> None:
    """A second press of the same button is answered silently."""
    world.session.refusals[EditMessageMedia] = ["message is not modified: specified new message content…"]
    screen = await anna.presses("yp:2021:0", message="picture")
    assert len(screen.messages) == 1
    assert screen.toasts == [""]


async def test_text_below_a_picture_is_a_new_message(anna: Person) -> None:
    """No call is wasted on an edit that Telegram refuses."""
    screen = await anna.presses(START, message="picture")
    [message] = screen.messages
    assert isinstance(message, SendMessage)
