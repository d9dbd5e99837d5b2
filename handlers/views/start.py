"""Render the first screen, the help and the one-tap subscriptions."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from aiogram.types import ReplyKeyboardRemove

from data.calendar.cities import City
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import Chat, ChatKind, ChatState
from handlers.callbacks.agenda import AgendaKind, OpenAgenda
from handlers.callbacks.browsing import SETTINGS, ButtonPlace, Follow, OpenPlan, OpenScreen, Screen
from handlers.callbacks.subscriptions import OpenSubscriptions, SubscriptionScreen
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Button, Row, button, in_rows, keyboard
from handlers.views.message import Message
from handlers.views.my_city import city_choices, title_answers, title_question
from handlers.views.secretariat.feedback import feedback_button
from handlers.views.secretariat.guide import guide_button
from handlers.views.settings import come_back_button

ONE_TAP_TOPICS = (Topic.JUBILEES, Topic.BULLETIN)
"""Topics that the first screen offers."""


@dataclass(frozen=True, slots=True)
class StartScreen:
    """What the first screen shows beside its greeting.

    facts are those of the day. city_line tells of the chat's own city and is empty without one. asks_city is
    set where it is asked for, and likely are cities to choose from. title_city is the one that a group's
    title names, to be asked about. jubilee_year and plan_year are those that the buttons open, None where
    there is nothing to open.
    """

    chat: Chat
    facts: Markup
    followed: Collection[Subscription]
    city_line: Markup
    jubilee_year: int | None = None
    plan_year: int | None = None
    asks_city: bool = False
    likely: Sequence[City] = ()
    title_city: City | None = None


def start_message(
    words: Words, screen: StartScreen, done: Follow | None = None, *, link_gone: bool = False
) -> Message:
    """Say what lies ahead, how to leave, and ask for the chat's own city where it is unknown.

    done is the tap that this screen confirms. link_gone says that the link's target is gone.
    """
    parts = (
        words("settings-stopped") if screen.chat.state is ChatState.STOPPED else "",
        follow_outcome(words, done) if done is not None else "",
        words("link-gone") if link_gone else "",
        screen.city_line,
        words("start-hello"),
        screen.facts,
        words("start-rules"),
        _question(words, screen),
    )
    return Message(join(parts, "\n\n"), keyboard(*_start_rows(words, screen)))


def _question(words: Words, screen: StartScreen) -> Markup:
    if screen.title_city is not None:
        return title_question(words, screen.title_city)
    return words("start-ask-city") if screen.asks_city else Markup("")


def _start_rows(words: Words, screen: StartScreen) -> Iterator[Row]:
    if screen.chat.state is ChatState.STOPPED:
        yield (come_back_button(words),)
    if screen.title_city is not None:
        yield title_answers(words, screen.title_city)
    yield city_choices(words, screen.likely)
    yield from in_rows(list(_shortcuts(words, screen)), 2)
    for topic in ONE_TAP_TOPICS:
        on = _is_not_followed(topic, screen.followed)
        yield (follow_topic_button(words, topic, ButtonPlace.START, on=on),)
    subscriptions = OpenSubscriptions(screen=SubscriptionScreen.TOPICS)
    yield (
        button(words.plain("settings-button-subscriptions"), subscriptions),
        button(words.plain("button-settings"), SETTINGS),
        button(words.plain("button-help"), OpenScreen(screen=Screen.HELP)),
    )


def _shortcuts(words: Words, screen: StartScreen) -> Iterator[Button]:
    yield button(words.plain("button-upcoming"), OpenAgenda())
    if (year := screen.jubilee_year) is not None:
        jubilees = OpenAgenda(kind=AgendaKind.JUBILEES).over_year(year)
        yield button(words.plain("button-jubilees-of-year", year=year), jubilees)
    is_private = screen.chat.kind is ChatKind.PRIVATE
    own = words.plain("button-my-city") if is_private else words.plain("button-city-of-chat")
    yield button(own, OpenScreen(screen=Screen.MY_CITY))
    if screen.plan_year is not None:
        plan = OpenPlan(year=screen.plan_year)
        yield button(words.plain("button-plan-of-year", year=screen.plan_year), plan)


def topic_message(words: Words, topic: Topic, followed: Collection[Subscription]) -> Message:
    """Describe one topic for a link to it, with the button that subscribes."""
    menu = button(words.plain("button-menu"), OpenScreen(screen=Screen.START))
    tap = follow_topic_button(words, topic, ButtonPlace.ELSEWHERE, on=_is_not_followed(topic, followed))
    return Message(words(f"topic-about-{topic.value}"), keyboard((tap,), (menu,)))


def help_message(words: Words, staff_commands: Sequence[str] = ()) -> Message:
    """Render every command with an example.

    Members of the secretariat get their commands and the button of the guide as well.
    """
    buttons = (
        button(words.plain("button-upcoming"), OpenAgenda()),
        button(words.plain("button-privacy"), OpenScreen(screen=Screen.PRIVACY)),
    )
    feedback = feedback_button(words)
    menu = button(words.plain("button-menu"), OpenScreen(screen=Screen.START))
    lines = [words(f"desk-help-{one}") for one in staff_commands]
    desk = join((words("desk-help"), *lines)) if lines else Markup("")
    guide = (guide_button(words),) if lines else ()
    return Message(join((words("help"), desk), "\n\n"), keyboard(guide, buttons, (feedback,), (menu,)))


def not_understood_message(words: Words, key: str) -> Message:
    """Say what was not understood, with a button to the help."""
    help_button = button(words.plain("button-help"), OpenScreen(screen=Screen.HELP))
    return Message(words(key), keyboard((help_button,)))


def cancelled_message(words: Words, *, was_open: bool) -> Message:
    """Say that the open question is withdrawn, or that there was none."""
    return Message(words("cancel-done") if was_open else words("cancel-nothing"))


def choice_ended_message(words: Words) -> Message:
    """Say that nothing is chosen from Telegram's list, and take its keyboard away."""
    return Message(words("cancel-done"), reply_keyboard=ReplyKeyboardRemove())


def follow_topic_button(words: Words, topic: Topic, place: ButtonPlace, *, on: bool) -> Button:
    """Return the button that subscribes to a topic, or unsubscribes."""
    label = words.plain(f"button-follow-{topic.value}") if on else words.plain(f"button-stop-{topic.value}")
    return button(label, Follow(topic=topic, on=on, place=place), style="success" if on else None)


def follow_outcome(words: Words, done: Follow) -> Markup:
    """Say what a tap has done."""
    return words(f"follow-on-{done.topic.value}") if done.on else words(f"follow-off-{done.topic.value}")


def _is_not_followed(topic: Topic, followed: Collection[Subscription]) -> bool:
    return Subscription(topic) not in followed
