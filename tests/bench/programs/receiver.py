"""A tool: a Bot API for senders, on a core of its own: `… receiver CORE MILLISECONDS`.

It answers every call after that many milliseconds. A bulletin message gets the bytes that the sandbox would
answer, with all entities, because parsing them is a part of the cost of sending. The receiver does nothing
else, so that the measured time is the senders' own.

It prints its address. Then it reads orders from its input, one a line: «ask N» lets N people a second ask
/upcoming, «mark» resets the counts, «report» prints them. It ends when its input ends.
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
from tests.bench.programs.exchange import Answers, Exchange, Line, as_http
from tests.bench.sample_message import ANSWER, FIRST_ID, TEXT

ROOT = Path(__file__).parents[3]


class Receiver:
    """A running receiver, as the process that started it sees it."""

    def __init__(self, url: str, process: Process) -> None:
        self.url = url
        self._process = process

    async def tell(self, order: str) -> None:
        """Give an order that has no answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{order}\n".encode())
        await self._process.stdin.drain()

    async def report(self) -> dict[str, Any]:
        """Return the figures since the last mark, as Exchange.report has them."""
        assert self._process.stdout is not None
        await self.tell("report")
        found: dict[str, Any] = json.loads(await self._process.stdout.readline())
        return found


@asynccontextmanager
async def receiver(core: int, milliseconds: int = 0) -> AsyncIterator[Receiver]:
    """Run a Bot API server in which every chat exists, and stop it when the block ends.

    It answers each call after `milliseconds`.
    """
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
    """Return the sandbox's responses to the bulletin, to an answer to a question, and to getMe."""
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
