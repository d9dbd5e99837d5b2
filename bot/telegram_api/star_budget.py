"""Limit what paid broadcasts cost: Stars a month, reserved before they are spent."""

import logging
from collections.abc import Callable
from datetime import datetime

from data.store.outbox import Outbox
from data.store.sqlite.errors import Unwritable

logger = logging.getLogger(__name__)

# A tenth of a Star for each message above the free pace, charged when it is sent (allow_paid_broadcast).
_TENTHS = 10
# Tenths reserved at once. A thousand messages a second need ten writes, and a kill wastes at most so much.
_BLOCK = 100


class StarBudget:
    """Pays for single messages, never more than a month's budget, also after restarts."""

    def __init__(self, outbox: Outbox, stars: int, now: Callable[[], datetime]) -> None:
        """Take the most that a calendar month (UTC) may cost, in Stars. 0: nothing."""
        self._outbox = outbox
        self._most = stars * _TENTHS
        self._now = now
        self._month = ""
        self._left = 0
        self._is_empty = False

    async def take(self) -> bool:
        """Take the price of one message. Return False when the budget does not allow it.

        Return False also while nothing can be written, because only what is reserved is spent. Raises
        StoreError.
        """
        month = self._now().strftime("%Y-%m")
        if month != self._month:
            self._month, self._left, self._is_empty = month, 0, False
        if not self._left and not self._is_empty:
            await self._reserve(month)
        if not self._left:
            return False
        self._left -= 1
        return True

    async def _reserve(self, month: str) -> None:
        block = min(_BLOCK, self._most)
        try:
            if block and await self._outbox.pay(month, block, self._most):
                self._left += block
            else:
                self._is_empty = True
        except Unwritable:
            # no error, because the first part of this message may have left: the rest goes at the free rate
            logger.info("nothing can be reserved for paid broadcasts")

    def put_back(self) -> None:
        """Return the price of a message that was not charged."""
        self._left += 1
