"""Define the data of the buttons by which readers and the secretariat write to each other."""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

Reference = Annotated[str, Field(pattern=r"^[0-9A-Z]{6}$")]
"""The number of a quarantined update."""


class WriteFeedback(CallbackData, prefix="fw"):
    """Write to the secretariat. reference is that of an error to write about."""

    reference: Annotated[str, Field(pattern=r"^([0-9A-Z]{6})?$")] = ""


class FeedbackAction(StrEnum):
    """What the secretariat does with a conversation."""

    CLOSE = "close"
    REOPEN = "open"
    MUTE = "mute"
    UNMUTE = "hear"


class ActOnFeedback(CallbackData, prefix="fb"):
    """Act on the conversation with a reader, by the private chat."""

    act: FeedbackAction
    reader: Annotated[int, Field(ge=1, le=2**63 - 1)]


class QuarantineAction(StrEnum):
    """What an owner does with a quarantined update."""

    SHOW = "show"
    RETRY = "retry"
    DROP = "drop"


class ActOnUpdate(CallbackData, prefix="qu"):
    """Act on a quarantined update."""

    act: QuarantineAction
    reference: Reference


class OpenQuarantine(CallbackData, prefix="ql"):
    """Open a page of the quarantined updates."""

    page: Annotated[int, Field(ge=0, le=9999)] = 0
