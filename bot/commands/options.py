"""Define the options that several commands share."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import typer

from bot.commands.refusal import CommandRefusal
from data.store.chat_values import Language


class Format(StrEnum):
    """How a command prints its result."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="Text for people, JSON for programs.")]
LanguageOption = Annotated[Language, typer.Option("--language", help="The language of the text.")]
DayOption = Annotated[
    str | None, typer.Option("--on", metavar="DAY", help="As if it were this day, such as 2020-03-01.")
]


YEARS = range(1900, 2201)


def read_day(text: str | None, default: date) -> date:
    """Return the day of an --on option, or the default without one.

    Raises CommandRefusal for all but a day of 1900–2200.
    """
    if text is None:
        return default
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as error:
        raise CommandRefusal(f"--on takes a day such as 2020-03-01, not {text!r}") from error
    if day.year not in YEARS:
        raise CommandRefusal(f"--on takes a day of the years {YEARS[0]}–{YEARS[-1]}, not {text!r}")
    return day
