"""Answers to presses on buttons and to inline questions."""

from datetime import timedelta

from aiogram.methods import AnswerCallbackQuery, AnswerInlineQuery

from bot.sandbox.refusal import QUERY_TOO_OLD, bad_request
from bot.sandbox.registry import answers
from bot.sandbox.wire import Request
from bot.sandbox.world import Query, World

CALLBACK_LIFETIME = timedelta(seconds=150)
INLINE_LIFETIME = timedelta(seconds=30)
MAX_ANSWER = 200
MAX_RESULTS = 50


@answers(AnswerCallbackQuery)
def answer_callback_query(world: World, method: AnswerCallbackQuery, _request: Request) -> bool:
    """Stop the button's clock and show a line or a window; once, and not too late."""
    query = _fresh(world, method.callback_query_id, CALLBACK_LIFETIME)
    if len(method.text or "") > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answer = {"text": method.text, "show_alert": bool(method.show_alert), "url": method.url}
    world.feed.publish()
    return True


@answers(AnswerInlineQuery)
def answer_inline_query(world: World, method: AnswerInlineQuery, request: Request) -> bool:
    """Offer results to somebody typing «@bot …»."""
    query = _fresh(world, method.inline_query_id, INLINE_LIFETIME)
    results = request.params["results"]
    if len(results) > MAX_RESULTS:
        raise bad_request("too many inline query results specified")
    names = [str(result.get("id", "")) for result in results]
    if not all(1 <= len(name.encode()) <= 64 for name in names):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(names)) < len(names):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len((method.next_offset or "").encode()) > 64:
        raise bad_request("NEXT_OFFSET_INVALID")
    query.answer = {
        "results": results,
        "button": request.params.get("button"),
        "is_personal": bool(method.is_personal),
    }
    world.feed.publish()
    return True


def _fresh(world: World, query_id: str, lifetime: timedelta) -> Query:
    query = world.queries.get(query_id)
    if query is None or query.answer is not None or world.clock() - query.at > lifetime:
        raise bad_request(QUERY_TOO_OLD)
    return query
