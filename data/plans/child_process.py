"""Read documents from outside in a child process, so that a hostile one harms only its own reading."""

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
"""Wall time of one reading, so that with the start of a command it stays below ten seconds."""

MAX_CPU_SECONDS = 8
MAX_MEMORY = 256 * 1024 * 1024
"""Bytes of address space, which resident memory cannot exceed. An ordinary plan takes some 80 MB of it."""

MAX_ANSWER = 32 * 1024 * 1024
"""Bytes of the answer, since it is read into our own memory."""

OUT_OF_MEMORY = 3
"""The exit status of a process that has reached its memory limit."""

_MODULE = "data.plans.reader_process"
_ROOT = Path(__file__).resolve().parents[2]
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Order:
    """What the process is asked for: the file's name, the year where it was named, the catalogue."""

    name: str
    year: int | None
    cities: tuple[City, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the process answers: a reading, or else why there is none."""

    reading: Reading | None = None
    reason: UnreadableReason | None = None
    expected: str = ""
    found: str = ""


ORDER = TypeAdapter(Order)
ANSWER = TypeAdapter(Answer)


def read_confined(content: bytes, name: str, index: CityIndex, *, year: int | None = None) -> Reading:
    """Read the bytes of a file of this name in a process with limits.

    Blocks for up to TIMEOUT_SECONDS. The process gets none of our environment, so no token can leak through
    it, and its answer is JSON, so no code can come back. Unreadable when it refuses, takes too much time or
    memory, or breaks.
    """
    # a name on the disk need not be text
    printable = os.fsencode(name).decode("utf-8", "replace")
    order = ORDER.dump_json(Order(printable, year, index.all))
    try:
        done = subprocess.run(  # noqa: S603 our own interpreter and module, no shell
            [sys.executable, "-B", "-m", _MODULE],
            input=b"\n".join((order, content)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT_SECONDS,
            cwd=_ROOT,
            env={"PYTHONPATH": os.fspath(_ROOT), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(UnreadableReason.TOO_HEAVY) from error
    if done.returncode == 0:
        return _reading_of(done.stdout)
    # the person reads the refusal; the status is for the developer of the reader
    _logger.info("document reader ended with status %d", done.returncode)
    heavy = done.returncode < 0 or done.returncode == OUT_OF_MEMORY
    raise Unreadable(UnreadableReason.TOO_HEAVY if heavy else UnreadableReason.BROKEN)


def _reading_of(told: bytes) -> Reading:
    try:
        answer = ANSWER.validate_json(told)
    except ValidationError as error:
        raise Unreadable(UnreadableReason.BROKEN) from error
    if answer.reading is None:
        reason = answer.reason or UnreadableReason.BROKEN
        raise Unreadable(reason, expected=answer.expected, found=answer.found)
    return answer.reading
