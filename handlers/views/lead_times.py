"""Render the screens of lead times: how long ahead reminders come."""

from collections.abc import Iterable, Mapping, Sequence

from data.calendar.topics import LEAD_DAYS, LEAD_HOURS, TOPICS_OF_EVENTS, Topic, default_leads
from handlers.callbacks.preferences import (
    LeadPreset,
    OpenLeads,
    OpenOwnLeads,
    OpenSettings,
    SetHourLead,
    SetLead,
    SetLeadPreset,
    SettingsScreen,
)
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Button, Row, button, checkbox, in_rows, keyboard, radio_button
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

PRESETS = {
    LeadPreset.MONTH_AND_DAY: (30, 1),
    LeadPreset.WEEK_AND_DAY: (7, 1),
    LeadPreset.DAY: (1,),
    LeadPreset.SAME_DAY: (0,),
}
"""The lead times of each preset in days, longest first."""


def lead_topics_message(
    words: Words, leads: Mapping[Topic, Sequence[int]], hours: Mapping[Topic, Sequence[int]]
) -> Message:
    """Render every topic with its lead times, and a button for each."""
    lines = [
        words(
            "settings-leads-line",
            topic=topic_name(words, topic),
            leads=leads_in_words(words, leads[topic], hours[topic]),
        )
        for topic in TOPICS_WITH_LEADS
    ]
    buttons = [button(topic_name(words, topic), OpenLeads(topic=topic)) for topic in TOPICS_WITH_LEADS]
    text = join((words("settings-leads-title"), join(lines)), "\n\n")
    return Message(text, keyboard(*in_rows(buttons, 1), [back_to_settings(words)]))


def topic_leads_message(words: Words, topic: Topic, chosen: Sequence[int], hours: Sequence[int]) -> Message:
    """Render the presets of a topic, and for events the hours before they begin.

    chosen are its lead times in days, longest first.
    """
    rows: list[Row] = [
        [
            radio_button(
                words,
                words.plain("settings-leads-preset", preset=preset.value),
                SetLeadPreset(topic=topic, preset=preset),
                chosen=tuple(chosen) == PRESETS[preset],
            )
        ]
        for preset in presets_of(topic)
    ]
    is_own = tuple(chosen) not in PRESETS.values()
    own = words.plain("settings-leads-own")
    rows.append([radio_button(words, own, OpenOwnLeads(topic=topic), chosen=is_own)])
    if topic in TOPICS_OF_EVENTS:
        rows.append(_hour_choices(words, topic, hours))
    back = button(words.plain("choice-back"), OpenSettings(screen=SettingsScreen.LEADS))
    return Message(_topic_text(words, topic, chosen, hours, is_own=False), keyboard(*rows, [back]))


def own_leads_message(words: Words, topic: Topic, chosen: Sequence[int], hours: Sequence[int]) -> Message:
    """Render each lead time of a topic as a checkbox."""
    buttons = [
        checkbox(
            words,
            words.plain("settings-lead", days=days),
            SetLead(topic=topic, days=days, on=days not in chosen),
            chosen=days in chosen,
        )
        for days in LEAD_DAYS
    ]
    back = button(words.plain("choice-back"), OpenLeads(topic=topic))
    return Message(
        _topic_text(words, topic, chosen, hours, is_own=True), keyboard(*in_rows(buttons, 2), [back])
    )


def presets_of(topic: Topic) -> tuple[LeadPreset, ...]:
    """Return the presets that a topic offers, its default first.

    A month is offered only where it is the default.
    """
    default = next(preset for preset, days in PRESETS.items() if days == default_leads(topic))
    others = (one for one in LeadPreset if one not in {default, LeadPreset.MONTH_AND_DAY})
    return default, *others


def topic_name(words: Words, topic: Topic) -> str:
    """Return the name of a topic: «Юбилеи городов»."""
    return words.plain("topic-name", topic=topic.value)


def leads_in_words(words: Words, days: Iterable[int], hours: Iterable[int] = ()) -> str:
    """Return «за 7 дней, за день и за 3 часа до начала»."""
    in_days = _listed(words, [words.plain("settings-lead-short", days=lead) for lead in days])
    in_hours = _listed(words, [words.plain("settings-hour-lead-short", hours=lead) for lead in hours])
    if not in_hours:
        return in_days or words.plain("settings-leads-none")
    return words.plain("settings-hour-leads", days=in_days or "none", hours=in_hours)


def _listed(words: Words, parts: Sequence[str]) -> str:
    if not parts:
        return ""
    *first, last = parts
    return words.plain("settings-leads-list", first=", ".join(first), last=last) if first else last


def _topic_text(
    words: Words, topic: Topic, chosen: Sequence[int], hours: Sequence[int], *, is_own: bool
) -> Markup:
    parts = [words("settings-leads-topic", topic=topic_name(words, topic))]
    if not chosen and not hours:
        parts.append(words("settings-leads-topic-none"))
    if is_own:
        parts.append(words("settings-leads-several"))
    elif topic in TOPICS_OF_EVENTS:
        parts.append(words("settings-hour-leads-note"))
    return join(parts, "\n\n")


def _hour_choices(words: Words, topic: Topic, chosen: Sequence[int]) -> list[Button]:
    return [
        checkbox(
            words,
            words.plain("settings-hour-lead", hours=hours),
            SetHourLead(topic=topic, hours=hours, on=hours not in chosen),
            chosen=hours in chosen,
        )
        for hours in LEAD_HOURS
    ]
