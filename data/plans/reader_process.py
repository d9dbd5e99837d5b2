"""Read one document as a child process that limits itself before it opens the file.

The request comes in on the first line of standard input and the document after it. The reading, or the reason
of the refusal, goes out as JSON. See data.plans.child_process for the other side.
"""

import re
import resource
import sys
from pathlib import Path

from data.calendar.city_search.lookup import CityIndex
from data.plans.child_process import (
    MAX_CPU_SECONDS,
    MAX_MEMORY_BYTES,
    MAX_REPLY_BYTES,
    OUT_OF_MEMORY_STATUS,
    REPLY,
    REQUEST,
    ReaderReply,
)
from data.plans.documents import read_in_this_process
from data.plans.unreadable import Unreadable, UnreadableReason


def limit_process() -> None:
    """Limit the memory, processor time and files of this process and of its children."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def reply_to(request: bytes, content: bytes) -> bytes:
    """Return the reply to one request, as JSON."""
    asked = REQUEST.validate_json(request)
    try:
        reading = read_in_this_process(content, asked.name, CityIndex(asked.cities), year=asked.year)
    except Unreadable as refused:
        return REPLY.dump_json(ReaderReply(None, refused.reason, refused.expected, refused.found))
    reply = REPLY.dump_json(ReaderReply(reading))
    return (
        reply
        if len(reply) <= MAX_REPLY_BYTES
        else REPLY.dump_json(ReaderReply(None, UnreadableReason.TOO_HEAVY))
    )


def _is_memory_short(error: Exception) -> bool:
    """Return whether memory was short.

    libxml2 reports «unknown error» when it gets no more memory, so the peak is checked too.
    """
    return isinstance(error, MemoryError) or _peak_memory() > MAX_MEMORY_BYTES // 2


def _peak_memory() -> int:
    """Return the peak address space in bytes, or 0 where the system does not report it.

    ru_maxrss is not used: on Linux it begins with what the parent process had.
    """
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
    except OSError:
        return 0
    found = re.search(r"^VmPeak:\s*(\d+) kB", status, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def main() -> None:
    """Read one document under limits. A failure ends the process with its own exit status."""
    limit_process()
    try:
        request, content = sys.stdin.buffer.readline(), sys.stdin.buffer.read()
        sys.stdout.buffer.write(reply_to(request, content))
    except Exception as error:
        if _is_memory_short(error):
            sys.exit(OUT_OF_MEMORY_STATUS)
        raise


if __name__ == "__main__":
    main()
