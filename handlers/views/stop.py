"""Render the stop of all notices, its undoing, and the greeting of a group."""

from data.calendar.cities import City
from handlers.callbacks.preferences import OpenSettings, SettingsScreen, Stop
from handlers.callbacks.subscriptions import OpenSubscriptions, SubscriptionScreen
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Button, button, keyboard
from handlers.views.message import Message
from handlers.views.my_city import title_answers, title_question
from handlers.views.settings import come_back_button


def stop_question(words: Words) -> Message:
    """Ask to confirm the stop, and offer a pause and single subscriptions instead."""
    sure = button(words.plain("stop-button-sure"), Stop(sure=True), style="danger")
    pause = button(words.plain("stop-button-pause"), OpenSettings(screen=SettingsScreen.PAUSE))
    return Message(
        words("stop-ask"), keyboard([sure], [pause], [_topics_button(words, "stop-button-subscriptions")])
    )


def stopped_message(words: Words) -> Message:
    """Confirm that no notices come any more, with the button to resume."""
    return Message(words("stop-done"), keyboard([come_back_button(words)]))


def resumed_message(words: Words) -> Message:
    """Confirm that the notices come as before the stop."""
    return Message(words("stop-undone"), keyboard([_topics_button(words, "settings-button-subscriptions")]))


def still_stopped_message(words: Words) -> Message:
    """Say that the notices are stopped, with the button to resume."""
    return Message(words("settings-stopped"), keyboard([come_back_button(words)]))


def group_greeting_message(words: Words, facts: Markup, title_city: City | None = None) -> Message:
    """Tell a group what the bot does, what lies ahead, and that its admins set it up.

    title_city is the city that its title names. The group is asked whether it is its chat.
    """
    settings = button(words.plain("membership-button-settings"), OpenSettings(screen=SettingsScreen.MAIN))
    question = Markup("") if title_city is None else title_question(words, title_city)
    answers = () if title_city is None else title_answers(words, title_city)
    text = join((words("membership-hello"), facts, words("membership-how"), question), "\n\n")
    return Message(text, keyboard(answers, [_topics_button(words, "membership-button-topics"), settings]))


def _topics_button(words: Words, key: str) -> Button:
    return button(words.plain(key), OpenSubscriptions(screen=SubscriptionScreen.TOPICS))
