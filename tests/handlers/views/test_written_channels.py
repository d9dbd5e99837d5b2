"""Every message by which a channel is set up, written down, and accepted by Telegram."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.chat_values import Chat, ChatKind, Language, NewChat, beginning
from handlers.text.markup import Markup
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views import channels, settings, zones
from handlers.views.message import Message
from handlers.views.paging import take_page
from handlers.views.subscriptions import ListItem
from tests.handlers.written import check_written
from tests.plan_2020 import cities_2020

NOW = datetime(2020, 3, 1, 9, 0, tzinfo=UTC)
TODAY = date(2020, 3, 1)
CHANNEL: Chat = beginning(
    NewChat(-1_001_700_000_002, ChatKind.CHANNEL, Language.RU, "Europe/Moscow", 10), NOW
)
REFUSED = replace(CHANNEL, refused_since=datetime(2020, 2, 28, 7, 0, tzinfo=UTC))
FOLLOWED = [Subscription(Topic.OWN), Subscription(Topic.BULLETIN), Subscription(Topic.CITY, "kazan")]
KAZAN = cities_2020().by_id["kazan"]
PROMISE = Markup("…")


def card(words: Words, chat: Chat, *followed: Subscription, title: str = "Новости МАГ") -> Message:
    """Return the card of a channel."""
    shown = channels.ChannelCard(chat, title, followed, announces_plans=False)
    return channels.channel_message(words, shown, NOW, TODAY)


MESSAGES: dict[str, Callable[[Words], Message]] = {
    "choose": channels.choose_channel_message,
    "known": lambda w: channels.known_channels_message(
        w, [channels.KnownChannel(CHANNEL.chat_id, "Новости МАГ"), channels.KnownChannel(-1, "Ы" * 99)]
    ),
    "chosen": lambda w: channels.channel_chosen_message(w, "Казань & <друзья>"),
    "card-new": lambda w: card(w, CHANNEL),
    "card": lambda w: card(w, replace(CHANNEL, language=Language.EN, zone="Asia/Omsk"), *FOLLOWED),
    "card-paused": lambda w: card(w, replace(CHANNEL, paused_until=date.max), *FOLLOWED),
    "card-refused": lambda w: card(w, REFUSED, *FOLLOWED, title="Казань & <друзья>"),
    "hour": lambda w: settings.hour_message(w, CHANNEL, NOW),
    "zone": lambda w: zones.zone_message(w, CHANNEL, NOW),
    "zone-ask": channels.ask_channel_zone_message,
    "pause": lambda w: settings.pause_message(w, REFUSED, TODAY),
    "cities": lambda w: channels.channel_cities_message(w, take_page([ListItem("kazan", "Казань")], 0)),
    "cities-none": lambda w: channels.channel_cities_message(
        w, take_page([], 0), ListItem("kazan", "Казань")
    ),
    "city-added": lambda w: channels.channel_city_added_message(w, KAZAN, PROMISE, is_new=True, has_day=True),
    "city-added-without-day": lambda w: channels.channel_city_added_message(
        w, KAZAN, Markup(""), is_new=True, has_day=False
    ),
    "city-known": lambda w: channels.channel_city_added_message(
        w, KAZAN, PROMISE, is_new=False, has_day=True
    ),
    "remove": lambda w: channels.removal_question(w, "Казань & <друзья>"),
    "removed": lambda w: channels.channel_removed_message(w, "Казань & <друзья>"),
}
REFUSALS = (
    "channel-elsewhere",
    "channel-not-yours",
    "channel-bot-away",
    "channel-bot-powerless",
    "channel-unknown",
)
OTHERS = frozenset({"choose", "known", "chosen"})
"""Messages without buttons of one channel."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MESSAGES)
def test_message_of_a_channel_is_as_written_down(name: str, language: str) -> None:
    """The buttons act upon the channel, and their data is short enough."""
    view = MESSAGES[name](words_in(language))
    shown = view if name in OTHERS else channels.addressed(view, CHANNEL.chat_id)
    check_written(f"channel-{name}", language, shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_refusals_of_a_channel_are_as_written_down(language: str) -> None:
    """Each is one sentence, and takes the keyboard away where the channel was chosen."""
    words = words_in(language)
    for key in REFUSALS:
        check_written(
            f"channel-refused-{key.removeprefix('channel-')}",
            language,
            channels.channel_refused_message(words, key),
        )
    full = words("subscriptions-full", most=100, chat="channel")
    check_written("channel-full", language, Message(full))
    check_written("channel-press", language, Message(words("channel-press")))
