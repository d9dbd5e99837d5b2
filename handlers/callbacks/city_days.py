"""Define the data of the buttons that set the day of a city."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from handlers.callbacks.field_types import CityId

MOST_DAYS = 14
"""Days that a celebration may last."""

_FIRST_DAY = 20000101
_LAST_DAY = 21991231


_Shown = Annotated[str, Field(pattern=r"^(\d{6}-\d{6})?$")]


class SetCityDay(CallbackData, prefix="cd"):
    """Set the first day of a city's celebration, as yyyymmdd, and its length in days.

    over is the day that was in force when the button was shown: its first and last day as yymmdd, empty for
    none.
    """

    id: CityId
    first: Annotated[int, Field(ge=_FIRST_DAY, le=_LAST_DAY)]
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)]
    over: _Shown = ""


class SetCityDaySilently(CallbackData, prefix="cs"):
    """Do the same and notify no reader, for a slip that is corrected."""

    id: CityId
    first: Annotated[int, Field(ge=_FIRST_DAY, le=_LAST_DAY)]
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)]
    over: _Shown = ""
