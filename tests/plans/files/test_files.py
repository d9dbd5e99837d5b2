"""Encodings, types and sizes of files, and documents made to do harm."""

import io
import os
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from data.calendar.city_search.lookup import CityIndex
from data.plans import child_process
from data.plans.documents import read_content, read_document, read_in_this_process
from data.plans.file_kinds import MAX_BYTES, SUPPORTED
from data.plans.files import archive, word_file
from data.plans.unreadable import Unreadable, UnreadableReason
from tests.plans.conftest import HEADER
from tests.plans.word import plan_in_word

SEED = Path(__file__).parents[3] / "data" / "content" / "plan-2020.txt"
TEXT = f"План мероприятий МАГ на 2020 год\n\n{HEADER}\n1.\tСъезд\tМосква май\tМАГ\n"


def refusal(content: bytes, name: str, index: CityIndex) -> Unreadable:
    """Return the refusal of a file."""
    with pytest.raises(Unreadable) as refused:
        read_content(content, name, index)
    return refused.value


def rezipped(change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return a good Word document with its parts changed.

    A part is left out where change gives None.
    """
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plan_in_word())) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for part in source.infolist():
            content = change(part.filename, source.read(part.filename))
            if content is not None:
                written.writestr(part.filename, content)
    return target.getvalue()


def in_document(words: bytes) -> bytes:
    """Return a good Word document with markup inserted at its end."""
    return rezipped(
        lambda name, content: (
            content.replace(b"</w:body>", words + b"</w:body>") if name == "word/document.xml" else content
        )
    )


def table(spans: list[int], rows: int) -> bytes:
    """Return a Word table of empty cells with these column spans."""
    cells = b"".join(b'<w:tc><w:tcPr><w:gridSpan w:val="%d"/></w:tcPr><w:p/></w:tc>' % span for span in spans)
    return b"<w:tbl>" + (b"<w:tr>" + cells + b"</w:tr>") * rows + b"</w:tbl>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_text_in_any_common_encoding_is_read(index: CityIndex, encoding: str, line_end: str) -> None:
    """The same words are read from any encoding and with any line end."""
    reading = read_content(TEXT.replace("\n", line_end).encode(encoding), "plan.txt", index)
    assert [event.title for event in reading.plan.events] == ["Съезд"]


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "plan.txt", UnreadableReason.EMPTY),
        (b"", "plan.docx", UnreadableReason.EMPTY),
        (b" \n\n\t ", "plan.txt", UnreadableReason.EMPTY),
        (b"%PDF-1.4", "plan.pdf", UnreadableReason.BROKEN),
        (b"{\\rtf1}", "plan.rtf", UnreadableReason.UNSUPPORTED),
        (b"\xd0\xcf\x11\xe0old", "plan.doc", UnreadableReason.UNSUPPORTED),
        (b"\x89PNG", "plan.png", UnreadableReason.UNSUPPORTED),
        (b"PK\x03\x04", "plan.odt", UnreadableReason.UNSUPPORTED),
        (b"abc", "plan", UnreadableReason.UNSUPPORTED),
        (b"PK\x03\x04", "plan.docm", UnreadableReason.UNSUPPORTED),
        (b"%PDF-1.4", "plan.txt", UnreadableReason.WRONG_TYPE),
        (b"PK\x03\x04", "plan.md", UnreadableReason.WRONG_TYPE),
        (TEXT.encode(), "plan.docx", UnreadableReason.WRONG_TYPE),
        (b"\xd0\xcf\x11\xe0old", "plan.docx", UnreadableReason.WRONG_TYPE),
        (bytes(range(256)) * 9, "plan.txt", UnreadableReason.NOT_TEXT),
        (b"x" * (2 * 1024 * 1024 + 1), "plan.txt", UnreadableReason.TOO_LARGE),
        (b"PK\x03\x04" + b"x" * MAX_BYTES, "plan.docx", UnreadableReason.TOO_LARGE),
        (b"x\n" * 10_001, "plan.txt", UnreadableReason.TOO_LONG),
        (TEXT.encode() + b"2.\tx\tx\tx\n" * 1_000, "plan.txt", UnreadableReason.TOO_LONG),
        (b"x" * 30_000, "plan.txt", UnreadableReason.TOO_HEAVY),
        (TEXT.encode() + (b"\t" * 200 + b"\n") * 600, "plan.tsv", UnreadableReason.TOO_HEAVY),
        (TEXT.encode() + (b"|" * 200 + b"\n") * 600, "plan.md", UnreadableReason.TOO_HEAVY),
        ("План на 2020 год".encode(), "plan.txt", UnreadableReason.NO_TABLE),
        ("План на 2020 год\n1.\tСъезд\tМосква май\tМАГ".encode(), "plan.txt", UnreadableReason.NO_TABLE),
        ("План на 2020 год\n№\tГород\tВозраст\tДата".encode(), "plan.txt", UnreadableReason.NO_TABLE),
        (TEXT.split("1.", maxsplit=1)[0].encode(), "plan.txt", UnreadableReason.NO_ROWS),
    ],
)
def test_file_that_is_no_plan_is_refused_with_its_reason(
    content: bytes, name: str, reason: UnreadableReason, index: CityIndex
) -> None:
    """Each kind of wrong file has its reason."""
    assert refusal(content, name, index).reason is reason


def test_refusal_of_unsupported_file_names_the_supported_kinds(index: CityIndex) -> None:
    """The person learns what to send instead."""
    refused = refusal(b"{\\rtf1}", "plan.rtf", index)
    assert refused.expected == ".docx, .xlsx, .xls, .ods, .pdf, .csv, .md, .tsv, .txt"
    assert refused.found == ".rtf"


def test_missing_file_folder_and_pipe_are_refused(index: CityIndex, tmp_path: Path) -> None:
    """A pipe may have no end, so it is not opened."""
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path / "none.txt", tmp_path, tmp_path / "pipe.txt"):
        with pytest.raises(Unreadable) as refused:
            read_document(path, index)
        assert refused.value.reason is UnreadableReason.MISSING


def test_word_document_is_read_in_a_child_process(index: CityIndex, tmp_path: Path) -> None:
    """A document from outside comes back as an ordinary reading."""
    path = tmp_path / "План.docx"
    path.write_bytes(plan_in_word())
    reading = read_document(path, index)
    assert reading.plan.year == 2026
    assert reading.source_name == "План.docx"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (plan_in_word()[:5000], UnreadableReason.BROKEN),
        (b"PK\x03\x04garbage", UnreadableReason.BROKEN),
        (rezipped(lambda name, part: None if name == "word/document.xml" else part), UnreadableReason.BROKEN),
        (
            rezipped(lambda name, part: part[:900] if name == "word/document.xml" else part),
            UnreadableReason.BROKEN,
        ),
        (
            rezipped(lambda name, part: None if name.startswith("word/") else part),
            UnreadableReason.WRONG_TYPE,
        ),
        (
            rezipped(lambda _, part: part.replace(b"main+xml", b"macroEnabled.main+xml")),
            UnreadableReason.WRONG_TYPE,
        ),
        (
            in_document(b"<w:sdt><w:sdtContent>" * 50_000 + b"</w:sdtContent></w:sdt>" * 50_000),
            UnreadableReason.BROKEN,
        ),
        (
            in_document(b"<w:p><w:r><w:t>" + b"A" * 40_000_000 + b"</w:t></w:r></w:p>"),
            UnreadableReason.TOO_HEAVY,
        ),
        (in_document(table(spans=[63] * 60, rows=3_000)), UnreadableReason.TOO_HEAVY),
        (in_document(table(spans=[63], rows=9_000)), UnreadableReason.TOO_HEAVY),
        (in_document(table(spans=[1] * 64, rows=1)), UnreadableReason.TOO_HEAVY),
        (in_document(b"<w:p><w:r/></w:p>" * 1_700_000), UnreadableReason.TOO_HEAVY),
    ],
    ids=[
        *("cut", "garbage", "no body", "cut body", "no Word", "macros", "deep", "bomb"),
        *("wide and long", "long", "wide", "memory"),
    ],
)
def test_hostile_word_document_is_refused(content: bytes, reason: UnreadableReason, index: CityIndex) -> None:
    """Broken, disguised and swollen documents are refused by the child process."""
    assert refusal(content, "plan.docx", index).reason is reason


def test_external_entities_are_not_read(index: CityIndex) -> None:
    """A document that asks for a file of this machine gets nothing of it."""
    entity = b'?><!DOCTYPE x [<!ENTITY own SYSTEM "file:///etc/passwd">]>'
    content = rezipped(
        lambda name, part: (
            part.replace(b"?>", entity, 1).replace(
                b"</w:body>", b"<w:p><w:r><w:t>&own;</w:t></w:r></w:p></w:body>"
            )
            if name == "word/document.xml"
            else part
        )
    )
    assert "root:" not in repr(read_content(content, "plan.docx", index))


def test_reader_out_of_time_is_a_refusal(index: CityIndex) -> None:
    """The bot does not wait longer for a document than it promises."""
    with pytest.raises(Unreadable) as refused:
        child_process.read_in_child_process(plan_in_word(), "plan.docx", index, timeout_seconds=0.01)
    assert refused.value.reason is UnreadableReason.TOO_HEAVY


@pytest.mark.parametrize("suffix", SUPPORTED)
def test_every_kind_of_file_is_read_in_a_child_process(
    index: CityIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    """A time limit of 10 ms ends the reading of each kind of file."""
    path = tmp_path / f"plan{suffix.upper()}"
    path.write_bytes(plan_in_word() if suffix == ".docx" else TEXT.encode())
    with pytest.raises(Unreadable) as refused:
        read_document(path, index, timeout_seconds=0.01)
    assert refused.value.reason is UnreadableReason.TOO_HEAVY


def test_text_that_takes_too_long_is_refused(
    index: CityIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small text can take minutes to read."""
    path = tmp_path / "plan.txt"
    dates = "12 мая - 14 июня; " * 60
    path.write_text(TEXT + "".join(f"{n}.\tСъезд\tМосква {dates}\tМАГ\n" for n in range(2, 990)), "utf-8")
    with pytest.raises(Unreadable) as refused:
        read_document(path, index, timeout_seconds=1.0)
    assert refused.value.reason is UnreadableReason.TOO_HEAVY


@pytest.mark.parametrize("name", ["plan-2020.txt", "plan.docx"])
def test_child_process_returns_the_whole_reading(index: CityIndex, tmp_path: Path, name: str) -> None:
    """Nothing of a reading is lost or changed on its way from the child process."""
    path = tmp_path / name
    path.write_bytes(SEED.read_bytes() if name.endswith(".txt") else plan_in_word())
    assert read_document(path, index) == read_in_this_process(path.read_bytes(), name, index)


def test_file_name_that_is_not_text_is_accepted(index: CityIndex, tmp_path: Path) -> None:
    """A file from another system may have bytes in its name that are no letters here."""
    path = tmp_path / os.fsdecode(b"\xcf\xeb\xe0\xed.txt")
    path.write_text(TEXT, "utf-8")
    assert read_document(path, index).source_name.endswith(".txt")


@pytest.mark.parametrize("reply", [b"", b"{}", b'{"reading": 5}', b"\xff", b"[1]"])
def test_invalid_reply_of_the_child_process_is_a_refusal(
    index: CityIndex, monkeypatch: pytest.MonkeyPatch, reply: bytes
) -> None:
    """A reader that was taken over can reply anything, and nothing comes of it."""
    done = subprocess.CompletedProcess([], 0, stdout=reply)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    assert refusal(plan_in_word(), "plan.docx", index).reason is UnreadableReason.BROKEN


def test_child_process_gets_none_of_our_environment(
    index: CityIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A secret in the environment of the bot is not in the child's."""
    seen: list[dict[str, str]] = []

    def refuse_to_run(*_: object, env: dict[str, str], **__: object) -> None:
        seen.append(env)
        raise subprocess.TimeoutExpired("reader", 1)

    monkeypatch.setenv("BOT_TOKEN", "12:secret")
    monkeypatch.setattr(subprocess, "run", refuse_to_run)
    with pytest.raises(Unreadable):
        child_process.read_in_child_process(b"", "plan.docx", index)
    assert "12:secret" not in repr(seen)


def swollen(parts: int, size: int, suffix: str) -> bytes:
    """Return an archive with as many parts as given, each of zeros of this size in bytes."""
    content = io.BytesIO(plan_in_word())
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as opened:
        for number in range(parts):
            opened.writestr(f"word/{number}{suffix}", bytes(size))
    return content.getvalue()


@pytest.mark.parametrize(
    ("parts", "size", "suffix"),
    [
        (archive.MAX_PARTS, 0, ".png"),
        (2, archive.MAX_UNPACKED_BYTES // 2, ".png"),
        (1, archive.MAX_MARKUP_BYTES, ".xml"),
    ],
)
def test_archive_of_too_many_or_too_large_parts_is_refused(parts: int, size: int, suffix: str) -> None:
    """The declared sizes are checked before anything is unpacked."""
    with pytest.raises(Unreadable) as refused:
        archive.check_archive(swollen(parts, size, suffix), ".docx", "word/")
    assert refused.value.reason is UnreadableReason.TOO_HEAVY


def test_word_document_of_too_many_blocks_is_refused() -> None:
    """A document of endless paragraphs is not read to its end."""
    with pytest.raises(Unreadable) as refused:
        word_file.read_word(in_document(b"<w:p/>" * word_file.MAX_BLOCKS))
    assert refused.value.reason is UnreadableReason.TOO_LONG


def test_empty_word_document_is_refused(index: CityIndex) -> None:
    """A new document is well-formed, but no plan."""
    empty = io.BytesIO()
    docx.Document().save(empty)
    assert refusal(empty.getvalue(), "plan.docx", index).reason is UnreadableReason.NO_TABLE
