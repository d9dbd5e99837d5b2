"""Send rich messages and their drafts."""

from aiogram.methods import SendRichMessage, SendRichMessageDraft

from bot.sandbox.messages.content import chat_and_fields, post_message
from bot.sandbox.methods.registry import handles
from bot.sandbox.text.rich import rich_content
from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.people import Json
from bot.sandbox.world.world import World


@handles(SendRichMessage)
def send_rich_message(world: World, _method: SendRichMessage, request: Request) -> Json:
    """Post a rich message."""
    chat, content = chat_and_fields(world, request)
    return post_message(world, chat, rich_content(request.params["rich_message"]) | content, request)


@handles(SendRichMessageDraft)
def send_rich_message_draft(world: World, method: SendRichMessageDraft, request: Request) -> bool:
    """Check a draft. It is neither shown nor stored."""
    chat = world.writable_chat(method.chat_id)
    if not chat.private:
        raise bad_request("PEER_ID_INVALID")
    if method.draft_id == 0:
        raise bad_request("RANDOM_ID_INVALID")
    rich_content(request.params["rich_message"])
    return True
