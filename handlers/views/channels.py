"""Render what an administrator is shown of a channel, in the private chat."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from aiogram.types import (
    ChatAdministratorRights,
    InlineKeyboardMarkup,
    KeyboardButton,
    KeyboardButtonRequestChat,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from data.calendar.cities import City
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import Chat
from handlers.callbacks.channels import ChannelPress, RemoveChannel
from handlers.callbacks.preferences import OpenSettings, PausePeriod, SetPause, SettingsScreen
from handlers.callbacks.subscriptions import AskCity
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Button, Row, button, keyboard
from handlers.views.message import Message
from handlers.views.paging import Paged
from handlers.views.promises import next_reminders_in_words
from handlers.views.settings import is_paused, silence_in_words
from handlers.views.subscriptions import ListItem, followed_list_message, list_button, topic_rows
from handlers.views.wording.local_time import zone_in_words
from handlers.views.wording.occasions import city_name
from scheduler.reminder_forecast import ExpectedReminder

CHANNEL_REQUEST = 61
"""The id of the request for a channel, by which the choice is known when it arrives."""


@dataclass(frozen=True, slots=True)
class KnownChannel:
    """A channel that the bot knows, by its id and title."""

    channel_id: int
    title: str


@dataclass(frozen=True, slots=True)
class ChannelCard:
    """What the card of a channel shows. expected are the reminders that come next."""

    chat: Chat
    title: str
    followed: Collection[Subscription]
    announces_plans: bool = True
    expected: Sequence[ExpectedReminder] = ()


def choose_channel_message(words: Words) -> Message:
    """Say what a channel gets, with the button that opens Telegram's list of channels.

    Telegram offers those in which the person may post, and gives the bot the same right.
    """
    request = KeyboardButtonRequestChat(
        request_id=CHANNEL_REQUEST,
        chat_is_channel=True,
        user_administrator_rights=_RIGHT_TO_POST,
        bot_administrator_rights=_RIGHT_TO_POST,
        request_title=True,
    )
    choose = KeyboardButton(text=words.plain("channel-button-choose"), request_chat=request)
    choices = ReplyKeyboardMarkup(keyboard=[[choose]], resize_keyboard=True, one_time_keyboard=True)
    return Message(words("channel-intro"), reply_keyboard=choices)


def known_channels_message(words: Words, known: Sequence[KnownChannel]) -> Message:
    """List the channels that are connected, each with a button to its card."""
    rows = [[_to_card(one.title, one.channel_id)] for one in known]
    return Message(words("channel-known"), keyboard(*rows))


def channel_chosen_message(words: Words, title: str) -> Message:
    """Confirm the choice, and take the keyboard away."""
    return Message(words("channel-chosen", title=title), reply_keyboard=ReplyKeyboardRemove())


def channel_refused_message(words: Words, key: str) -> Message:
    """Say what the chosen channel lacks, and take the keyboard away."""
    return Message(words(key), reply_keyboard=ReplyKeyboardRemove())


def channel_message(words: Words, card: ChannelCard, now: datetime, today: date) -> Message:
    """Render the card: what is published, when and in which language, and what keeps it back."""
    chat = card.chat
    settings = (
        words("channel-hour-line", hour=chat.hour, zone=zone_in_words(words, chat.zone, now)),
        words("channel-language-line", language=chat.language.value),
    )
    parts = (
        words("channel-title", title=card.title),
        "" if card.followed else words("channel-empty"),
        next_reminders_in_words(words, card.expected, chat.zone, today),
        join(settings),
        silence_in_words(words, chat, today),
        words("channel-marks"),
    )
    return Message(join(parts, "\n\n"), keyboard(*_card_rows(words, card, today)))


def channel_cities_message(words: Words, shown: Paged[ListItem], removed: ListItem | None = None) -> Message:
    """Render a page of the channel's cities. One just removed is offered again."""
    listed = followed_list_message(words, Topic.CITY, shown, removed)
    return replace(listed, text=words("channel-cities-title" if shown.total else "channel-cities-none"))


