"""Define the data of the buttons of settings, subscriptions and notices.

Each names the state wanted, so that a second or a late press does no harm.
"""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from data.calendar.topics import Topic
from data.store.chat_values import Frequency, Language
from handlers.callbacks.field_types import CityId, OccasionKey


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
    """The length of a pause. NONE ends it, OPEN lasts until it is ended by a button."""

    WEEK = "week"
    MONTH = "month"
    OPEN = "open"
    NONE = "none"


class OpenSettings(CallbackData, prefix="set"):
    """Show a screen of the settings in place of this one."""

    screen: SettingsScreen


class OpenLeads(CallbackData, prefix="leads"):
    """Show the lead times of a topic."""

    topic: Topic


class SetLead(CallbackData, prefix="lead"):
    """Add a lead time of a topic, in days, or remove it."""

    topic: Topic
    days: int
    on: bool


class SetHour(CallbackData, prefix="hour"):
    """Set the local hour at which notices come."""

    hour: Annotated[int, Field(ge=0, le=23)]


class SetZone(CallbackData, prefix="zone"):
    """Set the IANA zone in which hours and days are counted."""

    zone: Annotated[str, Field(pattern=r"^[A-Za-z0-9_+/-]{1,40}$")]


class AskZoneCity(CallbackData, prefix="zonecity"):
    """Ask for a city in the wanted zone."""


class SetMyCity(CallbackData, prefix="mycity"):
    """Make a city the chat's own."""

    id: CityId


class AskMyCity(CallbackData, prefix="askcity"):
    """Ask which city is the chat's own."""


class DropMyCity(CallbackData, prefix="nocity"):
    """Leave the chat without a city of its own."""


class DeclineTitleCity(CallbackData, prefix="notitle"):
    """Say that a group is not the chat of the city that its title names."""


class SetFrequency(CallbackData, prefix="freq"):
    """Set the delivery frequency."""

    frequency: Frequency


class SetLanguage(CallbackData, prefix="lang"):
    """Set the language."""

    language: Language


class SetPause(CallbackData, prefix="pause"):
    """Pause all notices from now on."""

    period: PausePeriod


class NoticeStep(StrEnum):
    """What a choice among the items of a notice is for: to open one, or to opt out."""

    OPEN = "o"
    OPT_OUT = "m"


class ChooseItem(CallbackData, prefix="pick"):
    """Offer the items of a notice below it. items has their marks, see item_marks."""

    step: NoticeStep
    items: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{0,50}$")] = ""


class SetItem(CallbackData, prefix="item", sep="|"):
    """Mute an occasion of a choice, or unmute it."""

    key: OccasionKey
    muted: bool


class SetFollowed(CallbackData, prefix="foll"):
    """Follow a topic of a choice, or stop following it. subject is the id of a city."""

    topic: Topic
    subject: Annotated[str, Field(pattern=r"^[a-z0-9-]{0,32}$")] = ""
    on: bool


class SetGreetings(CallbackData, prefix="greet"):
    """Switch the greetings of the day itself. in_choice is set below a notice."""

    on: bool
    in_choice: bool = False


class SampleReminder(CallbackData, prefix="sample"):
    """Show how a reminder of a subscription looks.

    Without a topic it is one of all that is followed.
    """

    topic: Topic | None = None
    subject: Annotated[str, Field(pattern=r"^[a-z0-9-]{0,32}$")] = ""


class LeadPreset(StrEnum):
    """Lead times that are chosen together, for a topic."""

    MONTH_AND_DAY = "month"
    WEEK_AND_DAY = "week"
    DAY = "day"
    SAME_DAY = "same"


class SetLeadPreset(CallbackData, prefix="preset"):
    """Set the lead times of a topic in days to those of a preset."""

    topic: Topic
    preset: LeadPreset


class OpenOwnLeads(CallbackData, prefix="ownlead"):
    """Show each lead time of a topic by itself."""

    topic: Topic


class SetHourLead(CallbackData, prefix="hlead"):
    """Add or remove a reminder of a topic so many hours before an event begins."""

    topic: Topic
    hours: int
    on: bool


class Stop(CallbackData, prefix="stop"):
    """Ask whether to stop all notices. With sure, stop them."""

    sure: bool


class ComeBack(CallbackData, prefix="back"):
    """Resume the notices after a stop."""
