"""Send text messages, their drafts, and chat actions."""

from aiogram.methods import SendChatAction, SendMessage, SendMessageDraft

from bot.sandbox.messages.content import chat_and_fields, message_text, post_message
from bot.sandbox.methods.registry import handles
from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.people import Json
from bot.sandbox.world.world import World

CHAT_ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "record_audio",
    "upload_audio", "upload_document", "choose_sticker", "find_location", "pick_up_location",
    "record_video_note", "upload_video_note", "cancel",
})  # fmt: skip


@handles(SendMessage)
def send_message(world: World, _method: SendMessage, request: Request) -> Json:
    """Post a text."""
    chat, content = chat_and_fields(world, request)
    return post_message(world, chat, message_text(world, request) | content, request)


@handles(SendMessageDraft)
def send_message_draft(world: World, method: SendMessageDraft, request: Request) -> bool:
    """Check a draft. It is neither shown nor stored."""
    chat = world.writable_chat(method.chat_id)
    if not chat.private:
        raise bad_request("PEER_ID_INVALID")
    if method.draft_id == 0:
        raise bad_request("RANDOM_ID_INVALID")
    if method.text:
        message_text(world, request)
    return True


@handles(SendChatAction)
def send_chat_action(world: World, method: SendChatAction, _request: Request) -> bool:
    """Show that the bot is at work."""
    world.writable_chat(method.chat_id)
    if method.action not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True
