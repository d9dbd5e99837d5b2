"""Post and find ephemeral messages: group messages that only one member sees.

Telegram documents when a bot may send one, but not the words in which the server refuses one.
The words here are ours, in its style.
"""

from datetime import timedelta
from typing import Any

from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.people import Account, Json, Posted, SandboxChat
from bot.sandbox.world.world import World

WINDOW = timedelta(seconds=15)  # after the member's press or command; an administrator needs neither


def receiver_of(request: Request) -> Json | None:
    """Return the ephemeral parameters of a sending method. Accepts the deprecated spelling too."""
    parameters = request.params.get("ephemeral_message_parameters")
    if parameters:
        return dict(parameters)
    if receiver := request.params.get("receiver_user_id"):
        return {"receiver_user_id": receiver, "callback_query_id": request.params.get("callback_query_id")}
    return None


def post_ephemeral(
    world: World, chat: SandboxChat, content: Json, request: Request, parameters: Json
) -> Posted:
    """Post a message that only one member sees.

    :raises ApiRefusal: 400 outside groups, for a person who is not a member, and without an administrator's
        right or a recent press or command
    """
    receiver = world.people.get(int(parameters["receiver_user_id"]))
    if chat.type not in ("group", "supergroup") or receiver is None or not chat.member(receiver.id).present:
        raise bad_request("RECEIVER_USER_INVALID")
    if not _is_allowed(world, chat, receiver.id, request, parameters):
        raise bad_request("EPHEMERAL_MESSAGE_NOT_ALLOWED")
    return make_ephemeral(world.post(chat, content, world.bot, receiver=receiver.id), receiver)


def make_ephemeral(posted: Posted, receiver: Account) -> Posted:
    """Turn a new message into an ephemeral one: move its number and name the receiver."""
    number = posted.body["message_id"]
    posted.body |= {"message_id": 0, "ephemeral_message_id": number, "receiver_user": receiver.user()}
    return posted


def _is_allowed(world: World, chat: SandboxChat, receiver: int, request: Request, parameters: Json) -> bool:
    return (
        chat.member(world.bot.id).status == "administrator"
        or _pressed_recently(world, receiver, parameters.get("callback_query_id"))
        or _commanded_recently(world, chat, receiver, request.params.get("reply_parameters") or {})
    )


def _pressed_recently(world: World, receiver: int, query_id: Any) -> bool:
    query = world.queries.get(str(query_id))
    return query is not None and query.person_id == receiver and world.clock() - query.at <= WINDOW


def _commanded_recently(world: World, chat: SandboxChat, receiver: int, reply: Json) -> bool:
    command = chat.messages.get(int(reply.get("ephemeral_message_id") or 0))
    return (
        command is not None
        and command.author == receiver
        and command.receiver is not None
        and world.clock() - command.at <= WINDOW
    )


def find_ephemeral(chat: SandboxChat, receiver: int, number: int, what: str) -> Posted:
    """Return the ephemeral message with this number.

    :raises ApiRefusal: 400 «message … not found»
    """
    posted = chat.messages.get(number)
    if posted is None or posted.receiver != receiver:
        raise bad_request(f"{what} not found")
    return posted
