"""Define the data of the buttons of the log: a page, a filter, the file."""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from handlers.callbacks.field_types import Page

LONGEST_SUBJECT = 37
"""In characters: so long is a city's key, and a button has no room for more."""

LogSubject = Annotated[str, Field(pattern=r"^[a-zA-Z0-9:_-]*$", max_length=LONGEST_SUBJECT)]
LogActor = Annotated[int | None, Field(ge=0, le=2**52 - 1)]


class LogScreen(StrEnum):
    """The screens of the log: its pages, and what they can be narrowed to."""

    LIST = "l"
    PEOPLE = "p"
    SUBJECTS = "s"


class OpenLog(CallbackData, prefix="lg", sep="|"):
    """Show a page of a screen. actor and subject are the filter.

    Keys contain colons, hence the separator.
    """

    screen: LogScreen = LogScreen.LIST
    actor: LogActor = None
    subject: LogSubject = ""
    page: Page = 0


class SendLogFile(CallbackData, prefix="lf", sep="|"):
    """Send the log as a file."""

    actor: LogActor = None
    subject: LogSubject = ""
