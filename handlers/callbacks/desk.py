"""Define the data of the buttons by which editors change events and cities."""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from data.calendar.event_details import MOST_FILES
from data.calendar.plan import EventKind
from handlers.callbacks.documents import Mark
from handlers.callbacks.field_types import CityId, EventId, Page, Year

MOST_PLACES = 40
"""Places and dates of one event that can be edited one by one: as many as are read from one cell."""

DraftId = Annotated[int, Field(ge=1, le=2**63 - 1)]
Position = Annotated[int, Field(ge=0, lt=MOST_PLACES)]


class DeskField(StrEnum):
    """What an editor can write of an event."""

    WHEN = "when"
    TIME = "time"
    PLACE = "place"
    TITLE = "title"
    ORGANISERS = "org"
    LINK = "link"
    DESCRIPTION = "text"
    FILES = "files"
    REGISTRATION = "reg"


OF_PLACES = frozenset({DeskField.WHEN, DeskField.TIME, DeskField.PLACE})
"""What each place and date of an event has for itself."""


class StatusStep(StrEnum):
    """What becomes of an event."""

    CONFIRM = "ok"
    UNCONFIRM = "un"
    CANCEL = "off"
    RESTORE = "on"


class DraftStep(StrEnum):
    """What an editor decides of an edit that was shown."""

    TELL = "tell"
    SILENT = "quiet"
    DROP = "drop"


class CityField(StrEnum):
    """What an editor can write of a city beside its day."""

    NOTE = "note"
    NAME = "name"


class OpenDesk(CallbackData, prefix="dk"):
    """Open the desk."""


class SendGuide(CallbackData, prefix="gd"):
    """Send the secretariat's guide."""


class OpenDeskPlan(CallbackData, prefix="dp"):
    """Open a page of the events of a year's plan, to edit one."""

    year: Year
    page: Page = 0


class AskDeskSearch(CallbackData, prefix="dq"):
    """Ask for the words or the number of an event to edit."""

    year: Year


class OpenDeskEvent(CallbackData, prefix="de"):
    """Open an event, to edit it."""

    id: EventId


class AskEventField(CallbackData, prefix="df"):
    """Ask for a new value. at is the place and date that is meant, None where it is not chosen."""

    id: EventId
    field: DeskField
    at: Position | None = None


class ProposeStatus(CallbackData, prefix="ds"):
    """Show what becomes of an event that is confirmed, cancelled or restored."""

    id: EventId
    step: StatusStep


class AskEventKind(CallbackData, prefix="dm"):
    """Offer whose event it may be."""

    id: EventId


class ProposeKind(CallbackData, prefix="dt"):
    """Show an event as the Assembly's, as one it takes part in, or as a partner's."""

    id: EventId
    kind: EventKind


class ProposeFileRemoval(CallbackData, prefix="dx"):
    """Show an event without one of its files."""

    id: EventId
    at: Annotated[int, Field(ge=0, lt=MOST_FILES)]


class DecideDraft(CallbackData, prefix="dd"):
    """Put an edit in force that was shown, or drop it."""

    id: DraftId
    step: DraftStep


class AskNewEvent(CallbackData, prefix="dn"):
    """Ask for an event to add to a year's plan."""

    year: Year


class AskDeskCity(CallbackData, prefix="dc"):
    """Ask which city to edit."""


class OpenDeskCity(CallbackData, prefix="do"):
    """Open a city, to edit it."""

    id: CityId


class ProposeDayReset(CallbackData, prefix="di"):
    """Show what taking back the set day of a city would do."""

    id: CityId
    year: Year


class ResetCityDay(CallbackData, prefix="dr"):
    """Take back the set day of a city, if that still changes what was shown."""

    id: CityId
    year: Year
    shown: Mark
    tell: bool


class AskCityField(CallbackData, prefix="dg"):
    """Ask for a note on a city, or for another name of it."""

    id: CityId
    field: CityField


class KeepCityNote(CallbackData, prefix="dj"):
    """Store a note that was shown. answer is the message in which it was written."""

    id: CityId
    answer: Annotated[int, Field(ge=1, le=2**31 - 1)]


class DropCityName(CallbackData, prefix="dh"):
    """Take a name that an editor has given from a city: the one at this place in the list."""

    id: CityId
    at: Annotated[int, Field(ge=0, lt=20)]


class SendEventAttachment(CallbackData, prefix="ea"):
    """Send a reader a file of an event. hash is the beginning of the file's."""

    id: EventId
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
