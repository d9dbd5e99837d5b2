"""A tool: a file system that loses power at random, and with it writes that are not synced."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

# The bytes that a disk writes as a whole. A power cut may tear larger writes.
SECTOR = 512
_NO_SUCH_FILE = apsw.SQLITE_IOERR_DELETE_NOENT


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes that are written at an offset. None means that the file is truncated there."""

    offset: int
    data: bytes | None

    def sectors(self) -> Iterator["Write"]:
        """Yield the sectors of the write, which a disk writes one by one."""
        if self.data is None:
            yield self
            return
        start, end = self.offset, self.offset + len(self.data)
        while start < end:
            stop = min(end, (start // SECTOR + 1) * SECTOR)
            yield Write(start, self.data[start - self.offset : stop - self.offset])
            start = stop

    def apply(self, content: bytearray) -> None:
        """Apply the write to the content of a file."""
        if self.data is None:
            del content[self.offset :]
            return
        gap = self.offset - len(content)
        if gap > 0:
            content.extend(bytes(gap))
        content[self.offset : self.offset + len(self.data)] = self.data


@dataclass(slots=True)
class Platter:
    """The synced content of one file, and the writes since then.

    `named` says whether the name of the file is synced too.
    """

    safe: bytearray
    named: bool
    pending: list[Write] = field(default_factory=list)

    def sync(self) -> None:
        """Add all pending writes to the synced content."""
        for write in self.pending:
            write.apply(self.safe)
        self.pending.clear()


@dataclass(frozen=True, slots=True)
class Wreck:
    """What a power cut leaves.

    `files` has the content by file name, `belief` the commits that the program thought were safe at that
    instant.
    """

    files: dict[str, bytes]
    belief: int
    lost_writes: int


class Disk:
    """All files of a folder. At random operations it notes what a power cut would leave."""

    def __init__(self, dice: random.Random, belief: Callable[[], int]) -> None:
        """Watch a folder. `belief` returns how many commits are acknowledged now."""
        self._dice = dice
        self._belief = belief
        self._platters: dict[str, Platter] = {}
        self._gone: dict[str, Platter] = {}
        self.chance = 0.0
        self.operations = 0
        self.wrecks: list[Wreck] = []

    def file(self, path: Path) -> Platter:
        """Return the platter of a file. Its content when it is first opened counts as synced."""
        if path.name not in self._platters:
            there = path.exists()
            content = bytearray(path.read_bytes()) if there else bytearray()
            self._platters[path.name] = Platter(content, named=there)
        return self._platters[path.name]

    def write(self, platter: Platter, write: Write) -> None:
        """Add a pending write. The power may go at this operation."""
        platter.pending.append(write)
        self._operate()

    def sync(self, platter: Platter) -> None:
        """Sync a file. The power may go before or after it."""
        self._operate()
        platter.sync()
        if not platter.named:
            # SQLite syncs the folder with the first sync of a log or journal it has made
            self._gone.clear()
            for one in self._platters.values():
                one.named = True
        self._operate()

    def delete(self, name: str, synced: bool) -> None:
        """Remove a file. If the folder is not synced, a power cut may bring the file back."""
        platter = self._platters.pop(name, None)
        if platter is not None and not synced:
            self._gone[name] = platter
        self._operate()

    def _operate(self) -> None:
        self.operations += 1
        if self._dice.random() < self.chance:
            self.wrecks.append(self._cut())

    def _cut(self) -> Wreck:
        files, lost = {}, 0
        for name, platter in {**self._gone, **self._platters}.items():
            returned = name not in self._platters
            if (returned or not platter.named) and self._dice.random() < 0.5:
                lost += len(platter.pending)
                continue
            content = bytearray(platter.safe)
            pieces = [piece for write in platter.pending for piece in write.sectors()]
            kept = self._surviving(pieces)
            for piece in kept:
                piece.apply(content)
            lost += len(pieces) - len(kept)
            files[name] = bytes(content)
        return Wreck(files, self._belief(), lost)

    def _surviving(self, pieces: list[Write]) -> list[Write]:
        """Choose at random which sectors survive: none, all, the first few, or any."""
        fate = self._dice.randrange(4)
        if fate == 0:
            return []
        if fate == 1:
            return pieces
        if fate == 2:
            return pieces[: self._dice.randrange(len(pieces) + 1)]
        share = self._dice.random()
        return [piece for piece in pieces if self._dice.random() < share]


class PowerFile(apsw.VFSFile):
    """A file that reports its writes and syncs to the disk."""

    def __init__(self, name: Any, flags: list[int], base: str, disk: Disk) -> None:
        path = Path(name.filename() if isinstance(name, apsw.URIFilename) else name)
        self._platter = disk.file(path)
        super().__init__(base, name, flags)
        self._disk = disk

    def xWrite(self, data: Any, offset: int) -> None:  # noqa: N802
        """Write, so that readers see it, and note it as not synced."""
        super().xWrite(data, offset)
        self._disk.write(self._platter, Write(offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        """Truncate, so that readers see it, and note it as not synced."""
        super().xTruncate(newsize)
        self._disk.write(self._platter, Write(newsize, None))

    def xSync(self, flags: int) -> None:  # noqa: N802
        """Sync the file."""
        super().xSync(flags)
        self._disk.sync(self._platter)


class PowerSystem(apsw.VFS):
    """The machine's own file system, with our disk beneath the database and its log."""

    def __init__(self, name: str, disk: Disk) -> None:
        self._disk = disk
        self.base = apsw.vfs_names()[0]
        super().__init__(name, self.base)

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        """Open a file. Temporary files are not watched."""
        if name is None or flags[0] & apsw.SQLITE_OPEN_DELETEONCLOSE:
            return apsw.VFSFile(self.base, name, flags)
        return PowerFile(name, flags, self.base, self._disk)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        """Remove a file, so that readers see it, and report it to the disk."""
        super().xDelete(filename, syncdir)
        self._disk.delete(Path(filename).name, syncdir)
