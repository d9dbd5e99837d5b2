"""Define the data of the buttons that open screens.

Each is a short typed code that names the state to reach, so that a button works for months. Telegram allows
64 bytes. Data that does not fit its type is refused by the filter and answered as an outdated button. Whether
an id still exists is asked of the database when the button is pressed.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import AfterValidator, Field

from data.calendar.topics import Topic

SETTINGS = "settings"
"""Opens the settings, from any screen."""

LAST_PAGE = 99
"""The highest number of a page for which a button of found events has room."""

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


def _check_day(code: int) -> int:
    if code:
        date(code // 10_000, code // 100 % 100, code % 100)
    return code


DayCode = Annotated[int, Field(ge=0, le=2999_12_31), AfterValidator(_check_day)]
"""year*10000+month*100+day, or 0 for no day."""


class AgendaKind(StrEnum):
    """Which occasions a list shows.

    EVENTS are those of the plan: own, participations, partners'.
    """

    ALL = "all"
    EVENTS = "ev"
    OWN = "own"
    PARTICIPATION = "part"
    PARTNER = "ptnr"
    CITY_DAYS = "days"
    JUBILEES = "jub"


class AgendaScreen(StrEnum):
    """What a button of the agenda opens: a page, the filter, or the choice of a row to open."""

    LIST = "l"
    FILTER = "f"
    CHOICE = "c"


class Screen(StrEnum):
    """Screens that are opened by their name alone."""

    START = "start"
    HELP = "help"
    MY_CITY = "city"
    PRIVACY = "priv"


class OpenScreen(CallbackData, prefix="go"):
    """Open a screen."""

    screen: Screen


class OpenAgenda(CallbackData, prefix="ag"):
    """Open a page of the agenda, as every request for a list.

    It covers the day `first` and so many days after it. Without first it begins on the day of the press. city
    limits it to one city. past keeps what is over in a span under way.
    """

    kind: AgendaKind = AgendaKind.ALL
    first: DayCode = 0
    days: Annotated[int, Field(ge=0, le=999)] = 30
    city: Annotated[str, Field(pattern=r"^([a-z][a-z0-9-]{0,31})?$")] = ""
    past: bool = False
    page: Page = 0
    screen: AgendaScreen = AgendaScreen.LIST

    @property
    def first_day(self) -> date | None:
        """Return the first day, or None for the day of the press."""
        year, rest = divmod(self.first, 10_000)
        return date(year, *divmod(rest, 100)) if self.first else None

    def over(self, first: date, last: date) -> "OpenAgenda":
        """Return the request for other days, both included."""
        code = first.year * 10_000 + first.month * 100 + first.day
        return self.model_copy(update={"first": code, "days": (last - first).days, "page": 0})

    def over_year(self, year: int) -> "OpenAgenda":
        """Return the request for a year.

        Of this year the round anniversaries are listed from its beginning, all else from today.
        """
        whole = self.over(date(year, 1, 1), date(year, 12, 31))
        return whole.model_copy(update={"past": self.kind is AgendaKind.JUBILEES})

    @property
    def is_year(self) -> bool:
        """Return whether it covers one whole year of the calendar."""
        first = self.first_day
        if first is None:
            return False
        return first == date(first.year, 1, 1) and self.days == (date(first.year, 12, 31) - first).days

    def with_kind(self, kind: AgendaKind) -> "OpenAgenda":
        """Return the request for another kind, of the same days."""
        request = self.model_copy(update={"kind": kind, "page": 0})
        return request.over_year(request.first // 10_000) if self.is_year else request

    def with_page(self, page: int) -> "OpenAgenda":
        """Return the request for another page of the list."""
        return self.model_copy(update={"page": page, "screen": AgendaScreen.LIST})


class OpenFormerAgenda(CallbackData, prefix="up"):
    """Open the agenda from a button of the form before OpenAgenda, which chats still have."""

    kind: AgendaKind = AgendaKind.ALL
    days: Annotated[int, Field(ge=1, le=366)] = 30
    month: MonthCode = 0
    page: Page = 0
    menu: bool = False

    @property
    def request(self) -> OpenAgenda:
        """Return the same request as OpenAgenda.

        Its page is the first, because pages have another size now.
        """
        screen = AgendaScreen.FILTER if self.menu else AgendaScreen.LIST
        request = OpenAgenda(kind=self.kind, days=self.days, screen=screen)
        if not self.month:
            return request
        year, month = divmod(self.month, 100)
        return request.over(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


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


class OpenNewPlan(CallbackData, prefix="pn"):
    """Open a year's plan below the message that announces it."""

    year: Year


class OpenPlanYears(CallbackData, prefix="py"):
    """List the years that have a plan."""


class OpenEvent(CallbackData, prefix="ev"):
    """Open an event's card. fresh sends it below the pressed message."""

    id: EventId
    fresh: bool = False


class OpenFoundEvents(CallbackData, prefix="fe"):
    """Open a page of the events that have these folded words.

    They lie on the day `first` and so many days after it. Without first they may be on any day.
    """

    words: Annotated[str, Field(pattern=r"^[^\W_]+( [^\W_]+)*$")]
    first: DayCode = 0
    days: Annotated[int, Field(ge=0, le=999)] = 0
    page: Page = 0

    @property
    def span(self) -> tuple[date, date] | None:
        """Return the first and the last day searched, or None for any day."""
        year, rest = divmod(self.first, 10_000)
        if not self.first:
            return None
        first = date(year, *divmod(rest, 100))
        return first, first + timedelta(days=self.days)

    @classmethod
    def over(cls, words: Sequence[str], days: tuple[date, date] | None) -> "OpenFoundEvents | None":
        """Return the request for the first page, or None if a button has no room for it."""
        first, last = days or (date.min, date.min)
        code = first.year * 10_000 + first.month * 100 + first.day if days else 0
        request = cls(words=" ".join(words), first=code, days=(last - first).days)
        try:
            request.model_copy(update={"page": LAST_PAGE}).pack()
        except ValueError:
            return None
        return request


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


class OpenIssue(CallbackData, prefix="bi"):
    """Open an issue of the bulletin that has gone out."""

    id: Annotated[int, Field(ge=1, le=2**63 - 1)]


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
