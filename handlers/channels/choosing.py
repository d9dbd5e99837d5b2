"""Answer /channel: choose a channel with Telegram's own list, or one that was set up before."""

import asyncio
import logging
from dataclasses import replace

from aiogram import Bot, F, Router
from aiogram.exceptions import AiogramError
from aiogram.filters import Command
from aiogram.types import Message

from data.store.chat_values import ChatKind, ChatState, NewChat
from data.store.open_questions import Dialogue
from handlers.channels.access import Channel, channel_in, check_bot, check_person, title_of
from handlers.channels.card import show_card
from handlers.chat_context import ChatContext, NewChatSettings, first_language
from handlers.errors import UserError
from handlers.filters import IN_PRIVATE
from handlers.questions import IsAnswerAwaited, ask_in_place
from handlers.reachability.reopening import mark_reachable
from handlers.sending.replies import reply
from handlers.views.channels import (
    CHANNEL_REQUEST,
    KnownChannel,
    channel_chosen_message,
    channel_refused_message,
    choose_channel_message,
    known_channels_message,
)
from handlers.views.start import choice_ended_message

logger = logging.getLogger(__name__)

QUESTION = "channel"

MOST_ASKED = 20
"""Channels of which Telegram is asked whether the person posts there: the newest."""


def build_first_router() -> Router:
    """Return the router of /cancel while Telegram's list of channels is offered."""
    router = Router(name="channels-first")
    router.message.register(end_choice, Command("cancel", ignore_case=True), IsAnswerAwaited(QUESTION))
    return router


def build_router() -> Router:
    """Return the router of /channel."""
    router = Router(name="channels")
    router.message.register(offer_channels, IN_PRIVATE, Command("channel", ignore_case=True))
    router.message.register(refuse_elsewhere, Command("channel", ignore_case=True))
    router.message.register(take_channel, IN_PRIVATE, F.chat_shared.request_id == CHANNEL_REQUEST)
    return router


async def offer_channels(message: Message, context: ChatContext, bot: Bot) -> None:
    """Say what the command is for, and offer Telegram's list and the channels known already."""
    await ask_in_place(message, context, QUESTION, choose_channel_message(context.words))
    known = await _channels_of(bot, context)
    if known:
        await reply(message, known_channels_message(context.words, known))


async def refuse_elsewhere(_message: Message) -> None:
    """Say that channels are set up in the private chat."""
    raise UserError("channel-elsewhere")


async def end_choice(message: Message, context: ChatContext, question: Dialogue) -> None:
    """Withdraw the offer, and take the keyboard away."""
    await context.store.open_questions.drop(question)
    await reply(message, choice_ended_message(context.words))


async def take_channel(message: Message, context: ChatContext, bot: Bot, new_chat: NewChatSettings) -> None:
    """Show the card of the chosen channel. Otherwise say what is missing, and store nothing."""
    shared, person_id = message.chat_shared, context.chat.chat_id
    if shared is None:
        return
    await context.store.open_questions.clear(person_id, person_id)
    try:
        await check_bot(bot, shared.chat_id)
        await check_person(bot, shared.chat_id, person_id)
        channel = await _open_channel(context, shared.chat_id, new_chat)
    except UserError as refusal:
        await reply(message, channel_refused_message(context.words, refusal.key))
        return
    await reply(message, channel_chosen_message(context.words, shared.title or str(shared.chat_id)))
    await show_card(message, channel, bot)


async def _open_channel(context: ChatContext, channel_id: int, defaults: NewChatSettings) -> Channel:
    """Store a channel in which the bot may post. One that was known keeps its settings."""
    chats, now = context.store.chats, context.now
    new = NewChat(channel_id, ChatKind.CHANNEL, first_language(None), defaults.zone, defaults.hour)
    chat, _ = await chats.ensure(new, now)
    if chat.state is not ChatState.ACTIVE:
        chat = await chats.set_state(channel_id, ChatState.ACTIVE, now)
    await mark_reachable(context.store, chat, now)
    return channel_in(context, replace(chat, refused_since=None))


async def _channels_of(bot: Bot, context: ChatContext) -> list[KnownChannel]:
    """Return the channels that the bot knows and the person may post in, the newest first."""
    known = await context.store.shared_chats.channels(MOST_ASKED)
    async with asyncio.TaskGroup() as tasks:
        asked = [tasks.create_task(_known_to(bot, context.chat.chat_id, one.chat_id)) for one in known]
    found = (one.result() for one in asked)
    return [one for one in found if one is not None]


async def _known_to(bot: Bot, person_id: int, channel_id: int) -> KnownChannel | None:
    try:
        await check_person(bot, channel_id, person_id)
        return KnownChannel(channel_id, await title_of(bot, channel_id))
    except UserError:
        return None
    except AiogramError as error:
        # the list only spares a choice, and Telegram's own list is offered all the same
        logger.info("channel %s is not listed: %s", channel_id, type(error).__name__)
        return None
