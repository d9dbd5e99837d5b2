"""Define a message as a value, and measure and split its text."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

from handlers.pictures.request import OwnPicture, PictureRequest

LONGEST_TEXT = 4096
"""UTF-16 units of the parsed text. Telegram counts code points, which are never more."""

LONGEST_CAPTION = 1024

_TAG = re.compile(r"<[^<>]*>")


ReplyKeyboard = ReplyKeyboardMarkup | ReplyKeyboardRemove
"""Buttons below the input field, or that they are taken away."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file to send: its name with the extension, and its content.

    With a file_id Telegram sends what it has under it, and the content is not uploaded. A shipped file comes
    with the program and is the same for all: it is uploaded once, and its file_id is looked up.
    """

    name: str
    content: bytes
    file_id: str = ""
    is_shipped: bool = False


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file that Telegram has already, by its file_id."""

    file_id: str


@dataclass(frozen=True, slots=True)
class Message:
    """The content of one answer: Telegram HTML, buttons, a file or a picture.

    Link previews are off. The text is the caption of the picture. A text that is too long for a caption, or
    has a document, goes without the picture. A reply keyboard goes with a new message without buttons. An
    attachment follows the text as a message of its own.
    """

    text: str
    keyboard: InlineKeyboardMarkup | None = None
    silent: bool = False
    document: Document | None = None
    picture: PictureRequest | OwnPicture | None = None
    attachment: KnownFile | None = None
    reply_keyboard: ReplyKeyboard | None = None

    @property
    def shown_picture(self) -> PictureRequest | OwnPicture | None:
        """Return the picture if the text fits into its caption."""
        if self.picture is None or self.document is not None:
            return None
        return self.picture if parsed_length(self.text) <= LONGEST_CAPTION else None


def parsed(markup: str) -> str:
    """Return the text that people see, without tags and entities."""
    return html.unescape(_TAG.sub("", markup))


def parsed_length(markup: str) -> int:
    """Return the length of the text that people see, in UTF-16 units."""
    return utf16_length(parsed(markup))


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 units, in which Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split_text(markup: str, longest: int = LONGEST_TEXT) -> list[str]:
    """Split a text into parts that Telegram accepts, between paragraphs, else between lines.

    Our tags never cross the end of a line. A single line too long for one message loses its tags.
    """
    if parsed_length(markup) <= longest:
        return [markup]
    paragraphs = markup.split("\n\n")
    pieces = (piece for paragraph in paragraphs for piece in _lines_that_fit(paragraph, longest))
    return list(_join_pieces(pieces, longest))


def _lines_that_fit(paragraph: str, longest: int) -> Iterator[tuple[str, str]]:
    """Yield the paragraph, or its lines, each after the separator from the piece before."""
    if parsed_length(paragraph) <= longest:
        yield "\n\n", paragraph
        return
    separator = "\n\n"
    for line in paragraph.split("\n"):
        for piece in _cut_line(line, longest):
            yield separator, piece
            separator = "\n"


def _cut_line(line: str, longest: int) -> list[str]:
    if parsed_length(line) <= longest:
        return [line]
    parts, part, length = [], "", 0
    for sign in parsed(line):
        units = utf16_length(sign)
        if length + units > longest:
            parts.append(part)
            part, length = "", 0
        part, length = part + sign, length + units
    return [html.escape(text, quote=False) for text in (*parts, part)]


def _join_pieces(pieces: Iterable[tuple[str, str]], longest: int) -> Iterator[str]:
    part = ""
    for separator, piece in pieces:
        joined = part + separator + piece if part else piece
        if part and parsed_length(joined) > longest:
            yield part
            part = piece
        else:
            part = joined
    if parsed(part).strip():
        yield part
