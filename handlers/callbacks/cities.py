"""Define the data of the buttons of cities and of their lists."""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from handlers.callbacks.field_types import CityId, Page


class OpenCity(CallbackData, prefix="ct"):
    """Open a city's card. fresh sends it below the pressed message."""

    id: CityId
    fresh: bool = False


class OpenCityMore(CallbackData, prefix="cx"):
    """Open a city's card with its other buttons."""

    id: CityId


class AskCityDay(CallbackData, prefix="ad"):
    """Ask an owner for the day of a city."""

    id: CityId


class OpenCityEvents(CallbackData, prefix="ce"):
    """Open a page of the events in a city."""

    id: CityId
    page: Page = 0


class SendCityFile(CallbackData, prefix="ci"):
    """Send a city day as a calendar file."""

    id: CityId


class SendCityMap(CallbackData, prefix="cm"):
    """Send a city's location."""

    id: CityId


class SendCityCard(CallbackData, prefix="cc"):
    """Send the card of a city as a picture."""

    id: CityId


class OpenCities(CallbackData, prefix="cl"):
    """Open the list of cities. Buttons of older messages name a page of 24 cities."""

    page: Page = 0


class CityGroup(StrEnum):
    """Which cities a list shows."""

    ALL = "all"
    DATED = "day"
    JUBILEES = "jub"
    COUNTRY = "land"


class OpenCityGroup(CallbackData, prefix="cg"):
    """Open a page of a group of cities. country is a country's key, for that group only."""

    group: CityGroup
    country: Annotated[str, Field(pattern=r"^[a-z-]{0,32}$")] = ""
    page: Page = 0


class OpenCountries(CallbackData, prefix="cn"):
    """Open a page of the countries."""

    page: Page = 0
