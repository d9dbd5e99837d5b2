"""Show how a reminder looks, with the next real occasion."""

from aiogram import Router
from aiogram.types import CallbackQuery

from data.calendar.topics import Subscription
from handlers.callbacks.preferences import SampleReminder
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.expected_reminders import next_reminders
from handlers.permissions import admins_only
from handlers.sending.replies import reply_below
from handlers.subscriptions.lookup import check_exists
from handlers.views.promises import sample_message

_MOST_IN_SAMPLE = 5


def build_router() -> Router:
    """Return the router of samples. In groups it is for admins only."""
    router = admins_only(Router(name="samples"))
    router.callback_query.register(show_sample, SampleReminder.filter())
    return router


async def show_sample(press: CallbackQuery, callback_data: SampleReminder, context: ChatContext) -> None:
    """Send the next reminder as it will look, below the pressed message."""
    only = None
    if callback_data.topic is not None:
        only = Subscription(callback_data.topic, callback_data.subject)
        check_exists(context, only)
    expected = await next_reminders(context, _MOST_IN_SAMPLE, only)
    if not expected:
        raise UserError("sample-none")
    together = [one for one in expected if one.at == expected[0].at]
    await reply_below(press, sample_message(context.words, together, context.chat.zone, context.today))
