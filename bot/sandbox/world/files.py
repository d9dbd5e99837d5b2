"""Store files and describe them in messages, within Telegram's limits for each kind."""

import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.people import Json
from bot.sandbox.world.world import StoredFile, World

MAX_PHOTO = 10 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_SIDES = 10_000  # width and height together
MAX_RATIO = 20
MAX_LENGTH, MAX_DURATION = 10_000, 24 * 60 * 60  # larger claims about a video are cut to this
PHOTO_BOXES = {"s": 90, "m": 320, "x": 800, "y": 1280}  # sides into which Telegram fits its smaller sizes
LARGEST_PHOTO = 2560  # longest side of a photo that Telegram keeps
WRONG_FILE = "wrong file_id or the file is temporarily unavailable"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its names in Telegram's refusals, and the right needed to send it."""

    name: str
    plural: str
    right: str
    type: str
    id_prefix: str

    @property
    def captioned(self) -> bool:
        return self.name not in ("video_note", "sticker")


KINDS = {
    kind.name: kind
    for kind in (
        FileKind("photo", "photos", "can_send_photos", "Photo", "AgAC"),
        FileKind("document", "documents", "can_send_documents", "Document", "BQAC"),
        FileKind("animation", "animations", "can_send_other_messages", "Animation", "CgAC"),
        FileKind("audio", "music", "can_send_audios", "Audio", "CQAC"),
        FileKind("video", "videos", "can_send_videos", "Video", "BAAC"),
        FileKind("voice", "voice notes", "can_send_voice_notes", "VoiceNote", "AwAC"),
        FileKind("video_note", "video notes", "can_send_video_notes", "VideoNote", "DQAC"),
        FileKind("sticker", "stickers", "can_send_other_messages", "Sticker", "CAAC"),
    )
}


def store_file(world: World, name: str, mime: str, content: bytes, kind: str = "document") -> StoredFile:
    """Store a file's bytes under a new file_id."""
    number = world.number()
    # the path contains our number, never the name the sender gave
    file = StoredFile(
        f"{KINDS[kind].id_prefix}{number:08d}", name, mime, content, f"{kind}s/file_{number}", kind
    )
    world.files[file.id] = file
    size = image_size(content) if kind == "photo" else None
    for letter in smaller_sizes(size) if size else ():
        smaller = replace(file, id=f"{file.id}{letter}", path=f"{file.path}{letter}", of=file.id)
        world.files[smaller.id] = smaller
    return file


def resolve_file(world: World, request: Request, kind: str, source: Any) -> StoredFile | None:
    """Return the file that `source` names, an upload («attach://…») or a file_id.

    Returns None if `source` is empty or names no upload.

    :raises ApiRefusal: 400 for an empty or unknown file, or one of another kind
    """
    reference = str(source or "")
    if reference.startswith("attach://"):
        upload = request.uploads.get(reference.removeprefix("attach://"))
        if upload is None:
            return None
        if not upload.content:
            raise bad_request("file must be non-empty")
        check_size(kind, len(upload.content))
        return store_file(world, upload.name, upload.mime, upload.content, kind)
    return _known_file(world, kind, reference) if reference else None


def check_size(kind: str, size: int) -> None:
    """Refuse a photo over 10 MB. Larger uploads of other kinds are refused while they are read.

    :raises ApiRefusal: 400
    """
    if kind == "photo" and size > MAX_PHOTO:
        text = f"file of size {size} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
        raise bad_request(text)


def _known_file(world: World, kind: str, reference: str) -> StoredFile:
    if "://" in reference:
        # Telegram would download it; the sandbox opens no connections
        raise bad_request("failed to get HTTP URL content")
    file = world.files.get(reference)
    if file is None:
        raise bad_request(WRONG_FILE)
    if (file.kind == "photo") != (kind == "photo"):
        raise bad_request(f"can't use file of type {KINDS[file.kind].type} as {KINDS[kind].type}")
    # a smaller size stands for its photo
    return world.files[file.of] if file.of else file


