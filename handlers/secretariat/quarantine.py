"""Answer /updates: owners list what was not handled, have it handled again, or delete it."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from data.store.inbox import QuarantinedUpdate
from handlers.callbacks.feedback import ActOnUpdate, OpenQuarantine, QuarantineAction
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.permissions import Right, StaffOnly
from handlers.sending.replies import reply
from handlers.text.markup import Markup
from handlers.views.message import Message as View
from handlers.views.secretariat.quarantine import done_text, quarantine_message, quarantined_message

UPDATES_ON_PAGE = 8


def build_router() -> Router:
    """Return the router of quarantined updates, which only owners open."""
    router = Router(name="quarantine")
    owners = StaffOnly(Right.OWN)
    router.message.register(open_quarantine, Command("updates", ignore_case=True), owners)
    router.callback_query.register(turn_quarantine, OpenQuarantine.filter(), owners)
    router.callback_query.register(show, ActOnUpdate.filter(F.act == QuarantineAction.SHOW), owners)
    router.callback_query.register(retry, ActOnUpdate.filter(F.act == QuarantineAction.RETRY), owners)
    router.callback_query.register(drop, ActOnUpdate.filter(F.act == QuarantineAction.DROP), owners)
    return router


async def open_quarantine(message: Message, command: CommandObject, context: ChatContext) -> None:
    """List the updates, or show the one whose reference is given, as people read it out."""
    if not command.args:
        await reply(message, await _page(context, 0))
        return
    reference = command.args.strip().upper()
    await reply(
        message, quarantined_message(context.words, await _find(context, reference), context.chat.zone)
    )


async def turn_quarantine(press: CallbackQuery, callback_data: OpenQuarantine, context: ChatContext) -> None:
    """Show a page of the list in place of the pressed message."""
    await reply(press, await _page(context, callback_data.page))


async def show(press: CallbackQuery, callback_data: ActOnUpdate, context: ChatContext) -> None:
    """Show an update in place of the pressed message."""
    update = await _find(context, callback_data.reference)
    await reply(press, quarantined_message(context.words, update, context.chat.zone))


async def retry(press: CallbackQuery, callback_data: ActOnUpdate, context: ChatContext) -> None:
    """Put an update back into its queue. One that fails again comes back under a new reference."""
    _require(await context.store.inbox.retry_quarantined(callback_data.reference), callback_data.reference)
    await reply(press, await _page(context, 0, _done(context, callback_data)))


async def drop(press: CallbackQuery, callback_data: ActOnUpdate, context: ChatContext) -> None:
    """Delete an update."""
    _require(await context.store.inbox.drop_quarantined(callback_data.reference), callback_data.reference)
    await reply(press, await _page(context, 0, _done(context, callback_data)))


def _done(context: ChatContext, callback_data: ActOnUpdate) -> Markup:
    return done_text(context.words, callback_data.act, callback_data.reference)


def _require(is_there: bool, reference: str) -> None:  # noqa: FBT001 -- the one thing it is about
    if not is_there:
        raise UserError("updates-unknown", reference=reference)


async def _page(context: ChatContext, number: int, done: Markup | None = None) -> View:
    page = await context.store.inbox.quarantined(number, UPDATES_ON_PAGE)
    return quarantine_message(context.words, page, context.chat.zone, done)


async def _find(context: ChatContext, reference: str) -> QuarantinedUpdate:
    update = await context.store.inbox.find_quarantined(reference)
    if update is None:
        raise UserError("updates-unknown", reference=reference)
    return update
