"""Send files and albums, and forward messages."""

from collections.abc import Sequence
from typing import Any

from bot.sandbox.methods.copying import forwarded_content
from bot.sandbox.people.actions import MAX_CAPTION, Impossible, send
from bot.sandbox.text.entities import detect
from bot.sandbox.world.files import KINDS, file_content, image_size
from bot.sandbox.world.people import Account, Json, Posted, SandboxChat
from bot.sandbox.world.world import StoredFile, World

LEAST, MOST = 2, 10


def send_file(
    world: World,
    person: Account,
    chat: SandboxChat,
    file: StoredFile,
    caption: str | None = None,
    **extra: Any,
) -> Posted:
    """Send a file as the kind it was stored as.

    :raises Impossible: the photo is not a picture, the caption is too long, or the person may not write there
    """
    return send(world, person, chat, _content(file, caption), **extra)


def send_album(
    world: World,
    person: Account,
    chat: SandboxChat,
    files: Sequence[StoredFile],
    caption: str | None = None,
    **extra: Any,
) -> list[Posted]:
    """Send two to ten files as one album. The caption stands under the first.

    :raises Impossible: there are too few or too many files, or their kinds cannot be combined
    """
    kinds = {file.kind for file in files}
    if not LEAST <= len(files) <= MOST:
        raise Impossible("an album has two to ten files", len(files))
    if not (kinds <= {"photo", "video"} or kinds in ({"document"}, {"audio"})):
        raise Impossible("these do not go together", sorted(kinds))
    contents = [_content(file, None if number else caption) for number, file in enumerate(files)]
    group = {"media_group_id": str(13_000_000_000_000_000 + world.number())}
    return [send(world, person, chat, content | group, **extra) for content in contents]


def _content(file: StoredFile, caption: str | None) -> Json:
    if file.kind == "photo" and image_size(file.content) is None:
        raise Impossible("not a picture", file.name)
    if len(caption or "") > MAX_CAPTION:
        raise Impossible("caption is too long", len(caption or ""))
    content = file_content(file.kind, file, {})
    if caption and caption.strip() and KINDS[file.kind].captioned:
        found = detect(caption.strip())
        content |= {"caption": caption.strip()} | ({"caption_entities": found} if found else {})
    return content


def forward(
    world: World, person: Account, source: SandboxChat, message_id: int, target: SandboxChat
) -> Posted:
    """Forward a message to another chat with its origin.

    :raises Impossible: the message cannot be forwarded
    """
    posted = source.messages.get(message_id)
    content = forwarded_content(posted) if posted is not None and posted.receiver is None else None
    if content is None:
        raise Impossible("this message cannot be passed on", message_id)
    return send(world, person, target, content)
