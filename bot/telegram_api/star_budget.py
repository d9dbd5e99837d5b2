"""What paid broadcasts may cost: Stars a month, set aside in the database before they are spent."""

import logging
from collections.abc import Callable
from datetime import datetime

from data.store.outbox import Outbox
from data.store.sqlite.errors import Unwritable

logger = logging.getLogger(__name__)

# A tenth of a Star for each message above the free pace, charged when it is sent (allow_paid_broadcast).
_TENTHS = 10
# Set aside at once: a thousand messages a second need ten writes, a kill costs at most so much budget.
_BLOCK = 100


class StarBudget:
    """Pays for single messages, and never more than the month's budget, whatever is restarted when."""

    def __init__(self, outbox: Outbox, stars: int, now: Callable[[], datetime]) -> None:
        """stars: the most that a calendar month (UTC) may cost; 0: nothing."""
        self._ledger = outbox
        self._most = stars * _TENTHS
        self._now = now
        self._month = ""
        self._left = 0
        self._is_empty = False

    async def take(self) -> bool:
        """Take out the price of one message. False when the budget does not allow it.

        False also while nothing can be written: what cannot be set aside is not spent. Raises StoreError.
        """
        month = self._now().strftime("%Y-%m")
        if month != self._month:
            self._month, self._left, self._is_empty = month, 0, False
        if not self._left and not self._is_empty:
            await self._fill(month)
        if not self._left:
            return False
        self._left -= 1
        return True

    async def _fill(self, month: str) -> None:
        block = min(_BLOCK, self._most)
        try:
            if block and await self._ledger.pay(month, block, self._most):
                self._left += block
            else:
                self._is_empty = True
        except Unwritable:
            # at the free pace, then: a message of several parts may have left with the first
            logger.info("nothing can be set aside for paid broadcasts")

    def put_back(self) -> None:
        """The message was not charged."""
        self._left += 1
