"""Decide about announcements, corrections, and what is going out: send, pause, resume, stop."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery

from data.store.broadcasts.amendments import AmendmentClosed, AmendmentState
from data.store.broadcasts.announcements import AnnouncementClosed
from data.store.broadcasts.bulletins import WrongState
from data.store.revisions import Authorship
from data.store.sqlite.errors import UnknownRow
from handlers.callbacks.editor import (
    ActOnDraft,
    AmendAnnouncement,
    AmendIssue,
    BroadcastAction,
    DraftKind,
)
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.permissions import Right, StaffOnly, signed
from handlers.secretariat.editor.drafts import Drafts
from handlers.secretariat.editor.showing import draft_view
from handlers.sending.replies import Toast, reply, reply_below
from handlers.views.message import Message
from handlers.views.secretariat.announcements import (
    confirm_broadcast_message,
    confirm_stop_message,
    second_broadcast_message,
)
from handlers.views.secretariat.plan.edited_draft import EditedDraft


def build_router() -> Router:
    """Return the router of decisions. Each press is checked for the right to send."""
    router, staff = Router(name="decisions"), StaffOnly(Right.SEND)
    for acts, handler in (
        ((BroadcastAction.ASK_SEND, BroadcastAction.ASK_DROP), ask_to_confirm),
        ((BroadcastAction.SEND, BroadcastAction.SEND_SECOND), send),
        ((BroadcastAction.ON_TIME, BroadcastAction.ON_TIME_SECOND), approve),
        ((BroadcastAction.DROP,), drop),
        ((BroadcastAction.PAUSE, BroadcastAction.RESUME), steer),
        ((BroadcastAction.ASK_STOP, BroadcastAction.KEEP), ask_to_stop),
        ((BroadcastAction.STOP,), stop),
    ):
        router.callback_query.register(handler, ActOnDraft.filter(F.act.in_(acts)), staff)
    router.callback_query.register(amend_issue, AmendIssue.filter(), staff)
    router.callback_query.register(amend_announcement, AmendAnnouncement.filter(), staff)
    return router


async def ask_to_confirm(
    press: CallbackQuery, callback_data: ActOnDraft, context: ChatContext, drafts: Drafts
) -> None:
    """Ask for confirmation, with the number of readers."""
    draft = await _broadcast(callback_data, context, drafts)
    if callback_data.act is BroadcastAction.ASK_DROP:
        view = confirm_broadcast_message(context.words, draft, BroadcastAction.DROP)
    else:
        _check_ready(draft)
        view = confirm_broadcast_message(context.words, draft, BroadcastAction.SEND)
    await reply(press, view)


async def send(press: CallbackQuery, callback_data: ActOnDraft, context: ChatContext, drafts: Drafts) -> None:
    """Send an announcement or a correction now.

    A second announcement to all readers within a day is confirmed once more.
    """
    draft = await _broadcast(callback_data, context, drafts)
    _check_ready(draft)
    by = signed(press, context.now)
    if draft.amendment is not None:
        await _amend(draft, drafts, by)
    elif await _needs_second(draft, callback_data.act, context.now, drafts):
        view = second_broadcast_message(context.words, draft, BroadcastAction.SEND_SECOND)
        await reply(press, view)
        return
    else:
        await _announce(draft, context.now, drafts, by)
    await reply(press, Message(context.words("desk-accepted", kind=draft.of.name.lower())))


async def approve(
    press: CallbackQuery, callback_data: ActOnDraft, context: ChatContext, drafts: Drafts
) -> None:
    """Approve an announcement, to be sent at the hour that was chosen."""
    draft = await _broadcast(callback_data, context, drafts)
    _check_ready(draft)
    due = None if draft.announcement is None else draft.announcement.due_at
    if due is None or due <= context.now:
        raise UserError("desk-time-past")
    if await _needs_second(draft, callback_data.act, due, drafts):
        view = second_broadcast_message(context.words, draft, BroadcastAction.ON_TIME_SECOND)
        await reply(press, view)
        return
    await _announce(draft, due, drafts, signed(press, context.now))
    approved = await drafts.find(draft.of, draft.id, context.now)
    await reply(press, draft_view(context, drafts, approved))


async def drop(press: CallbackQuery, callback_data: ActOnDraft, context: ChatContext, drafts: Drafts) -> None:
    """Give an announcement or a correction up before it is sent."""
    draft = await _broadcast(callback_data, context, drafts)
    try:
        if draft.amendment is not None:
            await drafts.amender.drop(draft.id)
        else:
            await drafts.announcer.drop(draft.id, signed(press, context.now))
    except (AnnouncementClosed, AmendmentClosed) as error:
        raise UserError("desk-draft-closed") from error
    await reply(press, Message(context.words("desk-draft-dropped", kind=draft.of.name.lower())))


async def ask_to_stop(press: CallbackQuery, callback_data: ActOnDraft, context: ChatContext) -> None:
    """Ask for confirmation before no more is sent, or let it go on."""
    if callback_data.act is BroadcastAction.KEEP:
        await reply(press, Message(context.words("desk-kept")))
    else:
        await reply_below(press, confirm_stop_message(context.words, callback_data.of, callback_data.id))


async def steer(
    press: CallbackQuery, callback_data: ActOnDraft, context: ChatContext, drafts: Drafts, toast: Toast
) -> None:
    """Pause or resume what is going out. The progress message follows by itself."""
    await _steer(callback_data, drafts, signed(press, context.now))
    toast.say(context.words.plain("desk-steered", act=callback_data.act.name.lower()))


async def stop(press: CallbackQuery, callback_data: ActOnDraft, context: ChatContext, drafts: Drafts) -> None:
    """Send no more of what is going out. A report follows by itself."""
    await _steer(callback_data, drafts, signed(press, context.now))
    await reply(press, Message(context.words("desk-stopped")))


async def _steer(callback_data: ActOnDraft, drafts: Drafts, by: Authorship) -> None:
    number, act = callback_data.id, callback_data.act
    try:
        match callback_data.of:
            case DraftKind.ISSUE:
                await _steer_issue(number, act, drafts, by)
            case DraftKind.ANNOUNCEMENT:
                await _steer_announcement(number, act, drafts, by)
            case DraftKind.AMENDMENT:
                raise UserError("stale-button")
    except (WrongState, AnnouncementClosed) as error:
        raise UserError("desk-not-under-way") from error
    except UnknownRow as error:
        raise UserError("desk-draft-unknown") from error


async def amend_issue(
    press: CallbackQuery, callback_data: AmendIssue, context: ChatContext, drafts: Drafts
) -> None:
    """Open the correction of an issue that went out."""
    try:
        amendment = await drafts.amender.open_for_issue(callback_data.id, signed(press, context.now))
    except UnknownRow as error:
        raise UserError("bulletin-unknown") from error
    await _show_amendment(press, amendment.id, amendment.state, context, drafts)


async def amend_announcement(
    press: CallbackQuery, callback_data: AmendAnnouncement, context: ChatContext, drafts: Drafts
) -> None:
    """Open the correction of an announcement that went out."""
    try:
        amendment = await drafts.amender.open_for_announcement(callback_data.id, signed(press, context.now))
    except UnknownRow as error:
        raise UserError("desk-draft-unknown") from error
    await _show_amendment(press, amendment.id, amendment.state, context, drafts)


async def _show_amendment(
    press: CallbackQuery, number: int, state: AmendmentState, context: ChatContext, drafts: Drafts
) -> None:
    if state is not AmendmentState.DRAFT:
        raise UserError("desk-amendment-under-way")
    draft = await drafts.find(DraftKind.AMENDMENT, number, context.now)
    await reply_below(press, draft_view(context, drafts, draft))


async def _broadcast(callback_data: ActOnDraft, context: ChatContext, drafts: Drafts) -> EditedDraft:
    """Return the announcement or correction of a button. An issue has buttons of its own."""
    if callback_data.of is DraftKind.ISSUE:
        raise UserError("stale-button")
    return await drafts.find(callback_data.of, callback_data.id, context.now)


async def _needs_second(draft: EditedDraft, act: BroadcastAction, at: datetime, drafts: Drafts) -> bool:
    if draft.announcement is None or act in _SECOND:
        return False
    return await drafts.announcer.is_second(draft.announcement, at)


_SECOND = frozenset({BroadcastAction.SEND_SECOND, BroadcastAction.ON_TIME_SECOND})


async def _announce(draft: EditedDraft, at: datetime, drafts: Drafts, by: Authorship) -> None:
    try:
        await drafts.announcer.send(draft.id, at, by)
    except AnnouncementClosed as error:
        raise UserError("desk-draft-closed") from error


async def _amend(draft: EditedDraft, drafts: Drafts, by: Authorship) -> None:
    try:
        await drafts.amender.send(draft.id, by)
    except AmendmentClosed as error:
        raise UserError("desk-draft-closed") from error


async def _steer_issue(number: int, act: BroadcastAction, drafts: Drafts, by: Authorship) -> None:
    progress = drafts.bulletin.progress
    if act is BroadcastAction.PAUSE:
        await progress.pause(number, by)
    elif act is BroadcastAction.RESUME:
        await progress.resume(number, by)
    else:
        await progress.stop(number, by)


async def _steer_announcement(number: int, act: BroadcastAction, drafts: Drafts, by: Authorship) -> None:
    if act is BroadcastAction.PAUSE:
        await drafts.announcer.pause(number, by)
    elif act is BroadcastAction.RESUME:
        await drafts.announcer.resume(number, by)
    else:
        await drafts.announcer.stop(number, by)


def _check_ready(draft: EditedDraft) -> None:
    if not draft.is_ready:
        raise UserError("bulletin-nothing-yet")
