"""Answer the buttons of the editor's screens: sections, picture, links, preview."""

import json
from dataclasses import replace
from typing import TypeVar

from aiogram import Router
from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from data.store.broadcasts.editorial import ChosenPicture, EditorContent, FormattedText, PictureSource
from data.store.notices import NewNotice, NoticeKind, Priority
from handlers.callbacks.editor import (
    AskDraftPart,
    AskedPart,
    DrawnPicture,
    EditorScreen,
    OpenDraft,
    RemovablePart,
    RemoveLink,
    RemovePart,
    SetPicture,
    SetPlacement,
    SetSection,
    ShowPreview,
)
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.permissions import Right, StaffOnly, signed
from handlers.questions import ask_below
from handlers.secretariat.editor.asking import QUESTION
from handlers.secretariat.editor.drafts import Drafts
from handlers.secretariat.editor.showing import draft_view
from handlers.sending.replies import Toast, reply, reply_below
from handlers.views.broadcasts import reader_message
from handlers.views.message import Message
from handlers.views.secretariat.editor import (
    asked_message,
    content_without,
    links_message,
    picture_message,
    sections_message,
    tools_message,
)
from handlers.views.secretariat.plan.edited_draft import EditedDraft
from scheduler.delivery.retry_policy import EXPIRY

D = TypeVar("D", bound=CallbackData)

_DRAWN = {DrawnPicture.YEAR: PictureSource.YEAR, DrawnPicture.MAP: PictureSource.MAP}


class IsOpenDraft(Filter):
    """Pass a press on a button of a draft that can still be changed."""

    async def __call__(
        self,
        _press: CallbackQuery,
        callback_data: OpenDraft,
        drafts: Drafts,
        context: ChatContext,
    ) -> dict[str, EditedDraft]:
        """Hand over the draft. Raises UserError for one that is unknown, going out or over."""
        return {"draft": await drafts.find(callback_data.of, callback_data.id, context.now)}


def build_router() -> Router:
    """Return the router of the editor's screens. Each press is checked for the right to send."""
    router = Router(name="editor")
    staff, is_open = StaffOnly(Right.SEND), IsOpenDraft()
    for data, handler in (
        (OpenDraft, open_screen),
        (AskDraftPart, ask_for_part),
        (SetPicture, set_picture),
        (SetSection, set_section),
        (SetPlacement, set_placement),
        (RemovePart, remove_part),
        (RemoveLink, remove_link),
        (ShowPreview, show_preview),
    ):
        router.callback_query.register(handler, data.filter(), staff, is_open)
    return router


async def open_screen(
    press: CallbackQuery, callback_data: OpenDraft, draft: EditedDraft, context: ChatContext, drafts: Drafts
) -> None:
    """Show a screen in place of the pressed message."""
    await reply(press, screen_view(context, drafts, draft, callback_data.screen))


async def ask_for_part(
    press: CallbackQuery, callback_data: AskDraftPart, draft: EditedDraft, context: ChatContext
) -> None:
    """Ask for a part of the draft below the pressed message."""
    what = callback_data.what
    if what not in _OF_AMENDMENTS and not draft.takes_attachments:
        raise UserError("desk-attachments-stay")
    data = {"of": draft.of.value, "id": draft.id, "what": what.value}
    view = asked_message(context.words, draft, what)
    await ask_below(press, context.store, context.now, QUESTION, view, data)


async def set_picture(
    press: CallbackQuery, callback_data: SetPicture, draft: EditedDraft, context: ChatContext, drafts: Drafts
) -> None:
    """Choose a picture of the year, or none."""
    if not draft.takes_attachments:
        raise UserError("desk-attachments-stay")
    source = _DRAWN.get(callback_data.source)
    picture = None if source is None else ChosenPicture(source, year=context.today.year)
    changed = replace(draft.content, picture=picture)
    await _save(press, draft, changed, context, drafts, EditorScreen.PICTURE)


