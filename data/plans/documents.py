"""Read plan documents as files, in a child process or in this one."""

from hashlib import sha256
from pathlib import Path, PurePath

from data.calendar.city_search.lookup import CityIndex
from data.plans.child_process import TIMEOUT_SECONDS, read_in_child_process
from data.plans.file_kinds import MAX_BYTES, MAX_TEXT_BYTES, SHEET_SUFFIXES, SUPPORTED, TEXT_SUFFIXES
from data.plans.files.blocks import Sheet
from data.plans.files.csv_file import read_csv
from data.plans.files.found_kinds import ZIP_MAGIC, found_kind
from data.plans.files.text_file import read_text
from data.plans.layout.wrapped_rows import join_wrapped_rows
from data.plans.reading import Reading, read_sheet
from data.plans.unreadable import Unreadable, UnreadableReason


def read_document(
    path: Path, index: CityIndex, *, year: int | None = None, timeout_seconds: float = TIMEOUT_SECONDS
) -> Reading:
    """Read the plan in a file from outside, in a child process.

    Blocks for up to timeout_seconds. year is used where the title names no year or several. Raises Unreadable
    and nothing else, for any file.
    """
    missing = Unreadable(UnreadableReason.MISSING, found=path.name or str(path))
    # a pipe or a device may have no end
    if not path.is_file():
        raise missing
    try:
        _check_size(path.stat().st_size, path.suffix.lower())
        content = path.read_bytes()
    except OSError as error:
        raise missing from error
    _check_file(path.name, len(content))
    return read_in_child_process(content, path.name, index, year=year, timeout_seconds=timeout_seconds)


def read_content(content: bytes, name: str, index: CityIndex, *, year: int | None = None) -> Reading:
    """Read the plan in the bytes of a file of this name, a text in this process.

    Only for texts of our own. A text from outside goes through read_document.
    """
    if _check_file(name, len(content)) in TEXT_SUFFIXES:
        return read_in_this_process(content, name, index, year=year)
    return read_in_child_process(content, name, index, year=year)


def read_received(content: bytes, name: str, index: CityIndex, *, year: int | None = None) -> Reading:
    """Read the plan in the bytes of a file from outside, in a child process.

    Blocks for up to TIMEOUT_SECONDS. Raises Unreadable and nothing else, for any bytes.
    """
    _check_file(name, len(content))
    return read_in_child_process(content, name, index, year=year)


def read_in_this_process(content: bytes, name: str, index: CityIndex, *, year: int | None = None) -> Reading:
    """Read the plan in the bytes of a file of this name, in this process."""
    suffix = _check_file(name, len(content))
    source = (name, sha256(content).hexdigest())
    return read_sheet(_read_blocks(content, suffix), index, year=year, source=source)


def has_hash(path: Path, digest: str) -> bool:
    """Return whether the file still has the SHA-256 of a reading."""
    try:
        return sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False


def _check_file(name: str, size: int) -> str:
    """Return the suffix in lower case, or refuse the file by its name and size."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUPPORTED:
        raise Unreadable(UnreadableReason.UNSUPPORTED, expected=", ".join(SUPPORTED), found=suffix or name)
    if not size:
        raise Unreadable(UnreadableReason.EMPTY)
    _check_size(size, suffix)
    return suffix


def _check_size(size: int, suffix: str) -> None:
    limit = MAX_TEXT_BYTES if suffix in TEXT_SUFFIXES else MAX_BYTES
    if size > limit:
        raise Unreadable(UnreadableReason.TOO_LARGE, expected=str(limit >> 20), found=str(-(-size >> 20)))


def _read_blocks(content: bytes, suffix: str) -> Sheet:
    """Read a file by its suffix. The heavy readers are imported only where they are used."""
    if suffix == ".csv":
        return read_csv(content)
    if suffix in TEXT_SUFFIXES:
        return join_wrapped_rows(read_text(content))
    if suffix == ".pdf":
        from data.plans.files.pdf_file import read_pdf

        return read_pdf(content)
    if suffix in SHEET_SUFFIXES:
        from data.plans.files.sheet_file import read_workbook

        return read_workbook(content, suffix)
    if not content.startswith(ZIP_MAGIC):
        raise Unreadable(UnreadableReason.WRONG_TYPE, expected=suffix, found=found_kind(content))
    from data.plans.files.word_file import read_word

    return Sheet.of(*read_word(content))
