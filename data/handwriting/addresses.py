"""Read a link with its label. Only addresses that are safe to open are taken."""

import re
from urllib.parse import urlsplit

from data.calendar.event_details import EventLink
from data.handwriting.misread import Misread

SCHEMES = frozenset({"http", "https", "tg", "mailto"})
"""What a button or a text of an editor may open."""

LONGEST_ADDRESS = 1024
"""Characters. Telegram takes longer ones, and shows none of them whole."""

LONGEST_LABEL = 60
"""Characters of a button that apps show."""

_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*:\S+|(?:[\w-]+\.)+[^\W\d_]{2,}(?:[/?#:]\S*)?|[\w.+-]+@(?:[\w-]+\.)+\w{2,}", re.I
)
_MAIL = re.compile(r"(?:mailto:)?([\w.+-]+@(?:[\w-]+\.)+\w{2,})", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}\.?", re.IGNORECASE)
_EDGES = " \t\n,;:–—-|()«»\"'"


def read_link(text: str) -> EventLink:
    """Return the one address of a text, and the rest as its label. Raises Misread."""
    found = list(_ADDRESS.finditer(text))
    if len(found) != 1:
        raise Misread("link-unclear" if not found else "link-several")
    address = found[0][0].rstrip(".,;)»\"'")
    label = " ".join((text[: found[0].start()] + " " + text[found[0].end() :]).split()).strip(_EDGES)
    if len(label) > LONGEST_LABEL:
        raise Misread("label-too-long", length=len(label), longest=LONGEST_LABEL)
    return EventLink(checked_address(address), label)


def checked_address(address: str) -> str:
    """Return an address with its scheme. Raises Misread for one that is not safe to open."""
    if len(address) > LONGEST_ADDRESS or any(char.isspace() or not char.isprintable() for char in address):
        raise Misread("link-unclear")
    if mail := _MAIL.fullmatch(address):
        return f"mailto:{mail[1]}"
    if _HOST.match(address) and ":" not in address.partition("/")[0]:
        address = f"https://{address}"
    if not _is_safe(address):
        raise Misread("link-unclear")
    return address


def _is_safe(address: str) -> bool:
    """Return whether an address opens what it shows. Raises Misread for other schemes."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if parts.scheme not in SCHEMES - {"mailto"}:
        raise Misread("link-scheme")
    if parts.scheme == "tg":
        return re.fullmatch(r"[a-z_]+", parts.netloc) is not None
    # «https://mag.org@evil.example» shows one host and opens another
    return host is not None and "@" not in parts.netloc and _HOST.fullmatch(host) is not None
