"""Enforce Telegram's rate limits for all chats, one chat and one group.

They are 30 messages a second in all, 3 in 3 seconds in a chat (one a second with short bursts, as Telegram
tolerates them), and 20 a minute in a group.
Each limit holds for every span of its length, not only for whole seconds of the clock.
Refused messages are not counted.
"""

import math
from collections import deque
from collections.abc import Callable
from itertools import islice
from typing import Any

from bot.sandbox.wire.refusal import flood

PER_SECOND = 30
PAID_PER_SECOND = 1000
CHAT_BURST = (3, 3.0)  # messages in seconds: one a second, with short bursts
GROUP_MINUTE = (20, 60.0)
_MINUTE = GROUP_MINUTE[1]
_ROUNDING_ERROR = 1e-6  # seconds; sums of floats are not exact

# methods that send several messages at once, and the parameter that lists them
_LIST_PARAMETERS = {
    "sendMediaGroup": "media",
    "copyMessages": "message_ids",
    "forwardMessages": "message_ids",
}


class PaceRules:
    """A counter of sent messages that refuses those beyond a limit.

    `now` is a monotonic clock in seconds. `identify` maps the names of a chat to one: an @username to its id.
    """

    def __init__(self, now: Callable[[], float], identify: Callable[[str], str] = str) -> None:
        self._now = now
        self._identify = identify
        self._sent_to_all: deque[float] = deque()
        # ordered by the time of the last message, so that idle chats can be dropped
        self._sent_by_chat: dict[str, deque[float]] = {}

    def check(self, method: str, params: dict[str, Any]) -> None:
        """Count the messages of a call.

        :raises ApiRefusal: 429 with the whole seconds after which the call would be accepted
        """
        if not method.startswith(("send", "copy", "forward")) or method == "sendChatAction":
            return
        now, count = self._now(), _message_count(method, params)
        chat = self._identify(str(params.get("chat_id")))
        self._forget(now)
        in_chat = self._sent_by_chat.get(chat) or deque(maxlen=GROUP_MINUTE[0])
        paid = str(params.get("allow_paid_broadcast")).lower() in ("true", "1")
        wait = max(
            _seconds_to_wait(self._sent_to_all, count, PAID_PER_SECOND if paid else PER_SECOND, 1.0, now),
            _seconds_to_wait(in_chat, count, *CHAT_BURST, now),
            _seconds_to_wait(in_chat, count, *GROUP_MINUTE, now) if chat.startswith(("-", "@")) else 0.0,
        )
        if wait > 0:
            raise flood(math.ceil(wait - _ROUNDING_ERROR))
        for sent in (self._sent_to_all, in_chat):
            sent.extend([now] * count)
        self._sent_by_chat.pop(chat, None)
        self._sent_by_chat[chat] = in_chat

    @property
    def chats(self) -> int:
        """How many chats are remembered: those written to within a minute."""
        return len(self._sent_by_chat)

    def _forget(self, now: float) -> None:
        while self._sent_to_all and self._sent_to_all[0] <= now - 1.0:
            self._sent_to_all.popleft()
        for chat, sent in list(islice(self._sent_by_chat.items(), 2)):
            if sent[-1] <= now - _MINUTE:
                del self._sent_by_chat[chat]


def _message_count(method: str, params: dict[str, Any]) -> int:
    listed = params.get(_LIST_PARAMETERS.get(method, ""))
    return len(listed) if isinstance(listed, list) else 1


def _seconds_to_wait(sent: deque[float], count: int, limit: int, span: float, now: float) -> float:
    """Return the seconds until `count` more messages fit among at most `limit` in every `span`."""
    # an album larger than the limit waits for an empty span, otherwise it would never be accepted
    over = len(sent) + min(count, limit) - limit
    left = 0.0 if over <= 0 else sent[over - 1] + span - now
    return left if left > _ROUNDING_ERROR else 0.0
