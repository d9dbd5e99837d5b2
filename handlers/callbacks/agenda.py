"""Define the data of the buttons of the agenda."""

from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from handlers.callbacks.field_types import DayCode, MonthCode, Page


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
