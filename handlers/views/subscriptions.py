"""The screens of /subscribe: topics, followed cities and events, and what is muted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from data.calendar.cities import City
from data.calendar.city_search.lookup import Found
from data.calendar.topics import Subscription, Topic
from data.store.chats import Chat, ChatKind, ChatState, Frequency
from handlers.callbacks.preferences import (
    AddCity,
    AskCity,
    OpenSettings,
    OpenSubscriptions,
    SetListed,
    SettingsScreen,
    SetTopic,
    Stop,
    SubscriptionScreen,
    Unmute,
)
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.cities import candidates_text
from handlers.views.keyboard import Button, Row, button, checkbox, in_rows, keyboard, pager, shorten
from handlers.views.message import Message
from handlers.views.paging import Paged
from handlers.views.settings import come_back_button, silence_in_words
from handlers.views.wording.occasions import city_name

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
"""Topics that need no subject, in the order of the screen."""


@dataclass(frozen=True, slots=True)
class ListItem:
    """A followed city or event in a list: its id and what its button says."""

    subject: str
    label: str


def topics_message(
    words: Words, chat: Chat, followed: Collection[Subscription], muted: int, today: date
) -> Message:
    """Every topic on or off, why nothing may come all the same, the ways to the lists, and the way out."""
    topics = {item.topic for item in followed}
    rows: list[Row] = [[_topic_choice(words, topic, on=topic in topics)] for topic in LISTED_TOPICS]
    rows.append([_list_button(words, Topic.CITY, followed), _list_button(words, Topic.EVENT, followed)])
    rows.append([button(words.plain("subscriptions-button-add-city"), AskCity())])
    if muted:
        label = words.plain("subscriptions-button-mutes", count=muted)
        rows.append([button(label, OpenSubscriptions(screen=SubscriptionScreen.MUTES))])
    if chat.state is ChatState.STOPPED:
        rows.append([_settings(words), come_back_button(words)])
    else:
        rows.append([_settings(words), button(words.plain("subscriptions-button-stop"), Stop(sure=False))])
    text = (*_topics_text(words, chat, followed), silence_in_words(words, chat, today))
    return Message(join(text, "\n\n"), keyboard(*rows))


def listed_message(
    words: Words, topic: Topic, shown: Paged[ListItem], removed: ListItem | None = None
) -> Message:
    """A page of followed cities or events; one just removed is offered back."""
    rows: list[Row] = [
        [checkbox(words, item.label, _set(topic, item, shown.number, on=False), chosen=True)]
        for item in shown.rows
    ]
    if removed is not None:
        label = words.plain("subscriptions-button-restore", label=removed.label)
        rows.append([button(label, _set(topic, removed, shown.number, on=True))])
    screen = SubscriptionScreen.CITIES if topic is Topic.CITY else SubscriptionScreen.EVENTS
    rows.append(pager(words, shown.number, shown.pages, lambda to: OpenSubscriptions(screen=screen, page=to)))
    if topic is Topic.CITY:
        rows.append([button(words.plain("subscriptions-button-add-city"), AskCity())])
        text = words("subscriptions-cities-title" if shown.total else "subscriptions-cities-none")
    else:
        text = words("subscriptions-events-title" if shown.total else "subscriptions-events-none")
    return Message(text, keyboard(*rows, [back_to_topics(words)]))


def mutes_message(words: Words, shown: Paged[ListItem]) -> Message:
    """A page of what is muted; a press speaks of it again."""
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
    words: Words, city: City, *, is_new: bool, silence: Markup | None = None, is_stopped: bool = False
) -> Message:
    """That a city is followed from now on, or was already; silence: why nothing comes all the same."""
    name = city_name(words, city)
    text = words("subscriptions-city-added" if is_new else "subscriptions-city-known", city=name)
    back = [come_back_button(words)] if is_stopped else []
    add = [button(words.plain("subscriptions-button-add-city"), AskCity())]
    return Message(join((text, silence or ""), "\n\n"), keyboard(back, add, [to_topics(words)]))


def which_city_message(words: Words, found: Found) -> Message:
    """Offer the cities a name may have meant; pressing one follows it."""
    buttons = [button(city_name(words, city), AddCity(city_id=city.id)) for city in found.candidates]
    return Message(candidates_text(words, found), keyboard(*in_rows(buttons, 2)))


def ask_city_message(words: Words, *, in_group: bool) -> Message:
    """The question which city; in a group only an answer to this very message reaches us."""
    return Message(words("subscriptions-ask-city-group" if in_group else "subscriptions-ask-city"))


def city_unknown_message(words: Words, name: str) -> Message:
    """That no city is called so, with the question left open."""
    return Message(words("subscriptions-city-unknown", name=shorten(name, 60)))


def back_to_topics(words: Words) -> Button:
    """The way back to the first screen."""
    return button(words.plain("choice-back"), OpenSubscriptions(screen=SubscriptionScreen.TOPICS))


def to_topics(words: Words) -> Button:
    """The way to all subscriptions from elsewhere."""
    return button(
        words.plain("settings-button-subscriptions"), OpenSubscriptions(screen=SubscriptionScreen.TOPICS)
    )


def _topics_text(words: Words, chat: Chat, followed: Collection[Subscription]) -> list[Markup]:
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


def _list_button(words: Words, topic: Topic, followed: Collection[Subscription]) -> Button:
    count = sum(item.topic is topic for item in followed)
    if topic is Topic.CITY:
        label, screen = words.plain("subscriptions-button-cities", count=count), SubscriptionScreen.CITIES
    else:
        label, screen = words.plain("subscriptions-button-events", count=count), SubscriptionScreen.EVENTS
    return button(label, OpenSubscriptions(screen=screen))


def _settings(words: Words) -> Button:
    return button(words.plain("subscriptions-button-settings"), OpenSettings(screen=SettingsScreen.MAIN))


def _set(topic: Topic, item: ListItem, page: int, *, on: bool) -> SetListed:
    return SetListed(topic=topic, subject=item.subject, on=on, page=page)
