"""A notice not sent for a mistake of ours: the owners are told, as of every other fault."""

from collections.abc import Sequence

from bot.fault_report import ABOUT_FAULTS, FaultReport
from data.store.notices import Claimed
from handlers.views.faults import notice_fault_payload


class Setbacks:
    """The `on_failure` of delivery."""

    def __init__(self, faults: FaultReport) -> None:
        self._faults = faults

    async def __call__(self, letter: Sequence[Claimed], error: Exception) -> None:
        """Tell of a letter that was set aside; nothing of one that itself tells of such a letter."""
        if any(one.notice.key.startswith(ABOUT_FAULTS) for one in letter):
            return
        payload = notice_fault_payload(letter[0].notice.id, type(error).__name__)
        await self._faults.tell("letter", error, payload)
