"""Files, pictures and places."""

import struct

from aiogram.methods import GetFile, SendDocument, SendLocation, SendPhoto, SendVenue

from bot.sandbox.content import caption_text, keyboard, place
from bot.sandbox.deeds import store_file
from bot.sandbox.people import Chat, Json
from bot.sandbox.refusal import bad_request
from bot.sandbox.registry import answers
from bot.sandbox.whisper import receiver_of, whisper
from bot.sandbox.wire import Request, TooLarge
from bot.sandbox.world import StoredFile, World

MAX_PHOTO = 10 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_SIDES = 10_000  # width and height together
MAX_RATIO = 20
_WRONG_FILE = "wrong file_id or the file is temporarily unavailable"


@answers(SendDocument)
def send_document(world: World, method: SendDocument, request: Request) -> Json:
    """Post a file, uploaded or known by its file_id."""
    chat = world.writable_chat(method.chat_id, "documents", "can_send_documents")
    content = caption_text(world, request) | place(world, chat, method, request) | keyboard(request)
    file = _file(world, request, "document")
    document = file.described() | {"file_name": file.name, "mime_type": file.mime}
    return _post(world, chat, {"document": document} | content, request)


@answers(SendPhoto)
def send_photo(world: World, method: SendPhoto, request: Request) -> Json:
    """Post a picture (PNG or JPEG)."""
    chat = world.writable_chat(method.chat_id, "photos", "can_send_photos")
    content = caption_text(world, request) | place(world, chat, method, request) | keyboard(request)
    file = _file(world, request, "photo")
    if len(file.content) > MAX_PHOTO:
        raise TooLarge
    size = image_size(file.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > MAX_SIDES or max(size) > MAX_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    photo = [file.described() | {"width": width, "height": height}]
    return _post(world, chat, {"photo": photo} | content, request)


@answers(SendLocation)
def send_location(world: World, method: SendLocation, request: Request) -> Json:
    """Post a point on the map."""
    chat = world.writable_chat(method.chat_id, "locations")
    content = place(world, chat, method, request) | keyboard(request)
    return world.post(chat, {"location": _point(method)} | content, world.bot).body


@answers(SendVenue)
def send_venue(world: World, method: SendVenue, request: Request) -> Json:
    """Post a named place."""
    chat = world.writable_chat(method.chat_id, "venues")
    point = _point(method)
    venue = {"location": point, "title": method.title, "address": method.address}
    content = place(world, chat, method, request) | keyboard(request)
    return world.post(chat, {"location": point, "venue": venue} | content, world.bot).body


@answers(GetFile)
def get_file(world: World, method: GetFile, _request: Request) -> Json:
    """Where a file can be downloaded from; files over 20 MB cannot."""
    file = world.files.get(method.file_id)
    if file is None:
        raise bad_request(_WRONG_FILE)
    if len(file.content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return file.described() | {"file_path": file.path}


def _point(method: SendLocation | SendVenue) -> Json:
    if abs(method.latitude) > 90 or abs(method.longitude) > 180:
        raise bad_request("wrong latitude or longitude specified")
    return {"latitude": method.latitude, "longitude": method.longitude}


def _file(world: World, request: Request, field: str) -> StoredFile:
    upload = request.upload(field)
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        return store_file(world, upload.name, upload.mime, upload.content)
    reference = request.params.get(field)
    if not reference or str(reference).startswith("attach://"):
        raise bad_request(f"there is no {field} in the request")
    file = world.files.get(str(reference))
    if file is None:
        raise bad_request(_WRONG_FILE)
    return file


def _post(world: World, chat: Chat, content: Json, request: Request) -> Json:
    if receiver := receiver_of(request):
        return whisper(world, chat, content, receiver).body
    return world.post(chat, content, world.bot).body


def image_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG; None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return (width, height) if width and height else None
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        kind, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        # the start-of-frame markers carry the size; C4, C8 and CC only look like them
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return (width, height) if width and height else None
        at += 2 + length
    return None
