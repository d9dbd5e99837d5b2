"""Answer guest queries: mentions in chats the bot does not belong to."""

from aiogram.methods import AnswerGuestQuery

from bot.sandbox.messages.inline import check_id, register, result_content
from bot.sandbox.methods.queries import CALLBACK_LIFETIME, find_open_query
from bot.sandbox.methods.registry import handles
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.people import Json
from bot.sandbox.world.world import World


@handles(AnswerGuestQuery)
def answer_guest_query(world: World, method: AnswerGuestQuery, request: Request) -> Json:
    """Post the one answer to a guest query.

    How long such a query may be answered is not documented. Here it is as long as a callback query.
    """
    result = request.params["result"]
    check_id(result)
    content = result_content(world, result)
    query = find_open_query(world, method.guest_query_id, "guest", CALLBACK_LIFETIME)
    chat, caller = world.chats[query.chat_id or 0], world.people[query.person_id]
    question = chat.messages.get(query.message_id or 0)
    if question is not None:
        shown = {key: value for key, value in question.body.items() if key != "reply_to_message"}
        content |= {"reply_to_message": shown}
    posted = world.post(chat, content | {"guest_bot_caller_user": caller.user()}, world.bot)
    number = register(world, posted)
    query.answer = {"inline_message_id": number}
    world.feed.publish()
    return {"inline_message_id": number}
