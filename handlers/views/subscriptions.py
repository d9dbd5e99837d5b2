"""Render the screens of /subscribe: topics, followed cities and events, muted occasions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from data.calendar.cities import City
from data.calendar.city_search.lookup import SearchResult
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import Chat, ChatKind, ChatState, Frequency
from handlers.callbacks.preferences import OpenSettings, SetGreetings, SettingsScreen, Stop
from handlers.callbacks.subscriptions import (
    AddCity,
    AskCity,
    OpenSubscriptions,
    SetListed,
    SetPlanNews,
    SetTopic,
    SubscriptionScreen,
    Unmute,
)
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.cities import candidates_text
from handlers.views.keyboard import Button, Row, button, checkbox, in_rows, keyboard, pager, shorten
from handlers.views.message import Message
from handlers.views.paging import Paged
from handlers.views.promises import next_reminders_in_words, sample_button
from handlers.views.settings import come_back_button, silence_in_words
from handlers.views.wording.occasions import city_name
from scheduler.reminder_forecast import ExpectedReminder

LISTED_TOPICS = (
    Topic.OWN,
    Topic.PARTICIPATION,
    Topic.PARTNER,
    Topic.JUBILEES,
    Topic.CITY_DAYS,
    Topic.BULLETIN,
    Topic.JOURNAL,
    Topic.CHANGES,
)
"""Topics without a subject, in the order of the screen."""

_EVENT_TOPICS = frozenset({Topic.OWN, Topic.PARTICIPATION, Topic.PARTNER})


@dataclass(frozen=True, slots=True)
class ListItem:
    """A followed city or event of a list: its id and the label of its button."""

    subject: str
    label: str


@dataclass(frozen=True, slots=True)
class Muted:
    """What a chat has muted.

    occasions is the number of those still to come. new_plans means that no plan is announced to it.
    """

    occasions: int = 0
    new_plans: bool = False


def topics_message(
    words: Words,
    chat: Chat,
    followed: Collection[Subscription],
    muted: Muted,
    today: date,
    expected: Sequence[ExpectedReminder] = (),
) -> Message:
    """Render every topic, on or off, and the buttons to the lists and the stop.

    Above are the reminders expected next, and why notices may not come all the same.
    """
    rows = topic_rows(words, chat, followed, announces_plans=not muted.new_plans)
    rows.append([list_button(words, Topic.CITY, followed), list_button(words, Topic.EVENT, followed)])
    rows.append([button(words.plain("subscriptions-button-add-city"), AskCity())])
    if muted.occasions:
        label = words.plain("subscriptions-button-mutes", count=muted.occasions)
        rows.append([button(label, OpenSubscriptions(screen=SubscriptionScreen.MUTES))])
    if chat.state is ChatState.STOPPED:
        rows.append([_settings_button(words), come_back_button(words)])
    else:
        rows.append(
            [_settings_button(words), button(words.plain("subscriptions-button-stop"), Stop(sure=False))]
        )
    if expected:
        rows.append([sample_button(words)])
    text = (
        *_topics_lines(words, chat, followed),
        next_reminders_in_words(words, expected, chat.zone, today),
        silence_in_words(words, chat, today),
        words("subscriptions-marks"),
    )
    return Message(join(text, "\n\n"), keyboard(*rows))


def topic_rows(
    words: Words, chat: Chat, followed: Collection[Subscription], *, announces_plans: bool
) -> list[Row]:
    """Return the switches of topics, of greetings, and of new plans where events are followed."""
    topics = {item.topic for item in followed}
    rows: list[Row] = [[_topic_choice(words, topic, on=topic in topics)] for topic in LISTED_TOPICS]
    greetings = SetGreetings(on=not chat.greets)
    rows.append([checkbox(words, words.plain("greetings-switch"), greetings, chosen=chat.greets)])
    if topics & _EVENT_TOPICS:
        rows.append([_plan_news_choice(words, on=announces_plans)])
    return rows


def followed_list_message(
    words: Words, topic: Topic, shown: Paged[ListItem], removed: ListItem | None = None
) -> Message:
    """Render a page of followed cities or events. One just removed is offered again."""
    rows: list[Row] = [
        [checkbox(words, item.label, _set_listed(topic, item, shown.number, on=False), chosen=True)]
        for item in shown.rows
    ]
    if removed is not None:
        label = words.plain("subscriptions-button-restore", label=removed.label)
        rows.append([button(label, _set_listed(topic, removed, shown.number, on=True))])
    screen = SubscriptionScreen.CITIES if topic is Topic.CITY else SubscriptionScreen.EVENTS
    rows.append(pager(words, shown.number, shown.pages, lambda to: OpenSubscriptions(screen=screen, page=to)))
    if topic is Topic.CITY:
        rows.append([button(words.plain("subscriptions-button-add-city"), AskCity())])
        text = words("subscriptions-cities-title" if shown.total else "subscriptions-cities-none")
    else:
        text = words("subscriptions-events-title" if shown.total else "subscriptions-events-none")
    return Message(text, keyboard(*rows, [back_to_topics(words)]))


def muted_list_message(words: Words, shown: Paged[ListItem]) -> Message:
    """Render a page of muted occasions. A press unmutes one."""
    rows: list[Row] = [
        [
            button(
                words.plain("subscriptions-button-unmute", label=item.label),
                Unmute(key=item.subject, page=shown.number),
            )
        ]
        for item in shown.rows
    ]
    screen = SubscriptionScreen.MUTES
    rows.append(pager(words, shown.number, shown.pages, lambda to: OpenSubscriptions(screen=screen, page=to)))
    text = words("subscriptions-mutes-title" if shown.total else "subscriptions-mutes-none")
    return Message(text, keyboard(*rows, [back_to_topics(words)]))


def city_added_message(
    words: Words,
    city: City,
    *,
    is_new: bool,
    has_day: bool = True,
    notes: Markup | None = None,
    is_stopped: bool = False,
) -> Message:
    """Confirm that a city is followed, or say that it was already.

    Where has_day is false, no day of the city is known to remind of. notes say when the first reminder comes,
    or why none comes.
    """
    name = city_name(words, city)
    added = "subscriptions-city-added" if has_day else "subscriptions-city-added-without-day"
    text = words(added if is_new else "subscriptions-city-known", city=name)
    back = [come_back_button(words)] if is_stopped else []
    add = [button(words.plain("subscriptions-button-add-city"), AskCity())]
    last = [sample_button(words, Subscription(Topic.CITY, city.id)), to_topics(words)]
    return Message(join((text, notes or ""), "\n\n"), keyboard(back, add, last))


def which_city_message(words: Words, found: SearchResult) -> Message:
    """Offer the cities that a name may mean. A press follows one."""
    buttons = [button(city_name(words, city), AddCity(city_id=city.id)) for city in found.candidates]
    return Message(candidates_text(words, found), keyboard(*in_rows(buttons, 2)))


def ask_city_message(words: Words, *, in_group: bool) -> Message:
    """Ask for the name of a city. In a group only a reply to this message reaches the bot."""
    return Message(words("subscriptions-ask-city-group" if in_group else "subscriptions-ask-city"))


def city_unknown_message(words: Words, name: str) -> Message:
    """Say that no city has this name. The question stays open."""
    return Message(words("subscriptions-city-unknown", name=shorten(name, 60)))


def back_to_topics(words: Words) -> Button:
    """Return the button back to all topics."""
    return button(words.plain("choice-back"), OpenSubscriptions(screen=SubscriptionScreen.TOPICS))


def to_topics(words: Words) -> Button:
    """Return the button to all topics from another screen."""
    return button(
        words.plain("settings-button-subscriptions"), OpenSubscriptions(screen=SubscriptionScreen.TOPICS)
    )


def _topics_lines(words: Words, chat: Chat, followed: Collection[Subscription]) -> list[Markup]:
    is_private = chat.kind is ChatKind.PRIVATE
    parts = [words("subscriptions-title" if is_private else "subscriptions-group-title")]
    if not followed:
        parts.append(words("subscriptions-none"))
    elif chat.frequency is Frequency.WEEKLY:
        parts.append(words("subscriptions-weekly-only"))
    return parts


def _topic_choice(words: Words, topic: Topic, *, on: bool) -> Button:
    label = words.plain("subscriptions-button-topic", topic=topic.value)
    return checkbox(words, label, SetTopic(topic=topic, on=not on), chosen=on)


def _plan_news_choice(words: Words, *, on: bool) -> Button:
    return checkbox(words, words.plain("subscriptions-button-new-plans"), SetPlanNews(on=not on), chosen=on)


def list_button(words: Words, topic: Topic, followed: Collection[Subscription]) -> Button:
    """Return the button to the list of followed cities or events, with their number."""
    count = sum(item.topic is topic for item in followed)
    if topic is Topic.CITY:
        label, screen = words.plain("subscriptions-button-cities", count=count), SubscriptionScreen.CITIES
    else:
        label, screen = words.plain("subscriptions-button-events", count=count), SubscriptionScreen.EVENTS
    return button(label, OpenSubscriptions(screen=screen))


def _settings_button(words: Words) -> Button:
    return button(words.plain("subscriptions-button-settings"), OpenSettings(screen=SettingsScreen.MAIN))


def _set_listed(topic: Topic, item: ListItem, page: int, *, on: bool) -> SetListed:
    return SetListed(topic=topic, subject=item.subject, on=on, page=page)
