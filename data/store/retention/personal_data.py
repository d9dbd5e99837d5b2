"""Declare every table with rows about a chat or a person, for export, move and deletion.

A test compares this page with the schema, so that no such column can be added without being declared here.
"""

from dataclasses import dataclass

from data.store.sqlite.named_queries import Queries, Query

_SQL = Queries("personal_data")


@dataclass(frozen=True, slots=True)
class PersonalTable:
    """A table with rows about a chat.

    move is None where rows are of no use under the new id of the chat.
    """

    name: str
    export: Query
    forget: Query
    move: Query | None = None


PERSONAL_TABLES = (
    PersonalTable(
        "subscriptions",
        _SQL["export_subscriptions"],
        _SQL["forget_subscriptions"],
        _SQL["move_subscriptions"],
    ),
    PersonalTable(
        "lead_times", _SQL["export_lead_times"], _SQL["forget_lead_times"], _SQL["move_lead_times"]
    ),
    PersonalTable("mutes", _SQL["export_mutes"], _SQL["forget_mutes"], _SQL["move_mutes"]),
    PersonalTable("dialogues", _SQL["export_dialogues"], _SQL["forget_dialogues"], _SQL["move_dialogues"]),
    PersonalTable(
        "deliveries", _SQL["export_deliveries"], _SQL["forget_deliveries"], _SQL["move_deliveries"]
    ),
    # a chat that moves is marked as behind anyway, and refusals of the old id do not count for the new one
    PersonalTable("catch_ups", _SQL["export_catch_ups"], _SQL["forget_catch_ups"]),
    PersonalTable("refusals", _SQL["export_refusals"], _SQL["forget_refusals"]),
    # a supergroup numbers its messages anew
    PersonalTable("answers", _SQL["export_answers"], _SQL["forget_answers"]),
    PersonalTable("albums", _SQL["export_albums"], _SQL["forget_albums"]),
    PersonalTable(
        "arrival_links",
        _SQL["export_arrival_links"],
        _SQL["forget_arrival_links"],
        _SQL["move_arrival_links"],
    ),
    # an update that came from the old id is answered there
    PersonalTable("inbox", _SQL["export_inbox"], _SQL["forget_inbox"]),
    # a reader is a private chat, and a group that moves numbers its messages anew
    PersonalTable("feedback_messages", _SQL["export_feedback_messages"], _SQL["forget_feedback_messages"]),
    PersonalTable("feedback_readers", _SQL["export_feedback_readers"], _SQL["forget_feedback_readers"]),
    # a proposal is made to the person who asked for it, there
    PersonalTable("event_drafts", _SQL["export_event_drafts"], _SQL["forget_event_drafts"]),
    # under its new id a chat gets its menu anew
    PersonalTable("chat_menus", _SQL["export_chat_menus"], _SQL["forget_chat_menus"]),
    # a supergroup numbers its messages anew, so a document would not be found again
    PersonalTable("plan_drafts", _SQL["export_plan_drafts"], _SQL["forget_plan_drafts"]),
    # a group is no editor
    PersonalTable("editors", _SQL["export_editors"], _SQL["forget_editors"]),
)
"""Tables that refer to a chat. Their queries take chat_id, or old and new."""

FURTHER_STEPS = (_SQL["forget_quarantined"], _SQL["forget_actor"], _SQL["forget_named"])
"""More steps of forgetting a chat: quarantined updates that name it, and its person's name in the log."""

NOTE_ERASURE = _SQL["note_erasure"]
"""The last step: a note to rewrite the file."""

CHATS = PersonalTable("chats", _SQL["export_chats"], _SQL["forget_chats"], _SQL["move_chats"])
"""The chats themselves. They are moved first and deleted last."""

CHAT_COLUMNS = frozenset({"chat_id", "user_id", "lane"})
"""Names of columns that refer to a chat or a person. A table with one of them belongs on this page."""

AUTHOR_COLUMNS = frozenset(
    {
        ("revisions", "author"),
        ("city_overrides", "author"),
        ("city_notes", "author"),
        ("city_names", "author"),
        ("bulletins", "author"),
        ("announcements", "author"),
        ("amendments", "author"),
        ("editors", "named_by"),
        ("actions", "actor_id"),
    }
)
"""Ids of editors beside what they changed. They are kept as the record of changes."""
