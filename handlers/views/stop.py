"""The end of everything, and its undoing."""

from handlers.callbacks.preferences import (
    OpenSettings,
    OpenSubscriptions,
    SettingsScreen,
    Stop,
    SubscriptionScreen,
)
from handlers.text.words import Words
from handlers.views.keyboard import Button, button, keyboard
from handlers.views.message import Message
from handlers.views.settings import come_back_button


def stop_question(words: Words) -> Message:
    """What would be lost, and the lesser ways."""
    sure = button(words.plain("stop-button-sure"), Stop(sure=True), style="danger")
    pause = button(words.plain("stop-button-pause"), OpenSettings(screen=SettingsScreen.PAUSE))
    return Message(
        words("stop-ask"), keyboard([sure], [pause], [_topics(words, "stop-button-subscriptions")])
    )


def stopped_message(words: Words) -> Message:
    """That nothing comes any more, and the way back."""
    return Message(words("stop-done"), keyboard([come_back_button(words)]))


def resumed_message(words: Words) -> Message:
    """That everything is as before the stop."""
    return Message(words("stop-undone"), keyboard([_topics(words, "settings-button-subscriptions")]))


def hello_group_message(words: Words) -> Message:
    """The bot has come into a group: what it is for and who sets it up."""
    settings = button(words.plain("membership-button-settings"), OpenSettings(screen=SettingsScreen.MAIN))
    return Message(
        words("membership-hello"), keyboard([_topics(words, "membership-button-topics"), settings])
    )


def _topics(words: Words, key: str) -> Button:
    return button(words.plain(key), OpenSubscriptions(screen=SubscriptionScreen.TOPICS))
