"""Stop all notices in two taps, by command, button or word, and resume them."""

from functools import cache

from aiogram import F, Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery, Message

from data.store.chats import ChatState
from handlers.callbacks.preferences import ComeBack, Stop
from handlers.chat_context import ChatContext
from handlers.permissions import SETS_TOPIC, admins_only
from handlers.replies import reply, reply_below
from handlers.text.words import LANGUAGES, words_in
from handlers.views.message import Message as View
from handlers.views.stop import resumed_message, stop_question, stopped_message
from handlers.wiring.filters import IN_PRIVATE

_TRAILING = " .!…"


class IsStopWord(Filter):
    """Pass a text that is a stop word in any of our languages: «стоп», “unsubscribe”."""

    async def __call__(self, message: Message) -> bool:
        """Return whether the text is such a word and nothing else."""
        return (message.text or "").strip().rstrip(_TRAILING).casefold() in stop_words()


@cache
def stop_words() -> frozenset[str]:
    """Return the stop words of all languages."""
    every = (words_in(language).plain("stop-words").split("|") for language in LANGUAGES)
    return frozenset(word.strip().casefold() for words in every for word in words)


def build_router() -> Router:
    """Return the router of /stop. In groups it is for admins only."""
    router = admins_only(Router(name="stop"))
    router.message.register(ask_to_stop, Command("stop", ignore_case=True))
    router.message.register(ask_to_stop, IN_PRIVATE, IsStopWord())
    router.callback_query.register(ask_to_stop_below, Stop.filter(F.sure.is_(False)))
    router.callback_query.register(stop_everything, Stop.filter(F.sure.is_(True)))
    router.callback_query.register(resume, ComeBack.filter(), flags=SETS_TOPIC)
    return router


async def ask_to_stop(message: Message, context: ChatContext) -> None:
    """Ask for confirmation, or offer to resume a stopped chat."""
    await reply(message, _stop_question(context))


async def ask_to_stop_below(press: CallbackQuery, context: ChatContext) -> None:
    """Ask for confirmation below a message that stays."""
    await reply_below(press, _stop_question(context))


async def stop_everything(press: CallbackQuery, context: ChatContext) -> None:
    """Stop all notices, those waiting in the outbox included. Settings are kept."""
    chat_id = context.chat.chat_id
    await context.store.chats.set_state(chat_id, ChatState.STOPPED, context.now)
    await context.store.outbox.void_chat(chat_id, ChatState.STOPPED)
    await reply(press, stopped_message(context.words))


async def resume(press: CallbackQuery, context: ChatContext) -> None:
    """Resume the notices as they were before the stop."""
    await context.store.chats.set_state(context.chat.chat_id, ChatState.ACTIVE, context.now)
    await reply(press, resumed_message(context.words))


def _stop_question(context: ChatContext) -> View:
    return (
        stopped_message(context.words)
        if context.chat.state is ChatState.STOPPED
        else stop_question(context.words)
    )
