"""Every handler and filter asks only for arguments that it is given."""

import inspect

from aiogram import Router
from aiogram.dispatcher.event.handler import CallableObject

from handlers.fallback import build_router as build_fallback
from handlers.wiring.routers import build_root_router
from tests.handlers.wiring.routers import handlers, whole

FROM_MIDDLEWARES = {
    "words",
    "chat_record",
    "chat_is_new",
    "almanac",
    "today",
    "now",
    "store",
    "context",
    "toast",
    "new_chat",
}
FROM_THE_APPLICATION = {"bot", "desk", "diagnostics", "drafts", "periods", "relay", "roles", "statistics"}
FROM_AIOGRAM = {"command", "callback_data", "question", "event_from_user", "event_chat", "event_update"}
FROM_FILTERS = {
    "answered",
    "applied",
    "asked",
    "carried",
    "channel",
    "document",
    "draft",
    "found",
    "issue",
    "part",
    "sent",
}
GIVEN_BY = {
    "applied": {"DraftInForce"},
    "callback_data": {"CallbackQueryFilter", "OnChannel"},
    "channel": {"OnChannel"},
    "command": {"Command", "CommandStart"},
    "question": {
        "IsAnswerTo",
        "IsAnswerAwaited",
        "IsAnswerAboutEditor",
        "IsAnswerAboutWhom",
        "IsAnswerWithFile",
    },
    "found": {"IsFeedback"},
    "carried": {"IsAnswerToReader"},
    "issue": {"IsEditableIssue"},
    "draft": {"IsOpenDraft", "DraftInHand"},
    "part": {"IsPartOfDraft"},
    "document": {"IsPlanDocument"},
}
"""The value that filters hand over, and the classes of those that do."""
KNOWN = FROM_MIDDLEWARES | FROM_THE_APPLICATION | FROM_AIOGRAM | FROM_FILTERS


def asked(callback: CallableObject) -> set[str]:
    """Return the names of the parameters after the event."""
    parameters = list(inspect.signature(callback.callback).parameters.values())
    named = [one for one in parameters if one.kind is not inspect.Parameter.VAR_KEYWORD]
    return {one.name for one in named[1:]}


def test_every_handler_asks_for_what_there_is() -> None:
    """A misspelt parameter would fail only when the button is pressed."""
    unknown = {
        f"{handler.callback.__module__}.{handler.callback.__qualname__}": sorted(asked(handler) - KNOWN)
        for handler in handlers(whole())
        if asked(handler) - KNOWN
    }
    assert unknown == {}


def test_every_filter_asks_for_what_there_is() -> None:
    """A filter is given the same arguments as a handler."""
    unknown = {
        f"{type(one.callback).__name__}": sorted(asked(one) - KNOWN)
        for handler in handlers(whole())
        for one in handler.filters or ()
        if type(one.callback).__module__.startswith("handlers.") and asked(one) - KNOWN
    }
    assert unknown == {}


def test_what_filters_give_is_asked_only_behind_those_filters() -> None:
    """Values that only some filters hand over are asked for by handlers behind those filters."""
    for handler in handlers(whole()):
        names = {type(one.callback).__name__ for one in handler.filters or ()}
        for value in asked(handler) & GIVEN_BY.keys():
            assert GIVEN_BY[value] & names, handler.callback


def test_the_router_can_be_built_again() -> None:
    """Each call makes new routers, so an application can start twice in one process."""
    assert build_root_router() is not build_root_router()


def test_nothing_stands_behind_the_fallback() -> None:
    """The fallback takes every update, so it must be last."""
    more = Router(name="more")
    names = [router.name for router in build_root_router(more).sub_routers]
    assert names[-1] == build_fallback().name
    assert "more" in names
