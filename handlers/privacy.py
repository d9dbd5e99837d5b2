"""Answer /privacy: show, export and delete what is stored about the chat."""

from collections.abc import Iterable

from aiogram import Bot, F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, Update

from data.calendar.topics import Subscription, Topic, unpack_hours, unpack_leads
from data.store.retention.periods import DEFAULT_PERIODS, RetentionPeriods
from handlers.callbacks.browsing import OpenScreen, Privacy, PrivacyStep, Screen
from handlers.chat_context import ChatContext
from handlers.permissions import admins_only
from handlers.secretariat.commands import delete_own_menu
from handlers.sending.replies import reply, reply_below
from handlers.subscriptions.lookup import list_item
from handlers.text.markup import Markup
from handlers.views.message import Message as View
from handlers.views.privacy import (
    KnownChat,
    deleted_message,
    deletion_question,
    known_in_words,
    privacy_message,
    stored_rows_file,
)
from handlers.views.wording.occasions import city_name


def build_router() -> Router:
    """Return the router of the privacy handlers.

    What is stored about a group is shown to its admins only.
    """
    router = Router(name="privacy")
    router.message.register(open_privacy, Command("privacy", ignore_case=True))
    router.callback_query.register(reopen_privacy, OpenScreen.filter(F.screen == Screen.PRIVACY))
    rows = admins_only(Router(name="privacy-of-chat"))
    rows.callback_query.register(show_known, Privacy.filter(F.step == PrivacyStep.SHOW))
    rows.callback_query.register(send_stored_rows, Privacy.filter(F.step == PrivacyStep.EXPORT))
    rows.callback_query.register(ask_deletion, Privacy.filter(F.step == PrivacyStep.ASK))
    rows.callback_query.register(delete, Privacy.filter(F.step == PrivacyStep.DELETE))
    router.include_router(rows)
    return router


async def open_privacy(
    message: Message, context: ChatContext, periods: RetentionPeriods = DEFAULT_PERIODS
) -> None:
    """Say what is stored and why."""
    await reply(message, await _privacy_view(context, periods))


async def reopen_privacy(
    press: CallbackQuery, context: ChatContext, periods: RetentionPeriods = DEFAULT_PERIODS
) -> None:
    """Say what is stored and why, in place of the pressed message."""
    await reply(press, await _privacy_view(context, periods))


async def show_known(
    press: CallbackQuery, context: ChatContext, periods: RetentionPeriods = DEFAULT_PERIODS
) -> None:
    """Show in words what is stored about the chat."""
    await reply(press, privacy_message(context.words, periods, known=await _known(context)))


async def send_stored_rows(press: CallbackQuery, context: ChatContext, event_update: Update) -> None:
    """Send the rows as a file, without the press that asks for it."""
    rows = await context.store.chats.export(context.chat.chat_id)
    rows["inbox"] = [row for row in rows["inbox"] if row["update_id"] != event_update.update_id]
    await reply_below(press, stored_rows_file(context.words, rows))


async def _privacy_view(context: ChatContext, periods: RetentionPeriods) -> View:
    """Return the page. In a group only admins are shown what is stored about it, by a button."""
    known = await _known(context) if context.is_private else None
    return privacy_message(context.words, periods, known=known)


async def _known(context: ChatContext) -> Markup:
    rows = await context.store.chats.export(context.chat.chat_id)
    follows = await context.follows()
    own = context.almanac.cities.by_id.get(context.chat.city or "")
    known = KnownChat(
        chat=context.chat,
        own_city="" if own is None else city_name(context.words, own),
        follows=follows,
        cities=_names(context, follows, Topic.CITY),
        events=_names(context, follows, Topic.EVENT),
        leads={
            Topic(str(row["topic"])): (unpack_leads(_mask(row["leads"])), unpack_hours(_mask(row["hours"])))
            for row in rows["lead_times"]
        },
        muted=len(rows["mutes"]),
        sent=len(rows["deliveries"]),
        source=next((str(row["source"]) for row in rows["arrival_links"]), ""),
    )
    return known_in_words(context.words, known, context.now)


def _mask(value: object) -> int:
    return value if isinstance(value, int) else 0


def _names(context: ChatContext, follows: Iterable[Subscription], topic: Topic) -> list[str]:
    """Return the names of the cities or events that are followed, in order."""
    subjects = [one.subject for one in follows if one.topic is topic]
    return sorted(list_item(context, topic, subject).label for subject in subjects)


async def ask_deletion(press: CallbackQuery, context: ChatContext) -> None:
    """Ask for confirmation before the deletion."""
    await reply(press, deletion_question(context.words))


async def delete(press: CallbackQuery, context: ChatContext, event_update: Update, bot: Bot) -> None:
    """Delete everything about the chat, this press included.

    A later update of the chat finds it unknown.
    """
    await delete_own_menu(bot, context.store.staff, context.chat.chat_id)
    await context.store.chats.forget(context.chat.chat_id, answering=event_update.update_id)
    await reply(press, deleted_message(context.words))
