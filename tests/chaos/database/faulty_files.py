"""A tool: file systems with a fault that can be switched on and off.

One lies under SQLite. The other is a real file system that is too small.
"""

import ctypes
import os
from pathlib import Path
from typing import Any

import apsw

MOUNT = ctypes.CDLL(None, use_errno=True)
_CLONE_NEWNS, _CLONE_NEWUSER = 0x00020000, 0x10000000
_MS_RDONLY, _MS_REMOUNT, _MS_REC, _MS_PRIVATE = 1, 32, 16384, 1 << 18


class NoMounts(Exception):
    """Mounting is not permitted on this machine."""


def own_mounts() -> None:
    """Give this process mounts of its own, which end with it. Raises NoMounts."""
    user, group = os.getuid(), os.getgid()
    if MOUNT.unshare(_CLONE_NEWNS) != 0:
        if MOUNT.unshare(_CLONE_NEWUSER | _CLONE_NEWNS) != 0:
            raise NoMounts
        try:
            Path("/proc/self/setgroups").write_text("deny", "ascii")
            Path("/proc/self/uid_map").write_text(f"0 {user} 1", "ascii")
            Path("/proc/self/gid_map").write_text(f"0 {group} 1", "ascii")
        except OSError as error:
            raise NoMounts from error
    _mount(b"none", b"/", b"none", _MS_REC | _MS_PRIVATE, b"")


def mount_small(folder: Path, kibibytes: int) -> None:
    """Mount a file system of this size, in memory, on a folder, or change its size."""
    again = _MS_REMOUNT if folder.is_mount() else 0
    _mount(b"none", bytes(folder), b"tmpfs", again, f"size={kibibytes}k".encode())


def set_read_only(folder: Path, on: bool) -> None:
    """Make a mount read-only or writable. Raises NoMounts while a file is open for writing."""
    _mount(b"none", bytes(folder), b"tmpfs", _MS_REMOUNT | (_MS_RDONLY if on else 0), b"")


def _mount(*arguments: bytes | int) -> None:
    if MOUNT.mount(*arguments) != 0:
        raise NoMounts(os.strerror(ctypes.get_errno()))


class Fault:
    """The fault of a file system: after some writes, every write fails with an error."""

    def __init__(self) -> None:
        self._error: int | None = None
        self._left = 0

    def strike_after(self, writes: int, error: int | None) -> None:
        """Let this many writes pass, then fail with this SQLite error code. None ends the fault."""
        self._left, self._error = writes, error

    def strike(self) -> None:
        """Count one write. Raise the error if it is due."""
        if self._error is None:
            return
        self._left -= 1
        if self._left < 0:
            raise apsw.exception_for(self._error)


class FaultyFile(apsw.VFSFile):
    """A file whose writes fail while the fault is on."""

    def __init__(self, base: str, name: Any, flags: list[int], fault: Fault) -> None:
        super().__init__(base, name, flags)
        self._fault = fault

    def xWrite(self, data: Any, offset: int) -> None:  # noqa: N802
        """Write, or fail with the error of the fault."""
        self._fault.strike()
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:  # noqa: N802
        """Sync, or fail with the error of the fault."""
        self._fault.strike()
        super().xSync(flags)


class FaultySystem(apsw.VFS):
    """The machine's file system with a fault."""

    def __init__(self, name: str, fault: Fault) -> None:
        self._fault = fault
        self._base = apsw.vfs_names()[0]
        super().__init__(name, self._base)

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        """Open a file whose writes fail while the fault is on."""
        return FaultyFile(self._base, name, flags, self._fault)
