"""A tool: nginx with TLS in front of the bot, set up as the example in deploy/ shows."""

import asyncio
import json
import os
import re
import shutil
import socket
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bot.sandbox.http.local_names import LocalNames
from bot.setting_parsing.addresses import WEBHOOK_PORTS
from tests.running.programs import LOOK_SECONDS, Place, run, started
from tests.running.steps import StepFailed

EXAMPLE = Path(__file__).parents[2] / "deploy" / "nginx.conf"
NAME = "bot.example.org"

# All settings of nginx itself, so that it uses and changes nothing of the machine.
_AROUND = """{user}daemon off;
pid {folder}/nginx.pid;
error_log stderr warn;
worker_processes 1;
events {{}}
http {{
	access_log {folder}/access.log;
	client_body_temp_path {folder}/client;
	proxy_temp_path {folder}/proxy;
	fastcgi_temp_path {folder}/fastcgi;
	uwsgi_temp_path {folder}/uwsgi;
	scgi_temp_path {folder}/scgi;
{servers}}}
"""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy with its folder and its port, and the port of the bot behind it.

    The folder has the self-signed certificate and its key.
    """

    folder: Path
    backend: int
    port: int

    @property
    def address(self) -> str:
        """Return the address of the webhook at the proxy."""
        return f"https://{NAME}:{self.port}/telegram"

    @property
    def certificate(self) -> Path:
        """Return the path of the certificate that Telegram is given."""
        return self.folder / "certificate.pem"

    @property
    def passed_on(self) -> int:
        """Return how many updates the proxy has passed to the bot."""
        log = self.folder / "access.log"
        return len(re.findall(r'"POST /telegram HTTP/1\.1" 200 ', log.read_text())) if log.exists() else 0

    async def certify(self, place: Place) -> None:
        """Make a certificate as the guide to running the bot says."""
        made = ("req", "-x509", "-newkey", "rsa:2048", "-sha256", "-nodes", "-days", "365")
        named = ("-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}")
        files = ("-keyout", "key.pem", "-out", "certificate.pem")
        await run(Place(self.folder, place.environment), ("openssl", *made, *named, *files))

    async def request(self, method: str, path: str, **more: Any) -> int:
        """Send a request through the proxy, and return the status."""
        trusted = ssl.create_default_context(cafile=str(self.certificate))
        connector = aiohttp.TCPConnector(resolver=LocalNames({NAME}), ssl=trusted)
        url = f"https://{NAME}:{self.port}{path}"
        async with aiohttp.ClientSession(connector=connector) as session:
            async with session.request(method, url, **more) as answer:
                await answer.read()
            return answer.status

    async def post(self, update: Mapping[str, object], secret: str) -> int:
        """Post an update with this secret through the proxy, and return the status."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
        return await self.request("POST", "/telegram", data=json.dumps(update), headers=headers)

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Run nginx, and stop it when the block ends. Raises StepFailed if it is not installed."""
        if (program := find_nginx()) is None:
            raise StepFailed("nginx is not installed (on Debian: apt-get install nginx-light)")
        config = self.folder / "nginx.conf"
        # nginx started by root has workers of another user, who may not enter a temporary folder
        user = "" if os.geteuid() else "user root;\n"
        text = _AROUND.format(user=user, folder=self.folder, servers=self._servers())
        config.write_text(text, encoding="utf-8")
        place = Place(self.folder, {})
        async with started(place, "nginx", (program, "-c", config, "-p", self.folder)) as nginx:
            async with asyncio.timeout(10):
                while not _listens(self.port):
                    await nginx.prints("")
                    await asyncio.sleep(LOOK_SECONDS)
            yield

    def _servers(self) -> str:
        """Return the example with the ports and files of this trial.

        Raises StepFailed if one of them does not stand in it exactly once.
        """
        text = EXAMPLE.read_text(encoding="utf-8")
        live = f"/etc/letsencrypt/live/{NAME}"
        places = {
            "listen 443 ssl;": f"listen 127.0.0.1:{self.port} ssl;",
            "server 127.0.0.1:8080;": f"server 127.0.0.1:{self.backend};",
            f"{live}/fullchain.pem": str(self.certificate),
            f"{live}/privkey.pem": str(self.folder / "key.pem"),
        }
        for place, here in places.items():
            if text.count(place) != 1:
                raise StepFailed(f"{EXAMPLE.name} does not say «{place}» once")
            text = text.replace(place, here)
        return text


def find_nginx() -> str | None:
    """Return the path of nginx, or None. It is found in the system's folders too."""
    return shutil.which("nginx", path=f"{os.defpath}:/usr/local/sbin:/usr/sbin:/sbin")


def free_port_of_telegram() -> int:
    """Return a free port that Telegram posts to, 8443 if possible.

    Raises StepFailed if none is free.
    """
    for port in sorted(WEBHOOK_PORTS, reverse=True):
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port
    raise StepFailed(f"none of the ports {WEBHOOK_PORTS} is free for the proxy")


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
