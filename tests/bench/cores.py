"""A tool: run processes on chosen cores, and read the CPU time and the memory of each."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def cores() -> tuple[int, int]:
    """Return a core for the measured process and one for the server.

    They are the same on a machine with only one core.
    """
    usable = sorted(os.sched_getaffinity(0))
    return usable[0], usable[-1]


@contextmanager
def pinned(core: int) -> Iterator[None]:
    """Run this process on one core until the block ends."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def cpu(pid: int) -> float:
    """Return the seconds of CPU that a process has used so far, on all its threads."""
    # the fields after the name, which may hold spaces: utime and stime are the 12th and 13th
    fields = _proc(pid, "stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cpu_with_children(pid: int) -> float:
    """Return the seconds of CPU of a process and of its child processes that have ended."""
    fields = _proc(pid, "stat").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Return the resident memory of a process in MiB."""
    line = next(line for line in _proc(pid, "status").splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def _proc(pid: int, name: str) -> str:
    return Path(f"/proc/{pid}/{name}").read_text(encoding="utf-8")
