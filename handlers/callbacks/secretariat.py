"""Define the data of the buttons under a draft of the bulletin."""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field


class BulletinAction(StrEnum):
    """What an editor does with an issue. ASK_… asks for confirmation first."""

    SHOW = "show"
    ON_TIME = "ok"
    ASK_SEND = "send?"
    SEND = "send"
    EDIT = "edit"
    ASK_SKIP = "skip?"
    SKIP = "skip"


class ActOnBulletin(CallbackData, prefix="bu"):
    """Act on an issue."""

    act: BulletinAction
    id: Annotated[int, Field(ge=1, le=2**63 - 1)]
