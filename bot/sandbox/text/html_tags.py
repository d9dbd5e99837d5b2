"""Map Telegram's HTML tags to entities."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from bot.sandbox.wire.refusal import ApiRefusal, bad_request

Entity = dict[str, Any]

_SIMPLE = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler",
}  # fmt: skip
TAGS = frozenset(_SIMPLE) | {"a", "tg-emoji", "tg-time", "code", "pre", "blockquote"}
MEANINGFUL = frozenset({
    ("a", "href"), ("tg-emoji", "emoji-id"), ("tg-time", "unix"), ("tg-time", "format"), ("code", "class"),
    ("span", "class"), ("blockquote", "expandable"),
})  # fmt: skip
TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
_HOSTED = frozenset({"http", "https", "tg", "ton", "tonsite"})
_HOSTLESS = frozenset({"mailto", "tel"})


def entity_of(tag: str, attributes: Mapping[str, str], text: str) -> Entity | None:
    """Return the entity of a closed tag around this text, without its offsets.

    Returns None where Telegram drops the tag.

    :raises ApiRefusal: 400 for an attribute Telegram cannot use
    """
    if kind := _SIMPLE.get(tag):
        return {"type": kind}
    if tag == "blockquote":
        return {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}
    if tag in ("code", "pre"):
        language = attributes.get("class", "")
        return {"type": tag} | ({"language": language[9:]} if language.startswith("language-") else {})
    if tag == "a":
        return link_entity(attributes.get("href") or text)
    return _emoji(attributes) if tag == "tg-emoji" else _time(attributes)


def link_entity(url: str) -> Entity | None:
    """Return the entity of a link to this address. None for an address Telegram does not accept."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        parts = parts if parts.scheme in _HOSTED | _HOSTLESS else urlsplit(f"http://{url}")
    except ValueError:
        return None
    if parts.scheme in _HOSTLESS:
        return {"type": "text_link", "url": url}
    if (
        not parts.netloc
        or re.search(r"\s", url)
        or (parts.scheme in ("http", "https") and "." not in parts.netloc)
    ):
        return None
    return {"type": "text_link", "url": parts.geturl()}


def _emoji(attributes: Mapping[str, str]) -> Entity:
    number = attributes.get("emoji-id", "")
    if not re.fullmatch(r"-?[0-9]{1,19}", number):
        raise bad_request("can't parse entities: Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": number}


def _time(attributes: Mapping[str, str]) -> Entity | None:
    unix, form = attributes.get("unix", ""), attributes.get("format", "")
    if not TIME_FORMAT.fullmatch(form):
        raise bad_request("can't parse entities: Invalid date-time format specified")
    if not re.fullmatch(r"[0-9]{1,10}", unix) or not 0 < int(unix) < 2**31:
        return None
    return {"type": "date_time", "unix_time": int(unix)} | ({"date_time_format": form} if form else {})


def entity_of_link(url: str) -> Entity | None:
    """Return the entity of a tg://emoji or tg://time address.

    Returns None for any other address, and for one with an invalid identifier or format.
    """
    kind, _, query = url.partition("?")
    query_fields = dict(parse_qsl(query, keep_blank_values=True))
    try:
        if kind.lower() == "tg://emoji":
            return _emoji({"emoji-id": query_fields.get("id", "")})
        return _time(query_fields) if kind.lower() == "tg://time" else None
    except ApiRefusal:
        return None