def file_content(kind: str, file: StoredFile, about: Mapping[str, Any]) -> Json:
    """Return the fields of a message that carries this file.

    `about` holds what the sender claims about it: width, height, duration, title.

    :raises ApiRefusal: 400 for a photo that is not a picture or has sides Telegram does not accept
    """
    if kind == "photo":
        return {"photo": list(_photo_sizes(file, photo_size(file.content)))}
    body = file.common_fields() | _FIELDS_BY_KIND[kind](file, about)
    if kind == "animation":
        return {"animation": body, "document": file.common_fields() | _name_fields(file, about)}
    return {kind: body}


def smaller_sizes(size: tuple[int, int]) -> dict[str, tuple[int, int]]:
    """Return width and height of the smaller sizes of a photo, by their letters."""
    return {letter: _fitted(size, side) for letter, side in PHOTO_BOXES.items() if side < max(size)}


def _photo_sizes(file: StoredFile, size: tuple[int, int]) -> Iterator[Json]:
    """Yield the sizes of a photo, the smallest first. All have the bytes of the original."""
    for letter, (width, height) in smaller_sizes(size).items():
        fields = replace(file, id=f"{file.id}{letter}").common_fields()
        yield fields | {"width": width, "height": height}
    width, height = _fitted(size, min(LARGEST_PHOTO, max(size)))
    yield file.common_fields() | {"width": width, "height": height}


def _fitted(size: tuple[int, int], side: int) -> tuple[int, int]:
    width, height = (max(1, round(one * side / max(size))) for one in size)
    return width, height


def photo_size(content: bytes) -> tuple[int, int]:
    """Return width and height of a picture that may be sent as a photo.

    :raises ApiRefusal: 400
    """
    size = image_size(content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > MAX_SIDES or max(size) > MAX_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return size


def _name_fields(file: StoredFile, _about: Mapping[str, Any]) -> Json:
    return {"file_name": file.name, "mime_type": file.mime}


def _bounded(about: Mapping[str, Any], name: str, most: int) -> int:
    return min(max(int(about.get(name) or 0), 0), most)


def _video_fields(file: StoredFile, about: Mapping[str, Any]) -> Json:
    sides = {name: _bounded(about, name, MAX_LENGTH) for name in ("width", "height")}
    return sides | {"duration": _bounded(about, "duration", MAX_DURATION)} | _name_fields(file, about)


def _audio_fields(file: StoredFile, about: Mapping[str, Any]) -> Json:
    tags = {name: about[name] for name in ("performer", "title") if about.get(name)}
    return {"duration": _bounded(about, "duration", MAX_DURATION)} | tags | _name_fields(file, about)


def _voice_fields(file: StoredFile, about: Mapping[str, Any]) -> Json:
    return {"duration": _bounded(about, "duration", MAX_DURATION), "mime_type": file.mime}


def _video_note_fields(_file: StoredFile, about: Mapping[str, Any]) -> Json:
    return {
        "length": _bounded(about, "length", MAX_LENGTH),
        "duration": _bounded(about, "duration", MAX_DURATION),
    }


def _sticker_fields(_file: StoredFile, about: Mapping[str, Any]) -> Json:
    fields = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    return fields | ({"emoji": about["emoji"]} if about.get("emoji") else {})


_FIELDS_BY_KIND: dict[str, Callable[[StoredFile, Mapping[str, Any]], Json]] = {
    "document": _name_fields,
    "animation": _video_fields,
    "video": _video_fields,
    "audio": _audio_fields,
    "voice": _voice_fields,
    "video_note": _video_note_fields,
    "sticker": _sticker_fields,
}


def image_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG or JPEG. None for any other content."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return (width, height) if width and height else None
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        kind, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        # start-of-frame markers carry the size; C4, C8 and CC are other markers
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return (width, height) if width and height else None
        at += 2 + length
    return None
