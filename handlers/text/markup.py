"""Text that is safe to send: the one place where words of people and documents are cleaned and escaped."""

import re
from collections.abc import Iterable

# Bidirectional controls can turn a line round, zero-width signs hide in names, control characters and halves
# of surrogate pairs are refused by Telegram or by UTF-8; none of them is ever part of a plan's sentence.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


class Markup(str):
    """HTML of our own making, which goes into a message as it stands."""

    __slots__ = ()


def clean(text: str) -> str:
    """The text without signs that are invisible or turn the reading direction; line breaks and tabs stay."""
    return _UNWANTED.sub("", text)


def escape(text: str) -> Markup:
    """Text from outside as Telegram HTML; Markup comes back unchanged."""
    if isinstance(text, Markup):
        return text
    cleaned = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(cleaned.replace('"', "&quot;"))


def join(parts: Iterable[str], separator: str = "\n") -> Markup:
    """Parts in one Markup, each escaped unless it is Markup already; empty ones are left out."""
    return Markup(separator.join(escape(part) for part in parts if part))
