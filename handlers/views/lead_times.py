"""The screens on which people choose how long ahead they are reminded."""

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
"""Topics whose occasions have a day to count down to; issues and changes come when they come."""


def lead_topics_message(words: Words, leads: Mapping[Topic, Sequence[int]]) -> Message:
    """Every topic with its lead times; a button for each."""
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
    """The lead times of one topic, any number of which may be ticked."""
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
    """«Юбилеи городов»."""
    return words.plain("topic-name", topic=topic.value)


def _leads_in_words(words: Words, days: Sequence[int]) -> str:
    if not days:
        return words.plain("settings-leads-none")
    return ", ".join(words.plain("settings-lead-short", days=lead) for lead in days)
