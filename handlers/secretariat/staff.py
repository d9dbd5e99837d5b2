"""Answer /editors: list the editors, switch their rights, dismiss them.

How they are named is in handlers.secretariat.naming.
"""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery
from aiogram.types import Message as Received

from data.store.secretariat.staff import Editor
from handlers.callbacks.staff import DismissEditor, OpenEditor, OpenEditors, SetEditorRight
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.permissions import Right, StaffOnly, signed
from handlers.sending.replies import Toast, reply
from handlers.views.secretariat.staff import dismissal_question, editor_message, editors_message


def build_router() -> Router:
    """Return the router of the editors."""
    router, owners = Router(name="staff"), StaffOnly(Right.OWN)
    router.message.register(open_editors, Command("editors", ignore_case=True), owners)
    router.callback_query.register(turn_editors, OpenEditors.filter(), owners)
    router.callback_query.register(open_editor, OpenEditor.filter(), owners)
    router.callback_query.register(set_right, SetEditorRight.filter(), owners)
    router.callback_query.register(ask_dismissal, DismissEditor.filter(~F.sure), owners)
    router.callback_query.register(dismiss, DismissEditor.filter(F.sure), owners)
    return router


async def open_editors(message: Received, context: ChatContext) -> None:
    """List the editors."""
    await reply(message, editors_message(context.words, await context.store.staff.all()))


async def turn_editors(press: CallbackQuery, callback_data: OpenEditors, context: ChatContext) -> None:
    """Show a page of the editors in place of the pressed message."""
    await reply(press, editors_message(context.words, await context.store.staff.all(), callback_data.page))


async def open_editor(press: CallbackQuery, callback_data: OpenEditor, context: ChatContext) -> None:
    """Show an editor."""
    await show_editor(press, context, await _require_editor(context, callback_data.id))


async def set_right(
    press: CallbackQuery, callback_data: SetEditorRight, context: ChatContext, toast: Toast
) -> None:
    """Give an editor a right, or take it away."""
    if callback_data.right is Right.OWN:
        raise UserError("stale-button")
    by = signed(press, context.now)
    editor = await context.store.staff.set_right(
        callback_data.id, callback_data.right, by, on=callback_data.on
    )
    if editor is None:
        raise UserError("desk-editor-gone")
    toast.say(context.words.plain("settings-saved"))
    await show_editor(press, context, editor)


async def ask_dismissal(press: CallbackQuery, callback_data: DismissEditor, context: ChatContext) -> None:
    """Ask for confirmation before the dismissal."""
    editor = await _require_editor(context, callback_data.id)
    await reply(press, dismissal_question(context.words, editor))


async def dismiss(
    press: CallbackQuery, callback_data: DismissEditor, context: ChatContext, toast: Toast
) -> None:
    """Dismiss an editor: the person has no rights from this moment on."""
    await _require_editor(context, callback_data.id)
    await context.store.staff.dismiss(callback_data.id, signed(press, context.now))
    toast.say(context.words.plain("desk-editor-dismissed"))
    await reply(press, editors_message(context.words, await context.store.staff.all()))


async def show_editor(event: Received | CallbackQuery, context: ChatContext, editor: Editor) -> None:
    """Show an editor with the switches of their rights."""
    chat = await context.store.chats.get(editor.user_id)
    is_known = chat is not None and not chat.is_closed
    await reply(event, editor_message(context.words, editor, context.today, is_known=is_known))


async def _require_editor(context: ChatContext, user_id: int) -> Editor:
    """Return the editor of a button. Raises UserError for one who was dismissed meanwhile."""
    editor = await context.store.staff.of(user_id)
    if editor is None:
        raise UserError("desk-editor-gone")
    return editor
