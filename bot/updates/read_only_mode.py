"""Answer while nothing can be stored: what only reads succeeds, the rest is told to wait."""

import logging
from collections import deque

from bot.updates.raw_updates import Dispatch, RawUpdate
from data.store.sqlite.database import reading_only

logger = logging.getLogger(__name__)

# How many updates are remembered. Telegram gives a hundred at once, and no more until they are stored.
_REMEMBERED = 2000


class ReadOnlyMode:
    """Takes each update once without writing. One that is not in the inbox comes again."""

    def __init__(self, dispatch: Dispatch) -> None:
        self._dispatch = dispatch
        self._tried: deque[int] = deque(maxlen=_REMEMBERED)
        self._answered: deque[int] = deque(maxlen=_REMEMBERED)

    async def take(self, update: RawUpdate) -> None:
        """Answer where that takes no writing. Otherwise the error handlers say so. Raises nothing."""
        update_id = update["update_id"]
        if update_id in self._tried:
            return
        self._tried.append(update_id)
        try:
            with reading_only():
                await self._dispatch(update)
        except Exception as error:  # noqa: BLE001 - the update is kept elsewhere and will be tried again in full
            logger.info("update %s waits: %s", update_id, type(error).__name__)
        else:
            self._answered.append(update_id)

    def note_answered(self, update_id: int) -> None:
        """Note that an update is handled, although that could not be written down."""
        self._tried.append(update_id)
        self._answered.append(update_id)

    def has_answered(self, update_id: int) -> bool:
        """Return whether an update is handled."""
        return update_id in self._answered
