"""What stays unanswered: the person gets a word, the owners an alert, the log the details."""

import traceback
from collections.abc import Callable, Collection
from pathlib import Path

from bot.courier import Courier
from bot.updates import RawUpdate, UnreadableUpdate, lane_of
from data.store.chats import Chats
from data.store.store import Store
from handlers.views.faults import alert_payload, apology_message, flood_message
from handlers.views.message import Message
from handlers.words import Words, words_in
from scheduler.clock import Clock
from scheduler.messages import tell_editors
from scheduler.outcomes import Outcome

_OURS = Path(__file__).parents[1]


class Alerts:
    """The `on_aside` and the `on_flood` of the inbox."""

    def __init__(self, store: Store, courier: Courier, owners: Collection[int], clock: Clock) -> None:
        """owners are user ids: their private chats get the alert, once a day for each fault."""
        self._store = store
        self._courier = courier
        self._owners = frozenset(owners)
        self._clock = clock

    async def __call__(self, update: RawUpdate, reference: str, error: BaseException) -> None:
        """Tell both sides of an update that was set aside."""
        now = self._clock.now()
        payload = alert_payload(reference, type(error).__name__)
        # a fault that meets a thousand people is still one fault
        key = f"aside:{fault_of(error)}:{now.date().isoformat()}"
        await tell_editors(self._store.ledger, key, self._owners, payload, now)
        lane = int(lane_of(update))
        # an update without a chat runs under its own number, which may be somebody else's id
        if lane != update["update_id"] and ("message" in update or "callback_query" in update):
            await say_to(
                lane, self._store.chats, self._courier, lambda words: apology_message(words, reference)
            )

    async def tell_flooder(self, lane: str) -> None:
        """Tell a chat that some of what it sends at once is passed over."""
        await say_to(int(lane), self._store.chats, self._courier, flood_message)


async def say_to(
    chat_id: int, chats: Chats, courier: Courier, say: Callable[[Words], Message]
) -> Outcome | None:
    """Tell a chat something in its language, past the ledger; None where the chat is not known."""
    chat = await chats.get(chat_id)
    return None if chat is None else await courier.send(chat, say(words_in(chat.language)))


def fault_of(error: BaseException) -> str:
    """What tells one fault from another: the error's class, and where of our code it was raised."""
    if isinstance(error, UnreadableUpdate):
        return f"{type(error).__name__}:{','.join(sorted(error.problems))}"
    frames = traceback.extract_tb(error.__traceback__)
    ours = [
        one
        for one in frames
        if Path(one.filename).is_relative_to(_OURS) and "site-packages" not in one.filename
    ]
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}:{place}"
