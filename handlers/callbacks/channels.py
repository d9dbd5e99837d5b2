"""Define the data of the buttons that set up a channel from a private chat."""

from string import ascii_lowercase, digits
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

_SIGNS = digits + ascii_lowercase


class ChannelPress(CallbackData, prefix="ch", sep="|"):
    """Press a button for a channel.

    code names the channel: its id without the sign, in base 36, so that there is room for the rest.
    inner is the packed data of a button as it would stand in the channel itself.
    """

    code: Annotated[str, Field(pattern=r"^[0-9a-z]{1,12}$")]
    inner: Annotated[str, Field(pattern=r"^[^|]{1,56}$")]

    @property
    def channel_id(self) -> int:
        """Return the id of the channel."""
        return -int(self.code, len(_SIGNS))

    @classmethod
    def on(cls, channel_id: int, inner: str) -> "ChannelPress":
        """Return the press of a button for this channel."""
        number, code = -channel_id, ""
        while number:
            number, rest = divmod(number, len(_SIGNS))
            code = _SIGNS[rest] + code
        return cls(code=code, inner=inner)


class RemoveChannel(CallbackData, prefix="drop"):
    """Ask whether to remove a channel. With sure, remove it."""

    sure: bool
