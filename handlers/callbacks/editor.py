"""Define the data of the buttons of the editor: of issues, announcements and corrections.

Each names the draft and the state to reach. Whether the draft can still be changed is asked of the database.
"""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from data.calendar.bulletin.sections import IssueSection
from data.calendar.topics import Topic
from data.store.broadcasts.editorial import Placement

DraftNumber = Annotated[int, Field(ge=1, le=2**63 - 1)]


class DraftKind(StrEnum):
    """What is edited."""

    ISSUE = "i"
    ANNOUNCEMENT = "a"
    AMENDMENT = "m"


class EditorScreen(StrEnum):
    """A screen of the editor. DRAFT is the draft itself with its decisions."""

    DRAFT = "d"
    TOOLS = "t"
    PICTURE = "p"
    SECTIONS = "s"
    LINKS = "l"


class AskedPart(StrEnum):
    """What an editor is asked for."""

    TEXT = "t"
    PICTURE = "p"
    CARD = "c"
    FILE = "f"
    LINK = "l"
    TIME = "w"


class DrawnPicture(StrEnum):
    """A picture that is chosen by a press. NONE is no picture at all."""

    NONE = "no"
    YEAR = "year"
    MAP = "map"


class RemovablePart(StrEnum):
    """What a press removes. TIME is the chosen hour: the usual one holds again."""

    TEXT = "t"
    FILE = "f"
    TIME = "w"


class OpenDraft(CallbackData, prefix="wd"):
    """Open a screen of the editor."""

    of: DraftKind
    id: DraftNumber
    screen: EditorScreen


class AskDraftPart(CallbackData, prefix="wq"):
    """Ask for a part of the draft."""

    of: DraftKind
    id: DraftNumber
    what: AskedPart


class SetPicture(CallbackData, prefix="wp"):
    """Choose a picture that the bot draws, or none."""

    of: DraftKind
    id: DraftNumber
    source: DrawnPicture


class SetSection(CallbackData, prefix="ws"):
    """Switch an automatic section on or off."""

    of: DraftKind
    id: DraftNumber
    name: IssueSection
    on: bool


class SetPlacement(CallbackData, prefix="wl"):
    """Put the text before or after the automatic part."""

    of: DraftKind
    id: DraftNumber
    place: Placement


class RemovePart(CallbackData, prefix="wr"):
    """Remove a part of the draft."""

    of: DraftKind
    id: DraftNumber
    part: RemovablePart


class RemoveLink(CallbackData, prefix="wk"):
    """Remove the button with this checksum of its label and address."""

    of: DraftKind
    id: DraftNumber
    mark: Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]


class ShowPreview(CallbackData, prefix="wv"):
    """Show the message as readers get it: below, or sent to the editor as to readers."""

    of: DraftKind
    id: DraftNumber
    send: bool


class BroadcastAction(StrEnum):
    """What is decided about an announcement or a correction. ASK_… asks for confirmation first.

    …_SECOND confirms a second announcement to all readers within a day. KEEP lets go on what is going out.
    """

    ASK_SEND = "send?"
    SEND = "send"
    SEND_SECOND = "send2"
    ON_TIME = "ok"
    ON_TIME_SECOND = "ok2"
    ASK_DROP = "drop?"
    DROP = "drop"
    PAUSE = "pause"
    RESUME = "go"
    ASK_STOP = "stop?"
    STOP = "stop"
    KEEP = "keep"


class ActOnDraft(CallbackData, prefix="wa"):
    """Decide about an announcement or a correction."""

    of: DraftKind
    id: DraftNumber
    act: BroadcastAction


class StartAnnouncement(CallbackData, prefix="wt"):
    """Begin an announcement to the followers of a topic. EVENT and CITY ask which."""

    topic: Topic


class ChooseAudience(CallbackData, prefix="wc"):
    """Begin an announcement to the followers of one event or city."""

    topic: Topic
    subject: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,33}$")]


class OpenAnnouncement(CallbackData, prefix="wo"):
    """Open an announcement of the list."""

    id: DraftNumber


class PrepareIssue(CallbackData, prefix="wb"):
    """Draft the next issue of the bulletin, on any day of the week."""


class AmendIssue(CallbackData, prefix="wi"):
    """Correct an issue that went out."""

    id: DraftNumber


class AmendAnnouncement(CallbackData, prefix="wn"):
    """Correct an announcement that went out."""

    id: DraftNumber
