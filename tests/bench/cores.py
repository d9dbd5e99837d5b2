"""Which process runs on which core, so that a server's work is not counted as its client's."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


def cores() -> tuple[int, int]:
    """A core for us and one for the server; the same where there is but one."""
    usable = sorted(os.sched_getaffinity(0))
    return usable[0], usable[-1]


@contextmanager
def pinned(core: int) -> Iterator[None]:
    """This process on this core, until the block ends."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
