"""Put values into the text of `.env`, and write the file for its owner only."""

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

_ASSIGNMENT = re.compile(r"\s*(?:export\s+)?(?P<name>\w+)\s*=")


def with_values(text: str, values: Mapping[str, str]) -> str:
    """Return the text with these values, by names in capitals.

    A value takes the place of the first line with its name. Further lines with that name are left out, since
    the last one would count. New names come last. All other lines stay as they are.
    """
    lines: list[str] = []
    left = dict(values)
    for line in text.splitlines():
        found = _ASSIGNMENT.match(line)
        name = found["name"].upper() if found else ""
        if name not in values:
            lines.append(line)
        elif name in left:
            lines.append(f"{name}={left.pop(name)}")
    lines += [f"{name}={value}" for name, value in left.items()]
    return "\n".join(lines) + "\n"


def write_privately(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all. Raises OSError.

    Where the path is a link, the file it leads to is replaced.
    """
    place = path.resolve()
    # made with mode 600
    file, name = tempfile.mkstemp(dir=place.parent, prefix=f"{place.name}-")
    try:
        with os.fdopen(file, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
