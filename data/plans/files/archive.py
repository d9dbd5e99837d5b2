"""Check office documents, which are ZIP archives, before anything is unpacked."""

import io
import zipfile

from data.plans.files.found_kinds import FoundKind, found_kind
from data.plans.unreadable import Unreadable, UnreadableReason

MAX_PARTS = 3_000
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_MARKUP_BYTES = 32 * 1024 * 1024
_MACROS = ("macroEnabled", "vbaProject")


def check_archive(content: bytes, suffix: str, part: str) -> None:
    """Refuse a wrong type, macros, and archives that unpack to more than a plan can hold.

    part is the beginning of a name that every document of this suffix contains («word/»). The declared sizes
    can be trusted, since reading stops at them.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {one.filename for one in parts}
            _check_sizes(parts)
            if not any(name.startswith(part) for name in names):
                raise Unreadable(UnreadableReason.WRONG_TYPE, expected=suffix, found=found_kind(content))
            types = ""
            if "[Content_Types].xml" in names:
                types = archive.read("[Content_Types].xml").decode("utf-8", "replace")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise Unreadable(UnreadableReason.BROKEN, expected=suffix) from error
    if any(word in types for word in _MACROS) or any("vbaProject" in name for name in names):
        raise Unreadable(UnreadableReason.WRONG_TYPE, expected=suffix, found=FoundKind.MACROS)


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    markup = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES or markup > MAX_MARKUP_BYTES:
        raise Unreadable(UnreadableReason.TOO_HEAVY)
