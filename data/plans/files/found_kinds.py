"""Name what kind of file some bytes are, where their name says another."""

import io
import zipfile
from enum import StrEnum

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0"


class FoundKind(StrEnum):
    """A kind of file that people send by mistake. Each is named in the sentence that refuses it."""

    WORD = "word"
    EXCEL = "excel"
    OPEN_DOCUMENT = "open-document"
    OLD_OFFICE = "old-office"
    """Also a document with a password."""
    MACROS = "macros"
    PDF = "pdf"
    RTF = "rtf"
    PICTURE = "picture"
    WEB_PAGE = "web-page"
    ARCHIVE = "archive"
    TEXT = "text"
    OTHER = "other"


_MAGICS = (
    (b"%PDF", FoundKind.PDF),
    (OLE_MAGIC, FoundKind.OLD_OFFICE),
    (b"{\\rtf", FoundKind.RTF),
    (b"\x89PNG", FoundKind.PICTURE),
    (b"\xff\xd8\xff", FoundKind.PICTURE),
    (b"GIF8", FoundKind.PICTURE),
    (b"Rar!", FoundKind.ARCHIVE),
    (b"7z\xbc\xaf", FoundKind.ARCHIVE),
)
_PARTS = (("word/", FoundKind.WORD), ("xl/", FoundKind.EXCEL), ("content.xml", FoundKind.OPEN_DOCUMENT))
_PAGES = (b"<!doctype html", b"<html")


def binary_kind(content: bytes) -> FoundKind | None:
    """Return the kind of a file by its first bytes, None where they tell nothing."""
    if content.startswith(ZIP_MAGIC):
        return _kind_of_archive(content)
    return next((kind for magic, kind in _MAGICS if content.startswith(magic)), None)


def found_kind(content: bytes) -> FoundKind:
    """Return the kind of any file."""
    kind = binary_kind(content)
    if kind is not None:
        return kind
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_PAGES):
        return FoundKind.WEB_PAGE
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return FoundKind.OTHER
    return FoundKind.TEXT if all(one.isprintable() or one in "\r\n\t" for one in text) else FoundKind.OTHER


def _kind_of_archive(content: bytes) -> FoundKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, ValueError):
        return FoundKind.ARCHIVE
    found = (kind for part, kind in _PARTS if any(name.startswith(part) for name in names))
    return next(found, FoundKind.ARCHIVE)
