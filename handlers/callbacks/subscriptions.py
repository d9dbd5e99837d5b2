"""Define the data of the buttons of the list of subscriptions.

Each names the state wanted, so that a second or a late press does no harm.
"""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from data.calendar.topics import Topic
from handlers.callbacks.field_types import CityId, OccasionKey, Page


class SubscriptionScreen(StrEnum):
    """The screens of /subscribe."""

    TOPICS = "topics"
    CITIES = "cities"
    EVENTS = "events"
    MUTES = "mutes"


class OpenSubscriptions(CallbackData, prefix="subs"):
    """Show a page of a list of subscriptions. fresh sends it below this message.

    Pages count from 0.
    """

    screen: SubscriptionScreen
    page: Page = 0
    fresh: bool = False


class SetTopic(CallbackData, prefix="topic"):
    """Follow a topic of the list, or stop following it."""

    topic: Topic
    on: bool


class SetPlanNews(CallbackData, prefix="plans"):
    """Announce plans that come out to the chat, or no longer."""

    on: bool


class SetListed(CallbackData, prefix="listed"):
    """Follow a city or an event of a list, or stop following it. page is the list's."""

    topic: Topic
    subject: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,32}$")]
    on: bool
    page: Page = 0


class AskCity(CallbackData, prefix="addcity"):
    """Ask for the name of a city to follow."""


class AddCity(CallbackData, prefix="pickcity"):
    """Follow one of the cities that a name may mean."""

    city_id: CityId


class SetMute(CallbackData, prefix="mute", sep="|"):
    """Mute an occasion, or unmute it. Keys contain colons, hence the separator."""

    key: OccasionKey
    muted: bool


class Unmute(CallbackData, prefix="unmute", sep="|"):
    """Unmute an occasion of the list of muted ones. page is the list's."""

    key: OccasionKey
    page: Page = 0