def channel_city_added_message(
    words: Words, city: City, promise: Markup, *, is_new: bool, has_day: bool
) -> Message:
    """Confirm that a city is added, or say that the channel has it already.

    promise says when the first reminder appears. Where has_day is false, no day of the city is known.
    """
    added = "channel-city-added" if has_day else "channel-city-added-without-day"
    text = words(added if is_new else "channel-city-known", city=city_name(words, city))
    return Message(join((text, promise), "\n\n"), keyboard([_add_button(words), _card_button(words)]))


def ask_channel_zone_message(words: Words) -> Message:
    """Ask for a city in the zone of the channel."""
    return Message(words("channel-zone-ask"))


def removal_question(words: Words, title: str) -> Message:
    """Ask to confirm that a channel is removed."""
    yes = button(words.plain("channel-remove-yes"), RemoveChannel(sure=True), style="danger")
    no = button(words.plain("channel-remove-no"), OpenSettings(screen=SettingsScreen.MAIN))
    return Message(words("channel-remove-ask", title=title), keyboard([yes], [no]))


def channel_removed_message(words: Words, title: str) -> Message:
    """Confirm that a channel is removed."""
    return Message(words("channel-removed", title=title))


def addressed(view: Message, channel_id: int) -> Message:
    """Return a view whose buttons act upon the channel instead of the chat they stand in."""
    if view.keyboard is None:
        return view
    rows = [[_on_channel(one, channel_id) for one in row] for row in view.keyboard.inline_keyboard]
    return replace(view, keyboard=InlineKeyboardMarkup(inline_keyboard=rows))


def _on_channel(one: Button, channel_id: int) -> Button:
    if one.callback_data is None:
        return one
    data = ChannelPress.on(channel_id, one.callback_data).pack()
    return one.model_copy(update={"callback_data": data})


def _to_card(title: str, channel_id: int) -> Button:
    data = OpenSettings(screen=SettingsScreen.MAIN).pack()
    return button(title, ChannelPress.on(channel_id, data))


def _card_rows(words: Words, card: ChannelCard, today: date) -> list[Row]:
    chat = card.chat
    pause = (
        button(words.plain("settings-button-resume"), SetPause(period=PausePeriod.NONE))
        if is_paused(chat, today)
        else _screen_button(words, "settings-button-pause", SettingsScreen.PAUSE)
    )
    return [
        *topic_rows(words, chat, card.followed, announces_plans=card.announces_plans),
        [list_button(words, Topic.CITY, card.followed), _add_button(words)],
        [
            _screen_button(words, "channel-button-leads", SettingsScreen.LEADS),
            _screen_button(words, "settings-button-hour", SettingsScreen.HOUR),
        ],
        [
            _screen_button(words, "settings-button-zone", SettingsScreen.ZONE),
            _screen_button(words, "settings-button-language", SettingsScreen.LANGUAGE),
        ],
        [pause, button(words.plain("channel-button-remove"), RemoveChannel(sure=False))],
    ]


def _add_button(words: Words) -> Button:
    return button(words.plain("channel-button-add-city"), AskCity())


def _card_button(words: Words) -> Button:
    return _screen_button(words, "channel-button-back", SettingsScreen.MAIN)


def _screen_button(words: Words, key: str, screen: SettingsScreen) -> Button:
    return button(words.plain(key), OpenSettings(screen=screen))


_RIGHT_TO_POST = ChatAdministratorRights(
    is_anonymous=False,
    can_manage_chat=False,
    can_delete_messages=False,
    can_manage_video_chats=False,
    can_restrict_members=False,
    can_promote_members=False,
    can_change_info=False,
    can_invite_users=False,
    can_post_stories=False,
    can_edit_stories=False,
    can_delete_stories=False,
    can_send_welcome_messages=False,
    can_post_messages=True,
)
