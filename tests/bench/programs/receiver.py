"""A tool: a Bot API for those who send, on a core of its own: `… receiver CORE [MILLISECONDS]`.

It takes every call as it comes and answers it after so many milliseconds, with the bytes the sandbox answers
the measured bulletin with: entities and all, for reading them is part of what sending costs. It does nothing
else, so that the senders, not the receiver, are what there is to wait for.

It prints its address, then obeys lines of its input: «ask N» lets N people a second ask /upcoming, «mark»
begins a new account, «report» prints it. It ends when its input does.
"""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.process_tuning import import_aiogram
from tests.bench.letter import ANSWER, FIRST_ID, TEXT
from tests.bench.programs.exchange import Answers, Exchange, Line, as_http

ROOT = Path(__file__).parents[3]


class Receiver:
    """A running one, seen from outside."""

    def __init__(self, url: str, process: Process) -> None:
        self.url = url
        self._process = process

    async def tell(self, order: str) -> None:
        """Give an order that has no answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{order}\n".encode())
        await self._process.stdin.drain()

    async def report(self) -> dict[str, Any]:
        """The account since the last mark."""
        assert self._process.stdout is not None
        await self.tell("report")
        found: dict[str, Any] = json.loads(await self._process.stdout.readline())
        return found


@asynccontextmanager
async def receiver(core: int, milliseconds: int = 0) -> AsyncIterator[Receiver]:
    """A Bot API that any chat can be written to; gone when the block ends."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.programs.receiver", str(core), str(milliseconds)),
        cwd=ROOT,
        stdin=PIPE,
        stdout=PIPE,
    )
    assert process.stdout is not None
    try:
        yield Receiver((await process.stdout.readline()).decode().strip(), process)
    finally:
        process.terminate()
        await process.wait()


async def sandbox_answers() -> Answers:
    """What the sandbox says to the bulletin, to the answer to a question, and to getMe."""
    from bot.sandbox.server import SandboxServer
    from bot.sandbox.wire.requests import Request
    from bot.sandbox.world.people import Account

    server = SandboxServer()
    server.world.add_person(Account(FIRST_ID, "Читатель", started=True))
    said = [
        await server.gateway.call_method(
            "sendMessage", Request({"chat_id": str(FIRST_ID), "text": text, "parse_mode": "HTML"})
        )
        for text in (TEXT, ANSWER)
    ]
    me = await server.gateway.call_method("getMe", Request({}))
    return Answers(as_http(said[0]), as_http(said[1]), as_http(me))


async def _serve(core: int, milliseconds: int) -> None:
    import_aiogram()
    exchange = Exchange(await sandbox_answers(), milliseconds / 1000)
    os.sched_setaffinity(0, {core})
    server = await asyncio.get_running_loop().create_server(lambda: Line(exchange), "127.0.0.1", 0)
    _tell(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    while order := await asyncio.to_thread(sys.stdin.readline):
        match order.split():
            case ["ask", rate]:
                exchange.ask(int(rate))
            case ["mark"]:
                exchange.mark()
            case ["report"]:
                _tell(json.dumps(exchange.report()))
    server.close()


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2])))
