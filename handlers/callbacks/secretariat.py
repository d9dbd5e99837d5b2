"""What the buttons under a draft of the bulletin carry."""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field


class BulletinAction(StrEnum):
    """What an editor wants done with an issue; ASK_… shows what it would mean, the other does it."""

    SHOW = "show"
    ON_TIME = "ok"
    ASK_SEND = "send?"
    SEND = "send"
    EDIT = "edit"
    ASK_SKIP = "skip?"
    SKIP = "skip"


class ActOnBulletin(CallbackData, prefix="bu"):
    """Do something with an issue."""

    act: BulletinAction
    id: Annotated[int, Field(ge=1, le=2**63 - 1)]