async def set_section(
    press: CallbackQuery, callback_data: SetSection, draft: EditedDraft, context: ChatContext, drafts: Drafts
) -> None:
    """Switch an automatic section on or off."""
    name = callback_data.name.value
    left_out = draft.content.left_out - {name} if callback_data.on else draft.content.left_out | {name}
    changed = replace(draft.content, left_out=frozenset(left_out))
    await _save(press, draft, changed, context, drafts, EditorScreen.SECTIONS)


async def set_placement(
    press: CallbackQuery,
    callback_data: SetPlacement,
    draft: EditedDraft,
    context: ChatContext,
    drafts: Drafts,
) -> None:
    """Put the text before or after the automatic part."""
    changed = replace(draft.content, placement=callback_data.place)
    await _save(press, draft, changed, context, drafts, EditorScreen.TOOLS)


async def remove_part(
    press: CallbackQuery, callback_data: RemovePart, draft: EditedDraft, context: ChatContext, drafts: Drafts
) -> None:
    """Remove the text or the file, or let the usual hour hold again."""
    content = draft.content
    match callback_data.part:
        case RemovablePart.TIME:
            changed = await drafts.set_due(draft, None, signed(press, context.now))
            await reply(press, screen_view(context, drafts, changed, EditorScreen.TOOLS))
            return
        case RemovablePart.FILE:
            if not draft.takes_attachments:
                raise UserError("desk-attachments-stay")
            content = replace(content, file=None)
        case RemovablePart.TEXT:
            content = replace(content, text=FormattedText(), source=None)
    await _save(press, draft, content, context, drafts, EditorScreen.TOOLS)


async def remove_link(
    press: CallbackQuery, callback_data: RemoveLink, draft: EditedDraft, context: ChatContext, drafts: Drafts
) -> None:
    """Remove a button. A late press on one that is gone changes nothing."""
    changed = replace(draft.content, links=content_without(draft.content, callback_data.mark))
    await _save(press, draft, changed, context, drafts, EditorScreen.LINKS)


async def show_preview(
    press: CallbackQuery,
    callback_data: ShowPreview,
    draft: EditedDraft,
    context: ChatContext,
    drafts: Drafts,
    toast: Toast,
) -> None:
    """Show the message exactly as readers get it: below, or by the way that leads to readers."""
    if not draft.is_ready:
        raise UserError("bulletin-nothing-yet")
    payload = await drafts.payload(draft, context.now)
    if not callback_data.send:
        await reply_below(press, reader_message(context.words, payload))
        return
    # the id of a press is new each time, and the same when its update is handled again
    key = f"test:{press.from_user.id}:{press.id}"
    expires = context.now + EXPIRY[NoticeKind.MESSAGE]
    text = json.dumps({**payload, "is_test": True}, ensure_ascii=False)
    outbox = context.store.outbox
    notice = await outbox.post(NewNotice(key, NoticeKind.MESSAGE, key, expires, payload=text), context.now)
    await outbox.address(notice.id, [press.from_user.id], Priority.URGENT, context.now)
    toast.say(context.words.plain("desk-test-sent"))


def screen_view(context: ChatContext, drafts: Drafts, draft: EditedDraft, screen: EditorScreen) -> Message:
    """Return a screen of the editor."""
    match screen:
        case EditorScreen.DRAFT:
            return draft_view(context, drafts, draft)
        case EditorScreen.TOOLS:
            return tools_message(context.words, draft)
        case EditorScreen.PICTURE:
            return picture_message(context.words, draft)
        case EditorScreen.SECTIONS:
            return sections_message(context.words, draft)
        case EditorScreen.LINKS:
            return links_message(context.words, draft)


async def _save(
    press: CallbackQuery,
    draft: EditedDraft,
    content: EditorContent,
    context: ChatContext,
    drafts: Drafts,
    screen: EditorScreen,
) -> None:
    """Store a changed content and show a screen with it."""
    if content != draft.content:
        draft = await drafts.save(draft, content, signed(press, context.now))
    await reply(press, screen_view(context, drafts, draft, screen))


_OF_AMENDMENTS = frozenset({AskedPart.TEXT, AskedPart.LINK})
