"""Answer callback queries and inline queries."""

import re
from datetime import timedelta
from typing import Any

from aiogram.methods import AnswerCallbackQuery, AnswerInlineQuery

from bot.sandbox.messages.inline import check_id, result_content
from bot.sandbox.methods.registry import handles
from bot.sandbox.wire.refusal import QUERY_TOO_OLD, bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.world import PendingQuery, World

CALLBACK_LIFETIME = timedelta(seconds=150)
INLINE_LIFETIME = timedelta(seconds=30)
MAX_ANSWER = 200
MAX_RESULTS = 50
MAX_OFFSET_BYTES = 64
_START = re.compile(r"[A-Za-z0-9_-]{1,64}")


@handles(AnswerCallbackQuery)
def answer_callback_query(world: World, method: AnswerCallbackQuery, _request: Request) -> bool:
    """Show the answer to a press as a toast or a window, once and in time."""
    query = find_open_query(world, method.callback_query_id, "press", CALLBACK_LIFETIME)
    if len(method.text or "") > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if method.url and not method.url.lower().startswith(f"https://t.me/{world.bot.username}?start=".lower()):
        raise bad_request("URL_INVALID")
    query.answer = {"text": method.text, "show_alert": bool(method.show_alert), "url": method.url}
    world.feed.publish()
    return True


@handles(AnswerInlineQuery)
def answer_inline_query(world: World, method: AnswerInlineQuery, request: Request) -> bool:
    """Offer results to a person who types «@bot …»."""
    results = request.params["results"]
    if len(results) > MAX_RESULTS:
        raise bad_request("too many inline query results specified")
    _check_button(request.params.get("button"))
    contents = {check_id(result): result_content(world, result) for result in results}
    query = find_open_query(world, method.inline_query_id, "inline", INLINE_LIFETIME)
    if len(contents) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len((method.next_offset or "").encode()) > MAX_OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    query.answer = {
        "results": results,
        "button": request.params.get("button"),
        "is_personal": bool(method.is_personal),
        "next_offset": method.next_offset or "",
    }
    query.contents = contents
    world.feed.publish()
    return True


def _check_button(button: dict[str, Any] | None) -> None:
    if button is None:
        return
    if not str(button.get("text") or "").strip():
        raise bad_request("SWITCH_PM_TEXT_EMPTY")
    start = button.get("start_parameter")
    if bool(start) == bool(button.get("web_app")):
        raise bad_request(
            "can't parse inline query results button: "
            "InlineQueryResultsButton must have exactly one optional field"
        )
    if start and not _START.fullmatch(start):
        raise bad_request("START_PARAM_INVALID")


def find_open_query(world: World, query_id: str, kind: str, lifetime: timedelta) -> PendingQuery:
    """Return a query of this kind that waits for its first answer.

    :raises ApiRefusal: 400 «query is too old …»
    """
    query = world.queries.get(query_id)
    known = query is not None and query.kind == kind and query.answer is None
    if query is None or not known or world.clock() - query.at > lifetime:
        raise bad_request(QUERY_TOO_OLD)
    return query
