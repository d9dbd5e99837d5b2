"""`mag-bot run` with an HTTP server, as a real process: it serves, stops, or says why not."""

import signal
import socket
import time
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.client.client import Sandbox
from bot.sandbox.server import SandboxServer
from tests.bot.commands.launching import LIMIT, launched
from tests.bot.http.posting import free_port
from tests.world.certificates import make_certificate

pytestmark = pytest.mark.slow

RUN = ("run", "--language", "en")
STOP_SECONDS = 20.0


async def refused(folder: Path, **settings: str) -> tuple[int | None, str]:
    """Return the status and the standard error of a run that ends by itself."""
    async with launched(folder, RUN, settings) as process:
        _, errors = await process.communicate()
    return process.returncode, errors.decode()


async def test_bot_behind_its_own_tls_serves_and_stops(
    tmp_path: Path, server: SandboxServer, sandbox: Sandbox
) -> None:
    """With a self-signed certificate that it uploads. SIGTERM ends it in order, and the webhook stays set."""
    sandbox.limit, server.delivery.pause_factor = LIMIT, 0.01
    certificate, key = make_certificate(tmp_path)
    key.chmod(0o600)
    port, inside = free_port(), free_port()
    settings = {
        "BOT_TOKEN": server.token,
        "TELEGRAM_API_URL": server.url,
        "HTTP_LISTEN": f"127.0.0.1:{port}",
        "METRICS_LISTEN": f"127.0.0.1:{inside}",
        "TLS_CERTIFICATE": str(certificate),
        "TLS_KEY": str(key),
        "WEBHOOK_URL": f"https://127.0.0.1:{port}/telegram",
        "WEBHOOK_CERTIFICATE": str(certificate),
    }
    anna = await sandbox.person("Анна")
    await anna.say("/city Казань")
    async with launched(tmp_path, RUN, settings) as process:
        assert "Казань" in (await anna.reply()).text
        async with aiohttp.ClientSession() as session:
            for path in ("healthz", "readyz", "metrics"):
                async with session.get(f"http://127.0.0.1:{inside}/{path}") as answer:
                    assert answer.status == 200, await answer.text()
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
        assert time.monotonic() - began <= STOP_SECONDS
        assert process.stdout is not None
        printed = (await process.stdout.read()).decode()
    assert f"The HTTP server is listening at 127.0.0.1:{port}, 127.0.0.1:{inside}." in printed
    assert server.world.webhook.settings is not None
    assert await sandbox.calls("getUpdates") == []


async def test_port_in_use_is_named(tmp_path: Path, server: SandboxServer) -> None:
    """The start ends before any call to Telegram, with the status of what may pass by itself."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        status, errors = await refused(
            tmp_path, BOT_TOKEN=server.token, TELEGRAM_API_URL=server.url, HTTP_LISTEN=address
        )
    assert status == 6
    assert errors == (
        f"mag-bot: The HTTP server cannot start ({address}): Address already in use. "
        "Check HTTP_LISTEN, METRICS_LISTEN, TLS_CERTIFICATE and TLS_KEY.\n"
    )


async def test_certificate_that_is_none_is_named(tmp_path: Path, server: SandboxServer) -> None:
    """A file with something else in it does not mend itself, so another start is of no use."""
    (tmp_path / "tls.pem").write_text("no certificate", encoding="utf-8")
    status, errors = await refused(
        tmp_path,
        BOT_TOKEN=server.token,
        TELEGRAM_API_URL=server.url,
        HTTP_LISTEN="127.0.0.1:0",
        TLS_CERTIFICATE="tls.pem",
        TLS_KEY="tls.pem",
    )
    assert status == 2
    assert "mag-bot: The HTTP server cannot start (tls.pem): " in errors


async def test_webhook_that_telegram_refuses_is_named(tmp_path: Path, server: SandboxServer) -> None:
    """The message has Telegram's words."""
    status, errors = await refused(
        tmp_path,
        BOT_TOKEN=server.token,
        TELEGRAM_API_URL=server.url,
        HTTP_LISTEN="127.0.0.1:0",
        WEBHOOK_URL="https://10.0.0.1/x",
    )
    assert status == 2
    assert errors == (
        "mag-bot: Telegram does not accept the webhook: Bad Request: bad webhook: IP address 10.0.0.1 is "
        "reserved. Check WEBHOOK_URL and WEBHOOK_CERTIFICATE.\n"
    )
