"""Read documents from outside in a child process with limits."""

import logging
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from data.calendar.cities import City
from data.calendar.city_search.lookup import CityIndex
from data.plans.reading import Reading
from data.plans.unreadable import Unreadable, UnreadableReason

TIMEOUT_SECONDS = 8.5
"""Wall time of one reading. With the start of a command it stays below ten seconds."""

MAX_CPU_SECONDS = 8
MAX_MEMORY_BYTES = 256 * 1024 * 1024
"""Bytes of address space. An ordinary plan takes about 80 MB of it."""

MAX_REPLY_BYTES = 32 * 1024 * 1024
"""The reply is read into the memory of this process."""

OUT_OF_MEMORY_STATUS = 3
"""Exit status of a process that has reached its memory limit."""

_MODULE = "data.plans.reader_process"
_ROOT = Path(__file__).resolve().parents[2]
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReaderRequest:
    """A request to the process: the file's name, the year if it was named, the catalogue."""

    name: str
    year: int | None
    cities: tuple[City, ...]


@dataclass(frozen=True, slots=True)
class ReaderReply:
    """The reply of the process: a reading, or else why there is none."""

    reading: Reading | None = None
    reason: UnreadableReason | None = None
    expected: str = ""
    found: str = ""


REQUEST = TypeAdapter(ReaderRequest)
REPLY = TypeAdapter(ReaderReply)


def read_in_child_process(
    content: bytes,
    name: str,
    index: CityIndex,
    *,
    year: int | None = None,
    timeout_seconds: float = TIMEOUT_SECONDS,
) -> Reading:
    """Read the bytes of a file of this name in a child process with limits.

    Blocks for up to timeout_seconds of wall time. The process gets none of our environment, so it cannot leak
    a token. Its reply is JSON, so it cannot send code. Raises Unreadable when the process refuses the
    document, takes too much time or memory, or breaks.
    """
    # a file name on the disk may hold bytes that are not valid text
    printable = os.fsencode(name).decode("utf-8", "replace")
    request = REQUEST.dump_json(ReaderRequest(printable, year, index.all))
    try:
        done = subprocess.run(  # noqa: S603 our own interpreter and module, no shell
            [sys.executable, "-B", "-m", _MODULE],
            input=b"\n".join((request, content)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=timeout_seconds,
            cwd=_ROOT,
            env={"PYTHONPATH": os.fspath(_ROOT), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(UnreadableReason.TOO_HEAVY) from error
    if done.returncode == 0:
        return _reading_of(done.stdout)
    # The person reads the refusal. The status is for the developer of the reader.
    _logger.info("document reader ended with status %d", done.returncode)
    heavy = done.returncode < 0 or done.returncode == OUT_OF_MEMORY_STATUS
    raise Unreadable(UnreadableReason.TOO_HEAVY if heavy else UnreadableReason.BROKEN)


def _reading_of(output: bytes) -> Reading:
    try:
        reply = REPLY.validate_json(output)
    except ValidationError as error:
        raise Unreadable(UnreadableReason.BROKEN) from error
    if reply.reading is None:
        reason = reply.reason or UnreadableReason.BROKEN
        raise Unreadable(reason, expected=reply.expected, found=reply.found)
    return reply.reading
