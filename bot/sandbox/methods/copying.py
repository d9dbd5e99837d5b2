"""Copy messages without their origin, or forward them with it."""

from aiogram.methods import CopyMessage, CopyMessages, ForwardMessage, ForwardMessages

from bot.sandbox.messages.content import (
    caption_text,
    chat_and_fields,
    find_message,
    is_set,
    origin_of,
    placement_fields,
)
from bot.sandbox.methods.deleting import check_numbers
from bot.sandbox.methods.registry import handles
from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.files import KINDS
from bot.sandbox.world.people import Json, Posted, SandboxChat
from bot.sandbox.world.world import World

# the content of a message, without its author, date and number
CONTENT = (
    "text", "entities", "rich_message", "location", "venue", "contact", "dice", "caption", "caption_entities",
    "show_caption_above_media", *KINDS,
)  # fmt: skip
CAPTION = ("caption", "caption_entities", "show_caption_above_media")


@handles(CopyMessage)
def copy_message(world: World, method: CopyMessage, request: Request) -> Json:
    """Copy a message. The caption can be replaced."""
    chat, common = chat_and_fields(world, request)
    source = find_message(world.open_chat(method.from_chat_id), method.message_id, "message to copy")
    content = _copyable_content(source)
    if content is None:
        raise bad_request("the message can't be copied")
    if request.params.get("caption") is not None and any(kind in content for kind in KINDS):
        content = _without_caption(content) | caption_text(world, request.params)
    return {"message_id": world.post(chat, content | common, world.bot).body["message_id"]}


@handles(CopyMessages)
def copy_messages(world: World, method: CopyMessages, request: Request) -> list[Json]:
    """Copy up to a hundred messages in their order, and skip those that cannot be copied.

    The parts of an album become an album of their own.
    """
    chat, sources = _find_several(world, method, "messages to copy")
    albums: dict[str, str] = {}
    contents = [
        content | _album_fields(world, source, albums)
        for source in sources
        if (content := _copyable_content(source)) is not None
    ]
    if is_set(method.remove_caption):
        contents = [_without_caption(content) for content in contents]
    return _post_all(world, chat, contents, request)


@handles(ForwardMessage)
def forward_message(world: World, method: ForwardMessage, request: Request) -> Json:
    """Forward a message with its origin."""
    chat = world.writable_chat(method.chat_id)
    source = find_message(world.open_chat(method.from_chat_id), method.message_id, "message to forward")
    content = forwarded_content(source)
    if content is None:
        raise bad_request("the message can't be forwarded")
    return world.post(chat, content | placement_fields(world, chat, request), world.bot).body


@handles(ForwardMessages)
def forward_messages(world: World, method: ForwardMessages, request: Request) -> list[Json]:
    """Forward up to a hundred messages, and skip those that cannot be forwarded."""
    chat, sources = _find_several(world, method, "messages to forward")
    contents = [content for source in sources if (content := forwarded_content(source)) is not None]
    return _post_all(world, chat, contents, request)


def forwarded_content(source: Posted) -> Json | None:
    """Return the content of a forwarded message with its origin.

    Returns None for service messages and protected content.
    """
    content = _copyable_content(source)
    if content is None or source.body.get("has_protected_content"):
        return None
    return content | {"forward_origin": origin_of(source.body)}


def _find_several(
    world: World, method: CopyMessages | ForwardMessages, what: str
) -> tuple[SandboxChat, list[Posted]]:
    check_numbers(method.message_ids)
    if sorted(set(method.message_ids)) != method.message_ids:
        raise bad_request("message identifiers must be in a strictly increasing order")
    chat, source = world.writable_chat(method.chat_id), world.open_chat(method.from_chat_id)
    found = [source.messages.get(number) for number in method.message_ids]
    known = [posted for posted in found if posted is not None and posted.receiver is None]
    if not known:
        raise bad_request(f"{what} not found")
    return chat, known


def _post_all(world: World, chat: SandboxChat, contents: list[Json], request: Request) -> list[Json]:
    common = placement_fields(world, chat, request)
    posted = [world.post(chat, content | common, world.bot) for content in contents]
    return [{"message_id": one.body["message_id"]} for one in posted]


def _copyable_content(source: Posted) -> Json | None:
    content = {key: source.body[key] for key in CONTENT if key in source.body}
    return content or None


def _album_fields(world: World, source: Posted, albums: dict[str, str]) -> Json:
    """Return the field of the album that a copy belongs to.

    `albums` has the new ids by the old ones.
    """
    old = source.body.get("media_group_id")
    if old is None:
        return {}
    if old not in albums:
        albums[old] = str(14_000_000_000_000_000 + world.number())
    return {"media_group_id": albums[old]}


def _without_caption(content: Json) -> Json:
    return {key: value for key, value in content.items() if key not in CAPTION}
