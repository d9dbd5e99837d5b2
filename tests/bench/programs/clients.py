"""A tool: measure one way of sending: `… clients NAME URL CORE COUNT`.

It prints the CPU milliseconds of a message. Each way sends the same bulletin to the same chats, from a
process and a core of its own.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from urllib.parse import urlsplit

from tests.bench.sample_message import FIRST_ID, TEXT, TOKEN

SENDERS = 64
WARM_UP = 200

Send = Callable[[int], Awaitable[object]]


async def _all(send: Send, chats: Iterable[int], senders: int) -> None:
    left = iter(chats)

    async def one() -> None:
        for chat in left:
            await send(chat)

    async with asyncio.TaskGroup() as tasks:
        for _ in range(senders):
            tasks.create_task(one())


@asynccontextmanager
async def aiogram_loop(url: str) -> AsyncIterator[Send]:
    """Yield a function that sends with aiogram, without an outbox and without a rate limit."""
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    yield lambda chat: bot.send_message(chat, TEXT, parse_mode="HTML")
    await bot.session.close()


@asynccontextmanager
async def raw_posts(url: str) -> AsyncIterator[Send]:
    """Yield a function that posts a JSON body with aiohttp and parses the answer."""
    import aiohttp

    async with aiohttp.ClientSession() as session:
        address = f"{url}/bot{TOKEN}/sendMessage"

        async def send(chat: int) -> None:
            body = {"chat_id": chat, "text": TEXT, "parse_mode": "HTML"}
            async with session.post(address, json=body) as response:
                if not (await response.json())["ok"]:
                    raise AssertionError(chat)

        yield send


@asynccontextmanager
async def prepared_posts(url: str) -> AsyncIterator[Send]:
    """Yield a function that posts a body encoded once, with the chat id put in, by aiohttp.

    It reads only the beginning of the answer. No use of aiohttp costs less.
    """
    import aiohttp

    opening = json.dumps({"text": TEXT, "parse_mode": "HTML"}, ensure_ascii=False).removesuffix("}").encode()
    async with aiohttp.ClientSession(headers={"Content-Type": "application/json"}) as session:
        address = f"{url}/bot{TOKEN}/sendMessage"

        async def send(chat: int) -> None:
            async with session.post(address, data=b'%b,"chat_id":%d}' % (opening, chat)) as response:
                if not (await response.read()).startswith(b'{"ok":true'):
                    raise AssertionError(chat)

        yield send


@asynccontextmanager
async def telegram_bot(url: str) -> AsyncIterator[Send]:
    """Yield a function that sends with python-telegram-bot, its rate limiter set to no limit."""
    from telegram.ext import AIORateLimiter, ExtBot
    from telegram.request import HTTPXRequest

    limiter = AIORateLimiter(overall_max_rate=0, group_max_rate=0)
    request = HTTPXRequest(connection_pool_size=SENDERS, pool_timeout=60, read_timeout=60)
    async with ExtBot(TOKEN, base_url=f"{url}/bot", request=request, rate_limiter=limiter) as bot:
        yield lambda chat: bot.send_message(chat, TEXT, parse_mode="HTML")


@asynccontextmanager
async def hand_made(url: str) -> AsyncIterator[Send]:
    """Yield a function that writes HTTP by hand to asyncio streams. No client costs less."""
    parts = urlsplit(url)
    idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
    opening = f'{{"text": {json.dumps(TEXT, ensure_ascii=False)}, "parse_mode": "HTML", "chat_id": '

    async def send(chat: int) -> None:
        reader, writer = idle.pop() if idle else await asyncio.open_connection(parts.hostname, parts.port)
        body = f"{opening}{chat}}}".encode()
        head = (
            f"POST /bot{TOKEN}/sendMessage HTTP/1.1\r\nHost: {parts.netloc}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        length = int(answer.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        if not (await reader.readexactly(length)).startswith(b'{"ok":true'):
            raise AssertionError(chat)
        idle.append((reader, writer))

    yield send
    for _, writer in idle:
        writer.close()


Way = Callable[[str], AbstractAsyncContextManager[Send]]
# The best number of concurrent sends for each. More of them only cost python-telegram-bot more CPU.
WAYS: dict[str, tuple[Way, int]] = {
    "aiogram": (aiogram_loop, SENDERS),
    "raw": (raw_posts, SENDERS),
    "prepared": (prepared_posts, SENDERS),
    "ptb": (telegram_bot, 16),
    "floor": (hand_made, SENDERS),
}


async def _time(way: Way, senders: int, url: str, chats: range) -> float:
    async with way(url) as send:
        await _all(send, chats[:WARM_UP], senders)
        begin = time.process_time()
        await _all(send, chats[WARM_UP:], senders)
        return (time.process_time() - begin) / (len(chats) - WARM_UP) * 1000


async def _broadcaster(url: str, chats: range) -> float:
    """Return the CPU milliseconds of a message sent by aiogram-broadcaster, without its storage.

    It sends one message after another.
    """
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram_broadcaster import Broadcaster
    from aiogram_broadcaster.contents import TextContent

    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    broadcaster = Broadcaster(bot)
    content = TextContent(text=TEXT, parse_mode="HTML")
    spent: list[float] = []
    for some in (chats[:WARM_UP], chats[WARM_UP:]):
        mailer = await broadcaster.create_mailer(chats=list(some), content=content)
        begin = time.process_time()
        await mailer.start()
        spent.append(time.process_time() - begin)
    await bot.session.close()
    return spent[-1] / (len(chats) - WARM_UP) * 1000


def _chats(count: int) -> range:
    return range(FIRST_ID, FIRST_ID + WARM_UP + count)


def _arguments() -> Iterator[str]:
    yield from sys.argv[1:]


def main() -> None:
    """Print the CPU milliseconds of a message."""
    name, url, core, count = _arguments()
    os.sched_setaffinity(0, {int(core)})
    if name == "broadcaster":
        spent = asyncio.run(_broadcaster(url, _chats(int(count))))
    else:
        way, senders = WAYS[name]
        spent = asyncio.run(_time(way, senders, url, _chats(int(count))))
    sys.stdout.write(f"{spent:.6f}\n")


if __name__ == "__main__":
    main()
