"""Clean and escape text of people and documents. No other module does."""

import re
from collections.abc import Iterable

# Bidirectional controls can reverse a line and zero-width signs can hide in names. Telegram refuses control
# characters, UTF-8 refuses halves of surrogate pairs. No sentence of a plan needs any of them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


class Markup(str):
    """HTML of our own, which goes into a message unchanged."""

    __slots__ = ()


def clean(text: str) -> str:
    """Return the text without invisible and bidirectional signs. Line breaks and tabs stay."""
    return _UNWANTED.sub("", text)


def escape(text: str) -> Markup:
    """Return text as Telegram HTML. Markup comes back unchanged."""
    if isinstance(text, Markup):
        return text
    return escape_cleaned(clean(text))


def escape_cleaned(text: str) -> Markup:
    """Return text as Telegram HTML that was cleaned when it was stored.

    The joiner of emoji stays.
    """
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(escaped.replace('"', "&quot;"))


def join(parts: Iterable[str], separator: str = "\n") -> Markup:
    """Join the parts that are not empty, each escaped unless it is Markup."""
    return Markup(separator.join(escape(part) for part in parts if part))
