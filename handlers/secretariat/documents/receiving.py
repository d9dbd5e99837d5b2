"""Receive a plan document: fetch it, read it in a child process, show what was understood.

Each step is stored with the document, so that an update that is handled again goes on where it was.
"""

import asyncio

from aiogram import Bot, Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery
from aiogram.types import Document as ReceivedDocument
from aiogram.types import Message as Received

from data.drafting import read_bytes
from data.plans.file_kinds import MAX_BYTES, SUPPORTED, is_supported
from data.plans.unreadable import Unreadable, UnreadableReason
from data.store.editions.plan_drafts import PlanDraft
from handlers.callbacks.documents import NameDraftYear
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.permissions import Right, Roles, StaffOnly, is_person
from handlers.secretariat.documents.download import FileRefused, fetch_file
from handlers.secretariat.documents.in_hand import DraftInHand, show_draft
from handlers.sending.replies import overwrite, reply
from handlers.text.markup import escape
from handlers.views.message import Message
from handlers.views.plan_reading import unreadable_text
from handlers.views.secretariat.plan.documents import year_question

PATIENCE_SECONDS = 2.0
"""After this time of reading, the editor is told that it takes longer."""

_NAMELESS = "document"


class IsPlanDocument(Filter):
    """Pass a document that a member of the secretariat sends, where the secretariat works.

    In the group, where other files are passed around too, only files of a kind that is read count.
    """

    async def __call__(self, message: Received, roles: Roles) -> bool | dict[str, ReceivedDocument]:
        """Hand over the document. Raises UserError for a sender without a name or the right."""
        document = message.document
        if document is None or message.edit_date is not None or message.animation is not None:
            return False
        if message.chat.type != "private":
            if message.chat.id != roles.secretariat or not is_supported(document.file_name or ""):
                return False
            if not is_person(message.from_user):
                raise UserError("desk-needs-name")
        rights = await roles.rights(message.from_user)
        if rights and Right.EDIT_PLAN not in rights:
            raise UserError("desk-no-right", right=Right.EDIT_PLAN.value)
        return {"document": document} if rights else False


def build_router() -> Router:
    """Return the router of documents that come.

    Routers that expect files of their own stand before it.
    """
    router, editors = Router(name="plan-documents"), StaffOnly(Right.EDIT_PLAN)
    router.message.register(import_document, Command("import", ignore_case=True), editors)
    router.callback_query.register(name_year, NameDraftYear.filter(), editors, DraftInHand())
    router.message.register(receive, IsPlanDocument())
    return router


async def import_document(message: Received, context: ChatContext, bot: Bot) -> None:
    """Take the document under whose caption the command stands, or which it replies to."""
    replied = message.reply_to_message
    document = message.document or (replied.document if replied is not None else None)
    if document is None:
        await reply(message, Message(context.words("desk-document-send")))
        return
    await receive(message, context, bot, document)


async def receive(message: Received, context: ChatContext, bot: Bot, document: ReceivedDocument) -> None:
    """Store that a document has come, fetch and read it."""
    name = document.file_name or _NAMELESS
    sender = message.from_user
    if sender is None:
        return
    try:
        _check(name, document.file_size or 0)
    except Unreadable as error:
        await reply(message, Message(escape(unreadable_text(context.words, error))))
        return
    drafts = context.store.plan_drafts
    draft = await drafts.begin(message.chat.id, sender.id, message.message_id, name, context.now)
    if not draft.shown_id:
        sent = await reply(message, Message(context.words("desk-document-reading", name=name)))
        await drafts.show(draft.id, sent[-1])
    if draft.reading is None and await drafts.content(draft.id) is None:
        try:
            await drafts.keep_content(draft.id, await fetch_file(bot, document.file_id))
        except FileRefused:
            await drafts.drop(draft.id)
            await _show(bot, context, draft.id, Message(context.words("desk-document-not-got")))
            return
    await _read(bot, context, draft.id)


async def name_year(
    _press: CallbackQuery, callback_data: NameDraftYear, context: ChatContext, draft: PlanDraft, bot: Bot
) -> None:
    """Read the document for the year that was named."""
    await context.store.plan_drafts.name_year(draft.id, callback_data.year)
    await _read(bot, context, draft.id)


def _check(name: str, size: int) -> None:
    """Raise Unreadable for a file that cannot be read, by its name and size."""
    if not is_supported(name):
        suffix = name[name.rfind(".") :] if "." in name else name
        raise Unreadable(UnreadableReason.UNSUPPORTED, expected=", ".join(SUPPORTED), found=suffix)
    if size > MAX_BYTES:
        found = str(-(-size >> 20))
        raise Unreadable(UnreadableReason.TOO_LARGE, expected=str(MAX_BYTES >> 20), found=found)


async def _read(bot: Bot, context: ChatContext, draft_id: int) -> None:
    """Read a document that was fetched, and show it. One that cannot be read is dropped."""
    drafts = context.store.plan_drafts
    draft, content = await drafts.get(draft_id), await drafts.content(draft_id)
    if draft is None or not draft.is_open:
        return
    if draft.reading is None:
        read = await _read_patiently(bot, context, draft, content or b"")
        if isinstance(read, Unreadable):
            await _refuse(bot, context, draft, read)
            return
        await drafts.keep_reading(draft_id, read, context.now)
    await show_draft(bot, context, draft_id)


async def _read_patiently(
    bot: Bot, context: ChatContext, draft: PlanDraft, content: bytes
) -> str | Unreadable:
    """Return the reading, or why there is none. Tell the editor if it takes long."""

    async def read() -> str | Unreadable:
        try:
            return await read_bytes(content, draft.name, context.almanac.cities, draft.year)
        except Unreadable as error:
            return error

    async with asyncio.TaskGroup() as tasks:
        reading = tasks.create_task(read())
        done, _ = await asyncio.wait({reading}, timeout=PATIENCE_SECONDS)
        if not done:
            progress = context.words("desk-document-still-reading", name=draft.name)
            await _show(bot, context, draft.id, Message(progress))
    return reading.result()


async def _refuse(bot: Bot, context: ChatContext, draft: PlanDraft, error: Unreadable) -> None:
    if error.asks_for_year:
        years = tuple(range(context.today.year - 1, context.today.year + 3))
        await _show(bot, context, draft.id, year_question(context.words, draft.id, error, years))
        return
    await context.store.plan_drafts.drop(draft.id)
    text = escape(unreadable_text(context.words, error))
    await _show(bot, context, draft.id, Message(text))


async def _show(bot: Bot, context: ChatContext, draft_id: int, view: Message) -> None:
    """Show a message in place of the one that shows the document."""
    draft = await context.store.plan_drafts.get(draft_id)
    if draft is not None:
        await overwrite(bot, draft.chat_id, draft.shown_id, view)
