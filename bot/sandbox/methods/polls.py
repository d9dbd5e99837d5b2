"""Send and stop regular polls and quizzes.

Media, added options and restricted voters are left out.
"""

from typing import Any

from aiogram.methods import SendPoll, StopPoll

from bot.sandbox.messages.content import chat_and_fields, keyboard, parse_field, post_message
from bot.sandbox.methods.editing import own_message
from bot.sandbox.methods.registry import handles
from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.people import Json, Poll
from bot.sandbox.world.world import World

MAX_QUESTION, MAX_OPTION, MAX_EXPLANATION = 300, 100, 200
MAX_OPTIONS = 12
MIN_PERIOD, MAX_PERIOD = 5, 2_628_000  # seconds


@handles(SendPoll)
def send_poll(world: World, method: SendPoll, request: Request) -> Json:
    """Post a poll with one to twelve options."""
    chat, content = chat_and_fields(world, request, "polls", "can_send_polls")
    anonymous = method.is_anonymous is not False
    if chat.type == "channel" and not anonymous:
        raise bad_request("non-anonymous polls can't be sent to channel chats")
    poll: Json = {"id": str(5_000_000_000_000_000_000 + world.number())} | _question(world, request)
    poll |= {"options": _options(world, request.params["options"]), "total_voter_count": 0}
    ends = _closing_time(world, method)
    poll |= {
        "is_closed": bool(method.is_closed),
        "is_anonymous": anonymous,
        "type": method.type or "regular",
        "allows_multiple_answers": bool(method.allows_multiple_answers),
        "allows_revoting": _revoting(method),
        "members_only": False,
    }
    poll |= {"open_period": method.open_period} if method.open_period else {}
    poll |= {"close_date": ends} if ends and not method.open_period else {}
    body = post_message(world, chat, {"poll": poll | _quiz_fields(world, method, request)} | content, request)
    posted = chat.messages[body["message_id"]]
    world.polls[poll["id"]] = Poll(
        posted, anonymous, bool(method.allows_multiple_answers), _revoting(method), ends
    )
    return body


def _revoting(method: SendPoll) -> bool:
    return method.allows_revoting if method.allows_revoting is not None else method.type != "quiz"


def _question(world: World, request: Request) -> Json:
    question, found = parse_field(
        world, request.params, "question", "question_entities", "question_parse_mode"
    )
    if not question:
        raise bad_request("text must be non-empty")
    if len(question) > MAX_QUESTION:
        raise bad_request(f"poll question length must not exceed {MAX_QUESTION}")
    return {"question": question} | ({"question_entities": found} if found else {})


def _options(world: World, options: list[Any]) -> list[Json]:
    if not options:
        raise bad_request("poll must have at least one answer option")
    if len(options) > MAX_OPTIONS:
        raise bad_request(f"poll can't have more than {MAX_OPTIONS} options")
    found = []
    for option in options:
        fields = {"text": option} if isinstance(option, str) else option
        text, entities = parse_field(world, fields, "text", "text_entities", "text_parse_mode")
        if not text:
            raise bad_request("text must be non-empty")
        if len(text) > MAX_OPTION:
            raise bad_request(f"poll options length must not exceed {MAX_OPTION}")
        shown = {"persistent_id": str(world.number()), "text": text, "voter_count": 0}
        found.append(shown | ({"text_entities": entities} if entities else {}))
    return found


def _closing_time(world: World, method: SendPoll) -> int | None:
    if method.open_period:
        seconds = method.open_period
    elif method.close_date:
        seconds = int(method.close_date.timestamp()) - world.now()  # type: ignore[union-attr]
    else:
        return None
    if not MIN_PERIOD <= seconds <= MAX_PERIOD:
        raise bad_request("POLL_CLOSE_DATE_INVALID")
    return world.now() + seconds


def _quiz_fields(world: World, method: SendPoll, request: Request) -> Json:
    if method.type not in (None, "", "regular", "quiz"):
        raise bad_request("unsupported poll type specified")
    if method.type != "quiz":
        return {}
    correct = method.correct_option_ids or (
        [method.correct_option_id] if method.correct_option_id is not None else []
    )
    if not correct:
        raise bad_request("correct quiz option list must be non-empty")
    if sorted(set(correct)) != correct:
        raise bad_request("correct quiz option list must be increasing")
    if not all(0 <= number < len(method.options) for number in correct):
        raise bad_request("invalid correct option identifier specified")
    text, found = parse_field(
        world, request.params, "explanation", "explanation_entities", "explanation_parse_mode"
    )
    if len(text) > MAX_EXPLANATION:
        raise bad_request("message is too long")
    explained: Json = {"explanation": text} if text else {}
    return {"correct_option_ids": correct} | explained | ({"explanation_entities": found} if found else {})


@handles(StopPoll)
def stop_poll(world: World, method: StopPoll, request: Request) -> Json:
    """Close a poll and return its result."""
    markup = keyboard(request)
    chat = world.open_chat(method.chat_id)
    posted = chat.messages.get(method.message_id)
    if posted is None or posted.receiver is not None:
        raise bad_request("message with poll to stop not found")
    if "poll" not in posted.body:
        raise bad_request("message is not a poll")
    poll = world.polls[posted.body["poll"]["id"]]
    if posted.author != world.bot.id or own_message(world, chat, method.message_id) is not posted:
        raise bad_request("poll can't be stopped")
    if not poll.is_open(world.now()):
        raise bad_request("poll has already been closed")
    poll.close()
    posted.body = {key: value for key, value in posted.body.items() if key != "reply_markup"} | markup
    posted.edits += 1
    world.feed.publish()
    return poll.body
