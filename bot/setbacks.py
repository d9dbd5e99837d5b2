"""A notice that could not be sent for a mistake of ours: the owners get an alert, once a day for each."""

from collections.abc import Collection, Sequence

from bot.alerts import fault_of
from data.store.ledger import Ledger
from data.store.notices import Claimed
from handlers.views.faults import letter_payload
from scheduler.clock import Clock
from scheduler.messages import tell_editors

_PREFIX = "letter:"


class Setbacks:
    """The `on_failure` of delivery."""

    def __init__(self, ledger: Ledger, owners: Collection[int], clock: Clock) -> None:
        """owners are user ids: their private chats get the alert."""
        self._ledger = ledger
        self._owners = frozenset(owners)
        self._clock = clock

    async def __call__(self, letter: Sequence[Claimed], error: Exception) -> None:
        """Tell of a letter that was set aside; nothing of one that itself tells of such a letter."""
        if any(one.notice.key.startswith(_PREFIX) for one in letter):
            return
        now = self._clock.now()
        key = f"{_PREFIX}{fault_of(error)}:{now.date().isoformat()}"
        payload = letter_payload(letter[0].notice.id, type(error).__name__)
        await tell_editors(self._ledger, key, self._owners, payload, now)
