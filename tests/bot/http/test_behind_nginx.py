"""The webhook behind nginx, as in deploy/nginx.conf: which requests pass, and which do not."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.http.webhook_endpoint import LARGEST_BODY, SECRET_HEADER
from tests.bot.http.posting import SECRET, Posting, free_port, open_posting
from tests.running.programs import Place, bare_environment
from tests.running.proxy import Proxy, find_nginx

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_nginx() is None, reason="nginx is not installed"),
]


@dataclass
class Proxied:
    """A webhook and the proxy before it."""

    posting: Posting
    proxy: Proxy

    async def post(self, number: int, secret: str = SECRET, size: int = 0) -> int:
        """Post an update of this many bytes through the proxy, and return the status."""
        update = io.BytesIO(json.dumps({"update_id": number, "text": "x" * size}).encode())
        return await self.proxy.request("POST", "/telegram", data=update, headers={SECRET_HEADER: secret})


@pytest.fixture
async def proxied(tmp_path: Path) -> AsyncIterator[Proxied]:
    """Run nginx before a webhook that stores updates in a list."""
    async with open_posting(path="/telegram") as posting:
        proxy = Proxy(tmp_path, posting.port, free_port())
        await proxy.certify(Place(tmp_path, bare_environment(tmp_path)))
        async with proxy.opened():
            yield Proxied(posting, proxy)


async def test_updates_come_through_once_among_refused_ones(proxied: Proxied) -> None:
    """The proxy keeps connections for all. One that a stranger has lost costs Telegram no update."""
    posts = [proxied.post(number, SECRET if number % 2 else "wrong") for number in range(1, 61)]
    statuses = await asyncio.gather(*posts)
    assert statuses == [200 if number % 2 else 401 for number in range(1, 61)]
    assert sorted(update["update_id"] for update in proxied.posting.stored) == list(range(1, 61, 2))


async def test_body_that_is_too_large_is_not_stored(proxied: Proxied) -> None:
    """The proxy's own limit lies above that of the bot, which asks for the secret first.

    The bot answers without reading on. Where that reaches the proxy while it still writes, it says 502.
    """
    for size, secret, status in ((1, SECRET, 413), (1, "wrong", 401)):
        assert await proxied.post(1, secret, LARGEST_BODY + size) in {status, 502}
    assert await proxied.post(1, SECRET, LARGEST_BODY + 2**21) == 413
    assert proxied.posting.stored == []


async def test_only_posts_to_one_path_come_through(proxied: Proxied) -> None:
    """The bot hears nothing of the rest."""
    for method, path, status in (
        ("GET", "/telegram", 403),
        ("POST", "/telegram/", 404),
        ("POST", "/", 404),
        ("GET", "/healthz", 404),
        ("GET", "/readyz", 404),
        ("GET", "/metrics", 404),
        ("GET", "//metrics", 404),
        ("GET", "/%6Detrics", 404),
    ):
        assert await proxied.proxy.request(method, path, headers={SECRET_HEADER: SECRET}) == status
    assert proxied.posting.outcomes == []


async def test_update_is_refused_while_no_bot_runs(proxied: Proxied) -> None:
    """A gateway error, which Telegram takes for «not yet», as it does after the bot is back."""
    assert await proxied.post(1) == 200
    await proxied.posting.server.close()
    assert await proxied.post(2) == 502
    assert [update["update_id"] for update in proxied.posting.stored] == [1]
