"""Send files of all kinds, and describe files for download."""

from typing import Any

from aiogram.methods import (
    GetFile,
    SendAnimation,
    SendAudio,
    SendDocument,
    SendPhoto,
    SendSticker,
    SendVideo,
    SendVideoNote,
    SendVoice,
)

from bot.sandbox.messages.content import caption_text, chat_and_fields, post_message
from bot.sandbox.methods.registry import handles
from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.files import KINDS, MAX_DOWNLOAD, WRONG_FILE, file_content, resolve_file
from bot.sandbox.world.people import Json
from bot.sandbox.world.world import World

_METHODS: dict[str, Any] = {
    "photo": SendPhoto,
    "document": SendDocument,
    "animation": SendAnimation,
    "audio": SendAudio,
    "video": SendVideo,
    "voice": SendVoice,
    "video_note": SendVideoNote,
    "sticker": SendSticker,
}


def send_file(world: World, kind: str, request: Request) -> Json:
    """Post a file of this kind, uploaded or known by its file_id."""
    chat, content = chat_and_fields(world, request, KINDS[kind].plural, KINDS[kind].right)
    if KINDS[kind].captioned:
        content |= caption_text(world, request.params)
    file = resolve_file(world, request, kind, request.params.get(kind))
    if file is None:
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    return post_message(world, chat, file_content(kind, file, request.params) | content, request)


def _register(kind: str) -> None:
    @handles(_METHODS[kind])
    def send(world: World, _method: Any, request: Request) -> Json:
        return send_file(world, kind, request)


for _kind in _METHODS:
    _register(_kind)


@handles(GetFile)
def get_file(world: World, method: GetFile, _request: Request) -> Json:
    """Return the download path of a file of at most 20 MB."""
    file = world.files.get(method.file_id)
    if file is None:
        raise bad_request(WRONG_FILE)
    if len(file.content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return file.common_fields() | {"file_path": file.path}
