"""Define the data of the buttons that open screens.

Each is a short typed code that names the state to reach, so that a button works for months. Telegram allows
64 bytes. Data that does not fit its type is refused by the filter and answered as an outdated button. Whether
an id still exists is asked of the database when the button is pressed.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from data.calendar.topics import Topic
from handlers.callbacks.field_types import DayCode, EventId, Page, Year

SETTINGS = "settings"
"""Opens the settings, from any screen."""

LAST_PAGE = 99
"""The highest number of a page for which a button of found events has room."""


class Screen(StrEnum):
    """Screens that are opened by their name alone."""

    START = "start"
    HELP = "help"
    MY_CITY = "city"
    PRIVACY = "priv"


class OpenScreen(CallbackData, prefix="go"):
    """Open a screen."""

    screen: Screen


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


class OpenIssue(CallbackData, prefix="bi"):
    """Open an issue of the bulletin that has gone out."""

    id: Annotated[int, Field(ge=1, le=2**63 - 1)]


class OpenYearPicture(CallbackData, prefix="yp"):
    """Show a year as a picture: the sheet of its months, or the map of its jubilees."""

    year: Year
    map: bool = False


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
