"""The kind of a file whose name says another."""

import io
import zipfile

import pytest

from data.plans.files.found_kinds import FoundKind, found_kind
from data.plans.unreadable import Unreadable, UnreadableReason
from handlers.text.words import LANGUAGES, words_in
from handlers.views.plan_reading import unreadable_text
from tests.plans.word import plan_in_word


def archive_of(*names: str) -> bytes:
    """Return an archive of empty files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as opened:
        for name in names:
            opened.writestr(name, b"")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (plan_in_word(), FoundKind.WORD),
        (archive_of("[Content_Types].xml", "xl/workbook.xml"), FoundKind.EXCEL),
        (archive_of("mimetype", "content.xml"), FoundKind.OPEN_DOCUMENT),
        (archive_of("план.docx"), FoundKind.ARCHIVE),
        (b"PK\x03\x04 broken", FoundKind.ARCHIVE),
        (b"Rar!\x1a\x07", FoundKind.ARCHIVE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", FoundKind.OLD_OFFICE),
        (b"%PDF-1.7", FoundKind.PDF),
        (b"{\\rtf1\\ansi}", FoundKind.RTF),
        (b"\x89PNG\r\n", FoundKind.PICTURE),
        (b"\xff\xd8\xff\xe0", FoundKind.PICTURE),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><p>", FoundKind.WEB_PAGE),
        ("План на 2020 год\n1.\tСъезд".encode(), FoundKind.TEXT),
        (b"\x00\x01\x02\x03", FoundKind.OTHER),
        (bytes(range(128, 256)), FoundKind.OTHER),
    ],
)
def test_each_kind_is_known_by_its_content(content: bytes, kind: FoundKind) -> None:
    """The first bytes tell it, and of an archive the names in it."""
    assert found_kind(content) is kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_has_words_of_its_own(language: str) -> None:
    """No refusal quotes bytes, or the code of a kind."""
    reason = UnreadableReason.WRONG_TYPE
    texts = {unreadable_text(words_in(language), Unreadable(reason, found=kind)) for kind in FoundKind}
    assert len(texts) == len(FoundKind)
