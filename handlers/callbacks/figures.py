"""Define the data of the buttons under statistics and diagnosis."""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field


class StatisticsPart(StrEnum):
    """What of the statistics is shown: the summary with its picture, or all figures."""

    SUMMARY = "sum"
    ALL = "all"


class OpenStatistics(CallbackData, prefix="st"):
    """Show the statistics as they stand."""

    part: StatisticsPart


class OpenDiagnosis(CallbackData, prefix="dia"):
    """Examine the bot anew, and show a page."""

    page: Annotated[int, Field(ge=0, le=9999)]
