"""`python -m tests.bench.receiver CORE [MILLISECONDS]`: a Bot API for those who send, on a core of its own.

It takes every call as it comes and answers it after so many milliseconds, with the bytes the sandbox answers
the measured bulletin with: entities and all, for reading them is part of what sending costs. It does nothing
else, so that the senders, not the receiver, are what there is to wait for. Prints its address; ends when its
input does.
"""

import asyncio
import json
import os
import re
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.bench.letter import FIRST_ID, TEXT

ROOT = Path(__file__).parents[2]
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_END = b"\r\n\r\n"


@asynccontextmanager
async def receiver(core: int, milliseconds: int = 0) -> AsyncIterator[str]:
    """The address of a Bot API that any chat can be written to; gone when the block ends."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.receiver", str(core), str(milliseconds)),
        cwd=ROOT,
        stdin=PIPE,
        stdout=PIPE,
    )
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()


class _Receiver(asyncio.Protocol):
    """One connection: whole requests off the wire, the same answer to each sendMessage."""

    def __init__(self, delay: float, sent: bytes, me: bytes) -> None:
        self._delay = delay
        self._sent, self._me = sent, me
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        while (end := self._read.find(_END)) >= 0:
            length = _LENGTH.search(self._read, 0, end)
            size = end + len(_END) + (int(length[1]) if length else 0)
            if len(self._read) < size:
                return
            answer = self._sent if b"/sendMessage " in self._read[:200] else self._me
            self._read = self._read[size:]
            if self._delay:
                asyncio.get_running_loop().call_later(self._delay, self._transport.write, answer)
            else:
                self._transport.write(answer)


async def _sandbox_answers() -> tuple[bytes, bytes]:
    """What the sandbox says to the bulletin and to getMe, as HTTP."""
    from bot.sandbox.people import Person
    from bot.sandbox.server import SandboxServer
    from bot.sandbox.wire import Request

    server = SandboxServer()
    server.world.add_person(Person(FIRST_ID, "Читатель", started=True))
    letter = {"chat_id": str(FIRST_ID), "text": TEXT, "parse_mode": "HTML"}
    sent = await server.gateway._perform("sendMessage", Request(dict(letter)))
    me = await server.gateway._perform("getMe", Request({}))
    return _http(sent), _http(me)


def _http(result: Any) -> bytes:
    body = json.dumps({"ok": True, "result": result}, ensure_ascii=False, separators=(",", ":")).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
        len(body),
        body,
    )


async def _serve(core: int, milliseconds: int) -> None:
    from bot.lean_models import import_aiogram

    import_aiogram()
    sent, me = await _sandbox_answers()
    os.sched_setaffinity(0, {core})
    server = await asyncio.get_running_loop().create_server(
        lambda: _Receiver(milliseconds / 1000, sent, me), "127.0.0.1", 0
    )
    port = server.sockets[0].getsockname()[1]
    sys.stdout.write(f"http://127.0.0.1:{port}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.readline)
    server.close()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2])))
