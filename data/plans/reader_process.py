"""Read one document as a process of its own, which limits itself before it opens the file.

The order comes in on the first line of standard input and the document after it. The reading, or the reason
of the refusal, goes out as JSON. See data.plans.child_process for the other side.
"""

import re
import resource
import sys
from pathlib import Path

from data.calendar.city_search.lookup import CityIndex
from data.plans.child_process import (
    ANSWER,
    MAX_ANSWER,
    MAX_CPU_SECONDS,
    MAX_MEMORY,
    ORDER,
    OUT_OF_MEMORY,
    Answer,
)
from data.plans.documents import read_here
from data.plans.unreadable import Unreadable, UnreadableReason


def limit_process() -> None:
    """Limit memory, processor time and files. Children of this process would inherit it."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer_order(order: bytes, content: bytes) -> bytes:
    """Return the answer to one order, as JSON."""
    asked = ORDER.validate_json(order)
    try:
        reading = read_here(content, asked.name, CityIndex(asked.cities), year=asked.year)
    except Unreadable as refused:
        return ANSWER.dump_json(Answer(None, refused.reason, refused.expected, refused.found))
    answer = ANSWER.dump_json(Answer(reading))
    return answer if len(answer) <= MAX_ANSWER else ANSWER.dump_json(Answer(None, UnreadableReason.TOO_HEAVY))


def _is_memory_short(error: Exception) -> bool:
    """Return whether memory was the matter: libxml2 says «unknown error» when it gets no more."""
    return isinstance(error, MemoryError) or _peak_memory() > MAX_MEMORY // 2


def _peak_memory() -> int:
    """Return the most bytes of address space so far, 0 where the system does not say.

    Not ru_maxrss, which on Linux begins with what the parent process had.
    """
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
    except OSError:
        return 0
    found = re.search(r"^VmPeak:\s*(\d+) kB", status, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def main() -> None:
    """Read one document under limits. Whatever breaks ends the process, and the exit status tells how."""
    limit_process()
    try:
        order, content = sys.stdin.buffer.readline(), sys.stdin.buffer.read()
        sys.stdout.buffer.write(answer_order(order, content))
    except Exception as error:
        if _is_memory_short(error):
            sys.exit(OUT_OF_MEMORY)
        raise


if __name__ == "__main__":
    main()
