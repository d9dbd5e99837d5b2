"""Render the screens of /settings."""

from datetime import date, datetime

from data.calendar.cities import City
from data.store.chat_values import Chat, ChatKind, ChatState, Frequency, Language
from handlers.callbacks.preferences import (
    ComeBack,
    OpenSettings,
    PausePeriod,
    SetFrequency,
    SetHour,
    SetLanguage,
    SetPause,
    SettingsScreen,
)
from handlers.callbacks.subscriptions import OpenSubscriptions, SubscriptionScreen
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Button, Row, button, in_rows, keyboard, radio_button
from handlers.views.message import Message
from handlers.views.my_city import my_city_choices, my_city_line
from handlers.views.reopening import refused_in_words
from handlers.views.wording.days import day_in_words
from handlers.views.wording.local_time import local_clock, zone_in_words


def settings_message(
    words: Words, chat: Chat, now: datetime, today: date, city: City | None = None
) -> Message:
    """Render all settings of the chat, with its city and its local time."""
    lines = (
        my_city_line(words, city, in_group=chat.kind is not ChatKind.PRIVATE),
        words("settings-zone-line", zone=zone_in_words(words, chat.zone, now)),
        words("settings-hour-line", hour=chat.hour),
        words("settings-frequency-line", frequency=chat.frequency.value),
        words("settings-language-line"),
    )
    parts = (
        words("settings-title"),
        join(lines),
        silence_in_words(words, chat, today),
        words("settings-now", clock=local_clock(words, chat.zone, now)),
    )
    return Message(join(parts, "\n\n"), keyboard(*_main_rows(words, chat, today, city)))


def silence_in_words(words: Words, chat: Chat, today: date) -> Markup:
    """Say why the chat gets no notices at present. Empty for a chat that gets them."""
    if chat.state is ChatState.STOPPED:
        return words("settings-stopped")
    return join((refused_in_words(words, chat), _pause_in_words(words, chat, today)), "\n\n")


def _pause_in_words(words: Words, chat: Chat, today: date) -> Markup:
    if not is_paused(chat, today) or chat.paused_until is None:
        return Markup("")
    if chat.paused_until == date.max:
        return words("settings-paused-open")
    return words("settings-paused-until", date=day_in_words(words, chat.paused_until, today.year))


def is_paused(chat: Chat, today: date) -> bool:
    """Return whether a pause holds on this local day."""
    return chat.paused_until is not None and chat.paused_until >= today


def hour_message(words: Words, chat: Chat, now: datetime) -> Message:
    """Render the hours of the day, with the chosen one ticked."""
    buttons = [
        radio_button(
            words,
            words.plain("settings-hour-button", hour=hour),
            SetHour(hour=hour),
            chosen=hour == chat.hour,
        )
        for hour in range(24)
    ]
    clock = local_clock(words, chat.zone, now)
    text = words("settings-hour-title", chat=whose(chat), hour=chat.hour, clock=clock)
    return Message(text, keyboard(*in_rows(buttons, 4), [back_to_settings(words)]))


def whose(chat: Chat) -> str:
    """Return the variant of a sentence for this chat.

    A channel is set up in a private chat, all others in the chat itself.
    """
    return "channel" if chat.kind is ChatKind.CHANNEL else "own"


def frequency_message(words: Words, chat: Chat) -> Message:
    """Render the delivery frequencies."""
    rows = [
        [
            radio_button(
                words,
                words.plain("settings-frequency-button", frequency=frequency.value),
                SetFrequency(frequency=frequency),
                chosen=frequency is chat.frequency,
            )
        ]
        for frequency in Frequency
    ]
    return Message(words("settings-frequency-title"), keyboard(*rows, [back_to_settings(words)]))


def language_message(words: Words, chat: Chat) -> Message:
    """Render the languages, each by its own name."""
    row = [
        radio_button(
            words,
            words.plain("settings-language-button", language=language.value),
            SetLanguage(language=language),
            chosen=language is chat.language,
        )
        for language in Language
    ]
    return Message(words("settings-language-title"), keyboard(row, [back_to_settings(words)]))


def pause_message(words: Words, chat: Chat, today: date) -> Message:
    """Render the lengths of a pause, and the way to end one."""
    rows: list[Row] = [
        [button(words.plain("settings-pause-button", period=period.value), SetPause(period=period))]
        for period in PausePeriod
        if period is not PausePeriod.NONE
    ]
    if is_paused(chat, today):
        rows.insert(0, [_end_pause_button(words)])
    text = join((words("settings-pause-title"), silence_in_words(words, chat, today)), "\n\n")
    return Message(text, keyboard(*rows, [back_to_settings(words)]))


def come_back_button(words: Words) -> Button:
    """Return the button that resumes the notices after a stop."""
    return button(words.plain("stop-button-undo"), ComeBack())


def back_to_settings(words: Words) -> Button:
    """Return the button back to the main screen."""
    return button(words.plain("choice-back"), OpenSettings(screen=SettingsScreen.MAIN))


def _main_rows(words: Words, chat: Chat, today: date, city: City | None) -> list[Row]:
    pause = (
        _end_pause_button(words)
        if is_paused(chat, today)
        else _screen_button(words, "settings-button-pause", SettingsScreen.PAUSE)
    )
    stopped = chat.state is ChatState.STOPPED
    return [
        [come_back_button(words)] if stopped else [],
        list(my_city_choices(words, city)),
        [
            _screen_button(words, "settings-button-leads", SettingsScreen.LEADS),
            _screen_button(words, "settings-button-hour", SettingsScreen.HOUR),
        ],
        [
            _screen_button(words, "settings-button-zone", SettingsScreen.ZONE),
            _screen_button(words, "settings-button-frequency", SettingsScreen.FREQUENCY),
        ],
        [_screen_button(words, "settings-button-language", SettingsScreen.LANGUAGE), pause],
        [
            button(
                words.plain("settings-button-subscriptions"),
                OpenSubscriptions(screen=SubscriptionScreen.TOPICS),
            )
        ],
    ]


def _end_pause_button(words: Words) -> Button:
    return button(words.plain("settings-button-resume"), SetPause(period=PausePeriod.NONE))


def _screen_button(words: Words, key: str, screen: SettingsScreen) -> Button:
    return button(words.plain(key), OpenSettings(screen=screen))
