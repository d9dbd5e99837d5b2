"""Check settings that are addresses: a proxy, places to listen, the webhook, networks."""

import ipaddress
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from pydantic import HttpUrl, SecretStr

PROXY_SCHEMES = ("socks5", "socks4", "http")
"""The proxies that aiohttp-socks can use."""

WEBHOOK_PORTS = (443, 80, 88, 8443)
"""The ports Telegram posts to."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

TELEGRAM_NETWORKS: tuple[Network, ...] = (
    ipaddress.ip_network("149.154.160.0/20"),
    ipaddress.ip_network("91.108.4.0/22"),
)
"""Where Telegram's updates come from, by its guide to webhooks."""

OWN_PATHS = frozenset({"/healthz", "/readyz", "/metrics"})
"""The paths of health and metrics, which the webhook cannot have."""

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@dataclass(frozen=True, slots=True)
class ListenAddress:
    """An address of this machine and a port to listen on. Port 0 takes any free one."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def read_listen(value: object) -> object:
    """Read «127.0.0.1:8080», «[::]:8080» or a port alone, which listens on loopback."""
    if not isinstance(value, str):
        return value
    host, separator, port = value.strip().rpartition(":")
    is_bracketed = host.startswith("[") and host.endswith("]")
    host = host[1:-1] if is_bracketed else host
    is_named = bool(host) and host.isprintable() and not re.search(r"[\s/@\[\]]", host)
    if not (port.isascii() and port.isdecimal() and len(port) <= 5 and int(port) <= 65535):
        raise ValueError("an address and a port, such as 127.0.0.1:8080")
    if separator and (not is_named or (":" in host) is not is_bracketed):
        raise ValueError("an address and a port, such as 127.0.0.1:8080 or [::]:8080")
    return ListenAddress(host or "127.0.0.1", int(port))


def read_networks(value: object) -> object:
    """Read «any» as an empty tuple, «telegram» as its networks, else networks with commas."""
    if not isinstance(value, str):
        return value
    words = value.lower().replace(",", " ").split()
    if words == ["any"]:
        return ()
    networks: list[Network] = []
    for word in words:
        try:
            networks += TELEGRAM_NETWORKS if word == "telegram" else [ipaddress.ip_network(word)]
        except ValueError:
            raise ValueError(
                "any, telegram, or networks separated by commas, such as 149.154.160.0/20"
            ) from None
    return tuple(networks)


def check_proxy(url: SecretStr) -> SecretStr:
    """Return the URL of a proxy. Raises ValueError, which names the part it lacks only."""
    text = url.get_secret_value().strip()
    if not text.isprintable() or " " in text:
        raise ValueError("a URL without spaces, such as socks5://host:1080")
    scheme, separator, _ = text.partition("://")
    if not separator or scheme.lower() not in PROXY_SCHEMES:
        raise ValueError(
            f"a URL that begins with {'://, '.join(PROXY_SCHEMES)}://, such as socks5://host:1080"
        )
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = "", None
    if not host or not port:
        raise ValueError("a URL with a host and a port of 1 to 65535, such as socks5://host:1080")
    return SecretStr(text)


def check_webhook_url(url: HttpUrl) -> HttpUrl:
    """Return the address of the webhook. Raises ValueError for a path that is taken."""
    if str(PurePosixPath(url.path or "/")) in OWN_PATHS:
        raise ValueError(f"a URL with another path than {', '.join(sorted(OWN_PATHS))}")
    return url


def check_webhook_place(url: HttpUrl, api: HttpUrl) -> None:
    """Raise ValueError for an address that Telegram's own server would not post to.

    A Bot API server of one's own posts to any.
    """
    if api.host == "api.telegram.org" and (url.scheme != "https" or url.port not in WEBHOOK_PORTS):
        raise ValueError("an https URL, on port 443, 80, 88 or 8443")


def check_secret(secret: SecretStr) -> SecretStr:
    """Return the secret of the webhook. Raises ValueError for one that setWebhook would refuse."""
    text = secret.get_secret_value().strip()
    if not _SECRET.fullmatch(text):
        raise ValueError("1 to 256 of the characters A-Z a-z 0-9 _ -")
    return SecretStr(text)
