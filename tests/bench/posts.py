"""A tool: the CPU of a webhook post, of a refused post, and of a request for the metrics."""

import asyncio
import json
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import aiohttp
from aiogram.client.telegram import TelegramAPIServer

from bot.app import App
from bot.http.webhook_endpoint import SECRET_HEADER
from bot.telegram_api.endpoint import Endpoint
from bot.wiring import open_app
from scheduler.clock import SystemClock
from tests.bench.figures import Figure
from tests.bench.sample_message import TOKEN
from tests.bot.http.posting import free_port
from tests.factories import settings_over

_POSTS, _ROUNDS, _AT_ONCE = 1000, 5, 40
_CHATS = 500
_NOWHERE = "http://127.0.0.1:9"


def posts(folder: Path) -> Iterator[Figure]:
    """Yield the CPU of the bot's process for webhook posts and for requests of its metrics.

    The bot stores the updates and does not answer them. The posts come from another process.
    """
    yield from asyncio.run(_measure(folder))


async def _measure(folder: Path) -> list[Figure]:
    url = f"http://127.0.0.1:{free_port()}/hook"
    settings = settings_over(
        folder / "posts.db", http_listen=url.split("/")[2], webhook_url=url, telegram_api_url=_NOWHERE
    )
    endpoint = Endpoint(TOKEN, TelegramAPIServer.from_base(_NOWHERE))
    async with open_app(settings, endpoint, SystemClock()) as app:
        secret = await app.resources.store.webhooks.secret()
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as client:
            stored = [await _spent(client, url, secret, first) for first in range(_ROUNDS)]
            refused = [await _spent(client, url, "wrong", first) for first in range(_ROUNDS)]
        metrics = await _metrics(app)
    return [
        Figure("a post of the webhook, from socket to stored: CPU", median(stored[1:]) * 1000, "ms", 1),
        Figure("a post without the secret: CPU", median(refused[1:]) * 1000, "ms", 0.25),
        Figure("a look at the metrics, with its client: CPU", metrics * 1000, "ms", 3),
    ]


async def _spent(client: ProcessPoolExecutor, url: str, secret: str, number: int) -> float:
    began = time.process_time()
    await asyncio.get_running_loop().run_in_executor(client, _post_all, url, secret, number)
    return (time.process_time() - began) / _POSTS


def _post_all(url: str, secret: str, number: int) -> None:
    asyncio.run(_posting(url, secret, 1 + number * _POSTS))


async def _posting(url: str, secret: str, first: int) -> None:
    numbers = iter(range(first, first + _POSTS))

    async def post(session: aiohttp.ClientSession) -> None:
        for number in numbers:
            async with session.post(url, data=_update(number), headers={SECRET_HEADER: secret}) as answer:
                await answer.read()

    async with (
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=_AT_ONCE)) as session,
        asyncio.TaskGroup() as tasks,
    ):
        for _ in range(_AT_ONCE):
            tasks.create_task(post(session))


def _update(number: int) -> bytes:
    person = {"id": number % _CHATS + 1, "is_bot": False, "first_name": "Анна"}
    chat = {"id": person["id"], "type": "private", "first_name": "Анна"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": person, "text": "/city Казань"}
    return json.dumps({"update_id": number, "message": message}).encode()


async def _metrics(app: App) -> float:
    assert app.http is not None
    url = f"http://{app.http.server.addresses[0]}/metrics"
    spent = []
    async with aiohttp.ClientSession() as session:
        for _ in range(50):
            began = time.process_time()
            async with session.get(url) as answer:
                await answer.read()
            spent.append(time.process_time() - began)
    return median(spent)
