"""A tool: the HTTP of the receiver. It answers calls, counts messages and asks questions."""

import asyncio
import json
import re
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from tests.bench.sample_message import FIRST_ID

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_NUMBER = re.compile(rb"\d+")
# The seconds that a poll may wait, in a body of JSON or of form fields.
_POLL_SECONDS = re.compile(rb'timeout"?\D{1,8}(\d+)')
_END = b"\r\n\r\n"
# The number of people who ask in turn. Each asks again after more than the second that a chat must wait.
_ASKERS = 400


def as_http(result: Any) -> bytes:
    """Return a successful answer of the Bot API as an HTTP response."""
    body = json.dumps({"ok": True, "result": result}, ensure_ascii=False, separators=(",", ":")).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@dataclass(frozen=True, slots=True)
class Answers:
    """The HTTP responses to a bulletin message, to an answer to a question, and to getMe."""

    bulletin: bytes
    answer: bytes
    me: bytes


class Line(asyncio.Protocol):
    """One connection. It cuts the received bytes into whole requests."""

    def __init__(self, exchange: "Exchange") -> None:
        self._exchange = exchange
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport of the new connection."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Add bytes to the buffer, and handle each request that is complete."""
        self._read += data
        while (end := self._read.find(_END)) >= 0:
            length = _LENGTH.search(self._read, 0, end)
            size = end + len(_END) + (int(length[1]) if length else 0)
            if len(self._read) < size:
                return
            request, self._read = self._read[:size], self._read[size:]
            self._exchange.take(request, self._transport)


class Exchange:
    """A Bot API that counts the sent messages and times how long people wait for answers."""

    def __init__(self, answers: Answers, delay: float) -> None:
        """Begin to count. `delay` is the number of seconds before each answer."""
        self._answers, self._delay = answers, delay
        self._yes = as_http(result=True)
        self._no_webhook = as_http({"url": "", "has_custom_certificate": False, "pending_update_count": 0})
        self._poll: asyncio.Transport | None = None
        self._poll_end: asyncio.TimerHandle | None = None
        self._updates: list[dict[str, Any]] = []
        self._asked_at: dict[int, float] = {}
        self._asked = 0
        self.mark()

    def mark(self) -> None:
        """Reset the counts and the times."""
        self._begun = asyncio.get_running_loop().time()
        self._sent_at: list[float] = []
        self._waits: list[float] = []

    def report(self) -> dict[str, Any]:
        """Return the figures since the last mark: seconds, messages, answers and waits.

        `worst` is the largest number of bulletin messages within a second. `median` and `p99` are the
        milliseconds that people waited for an answer.
        """
        now = asyncio.get_running_loop().time()
        hundredths = quantiles(self._waits, n=100) if len(self._waits) > 1 else [0.0] * 99
        return {
            "seconds": now - self._begun,
            "messages": len(self._sent_at),
            "worst": worst_second(self._sent_at),
            "answers": len(self._waits),
            "median": hundredths[49] * 1000,
            "p99": hundredths[98] * 1000,
        }

    def ask(self, rate: int) -> None:
        """Let one person ask /upcoming now, and another one `rate` times a second from now on."""
        loop = asyncio.get_running_loop()
        chat = 1 + self._asked % _ASKERS
        self._asked += 1
        self._asked_at[chat] = loop.time()
        self._updates.append(_question(self._asked, chat))
        self._hand_out()
        loop.call_later(1 / rate, self.ask, rate)

    def take(self, request: bytes, transport: asyncio.Transport) -> None:
        """Answer one call after the delay. Answer getUpdates when an update comes or its time is up."""
        method = request[: request.find(b" HTTP/")].rpartition(b"/")[2]
        if method == b"getUpdates":
            self._open_poll(request, transport)
            return
        answer = self._yes
        if method in {b"sendMessage", b"editMessageText"}:
            answer = self._answer(request)
        elif method == b"getMe":
            answer = self._answers.me
        elif method == b"getWebhookInfo":
            answer = self._no_webhook
        if self._delay:
            asyncio.get_running_loop().call_later(self._delay, transport.write, answer)
        else:
            transport.write(answer)

    def _open_poll(self, request: bytes, transport: asyncio.Transport) -> None:
        self._poll = transport
        if self._poll_end is not None:
            self._poll_end.cancel()
        found = _POLL_SECONDS.search(request, request.find(_END))
        seconds = int(found[1]) if found else 0
        # an election is won by polls that end undisturbed
        self._poll_end = asyncio.get_running_loop().call_later(seconds, self._end_poll)
        self._hand_out()

    def _answer(self, request: bytes) -> bytes:
        now = asyncio.get_running_loop().time()
        # chat_id is at the end of a prepared body, and near the beginning of aiogram's
        found = _NUMBER.search(request, request.rfind(b"chat_id"))
        chat = int(found[0]) if found else 0
        if chat >= FIRST_ID:
            self._sent_at.append(now)
            return self._answers.bulletin
        if (asked := self._asked_at.pop(chat, None)) is not None:
            self._waits.append(now - asked)
        return self._answers.answer

    def _hand_out(self) -> None:
        if self._updates:
            self._end_poll()

    def _end_poll(self) -> None:
        if self._poll is not None:
            self._poll.write(as_http(self._updates))
            self._poll, self._updates = None, []


def worst_second(times: list[float]) -> int:
    """Return the largest number of times within any second. The times are seconds in order."""
    worst = first = 0
    for last, at in enumerate(times):
        while times[first] <= at - 1.0:
            first += 1
        worst = max(worst, last - first + 1)
    return worst


def _question(number: int, chat: int) -> dict[str, Any]:
    person = {"id": chat, "first_name": "Анна"}
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1_772_434_800,
            "chat": {**person, "type": "private"},
            "from": {**person, "is_bot": False, "language_code": "ru"},
            "text": "/upcoming",
            "entities": [{"type": "bot_command", "offset": 0, "length": 9}],
        },
    }
