"""Examine what the HTTP server of the settings would do, or does."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from bot.http.cannot_listen import CannotListen
from bot.http.certificates import examine_certificate, first_certificate
from bot.http.server import HttpServer, Listener
from bot.setting_parsing.addresses import ListenAddress
from bot.settings import Settings
from handlers.views.secretariat.http_findings import CertificateFacts, CertificateTrouble, HttpFacts

# A server on this machine answers at once.
CALL_SECONDS = 3.0
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where such a server is called


async def examine_http(settings: Settings, now: datetime, *, is_running: bool) -> HttpFacts | None:
    """Examine addresses and certificate. None where the settings want no server.

    is_running: a bot serves by these settings, so that its addresses are called. Otherwise they are opened
    for a moment. now is aware.
    """
    addresses = tuple(_addresses(settings))
    if not addresses:
        return None
    return HttpFacts(
        addresses=tuple(map(str, addresses)),
        webhook="" if settings.webhook_url is None else str(settings.webhook_url),
        is_running=is_running,
        refused=await (_call(addresses) if is_running else _open(addresses)),
        certificate=await _certificate(settings, now, is_running=is_running),
    )


def _addresses(settings: Settings) -> Iterator[ListenAddress]:
    for address in (settings.http_listen, settings.metrics_listen):
        if address is not None:
            yield address


async def _open(addresses: tuple[ListenAddress, ...]) -> tuple[str, str] | None:
    server = HttpServer(Listener(address, ()) for address in addresses)
    try:
        await server.open()
    except CannotListen as error:
        return error.address, error.reason
    await server.close()
    return None


async def _call(addresses: tuple[ListenAddress, ...]) -> tuple[str, str] | None:
    for address in addresses:
        # any port was free to it, and nothing says which it has taken
        if address.port:
            try:
                await _shown(address, None)
            except (OSError, TimeoutError) as error:
                return str(address), getattr(error, "strerror", None) or type(error).__name__
    return None


async def _certificate(settings: Settings, now: datetime, *, is_running: bool) -> CertificateFacts | None:
    """Examine the certificate, and whether a running bot shows the one that the file has now."""
    facts = await asyncio.to_thread(examine_certificate, settings, now)
    path, address = settings.tls_certificate, settings.http_listen
    if facts is None or not facts.is_well or not is_running or path is None or not (address and address.port):
        return facts
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
    # who does not answer was found above
    with suppress(OSError, TimeoutError):
        if await _shown(address, client) != await asyncio.to_thread(first_certificate, path):
            return replace(facts, trouble=CertificateTrouble.REPLACED)
    return facts


async def _shown(address: ListenAddress, client: ssl.SSLContext | None) -> bytes | None:
    """Call a server. Return the certificate that it shows, as DER, None without TLS.

    Raises OSError and TimeoutError where it does not answer.
    """
    async with asyncio.timeout(CALL_SECONDS):
        host = _EVERYWHERE.get(address.host, address.host)
        _, writer = await asyncio.open_connection(host, address.port, ssl=client)
        connection = writer.get_extra_info("ssl_object")
        shown = None if connection is None else connection.getpeercert(binary_form=True)
        writer.close()
        # the other side may have cut it
        with suppress(OSError):
            await writer.wait_closed()
    return shown
