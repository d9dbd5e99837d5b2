"""Name the files of copies by their kind and moment, and read the names again."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

ENCRYPTED = ".age"
"""What the names of encrypted files end with."""

_MOMENT = "%Y-%m-%dT%H-%M-%SZ"
_NAME = re.compile(
    r"mag-bot-(?P<kind>daily|manual|upgrade)-(?P<label>[0-9TZ-]+?)\.db(?P<sealed>\.age)?", re.ASCII
)


class CopyKind(StrEnum):
    """Why a copy was made: every day, before a change of the schema, or by hand."""

    DAILY = "daily"
    UPGRADE = "upgrade"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class CopyFile:
    """A copy in a folder.

    made_at is aware. For a copy before an upgrade it is the file's own time, since its name has the number
    of its schema instead.
    """

    path: Path
    kind: CopyKind
    made_at: datetime

    @property
    def is_encrypted(self) -> bool:
        """Return whether a key is needed to read it."""
        return self.path.name.endswith(ENCRYPTED)


def name_of_copy(kind: CopyKind, label: datetime | int, *, encrypted: bool) -> str:
    """Return the file name of a copy made at an aware moment, or before an upgrade of a schema."""
    text = str(label) if isinstance(label, int) else label.astimezone(UTC).strftime(_MOMENT)
    return f"mag-bot-{kind}-{text}.db{ENCRYPTED if encrypted else ''}"


def read_copy(path: Path) -> CopyFile | None:
    """Return the copy that a file is by its name, or None for any other file."""
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    kind = CopyKind(found["kind"])
    try:
        if kind is CopyKind.UPGRADE:
            int(found["label"])
            moment = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        else:
            moment = datetime.strptime(found["label"], _MOMENT).replace(tzinfo=UTC)
    except (OSError, ValueError):
        return None
    return CopyFile(path, kind, moment)
