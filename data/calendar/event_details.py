"""Define what editors add to an event by hand: a link, a description, files, a deadline."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST_FILES = 5
"""Files of one event, pictures included: as many buttons as a phone shows without scrolling."""


class HandField(StrEnum):
    """What a document prints of an event, and an editor has set otherwise.

    ADDED stands for a whole event that no document has printed.
    """

    WHEN = "when"
    TIME = "time"
    PLACE = "place"
    TITLE = "title"
    ORGANISERS = "organisers"
    KIND = "kind"
    STATUS = "status"
    ADDED = "added"


class AttachmentKind(StrEnum):
    """How Telegram shows a file."""

    PICTURE = "picture"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class EventLink:
    """An address with the label of its button. An empty label stands for the usual one."""

    url: str
    label: str = ""

    @property
    def is_mail(self) -> bool:
        """Return whether the address is one for e-mail, which no button can open."""
        return self.url.lower().startswith("mailto:")


@dataclass(frozen=True, slots=True)
class EventFile:
    """A file of an event.

    hash is the SHA-256 of its content, by which the content is stored. file_id is how Telegram knows it, good
    for the bot that received it. name is empty for a picture.
    """

    hash: str
    kind: AttachmentKind
    file_id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class EventDetails:
    """What no document prints of an event. register_by is the last day of registration."""

    link: EventLink | None = None
    description: str = ""
    files: tuple[EventFile, ...] = ()
    register_by: date | None = None

    @property
    def picture(self) -> EventFile | None:
        """Return the first picture, or None without one."""
        return next((file for file in self.files if file.kind is AttachmentKind.PICTURE), None)


NO_DETAILS = EventDetails()
