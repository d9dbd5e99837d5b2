"""What buttons carry: short typed codes with the state to reach, never a toggle, so that they work for long.

Telegram allows 64 bytes. Data that does not fit its type is refused by the filter and answered as an outdated
button; whether what an id names still exists is asked of the database when the button is pressed.
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
    """Screens that need nothing but their name."""

    START = "start"
    HELP = "help"
    MY_CITY = "city"
    PRIVACY = "priv"


class OpenScreen(CallbackData, prefix="go"):
    """Open a screen."""

    screen: Screen


class OpenAgenda(CallbackData, prefix="up"):
    """A page of what is coming in so many days, or in the month year*100+month; menu shows the choices."""

    kind: AgendaKind = AgendaKind.ALL
    days: Annotated[int, Field(ge=1, le=366)] = 30
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
    """A page of a year's plan."""

    year: Year
    part: PlanPart = PlanPart.EVENTS
    page: Page = 0


class OpenPlanYears(CallbackData, prefix="py"):
    """The list of the years there are plans of."""


class OpenEvent(CallbackData, prefix="ev"):
    """An event's card; fresh: below the pressed message, which stays as it is."""

    id: EventId
    fresh: bool = False


class SendEventFile(CallbackData, prefix="ei"):
    """An event as a calendar file."""

    id: EventId


class OpenCity(CallbackData, prefix="ct"):
    """A city's card; fresh: below the pressed message, which stays as it is."""

    id: CityId
    fresh: bool = False


class OpenCityEvents(CallbackData, prefix="ce"):
    """A page of what happens in a city."""

    id: CityId
    page: Page = 0


class SendCityFile(CallbackData, prefix="ci"):
    """A city's day as a calendar file."""

    id: CityId


class SendCityMap(CallbackData, prefix="cm"):
    """A city on the map."""

    id: CityId


class OpenCities(CallbackData, prefix="cl"):
    """A page of all cities."""

    page: Page = 0


class ButtonPlace(StrEnum):
    """Where a button of Follow stands, which decides what shows that it has been pressed."""

    START = "st"
    CARD = "cd"
    ELSEWHERE = "el"


class Follow(CallbackData, prefix="fo"):
    """Follow a topic, or no longer: the state to reach. subject is an event's or a city's id."""

    topic: Topic
    subject: Annotated[str, Field(pattern=r"^[a-z0-9-]{0,32}$")] = ""
    on: bool
    place: ButtonPlace = ButtonPlace.ELSEWHERE


class PrivacyStep(StrEnum):
    """What a person may do with what is kept about the chat."""

    SHOW = "show"
    EXPORT = "file"
    ASK = "ask"
    DELETE = "del"


class Privacy(CallbackData, prefix="pr"):
    """A step on the privacy page."""

    step: PrivacyStep
