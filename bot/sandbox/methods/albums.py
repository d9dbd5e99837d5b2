"""Send several files as one album."""

from aiogram.methods import SendMediaGroup

from bot.sandbox.messages.content import placement_fields
from bot.sandbox.methods.editing import ALBUM_MIXES, media_content
from bot.sandbox.methods.registry import handles
from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.files import KINDS
from bot.sandbox.world.people import Json
from bot.sandbox.world.world import World

LEAST, MOST = 2, 10
_NAMES = {"document": "Document", "audio": "Audio"}


@handles(SendMediaGroup)
def send_media_group(world: World, _method: SendMediaGroup, request: Request) -> list[Json]:
    """Post two to ten files as an album. Documents and audio are not mixed with other kinds.

    The documentation demands two files, and so does the sandbox. The real server would accept one.
    """
    media = request.params["media"]
    kinds = [str(item["type"]) for item in media]
    if "animation" in kinds:
        text = "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup"
        raise bad_request(text)
    contents = [media_content(world, request, item) for item in media]
    _check_album(kinds)
    if len({bool(content.get("show_caption_above_media")) for content in contents}) > 1:
        raise bad_request("parameter show_caption_above_media must be the same for all messages")
    first = KINDS[kinds[0]]
    chat = world.writable_chat(request.params.get("chat_id"), first.plural, first.right)
    common = placement_fields(world, chat, request) | {
        "media_group_id": str(14_000_000_000_000_000 + world.number())
    }
    return [world.post(chat, content | common, world.bot).body for content in contents]


def _check_album(kinds: list[str]) -> None:
    if len(kinds) > MOST:
        raise bad_request("too many messages to send as an album")
    if not kinds:
        raise bad_request("there are no messages to send")
    if len(kinds) < LEAST:
        raise bad_request("album must have at least 2 messages")
    if not any(set(kinds) <= mix for mix in ALBUM_MIXES):
        alone = next(kind for kind in kinds if kind in _NAMES)
        raise bad_request(f"{_NAMES[alone]} can't be mixed with other media types")
