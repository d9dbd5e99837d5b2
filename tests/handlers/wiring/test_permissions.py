"""Which handlers everyone may use, and which ask for a right first."""

from collections.abc import Iterator

from aiogram import Router
from aiogram.dispatcher.event.handler import HandlerObject

from handlers.channels.access import OnChannel
from handlers.permissions import AdminsOnly, OwnersInPrivate, StaffOnly
from handlers.secretariat import bulletin
from handlers.secretariat.announcements import IsAnswerAboutWhom
from handlers.secretariat.documents.receiving import IsPlanDocument
from handlers.secretariat.editor.asking import IsPartOfDraft
from handlers.wiring.routers import build_root_router

OPEN_TO_ALL = {
    "errors": {"StorageErrorReply.notify", "log_refused_answer"},
    "reachability.membership": {
        "record_removal",
        "greet_group",
        "update_membership",
        "migrate_old_group",
        "migrate_new_group",
    },
    # cancel asks for the right itself, when the question was put to another person
    "start": {"follow_link", "open_start", "open_help", "cancel", "return_to_start", "return_to_help"},
    "upcoming": {
        "open_agenda",
        "turn_agenda",
        "open_today",
        "open_choice",
        "open_filter",
        "open_former",
    },
    "plan": {"open_new_plan", "open_plan", "open_years", "turn_plan"},
    "subscriptions.opting_out": {"choose_card"},
    "events": {"open_event", "open_pressed_event", "send_event_file", "send_attachment"},
    "cities": {
        "open_city",
        "open_pressed_city",
        "open_events",
        "open_more",
        "send_map",
        "send_card",
        "send_file",
    },
    "city_lists": {"open_cities", "turn_cities", "open_group", "open_countries"},
    "year": {"YearHandlers.open_year", "YearHandlers.open_map", "YearHandlers.turn"},
    # both ask for the right themselves before they set the city of a group
    "my_city": {"open_my_city", "take_location"},
    "privacy": {"open_privacy", "reopen_privacy"},
    "bulletin": {"show_last_issue", "open_issue"},
    # a reader's own messages are carried over. Parts belong to an album whose first part was let pass
    "secretariat.feedback.asking": {"open_feedback", "write_feedback", "ask_for_feedback", "take_feedback"},
    "secretariat.feedback.answering": {"_pass_part"},
    "free_text.finding": {"find_events", "ask_for_words", "answer_words", "turn_found"},
    "free_text.wishes": {"open_wished_plan", "say_in_a_sentence"},
    "free_text.answers": {
        "refuse_day",
        "answer_about_cities",
        "answer_about_days",
        "answer_about_events",
        "answer_not_understood",
    },
    # it withdraws the person's own question
    "secretariat.naming": {"end_choice"},
    # they ask Telegram about each channel that is chosen, listed or meant by an answer
    "channels.choosing": {"offer_channels", "refuse_elsewhere", "take_channel", "end_choice"},
    "channels.cities": {"answer_city"},
    "channels.zones": {"answer_zone"},
    "fallback": {"refuse_command", "refuse_content", "refuse_press"},
}
"""Handlers that only read, or write nothing but what Telegram itself reports. By module."""


_GUARDS = OwnersInPrivate | StaffOnly | IsPartOfDraft | IsAnswerAboutWhom | IsPlanDocument | OnChannel


def _handlers(router: Router) -> Iterator[tuple[HandlerObject, bool]]:
    """Yield each handler of the router and its sub-routers, and whether it asks for a right."""
    for inner in router.chain_tail:
        for name, observer in inner.observers.items():
            above = (one for outer in inner.chain_head for one in outer.observers[name].middleware)
            is_for_admins = any(isinstance(one, AdminsOnly) for one in above)
            for handler in observer.handlers:
                filters = [one.callback for one in handler.filters or ()]
                has_right = any(isinstance(one, _GUARDS) for one in filters)
                yield handler, is_for_admins or has_right


def test_handler_asks_for_a_right_unless_it_only_reads() -> None:
    """A handler that changes something is guarded. Those open to all are listed by name."""
    found: dict[str, set[str]] = {}
    for handler, is_guarded in _handlers(build_root_router(bulletin.build_router())):
        if not is_guarded:
            module = handler.callback.__module__.removeprefix("handlers.")
            found.setdefault(module, set()).add(handler.callback.__qualname__)
    assert found == OPEN_TO_ALL


def test_guarded_handlers_are_found() -> None:
    """The walk sees both guards, so that the list above cannot be right by accident."""
    guarded = {
        handler.callback.__qualname__
        for handler, is_guarded in _handlers(build_root_router(bulletin.build_router()))
        if is_guarded
    }
    assert {"set_hour", "stop_everything", "delete", "set_day", "approve", "take_part"} <= guarded
