"""Render the first screen, the help and the one-tap subscriptions."""

from collections.abc import Collection, Iterator

from data.calendar.topics import Subscription, Topic
from handlers.callbacks.browsing import SETTINGS, ButtonPlace, Follow, OpenAgenda, OpenScreen, Screen
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Button, Row, button, keyboard
from handlers.views.message import Message

ONE_TAP_TOPICS = (Topic.JUBILEES, Topic.BULLETIN)
"""Topics that the first screen offers."""


def start_message(
    words: Words,
    followed: Collection[Subscription],
    done: Follow | None = None,
    *,
    resumed: bool = False,
    link_gone: bool = False,
) -> Message:
    """Say what the bot does, how often it writes and how to leave.

    done is the tap that this screen confirms. resumed says that the notices come again after a stop.
    link_gone says that the link's target is gone.
    """
    parts = (
        words("stop-undone") if resumed else "",
        follow_outcome(words, done) if done is not None else "",
        words("link-gone") if link_gone else "",
        words("start"),
    )
    return Message(join(parts, "\n\n"), keyboard(*_start_rows(words, followed)))


def _start_rows(words: Words, followed: Collection[Subscription]) -> Iterator[Row]:
    yield (button(words.plain("button-upcoming"), OpenAgenda()),)
    yield (button(words.plain("button-my-city"), OpenScreen(screen=Screen.MY_CITY)),)
    for topic in ONE_TAP_TOPICS:
        yield (follow_topic_button(words, topic, ButtonPlace.START, on=_is_not_followed(topic, followed)),)
    settings = button(words.plain("button-settings"), SETTINGS)
    yield settings, button(words.plain("button-help"), OpenScreen(screen=Screen.HELP))


def topic_message(words: Words, topic: Topic, followed: Collection[Subscription]) -> Message:
    """Describe one topic for a link to it, with the button that subscribes."""
    menu = button(words.plain("button-menu"), OpenScreen(screen=Screen.START))
    tap = follow_topic_button(words, topic, ButtonPlace.ELSEWHERE, on=_is_not_followed(topic, followed))
    return Message(words(f"topic-about-{topic.value}"), keyboard((tap,), (menu,)))


def help_message(words: Words) -> Message:
    """Render every command with an example."""
    buttons = (
        button(words.plain("button-upcoming"), OpenAgenda()),
        button(words.plain("button-privacy"), OpenScreen(screen=Screen.PRIVACY)),
    )
    menu = button(words.plain("button-menu"), OpenScreen(screen=Screen.START))
    return Message(words("help"), keyboard(buttons, (menu,)))


def not_understood_message(words: Words, key: str) -> Message:
    """Say what was not understood, with a button to the help."""
    help_button = button(words.plain("button-help"), OpenScreen(screen=Screen.HELP))
    return Message(words(key), keyboard((help_button,)))


def cancelled_message(words: Words, *, was_open: bool) -> Message:
    """Say that the open question is withdrawn, or that there was none."""
    return Message(words("cancel-done") if was_open else words("cancel-nothing"))


def follow_topic_button(words: Words, topic: Topic, place: ButtonPlace, *, on: bool) -> Button:
    """Return the button that subscribes to a topic, or unsubscribes."""
    label = words.plain(f"button-follow-{topic.value}") if on else words.plain(f"button-stop-{topic.value}")
    return button(label, Follow(topic=topic, on=on, place=place), style="success" if on else None)


def follow_outcome(words: Words, done: Follow) -> Markup:
    """Say what a tap has done."""
    return words(f"follow-on-{done.topic.value}") if done.on else words(f"follow-off-{done.topic.value}")


def _is_not_followed(topic: Topic, followed: Collection[Subscription]) -> bool:
    return Subscription(topic) not in followed
