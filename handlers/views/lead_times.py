"""Render the screens of lead times: how long ahead reminders come."""

from collections.abc import Mapping, Sequence

from data.calendar.topics import LEAD_DAYS, Topic
from handlers.callbacks.preferences import OpenLeads, OpenSettings, SetLead, SettingsScreen
from handlers.text.markup import join
from handlers.text.words import Words
from handlers.views.keyboard import button, checkbox, in_rows, keyboard
from handlers.views.message import Message
from handlers.views.settings import back_to_settings

TOPICS_WITH_LEADS = (
    Topic.OWN,
    Topic.PARTICIPATION,
    Topic.PARTNER,
    Topic.JUBILEES,
    Topic.CITY_DAYS,
    Topic.CITY,
    Topic.EVENT,
)
"""Topics with reminders ahead of a day. Issues and changes come at their own time."""


def lead_topics_message(words: Words, leads: Mapping[Topic, Sequence[int]]) -> Message:
    """Render every topic with its lead times, and a button for each."""
    lines = [
        words(
            "settings-leads-line", topic=topic_name(words, topic), leads=_leads_in_words(words, leads[topic])
        )
        for topic in TOPICS_WITH_LEADS
    ]
    buttons = [button(topic_name(words, topic), OpenLeads(topic=topic)) for topic in TOPICS_WITH_LEADS]
    text = join((words("settings-leads-title"), join(lines)), "\n\n")
    return Message(text, keyboard(*in_rows(buttons, 1), [back_to_settings(words)]))


def topic_leads_message(words: Words, topic: Topic, chosen: Sequence[int]) -> Message:
    """Render the lead times of one topic as checkboxes."""
    buttons = [
        checkbox(
            words,
            words.plain("settings-lead", days=days),
            SetLead(topic=topic, days=days, on=days not in chosen),
            chosen=days in chosen,
        )
        for days in LEAD_DAYS
    ]
    parts = [words("settings-leads-topic", topic=topic_name(words, topic))]
    if not chosen:
        parts.append(words("settings-leads-topic-none"))
    back = button(words.plain("choice-back"), OpenSettings(screen=SettingsScreen.LEADS))
    return Message(join(parts, "\n\n"), keyboard(*in_rows(buttons, 2), [back]))


def topic_name(words: Words, topic: Topic) -> str:
    """Return the name of a topic: «Юбилеи городов»."""
    return words.plain("topic-name", topic=topic.value)


def _leads_in_words(words: Words, days: Sequence[int]) -> str:
    if not days:
        return words.plain("settings-leads-none")
    *first, last = (words.plain("settings-lead-short", days=lead) for lead in days)
    return words.plain("settings-leads-list", first=", ".join(first), last=last) if first else last
