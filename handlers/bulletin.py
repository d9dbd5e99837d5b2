"""Answer /bulletin: the last issue, and past issues page by page. To owners also the draft."""

from datetime import timedelta

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from data.calendar.topics import Subscription, Topic
from data.store.broadcasts.bulletins import OUT_STATES, Bulletin
from handlers.callbacks.browsing import OpenIssue
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.permissions import Right, Roles, is_in_private
from handlers.secretariat.bulletin import changes_in
from handlers.sending.replies import reply, reply_address, reply_below
from handlers.views.bulletin.archive import ArchivePage, no_issue_message, past_issue_message
from handlers.views.bulletin.editors import draft_message, prepare_message
from scheduler.bulletins.desk import BulletinDesk


def build_router() -> Router:
    """Return the router of the issues that readers read."""
    router = Router(name="past issues")
    router.message.register(show_last_issue, Command("bulletin", ignore_case=True))
    router.callback_query.register(open_issue, OpenIssue.filter())
    return router


async def show_last_issue(message: Message, context: ChatContext, roles: Roles, desk: BulletinDesk) -> None:
    """Show the last issue as it was sent, and to the secretariat the current draft."""
    is_staff = await may_send_here(message, roles)
    latest = await context.store.bulletins.latest_sent()
    if latest is None:
        await _tell_of_the_first(message, context, desk)
    else:
        await reply(
            message, past_issue_message(context.words, await _page(context, latest, amendable=is_staff))
        )
    if is_staff:
        issue = await desk.begun(context.now)
        if issue is not None and issue.is_open:
            draft = draft_message(context.words, changes_in(context), issue, desk.timetable)
            await reply_below(message, draft)
        else:
            await reply_below(message, prepare_message(context.words))


async def open_issue(
    press: CallbackQuery, callback_data: OpenIssue, context: ChatContext, roles: Roles
) -> None:
    """Show an issue in place of the pressed message.

    Raises UserError for one that never went out.
    """
    issue = await context.store.bulletins.get(callback_data.id)
    if issue is None or issue.state not in OUT_STATES:
        raise UserError("bulletin-unknown")
    is_staff = await may_send_here(press, roles)
    page = await _page(context, issue, amendable=is_staff)
    await reply(press, past_issue_message(context.words, page))


async def _page(context: ChatContext, issue: Bulletin, *, amendable: bool) -> ArchivePage:
    bulletins = context.store.bulletins
    older = await bulletins.out_before(issue.week)
    newer = await bulletins.out_after(issue.week)
    following = await _is_following(context)
    return ArchivePage(issue, older[0] if older else None, newer, following=following, amendable=amendable)


async def _tell_of_the_first(message: Message, context: ChatContext, desk: BulletinDesk) -> None:
    day = desk.timetable.issue_in_hand(context.now)
    if desk.timetable.due(day) <= context.now:
        day += timedelta(days=7)
    following = await _is_following(context)
    await reply(message, no_issue_message(context.words, desk.timetable, day, following=following))


async def _is_following(context: ChatContext) -> bool:
    return Subscription(Topic.BULLETIN) in await context.follows()


async def may_send_here(event: Message | CallbackQuery, roles: Roles) -> bool:
    """Return whether the draft may be shown: to a person with the right, at the desk."""
    is_at_desk = is_in_private(event) or reply_address(event)[0] == roles.secretariat
    return is_at_desk and await roles.has(event.from_user, Right.SEND)
