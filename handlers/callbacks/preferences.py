"""What the buttons of the settings, subscriptions and notices carry.

Each names the state wanted, never «the other one», so that a second press, or a late one, does no harm.
"""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from data.calendar.topics import Topic
from data.store.chats import Frequency, Language
from handlers.callbacks.browsing import CityId, Page

OccasionKey = Annotated[str, Field(pattern=r"^[a-zA-Z0-9:_-]{1,48}$")]


class SettingsScreen(StrEnum):
    """The screens of /settings."""

    MAIN = "main"
    LEADS = "leads"
    HOUR = "hour"
    ZONE = "zone"
    FREQUENCY = "freq"
    LANGUAGE = "lang"
    PAUSE = "pause"


class PausePeriod(StrEnum):
    """How long to be silent; NONE ends the silence, OPEN lasts until it is ended by hand."""

    WEEK = "week"
    MONTH = "month"
    OPEN = "open"
    NONE = "none"


class OpenSettings(CallbackData, prefix="set"):
    """Show a screen of the settings in place of this one."""

    screen: SettingsScreen


class OpenLeads(CallbackData, prefix="leads"):
    """Show the lead times of one topic."""

    topic: Topic


class SetLead(CallbackData, prefix="lead"):
    """Remind of a topic so many days ahead, or no longer."""

    topic: Topic
    days: int
    on: bool


class SetHour(CallbackData, prefix="hour"):
    """Tell things at this local hour."""

    hour: Annotated[int, Field(ge=0, le=23)]


class SetZone(CallbackData, prefix="zone"):
    """Count hours and days in this IANA zone."""

    zone: Annotated[str, Field(pattern=r"^[A-Za-z0-9_+/-]{1,40}$")]


class AskZoneCity(CallbackData, prefix="zonecity"):
    """Ask for a city whose zone is wanted."""


class SetFrequency(CallbackData, prefix="freq"):
    """Tell things this often."""

    frequency: Frequency


class SetLanguage(CallbackData, prefix="lang"):
    """Speak this language."""

    language: Language


class SetPause(CallbackData, prefix="pause"):
    """Be silent for this long from now on."""

    period: PausePeriod


class SubscriptionScreen(StrEnum):
    """The screens of /subscribe."""

    TOPICS = "topics"
    CITIES = "cities"
    EVENTS = "events"
    MUTES = "mutes"


class OpenSubscriptions(CallbackData, prefix="subs"):
    """Show a page of a list of subscriptions in place of this screen, or below it; pages count from 0."""

    screen: SubscriptionScreen
    page: Page = 0
    fresh: bool = False


class SetTopic(CallbackData, prefix="topic"):
    """Follow a topic of the list of subscriptions, or no longer."""

    topic: Topic
    on: bool


class SetListed(CallbackData, prefix="listed"):
    """Follow a city or an event of a list, or no longer; page is where the list stands."""

    topic: Topic
    subject: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,32}$")]
    on: bool
    page: Page = 0


class AskCity(CallbackData, prefix="addcity"):
    """Ask for the name of a city to follow."""


class AddCity(CallbackData, prefix="pickcity"):
    """Follow one of the cities a name may have meant."""

    city_id: CityId


class SetMute(CallbackData, prefix="mute", sep="|"):
    """Say nothing more of an occasion, or speak again; its key has colons in it."""

    key: OccasionKey
    muted: bool


class Unmute(CallbackData, prefix="unmute", sep="|"):
    """Speak of an occasion again, from the list of what is muted; page is where the list stands."""

    key: OccasionKey
    page: Page = 0


class Stop(CallbackData, prefix="stop"):
    """Ask whether to stop everything (sure is False), or do it."""

    sure: bool


class ComeBack(CallbackData, prefix="back"):
    """Undo a stop: everything is told again as before it."""
