"""An update that could not be handled: the person gets a number, the owners an alert, the log the details."""

from collections.abc import Collection

from bot.courier import Courier
from bot.updates import RawUpdate, lane_of
from data.store.store import Store
from handlers.views.faults import alert_payload, apology_message
from handlers.words import words_in
from scheduler.clock import Clock
from scheduler.messages import tell_editors


class Alerts:
    """The `on_aside` of the inbox."""

    def __init__(self, store: Store, courier: Courier, owners: Collection[int], clock: Clock) -> None:
        """owners are user ids: their private chats get the alert, once for each reference."""
        self._store = store
        self._courier = courier
        self._owners = frozenset(owners)
        self._clock = clock

    async def __call__(self, update: RawUpdate, reference: str, error: BaseException) -> None:
        """Tell both sides of an update that was set aside."""
        now = self._clock.now()
        payload = alert_payload(reference, type(error).__name__)
        await tell_editors(self._store.ledger, f"aside:{reference}", self._owners, payload, now)
        lane = int(lane_of(update))
        # an update without a chat runs under its own number, which may be somebody else's id
        if lane != update["update_id"] and ("message" in update or "callback_query" in update):
            chat = await self._store.chats.get(lane)
            if chat is not None:
                await self._courier.send(chat, apology_message(words_in(chat.language), reference))
