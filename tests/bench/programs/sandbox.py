"""A tool: how fast the sandbox takes messages, and how much memory many chats take.

`… sandbox CORE` is the measured process. It sends itself messages when its input says so, and ends with its
input.
"""

import asyncio
import os
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from urllib.parse import quote, urlencode, urlsplit

from bot.process_tuning import import_aiogram
from tests.bench.cores import cores, cpu, memory, pinned
from tests.bench.figures import Figure

ROOT = Path(__file__).parents[3]
FIRST_ID = 1_000_000
CHATS = 100_000
CONNECTIONS = 16
WARM_UP = 1_000
ROUNDS, ROUND = 3, 1_500
# 1,500 messages a second on one core
MOST_CPU_MS = 1000 / 1500

KEYBOARD = (
    '{"inline_keyboard": [[{"text": "Подробнее", "callback_data": "event:e123"}], '
    '[{"text": "Не напоминать", "callback_data": "mute:e123"}, '
    '{"text": "На карте", "url": "https://example.org/map"}]]}'
)
TEXTS = [
    f"<b>Через {days} дней – юбилей</b>\n\nГород <b>Казань</b>, {days} октября: 150 лет со дня рождения "
    "архитектора, по чьим рисункам построены ратуша, вокзал и две гимназии.\n\n"
    "<blockquote expandable>Торжественное заседание в 18:30, ул. Пушкина, 5; вход свободный, места "
    "не нумеруются.</blockquote>"
    for days in range(1, 31)
]


def serving() -> Iterator[Figure]:
    """Yield the CPU of one sendMessage over HTTP, the messages a second, and the memory."""
    spent, rate, mib = asyncio.run(_measure())
    yield Figure("sandbox: CPU of one sendMessage (1,500 a second on a core)", spent, "ms", MOST_CPU_MS)
    yield Figure("sandbox: sendMessage a second, on a core shared with other programs", rate, "/s")
    yield Figure(f"sandbox: memory with {CHATS:,} chats and a message in each", mib, "MiB", 500)


async def _measure() -> tuple[float, float, float]:
    mine, other = cores()
    with pinned(mine):
        async with _server(other) as process:
            assert process.stdout is not None
            url = (await process.stdout.readline()).decode().strip()
            await _flood(url, range(WARM_UP))
            rounds = [await _timed(process.pid, url, n * ROUND + WARM_UP) for n in range(ROUNDS)]
            await _fill(process, WARM_UP + ROUNDS * ROUND)
            spent, rate = (median(column) for column in zip(*rounds, strict=True))
            return spent, rate, memory(process.pid)


async def _timed(pid: int, url: str, first: int) -> tuple[float, float]:
    before, begin = cpu(pid), time.perf_counter()
    await _flood(url, range(first, first + ROUND))
    return (cpu(pid) - before) / ROUND * 1000, ROUND / (time.perf_counter() - begin)


async def _fill(process: Process, already: int) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{already}\n".encode())
    await process.stdin.drain()
    await process.stdout.readline()


async def _flood(url: str, numbers: Iterable[int]) -> None:
    """Send a message to each of the numbered chats, over several connections at once."""
    left = iter(numbers)
    async with asyncio.TaskGroup() as tasks:
        for _ in range(CONNECTIONS):
            tasks.create_task(_send(url, left))


async def _send(url: str, numbers: Iterator[int]) -> None:
    # without an HTTP client, whose cost would delay the measured server
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    for number in numbers:
        body = urlencode(_params(number), quote_via=quote).encode()
        writer.write(
            f"POST {parts.path}/sendMessage HTTP/1.1\r\nHost: {parts.netloc}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head[:20]:
            raise AssertionError(head)
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        await reader.readexactly(length)
    writer.close()
    await writer.wait_closed()


def _params(number: int) -> dict[str, str]:
    return {
        "chat_id": str(FIRST_ID + number),
        "text": TEXTS[number % len(TEXTS)],
        "parse_mode": "HTML",
        "reply_markup": KEYBOARD,
    }


@asynccontextmanager
async def _server(core: int) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.programs.sandbox", str(core)), cwd=ROOT, stdin=PIPE, stdout=PIPE
    )
    try:
        yield process
    finally:
        process.terminate()
        await process.wait()


async def _serve(core: int) -> None:
    # as the commands do at their start
    import_aiogram()
    from bot.sandbox.server import SandboxServer
    from bot.sandbox.wire.requests import Request
    from bot.sandbox.world.people import Account

    os.sched_setaffinity(0, {core})
    server = SandboxServer()
    await server.start()
    for number in range(CHATS):
        server.world.add_person(Account(FIRST_ID + number, f"Читатель {number}", started=True))
    _tell(f"{server.url}/bot{server.token}")
    already = int(await asyncio.to_thread(sys.stdin.readline))
    for number in range(already, CHATS):
        # the same work as a call over HTTP after its request is read
        await server.gateway.call_method("sendMessage", Request(dict(_params(number))))
    _tell("full")
    await asyncio.to_thread(sys.stdin.readline)
    await server.stop()


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
