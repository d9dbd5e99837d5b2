"""Ephemeral messages: in a group, seen by one member only and by nobody else."""

from datetime import timedelta

from bot.sandbox.people import Chat, Json, Posted
from bot.sandbox.refusal import bad_request
from bot.sandbox.wire import Request
from bot.sandbox.world import World

WINDOW = timedelta(seconds=15)  # after the member's press, unless the bot is an administrator


def receiver_of(request: Request) -> Json | None:
    """The ephemeral parameters of a sending method, in the present or the deprecated spelling."""
    given = request.params.get("ephemeral_message_parameters")
    if given:
        return dict(given)
    if receiver := request.params.get("receiver_user_id"):
        return {"receiver_user_id": receiver, "callback_query_id": request.params.get("callback_query_id")}
    return None


def whisper(world: World, chat: Chat, content: Json, parameters: Json) -> Posted:
    """Post a message only one member sees.

    :raises Refusal: 400 outside groups, for strangers, and without right or recent press
    """
    receiver = world.people.get(int(parameters["receiver_user_id"]))
    if chat.type not in ("group", "supergroup") or receiver is None or not chat.member(receiver.id).present:
        raise bad_request("RECEIVER_USER_INVALID")
    if not chat.member(world.bot.id).status == "administrator" and not _pressed_lately(world, parameters):
        raise bad_request("EPHEMERAL_MESSAGE_NOT_ALLOWED")
    posted = world.post(chat, content, world.bot, receiver=receiver.id)
    number = posted.body["message_id"]
    posted.body |= {"message_id": 0, "ephemeral_message_id": number, "receiver_user": receiver.user()}
    return posted


def _pressed_lately(world: World, parameters: Json) -> bool:
    query = world.queries.get(str(parameters.get("callback_query_id")))
    return (
        query is not None
        and query.person_id == int(parameters["receiver_user_id"])
        and world.clock() - query.at <= WINDOW
    )
