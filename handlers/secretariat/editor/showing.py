"""Show a draft: an issue, an announcement or a correction."""

from data.calendar.topics import Topic
from data.store.broadcasts.announcements import Announcement
from handlers.chat_context import ChatContext
from handlers.notices.plan_changes import change_reader
from handlers.secretariat.editor.drafts import Drafts
from handlers.text.markup import Markup
from handlers.views.bulletin.editors import draft_message
from handlers.views.message import Message
from handlers.views.secretariat.announcements import (
    amended_in_words,
    amendment_draft_message,
    announcement_draft_message,
    audience_in_words,
)
from handlers.views.secretariat.plan.edited_draft import EditedDraft
from handlers.views.wording.occasions import city_name


def draft_view(context: ChatContext, drafts: Drafts, draft: EditedDraft) -> Message:
    """Return the message that shows a draft with its decisions."""
    timetable = drafts.bulletin.timetable
    if draft.issue is not None:
        read_change = change_reader(lambda: context.almanac)
        return draft_message(context.words, read_change, draft.issue, timetable)
    if draft.announcement is not None:
        name = audience_name(context, draft.announcement)
        return announcement_draft_message(context.words, draft, name, timetable.zone)
    if draft.amendment is None:
        raise ValueError(draft.of)
    return amendment_draft_message(context.words, draft, amended_in_words(context.words, draft.amendment))


def audience_name(context: ChatContext, announcement: Announcement) -> Markup:
    """Return whom an announcement is for, in words."""
    topic, subject = announcement.following.topic, announcement.following.subject
    name = ""
    if topic is Topic.CITY:
        city = context.almanac.cities.by_id.get(subject)
        name = subject if city is None else city_name(context.words, city)
    elif topic is Topic.EVENT:
        event = context.almanac.event(int(subject))
        name = subject if event is None else event.title
    return audience_in_words(context.words, topic, name)
