"""Take a file or a picture for an event, and show it before it is stored there."""

import io
import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from aiogram import Bot, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Filter
from aiogram.types import Message
from aiohttp import ClientError

from data.calendar.event_details import MOST_FILES, AttachmentKind, EventFile
from data.calendar.plan import PlanEvent
from data.store.open_questions import Dialogue
from data.store.pictures import own_picture_key
from data.store.store import Store
from handlers.callbacks.desk import DeskField
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.permissions import Right, StaffOnly
from handlers.questions import close_question, find_question
from handlers.secretariat.desk.editing import FIELD, asked_event, asked_field
from handlers.secretariat.desk.proposals import edit_of, propose
from handlers.text.markup import clean

logger = logging.getLogger(__name__)

LARGEST_FILE = 20 * 2**20
"""Bytes. Telegram gives a bot no larger file."""

LONGEST_FILE_NAME = 60
"""Characters of a button that apps show."""

SENT_TOGETHER = timedelta(minutes=1)
"""Files that come one after another in so long are added together, as those of an album."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as Telegram announces it. size is in bytes, 0 where it is not known."""

    file_id: str
    name: str
    kind: AttachmentKind
    size: int


class IsAnswerWithFile(Filter):
    """Pass a file or a picture that answers the question for the files of an event."""

    async def __call__(self, message: Message, store: Store, now: datetime) -> bool | dict[str, Any]:
        """Hand over the question and the file."""
        sent = sent_file(message)
        if sent is None:
            return False
        question = await find_question(message, store, now)
        if question is None or question.kind != FIELD or asked_field(question) is not DeskField.FILES:
            return False
        return {"question": question, "sent": sent}


def build_router() -> Router:
    """Return the router of files for events."""
    router = Router(name="desk-files")
    router.message.register(take_file, IsAnswerWithFile(), StaffOnly(Right.EDIT_PLAN))
    return router


async def take_file(
    message: Message, question: Dialogue, sent: SentFile, context: ChatContext, bot: Bot
) -> None:
    """Fetch a file and show the event with it. The question stays open for more files."""
    event = asked_event(question, context)
    base = await _with_files_just_sent(message, context, event)
    if len(base.details.files) >= MOST_FILES:
        raise UserError("desk-too-many-files", most=MOST_FILES)
    content = await fetch(bot, sent)
    digest = await context.store.event_files.keep(content, context.now)
    file = EventFile(digest, sent.kind, sent.file_id, sent.name)
    if any(one.hash == digest for one in base.details.files):
        raise UserError("desk-file-known")
    if sent.kind is AttachmentKind.PICTURE:
        key = own_picture_key(bot.id, digest)
        await context.store.pictures.keep(key, sent.file_id, len(content), context.now)
    after = replace(base, details=replace(base.details, files=(*base.details.files, file)))
    await propose(message, context, edit_of(message, context, event, after))
    if len(after.details.files) >= MOST_FILES:
        await close_question(message, context, question)


async def _with_files_just_sent(message: Message, context: ChatContext, event: PlanEvent) -> PlanEvent:
    """Return the event with the files of the same sending that came before."""
    person = message.from_user
    draft = None if person is None else await context.store.event_drafts.newest(message.chat.id, person.id)
    if draft is None or draft.edit.before != event or context.now - draft.at > SENT_TOGETHER:
        return event
    only_files = replace(event, details=replace(event.details, files=draft.edit.after.details.files))
    return only_files if only_files == draft.edit.after else event


def sent_file(message: Message) -> SentFile | None:
    """Return the file of a message, of a photo its largest size. None without any."""
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return SentFile(largest.file_id, "", AttachmentKind.PICTURE, largest.file_size or 0)
    document = message.document
    if document is None:
        return None
    name = " ".join(clean(document.file_name or "").replace("/", " ").replace("\\", " ").split())
    return SentFile(document.file_id, _shortened(name), AttachmentKind.DOCUMENT, document.file_size or 0)


async def fetch(bot: Bot, sent: SentFile) -> bytes:
    """Return the content of a file. Raises UserError for one that is too large or cannot be had."""
    if sent.size > LARGEST_FILE:
        raise UserError("desk-file-too-large", most=LARGEST_FILE // 2**20)
    if not sent.size:
        raise UserError("desk-file-empty")
    content = io.BytesIO()
    try:
        await bot.download(sent.file_id, content)
    except (TelegramAPIError, ClientError, TimeoutError) as error:
        logger.info("a file for an event cannot be had: %s", type(error).__name__)
        raise UserError("desk-file-unavailable") from error
    return content.getvalue()


def _shortened(name: str) -> str:
    """Return a file's name in the length of a button, with its extension."""
    if len(name) <= LONGEST_FILE_NAME:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > LONGEST_FILE_NAME // 4:
        return name[: LONGEST_FILE_NAME - 1] + "…"
    return f"{stem[: LONGEST_FILE_NAME - len(extension) - 2]}….{extension}"
