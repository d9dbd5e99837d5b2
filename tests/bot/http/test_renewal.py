"""A renewed certificate is served without a restart, and a broken one is not."""

import asyncio
import logging
import shutil
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.http import renewal
from bot.http.certificates import first_certificate
from bot.http.renewal import Renewal
from bot.http.server import HttpServer, Listener, load_tls
from bot.setting_parsing.addresses import ListenAddress
from tests.world.certificates import make_certificate


@dataclass
class Server:
    """A server with TLS, and the files of its certificate."""

    folder: Path
    port: int
    renewal: Renewal

    @property
    def certificate(self) -> bytes | None:
        """Return the first certificate in the file, None if there is none."""
        return first_certificate(self.folder / "certificate.pem")

    async def shown(self) -> bytes | None:
        """Return the certificate that a new connection is shown."""
        client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
        _, writer = await asyncio.open_connection("127.0.0.1", self.port, ssl=client)
        shown: bytes | None = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
        writer.close()
        return shown


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    """Run a server with a self-signed certificate."""
    certificate, key = make_certificate(tmp_path)
    context = load_tls(certificate, key)
    assert context is not None
    http = HttpServer([Listener(ListenAddress("127.0.0.1", 0), (), context)])
    await http.open()
    yield Server(tmp_path, http.addresses[0].port, Renewal(context, certificate, key))
    await http.close()


async def test_renewed_certificate_is_shown(server: Server) -> None:
    """To new connections, and once: files that stay are not read again."""
    old = server.certificate
    assert await server.shown() == old
    assert not server.renewal.look()
    make_certificate(server.folder)
    assert await server.shown() == old
    assert server.renewal.look()
    assert await server.shown() == server.certificate != old
    assert not server.renewal.look()


async def test_half_of_a_renewal_changes_nothing(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """The certificate is there before its key. Once both are, they are in use."""
    old = server.certificate
    certificate, key = make_certificate(server.folder / "new")
    shutil.copy(certificate, server.folder)
    assert not server.renewal.look()
    assert not server.renewal.look()
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert await server.shown() == old
    shutil.copy(key, server.folder)
    assert server.renewal.look()
    assert await server.shown() == server.certificate != old


async def test_missing_file_changes_nothing(server: Server) -> None:
    """A renewal may delete the file before it writes the new one."""
    old = server.certificate
    (server.folder / "key.pem").unlink()
    assert not server.renewal.look()
    assert await server.shown() == old
    make_certificate(server.folder)
    assert server.renewal.look()


async def test_files_are_looked_at_again_and_again(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A task of the server checks the files periodically, and ends with it."""
    monkeypatch.setattr(renewal, "LOOK_SECONDS", 0.01)
    make_certificate(server.folder)
    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        watching = tasks.create_task(server.renewal.run())
        while await server.shown() != server.certificate:  # noqa: ASYNC110 - a file tells nobody
            await asyncio.sleep(0.01)
        watching.cancel()
