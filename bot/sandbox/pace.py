"""Telegram's pace, when a run asks for it: 30 messages a second in all, one a second in a chat, 20 a minute
in a group.

Short bursts are tolerated in one chat, as Telegram tolerates them. Time here is real, because pace is about
traffic.
"""

import math
from collections import deque
from collections.abc import Callable
from typing import Any

from bot.sandbox.refusal import flood

PER_SECOND = 30
PAID_PER_SECOND = 1000
CHAT_BURST = (3, 3.0)  # messages in seconds: one a second with a little patience
GROUP_MINUTE = (20, 60.0)


class Pace:
    """Counts what is sent and refuses what comes too fast. `now` is a monotonic clock in seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._all: deque[float] = deque()
        self._chats: dict[str, deque[float]] = {}

    def check(self, method: str, params: dict[str, Any]) -> None:
        """Count a call of this method.

        :raises Refusal: 429 with the whole seconds to wait
        """
        if not method.startswith(("send", "copy", "forward")) or method == "sendChatAction":
            return
        now = self._now()
        paid = str(params.get("allow_paid_broadcast")).lower() in ("true", "1")
        chat = str(params.get("chat_id"))
        mine = self._chats.setdefault(chat, deque())
        limits = [(self._all, PAID_PER_SECOND if paid else PER_SECOND, 1.0), (mine, *CHAT_BURST)]
        if chat.startswith(("-", "@")):
            limits.append((mine, *GROUP_MINUTE))
        for sent, most, span in limits:
            recent = [moment for moment in sent if moment > now - span]
            if len(recent) >= most:
                raise flood(max(1, math.ceil(recent[-most] + span - now)))
        self._remember(now, mine)

    def _remember(self, now: float, chat: deque[float]) -> None:
        for sent, span in ((self._all, 1.0), (chat, GROUP_MINUTE[1])):
            sent.append(now)
            while sent[0] <= now - span:
                sent.popleft()
