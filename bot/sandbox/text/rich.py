"""Store rich messages in a simplified form: limited in size, shown as plain paragraphs."""

import re
from html import unescape
from typing import Any

from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.world.people import Json

MAX_RICH = 32_768  # characters of text
MAX_BLOCKS = 500
_TAG = re.compile(r"<[^>]*>")
_BLOCK_ENDS = re.compile(r"</(?:p|h[1-6]|li|tr|blockquote|details|pre)>|<br\s*/?>", re.IGNORECASE)


def rich_content(fields: dict[str, Any]) -> Json:
    """Return the message content of an InputRichMessage: its text as paragraphs.

    :raises ApiRefusal: 400 unless exactly one of html, markdown and blocks is given, and for too much text
    """
    ways = [name for name in ("html", "markdown", "blocks") if fields.get(name)]
    if len(ways) != 1:
        raise bad_request("rich message must have exactly one of html, markdown and blocks")
    lines = [line for line in _lines(ways[0], fields[ways[0]]) if line.strip()]
    if not lines:
        raise bad_request("message text is empty")
    if len(lines) > MAX_BLOCKS or sum(map(len, lines)) > MAX_RICH:
        raise bad_request("message is too long")
    blocks = [{"type": "paragraph", "text": line.strip()} for line in lines]
    return {"rich_message": {"blocks": blocks} | ({"is_rtl": True} if fields.get("is_rtl") else {})}


def _lines(way: str, source: Any) -> list[str]:
    if way == "html":
        return unescape(_TAG.sub("", _BLOCK_ENDS.sub("\n", str(source)))).splitlines()
    if way == "markdown":
        return str(source).splitlines()
    return [_plain_text(block) for block in source]


def _plain_text(part: Any) -> str:
    """Return the text of a block or of a part of a text, without marks."""
    if isinstance(part, str):
        return part
    if isinstance(part, list):
        return "".join(map(_plain_text, part))
    inner = [value for name, value in part.items() if name in _TEXT_FIELDS] if isinstance(part, dict) else []
    return " ".join(filter(None, map(_plain_text, inner)))


_TEXT_FIELDS = ("text", "summary", "items", "blocks", "cells", "caption", "credit", "title")
