"""Take what an editor sends for a draft: text, picture, file, button, day and hour.

An edit of the message that was sent as the text edits the draft, as long as it can be changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message as Received

from data.store.broadcasts.editorial import (
    MOST_LINKS,
    ChosenPicture,
    EditorContent,
    PictureSource,
    SourceMessage,
)
from data.store.open_questions import Dialogue
from handlers.callbacks.editor import AskedPart, DraftKind
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.permissions import Right, Roles, StaffOnly, signed
from handlers.questions import close_question, find_question
from handlers.secretariat.editor.drafts import Drafts
from handlers.secretariat.editor.reading import (
    count_lost_links,
    file_of,
    instant_of,
    link_of,
    picture_of,
    text_of_editor,
)
from handlers.secretariat.editor.showing import draft_view
from handlers.sending.replies import reply
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.message import Message
from handlers.views.secretariat.editor import content_without, links_message, mark_of, tools_message
from handlers.views.secretariat.plan.edited_draft import EditedDraft

T = TypeVar("T")

QUESTION = "desk-part"
_IN_WORDS = frozenset({AskedPart.CARD, AskedPart.LINK, AskedPart.TIME})
_REMOVAL_SIGNS = frozenset({"-", "–", "—"})


@dataclass(frozen=True, slots=True)
class DraftAnswer:
    """The draft that a message is for, and what was asked.

    question is None for an edit of the text.
    """

    draft: EditedDraft
    what: AskedPart
    question: Dialogue | None = None


class IsPartOfDraft(Filter):
    """Pass what a member of the secretariat was asked for, or an edit of a draft's text."""

    async def __call__(
        self, message: Received, context: ChatContext, roles: Roles, drafts: Drafts
    ) -> bool | dict[str, Any]:
        """Hand over the part. Commands are no answers.

        Raises UserError for a person without the right, and for a draft that cannot be changed.
        """
        if (message.text or message.caption or "").startswith("/"):
            return False
        question = await find_question(message, context.store, context.now)
        if question is not None and question.kind != QUESTION:
            return False
        if question is not None and message.document is not None and question.data["what"] in _IN_WORDS:
            return False
        is_edit = message.edit_date is not None
        if question is None or (is_edit and question.data["what"] == AskedPart.TEXT):
            return await self._edited(message, context, roles, drafts)
        await StaffOnly(Right.SEND)(message, roles)
        of, number = DraftKind(str(question.data["of"])), int(str(question.data["id"]))
        try:
            draft = await drafts.find(of, number, context.now)
        except UserError:
            # dropped, so that later texts are not taken for answers to it
            await context.store.open_questions.drop(question)
            raise
        return {"part": DraftAnswer(draft, AskedPart(str(question.data["what"])), question)}

    async def _edited(
        self, message: Received, context: ChatContext, roles: Roles, drafts: Drafts
    ) -> bool | dict[str, Any]:
        if message.edit_date is None or not await roles.has(message.from_user, Right.SEND):
            return False
        draft = await drafts.by_source(message.chat.id, message.message_id, context.now)
        return False if draft is None else {"part": DraftAnswer(draft, AskedPart.TEXT)}


def build_router() -> Router:
    """Return the router of what editors send."""
    router = Router(name="editor-parts")
    router.message.register(take_part, IsPartOfDraft())
    return router


async def take_part(message: Received, part: DraftAnswer, context: ChatContext, drafts: Drafts) -> None:
    """Store a part of a draft and show the draft with it.

    One that cannot be used leaves the question open.
    """
    by = signed(message, context.now)
    if part.what is AskedPart.TIME:
        due = instant_of(message.text or "", drafts.bulletin.timetable.zone, context.now)
        draft = await drafts.set_due(part.draft, due, by)
    else:
        content = _with_part(message, part, context)
        draft = await drafts.save(part.draft, content, by)
    if part.question is not None:
        mark = {"mark": mark_of(draft.content.links[-1])} if part.what is AskedPart.LINK else {}
        await close_question(message, context, part.question, {**part.question.data, **mark})
    view = _view_after(context, drafts, draft, part.what)
    notes = _notes(message, part.what, context.words)
    await reply(message, replace(view, text=join((*notes, view.text), "\n\n")))


def _notes(message: Received, what: AskedPart, words: Words) -> Iterator[Markup]:
    """Yield a sentence for each thing that was sent and that readers will not get."""
    lost = count_lost_links(message) if what is AskedPart.TEXT else 0
    if lost:
        yield words("desk-links-lost", count=lost)
    if message.media_group_id is not None and what not in _IN_WORDS:
        yield words("desk-album-cut")


def _with_part(message: Received, part: DraftAnswer, context: ChatContext) -> EditorContent:
    """Return the content of a draft with what a message adds.

    Raises UserError for what cannot be used.
    """
    content = part.draft.content
    match part.what:
        case AskedPart.TEXT:
            return _with_text(message, part.draft, content)
        case AskedPart.PICTURE:
            return replace(content, picture=_sent(picture_of(message), "desk-picture-needed"))
        case AskedPart.CARD:
            return replace(content, picture=_card(message, context))
        case AskedPart.FILE:
            return replace(content, file=_sent(file_of(message), "desk-file-needed"))
        case AskedPart.LINK:
            return _with_link(message, part, content)
        case AskedPart.TIME:
            raise ValueError(part.what)


def _sent(value: T | None, refusal: str) -> T:
    """Return what a message has brought.

    Raises UserError with the key of a sentence where it has not.
    """
    if value is None:
        raise UserError(refusal)
    return value


def _with_link(message: Received, part: DraftAnswer, content: EditorContent) -> EditorContent:
    """Return the content with another button.

    An edit replaces the button that the message has made.
    """
    mark = "" if part.question is None else str(part.question.data.get("mark", ""))
    others = content_without(content, mark)
    if len(others) >= MOST_LINKS:
        raise UserError("desk-links-full", most=MOST_LINKS)
    return replace(content, links=(*others, link_of(message.text or "")))


def _with_text(message: Received, draft: EditedDraft, content: EditorContent) -> EditorContent:
    """Return the content with a text, and with the picture or file that came with it."""
    text = text_of_editor(message)
    picture, file = picture_of(message), file_of(message)
    if not text and picture is None and file is None:
        raise UserError("bulletin-text-not-text")
    if draft.takes_attachments:
        content = replace(content, picture=picture or content.picture, file=file or content.file)
    elif picture is not None or file is not None:
        raise UserError("desk-attachments-stay")
    if text.text in _REMOVAL_SIGNS:
        if draft.outline is None:
            raise UserError("desk-text-stays")
        return replace(content, text=type(text)(), source=None)
    if not text:
        return content
    return replace(content, text=text, source=SourceMessage(message.chat.id, message.message_id))


def _card(message: Received, context: ChatContext) -> ChosenPicture:
    found = context.almanac.cities.find(message.text or "")
    if found.match is None:
        raise UserError("desk-card-city")
    return ChosenPicture(PictureSource.CARD, year=context.today.year, city=found.match.id)


def _view_after(context: ChatContext, drafts: Drafts, draft: EditedDraft, what: AskedPart) -> Message:
    if what is AskedPart.LINK:
        return links_message(context.words, draft)
    if what in {AskedPart.TEXT, AskedPart.TIME}:
        return draft_view(context, drafts, draft)
    return tools_message(context.words, draft)
