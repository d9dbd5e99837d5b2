"""Parse and hold the settings of the bot's webhook and the state of its delivery.

On loopback plain http and any port are allowed, because the server itself is there.
Elsewhere Telegram's rules apply, and the server must be allowed to post there at all: a webhook that a
stranger has set would receive every update.
"""

import ipaddress
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yarl import URL

from bot.sandbox.wire.refusal import ApiRefusal, bad_request

Json = dict[str, Any]
PORTS = frozenset({443, 80, 88, 8443})
MAX_SECRET = 256
MAX_CERTIFICATE = 3 * 1024 * 1024
CONNECTIONS = range(1, 101)
DEFAULT_CONNECTIONS = 40
_ADDRESS = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?:[^/?#@]*@)?"
    r"(?P<host>\[[0-9a-f:.]+\]|[^/?#@:\[\]\s\x00-\x20\"<>\\^`{|}%]+)(?::(?P<port>[0-9]{1,9}))?(?:[/?#].*)?",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """A webhook as the bot has set it. `trusted` is the context of its own certificate."""

    url: URL
    given_url: str
    secret: str = ""
    connections: int = DEFAULT_CONNECTIONS
    ip_address: str = ""
    trusted: ssl.SSLContext | None = None


def parse_webhook(
    url: str, secret: str = "", connections: int | None = None, ip_address: str = "", certificate: bytes = b""
) -> WebhookSettings:
    """Return the settings that setWebhook asks for.

    The number of connections is cut to 1–100 and is 40 by default.

    :raises ApiRefusal: 400 for an address, secret or certificate Telegram would not accept
    """
    address = _read_url(url)
    if len(secret.encode()) > MAX_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    trusted = _read_certificate(certificate) if certificate else None
    _check_place(address, ip_address)
    wanted = DEFAULT_CONNECTIONS if connections is None else connections
    return WebhookSettings(address, url, secret, min(max(wanted, 1), CONNECTIONS[-1]), ip_address, trusted)


def _read_url(text: str) -> URL:
    wrong = bad_request("invalid webhook URL specified")
    found = _ADDRESS.fullmatch(text.strip())
    if found is None or (found["scheme"] or "https").lower() not in ("http", "https") or found["host"] == ".":
        raise wrong
    if found["port"] is not None and not 1 <= int(found["port"]) <= 65535:
        raise wrong
    try:
        return URL(text.strip() if found["scheme"] else f"https://{text.strip()}")
    except ValueError:
        raise wrong from None


def _check_place(address: URL, fixed: str) -> None:
    if is_loopback(address.host or ""):
        return
    if address.scheme != "https":
        raise _bad("An HTTPS URL must be provided for webhook")
    if address.port not in PORTS:
        raise _bad("Webhook can be set up only on ports 80, 88, 443 or 8443")
    number = _read_ip(fixed or address.host or "")
    if number is None:
        if fixed:
            raise _bad("Invalid IP address specified")
        return
    if number.version != 4:
        raise _bad("IPv6-only addresses are not allowed")
    if not number.is_global:
        raise _bad(f"IP address {number} is reserved")


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine, by its name or number alone."""
    number = _read_ip(host)
    return host.lower() == "localhost" if number is None else number.is_loopback


def _read_ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _read_certificate(certificate: bytes) -> ssl.SSLContext:
    if len(certificate) > MAX_CERTIFICATE:
        raise bad_request(f"certificate size is too big ({len(certificate)} bytes)")
    try:
        return ssl.create_default_context(cadata=certificate.decode("ascii"))
    except (ValueError, ssl.SSLError):
        raise _bad("Failed to set custom certificate file") from None


def _bad(reason: str) -> ApiRefusal:
    return bad_request(f"bad webhook: {reason}")


class Webhook:
    """The bot's webhook, if it has one. `on_change` is called when it is set or removed.

    `anywhere` allows addresses beyond loopback. `hosts` are names of this machine, in lower case: updates are
    posted to loopback for them, while Telegram's rules hold for the address.
    """

    def __init__(self) -> None:
        self.anywhere = False
        self.hosts: frozenset[str] = frozenset()
        self.settings: WebhookSettings | None = None
        self.on_change: Callable[[], None] | None = None
        self._error: tuple[datetime, str] | None = None
        self._last_set = float("-inf")

    def check_reach(self, settings: WebhookSettings) -> None:
        """Refuse an address beyond this machine unless `anywhere` is set. A name is not looked up.

        :raises ApiRefusal: 400
        """
        host = settings.url.host or ""
        if not (self.anywhere or is_loopback(host) or host.lower() in self.hosts):
            raise _bad("the sandbox posts to loopback only, unless it is started with --webhook-anywhere")

    def is_too_soon(self, now: float) -> bool:
        """Return whether this setWebhook comes within a real second of the one before.

        `now` is in seconds of a monotonic clock.
        """
        if now - self._last_set < 1:
            return True
        self._last_set = now
        return False

    def set(self, settings: WebhookSettings | None) -> bool:
        """Replace the webhook, or remove it with None. Return whether anything changed."""
        if settings == self.settings and (settings is None or settings.trusted is None):
            return False
        self.settings, self._error = settings, None
        if self.on_change is not None:
            self.on_change()
        return True

    def note_error(self, at: datetime, reason: str) -> None:
        """Remember the time and the reason of the last failed delivery."""
        self._error = (at, reason)

    def info(self, pending: int) -> Json:
        """Return what getWebhookInfo says, without the allowed kinds of updates."""
        settings = self.settings
        shown: Json = {
            "url": settings.given_url if settings else "",
            "has_custom_certificate": bool(settings and settings.trusted),
            "pending_update_count": pending,
        }
        if self._error is not None:
            at, reason = self._error
            shown |= {"last_error_date": int(at.timestamp()), "last_error_message": reason}
        if settings is not None:
            shown |= {"max_connections": settings.connections, "ip_address": _shown_ip(settings)}
        return shown


def _shown_ip(settings: WebhookSettings) -> str:
    host = settings.url.host or ""
    return settings.ip_address or (
        host if _read_ip(host) else "127.0.0.1" if is_loopback(host) else "<unknown>"
    )
