"""Define the data of the buttons about plan documents in hand, and about revisions of plans."""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from handlers.callbacks.field_types import Page

DraftId = Annotated[int, Field(ge=1, le=2**52 - 1)]
RevisionId = Annotated[int, Field(ge=1, le=2**52 - 1)]
Mark = Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]
"""A short hash of what a button was made for: a doubt, or a comparison."""


class OpenPlanDraft(CallbackData, prefix="pd"):
    """Show the summary of a document."""

    id: DraftId


class OpenDraftChanges(CallbackData, prefix="pdc"):
    """Show a page of what a document changes."""

    id: DraftId
    page: Page = 0


class OpenDoubt(CallbackData, prefix="pdq"):
    """Show one of the open doubts, counted from 0."""

    id: DraftId
    place: Annotated[int, Field(ge=0, le=9999)] = 0


class DoubtAct(StrEnum):
    """What an editor does with a doubt. KIND accepts all open ones of its code."""

    ACCEPT = "ok"
    KIND = "kind"
    LEAVE_OUT = "out"
    CORRECT = "fix"
    SUGGESTED = "sug"


class SettleDoubt(CallbackData, prefix="pds"):
    """Decide on a doubt, or ask for its correction."""

    id: DraftId
    doubt: Mark
    act: DoubtAct


class SettleAll(CallbackData, prefix="pdr"):
    """Accept all open doubts, or open all decided ones again."""

    id: DraftId
    accept: bool


class NameDraftYear(CallbackData, prefix="pdy"):
    """Name the year of a document whose title does not."""

    id: DraftId
    year: Annotated[int, Field(ge=1900, le=2200)]


class ApplyDraft(CallbackData, prefix="pda"):
    """Put a document in force, if it still changes what was shown."""

    id: DraftId
    shown: Mark
    tell: bool


class DropDraft(CallbackData, prefix="pdx"):
    """Drop a document."""

    id: DraftId


class OpenRevisions(CallbackData, prefix="pv"):
    """Show a page of the revisions of plans."""

    page: Page = 0


class OpenRevision(CallbackData, prefix="pvo"):
    """Show a revision, and a page of what undoing it would change."""

    id: RevisionId
    page: Page = 0


class UndoRevision(CallbackData, prefix="pvu"):
    """Undo a revision and all later ones of its year, if that still changes what was shown."""

    id: RevisionId
    shown: Mark


class SendPlanFile(CallbackData, prefix="pvf"):
    """Send the document of a revision."""

    id: RevisionId
