"""Define what an editor writes: a formatted text, a picture, a file, buttons with links.

The text is stored as it was sent, with its formatting beside it, and never as markup.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate, pairwise

from pydantic import TypeAdapter

# C0 and C1 controls except tab and line feed, half surrogates, which no encoding can write, and
# characters that change the reading direction or have no width (the joiner of emoji stays)
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


MOST_LINKS = 3
"""Buttons with links below one message."""


class Style(StrEnum):
    """How a stretch of a text is formatted. The values are those of Telegram's entities."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKETHROUGH = "strikethrough"
    SPOILER = "spoiler"
    BLOCKQUOTE = "blockquote"
    EXPANDABLE_BLOCKQUOTE = "expandable_blockquote"
    CODE = "code"
    PRE = "pre"
    LINK = "text_link"


@dataclass(frozen=True, slots=True)
class StyledSpan:
    """A formatted stretch of a text, from offset on, in UTF-16 units.

    argument is the address of a link, or the language of a PRE. It is empty for all others.
    """

    style: Style
    offset: int
    length: int
    argument: str = ""


@dataclass(frozen=True, slots=True)
class FormattedText:
    """A text with its formatting. False where it is empty."""

    text: str = ""
    spans: tuple[StyledSpan, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is a text."""
        return bool(self.text)


class Placement(StrEnum):
    """Where the editor's text stands in an issue: before or after the automatic part."""

    BEFORE = "before"
    AFTER = "after"


class PictureSource(StrEnum):
    """Where a picture comes from: sent by the editor, or drawn by the bot."""

    OWN = "own"
    YEAR = "year"
    MAP = "map"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class ChosenPicture:
    """The picture of a message.

    OWN has a file_id of Telegram. The others are drawn: of a year, and CARD of a city.
    """

    source: PictureSource
    file_id: str = ""
    year: int = 0
    city: str = ""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that Telegram has, and its name."""

    file_id: str
    name: str


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button that opens an address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class SourceMessage:
    """The message that an editor has sent as the text. An edit of it edits the text."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class EditorContent:
    """All that an editor puts into an issue or an announcement.

    left_out are the names of the automatic sections that are switched off.
    """

    text: FormattedText = FormattedText()
    placement: Placement = Placement.BEFORE
    left_out: frozenset[str] = frozenset()
    picture: ChosenPicture | None = None
    file: AttachedFile | None = None
    links: tuple[LinkButton, ...] = ()
    source: SourceMessage | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to read or to look at."""
        return not (self.text or self.picture or self.file)


_CONTENT = TypeAdapter(EditorContent)


def content_to_json(content: EditorContent) -> str:
    """Return the content as JSON, to be stored."""
    return _CONTENT.dump_json(content).decode()


def content_from_json(stored: str) -> EditorContent:
    """Return the stored content. An empty object is an empty content."""
    return _CONTENT.validate_json(stored)


def formatted_text(text: str, spans: Iterable[StyledSpan] = ()) -> FormattedText:
    """Return a text that can be stored and deceives no reader, with its formatting.

    Cleaning and the blanks at both ends, which go, move what comes after them. Spans that are empty then, or
    lie outside the text, are left out.
    """
    units = text.encode("utf-16-le", "surrogatepass")
    length = len(units) // 2
    spans = [one for one in spans if one.length > 0 and 0 <= one.offset < length]
    marks = {place for one in spans for place in (one.offset, min(one.offset + one.length, length))}
    bounds = sorted({0, length, *marks})
    pieces = [
        clean_text(units[2 * first : 2 * last].decode("utf-16-le", "surrogatepass"))
        for first, last in pairwise(bounds)
    ]
    whole = "".join(pieces)
    stripped = whole.strip()
    cut, end = utf16_length(whole) - utf16_length(whole.lstrip()), utf16_length(stripped)
    moved = dict(zip(bounds, accumulate((utf16_length(one) for one in pieces), initial=0), strict=True))

    def place(mark: int) -> int:
        return min(max(moved[min(mark, length)] - cut, 0), end)

    placed = (_between(one, place(one.offset), place(one.offset + one.length)) for one in spans)
    return FormattedText(stripped, tuple(one for one in placed if one.length > 0))


def clean_text(text: str) -> str:
    """Return the text without what cannot be stored or would deceive a reader, in NFC.

    Line ends become line feeds.
    """
    return unicodedata.normalize("NFC", _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 units, in which Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _between(span: StyledSpan, first: int, last: int) -> StyledSpan:
    return replace(span, offset=first, length=last - first)
