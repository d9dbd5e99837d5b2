"""Name a picture by plain values, so that a message can carry it until it is drawn."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scheduler.statistics import Statistics


class PictureKind(StrEnum):
    """What a picture shows."""

    YEAR = "year"
    """The twelve months of a year, with the days of occasions coloured."""
    MAP = "map"
    """The jubilee cities of a year on a map."""
    CARD = "card"
    """A city with its day and its age in a year."""
    STATISTICS = "statistics"
    """The figures of /stats."""
    OWN = "own"
    """A picture that an editor has given to an event. It is not drawn."""


@dataclass(frozen=True, slots=True)
class OwnPicture:
    """A picture that an editor has sent to the bot, by the file_id that Telegram knows it by."""

    file_id: str


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """A picture of a year in a language. It is drawn from the almanac in force when it is sent.

    today is the local date of its readers: a sheet marks it, and a card that is sent on the day itself does
    not call the day approximate. city is the catalogue id of a card's city. statistics are the figures to
    draw, which come from no almanac. file is the hash of the content of an own picture, which is the same in
    all languages and years.

    Set it as the picture of a message. The picture goes through the same sender and rate limiter as any
    message, with the text as its caption. Where it cannot be drawn or is not wanted, the text goes alone.
    """

    kind: PictureKind
    language: str
    year: int
    today: date
    city: str = ""
    statistics: Statistics | None = None
    file: str = ""
