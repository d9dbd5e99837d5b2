"""Plan documents as files: which can be read, and by whom."""

from pathlib import Path, PurePath

from data.calendar.lookup import CityIndex
from data.plans.confinement import read_confined
from data.plans.reading import Reading, read_sheet
from data.plans.sheet import Sheet
from data.plans.textfile import read_text
from data.plans.unreadable import Unreadable, UnreadableReason

MAX_BYTES = 20 * 1024 * 1024
"""What a bot can download at most."""

MAX_TEXT_BYTES = 2 * 1024 * 1024
"""A plan is some 10 KB of text; a book is no plan."""

TEXT_SUFFIXES = (".md", ".tsv", ".txt")
WORD_SUFFIXES = (".docx",)
SUPPORTED = (*WORD_SUFFIXES, *TEXT_SUFFIXES)


def read_document(path: Path, index: CityIndex, *, year: int | None = None) -> Reading:
    """The plan in a file. Blocks for up to 20 seconds on a Word document, which a child process reads.

    year answers for a title that names none or several. Raises Unreadable, and nothing else, for whatever
    the file is.
    """
    try:
        size = path.stat().st_size
        _check_size(size, path.suffix.lower())
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(UnreadableReason.MISSING, found=path.name or str(path)) from error
    return read_content(content, path.name, index, year=year)


def read_content(content: bytes, name: str, index: CityIndex, *, year: int | None = None) -> Reading:
    """The plan in the bytes of a file of that name; as read_document."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUPPORTED:
        raise Unreadable(UnreadableReason.UNSUPPORTED, expected=", ".join(SUPPORTED), found=suffix or name)
    if not content:
        raise Unreadable(UnreadableReason.EMPTY)
    _check_size(len(content), suffix)
    return read_sheet(_read_blocks(content, suffix), index, year=year, source=name)


def _check_size(size: int, suffix: str) -> None:
    limit = MAX_TEXT_BYTES if suffix in TEXT_SUFFIXES else MAX_BYTES
    if size > limit:
        raise Unreadable(UnreadableReason.TOO_LARGE, expected=str(limit >> 20), found=str(-(-size >> 20)))


def _begin(content: bytes) -> str:
    """The first bytes, which name most kinds of files: as text where they are, else in hexadecimal."""
    begin = content[:8]
    return begin.decode() if begin.isascii() and begin.decode().isprintable() else begin[:4].hex(" ")


def _read_blocks(content: bytes, suffix: str) -> Sheet:
    if suffix in TEXT_SUFFIXES:
        return read_text(content)
    if not content.startswith(b"PK\x03\x04"):
        raise Unreadable(UnreadableReason.WRONG_TYPE, expected=suffix, found=_begin(content))
    return read_confined(content, "data.plans.wordfile")
