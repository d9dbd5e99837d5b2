"""Define the data of the buttons that open screens.

Each is a short typed code that names the state to reach, so that a button works for months. Telegram allows
64 bytes. Data that does not fit its type is refused by the filter and answered as an outdated button. Whether
an id still exists is asked of the database when the button is pressed.
"""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import AfterValidator, Field

from data.calendar.topics import Topic

SETTINGS = "settings"
"""Opens the settings, from any screen."""

EventId = Annotated[int, Field(ge=1, le=2**63 - 1)]
CityId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
Page = Annotated[int, Field(ge=0, le=9999)]
Year = Annotated[int, Field(ge=1900, le=2999)]


def _check_month(code: int) -> int:
    if code and not (1900 <= code // 100 <= 2999 and 1 <= code % 100 <= 12):
        raise ValueError(code)
    return code


MonthCode = Annotated[int, AfterValidator(_check_month)]
"""year*100+month, or 0 for no month."""


class AgendaKind(StrEnum):
    """Which occasions a list shows."""

    ALL = "all"
    OWN = "own"
    PARTICIPATION = "part"
    PARTNER = "ptnr"
    CITY_DAYS = "days"
    JUBILEES = "jub"


class Screen(StrEnum):
    """Screens that are opened by their name alone."""

    START = "start"
    HELP = "help"
    MY_CITY = "city"
    PRIVACY = "priv"


class OpenScreen(CallbackData, prefix="go"):
    """Open a screen."""

    screen: Screen


class OpenAgenda(CallbackData, prefix="up"):
    """Open a page of the agenda.

    It covers the next days, at most this year and the next, or the month year*100+month. menu opens the
    choices instead.
    """

    kind: AgendaKind = AgendaKind.ALL
    days: Annotated[int, Field(ge=1, le=731)] = 30
    month: MonthCode = 0
    page: Page = 0
    menu: bool = False


class PlanPart(StrEnum):
    """A part of a yearly plan."""

    EVENTS = "ev"
    WORK = "wk"
    JUBILEES = "jub"
    CITY_DAYS = "days"


class OpenPlan(CallbackData, prefix="pl"):
    """Open a page of a year's plan."""

    year: Year
    part: PlanPart = PlanPart.EVENTS
    page: Page = 0


class OpenPlanYears(CallbackData, prefix="py"):
    """List the years that have a plan."""


class OpenEvent(CallbackData, prefix="ev"):
    """Open an event's card. fresh sends it below the pressed message."""

    id: EventId
    fresh: bool = False


class SendEventFile(CallbackData, prefix="ei"):
    """Send an event as a calendar file."""

    id: EventId


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


class OpenYearPicture(CallbackData, prefix="yp"):
    """Show a year as a picture: the sheet of its months, or the map of its jubilees."""

    year: Year
    map: bool = False


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


class ButtonPlace(StrEnum):
    """Where a Follow button stands. It decides which screen is shown after the press."""

    START = "st"
    CARD = "cd"
    ELSEWHERE = "el"


class Follow(CallbackData, prefix="fo"):
    """Follow a topic, or stop following it. subject is the id of an event or a city."""

    topic: Topic
    subject: Annotated[str, Field(pattern=r"^[a-z0-9-]{0,32}$")] = ""
    on: bool
    place: ButtonPlace = ButtonPlace.ELSEWHERE


class PrivacyStep(StrEnum):
    """What can be done with the data stored about a chat."""

    SHOW = "show"
    EXPORT = "file"
    ASK = "ask"
    DELETE = "del"


class Privacy(CallbackData, prefix="pr"):
    """Take a step on the privacy screen."""

    step: PrivacyStep
