"""Define the types of the fields that several buttons have."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

OccasionKey = Annotated[str, Field(pattern=r"^[a-zA-Z0-9:_-]{1,48}$")]
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
