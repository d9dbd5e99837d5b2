"""Examine the certificate of the HTTP server, or of the proxy before it, as a client would."""

import ssl
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.http.cannot_listen import CannotListen
from bot.http.server import load_tls
from bot.settings import Settings
from handlers.views.secretariat.http_findings import CertificateFacts, CertificateTrouble

# OpenSSL's numbers of what a client refuses a certificate for.
_TROUBLES = {
    9: CertificateTrouble.EARLY,
    10: CertificateTrouble.EXPIRED,
    62: CertificateTrouble.OTHER_HOST,
    64: CertificateTrouble.OTHER_HOST,
}


def examine_certificate(settings: Settings, now: datetime) -> CertificateFacts | None:
    """Examine TLS_CERTIFICATE with its key, else WEBHOOK_CERTIFICATE. None without both.

    OpenSSL compares it with the machine's clock. now is aware, and the days that are left count from it.
    """
    uploaded, path = settings.webhook_certificate, settings.tls_certificate
    if uploaded is not None and (facts := _refuse_upload(uploaded)) is not None:
        return facts
    if path is None:
        return None if uploaded is None else CertificateFacts(str(uploaded))
    try:
        server = load_tls(path, settings.tls_key)
    except CannotListen as error:
        return CertificateFacts(str(path), CertificateTrouble.UNREADABLE, error.reason)
    if server is None:
        return None
    host = None if settings.webhook_url is None else (settings.webhook_url.host or "").strip("[]")
    return _try(server, path, uploaded, host, now)


def first_certificate(path: Path) -> bytes | None:
    """Return the first certificate of a file as DER, None where there is none."""
    head, mark, _ = path.read_text(encoding="ascii", errors="replace").partition("-----END CERTIFICATE-----")
    begin = head.rfind("-----BEGIN CERTIFICATE-----")
    return ssl.PEM_cert_to_DER_cert(f"{head[begin:]}{mark}\n") if mark and begin >= 0 else None


def holds_private_key(content: bytes) -> bool:
    """Return whether a PEM file has a private key in it, which must not be uploaded."""
    return b"PRIVATE KEY-----" in content


def _refuse_upload(path: Path) -> CertificateFacts | None:
    """Return what is wrong with a certificate that is uploaded, None where nothing is."""
    try:
        content = path.read_bytes()
        if holds_private_key(content):
            return CertificateFacts(str(path), CertificateTrouble.HOLDS_KEY)
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=content.decode("ascii"))
    except (OSError, ValueError, ssl.SSLError) as error:
        reason = (
            error.strerror if isinstance(error, OSError) and not isinstance(error, ssl.SSLError) else None
        )
        return CertificateFacts(str(path), CertificateTrouble.UNREADABLE, reason or "no certificate in PEM")
    return None


def _try(
    server: ssl.SSLContext, path: Path, uploaded: Path | None, host: str | None, now: datetime
) -> CertificateFacts:
    try:
        shown = _shake_hands(server, _client(path, uploaded, host), host)
    except ssl.SSLCertVerificationError as error:
        trouble = _TROUBLES.get(error.verify_code, CertificateTrouble.UNTRUSTED)
        return CertificateFacts(str(path), trouble, error.verify_message)
    except ssl.SSLError as error:
        return CertificateFacts(str(path), CertificateTrouble.UNREADABLE, error.reason)
    left = timedelta(seconds=ssl.cert_time_to_seconds(shown["notAfter"]) - now.timestamp())
    # to strangers to a webhook any certificate is good enough
    is_known = uploaded is not None or host is None
    return CertificateFacts(
        str(path), CertificateTrouble.NONE if is_known else _lack(path, shown), days=left.days
    )


def _lack(path: Path, shown: Mapping[str, Any]) -> CertificateTrouble:
    """Return why Telegram cannot find the authority of a certificate that was not uploaded."""
    if shown["issuer"] == shown["subject"]:
        return CertificateTrouble.SELF_SIGNED
    # authorities sign by another one in between, which the server has to show
    is_alone = path.read_bytes().count(b"-----BEGIN CERTIFICATE-----") == 1
    return CertificateTrouble.CHAINLESS if is_alone else CertificateTrouble.NONE


def _client(path: Path, uploaded: Path | None, host: str | None) -> ssl.SSLContext:
    """Return a client that trusts what Telegram would: the uploaded certificate.

    Without one the server's own is trusted: the authorities that Telegram knows are not known here.
    """
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname = host is not None
    client.load_verify_locations(cafile=str(uploaded or path))
    if uploaded is None:
        client.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    return client


def _shake_hands(server: ssl.SSLContext, client: ssl.SSLContext, host: str | None) -> Mapping[str, Any]:
    """Let the two meet in memory. Return the server's certificate, as the client sees it.

    Raises SSLCertVerificationError where the client refuses it.
    """
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    caller = client.wrap_bio(to_client, to_server, server_hostname=host)
    called = server.wrap_bio(to_server, to_client, server_side=True)
    # it takes three rounds
    for _ in range(10):
        with suppress(ssl.SSLWantReadError):
            # the client is done first, once it has accepted the certificate
            caller.do_handshake()
            return caller.getpeercert() or {}
        with suppress(ssl.SSLWantReadError):
            called.do_handshake()
    raise ssl.SSLError("no handshake")
