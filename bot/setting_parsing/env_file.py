"""Read `.env` as text and as names with their values, in the encoding its first bytes tell."""

import codecs
from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values

ENV_FILE = Path(".env")


def read_env_file() -> Mapping[str, str | None]:
    """Read the names and values of `.env`, where there is one. A line without «=» has no value."""
    return dotenv_values(ENV_FILE, encoding=encoding_of(ENV_FILE)) if ENV_FILE.is_file() else {}


def read_env_text() -> str:
    """Read `.env` as it is written. Without the file the text is empty."""
    return ENV_FILE.read_text(encoding=encoding_of(ENV_FILE)) if ENV_FILE.is_file() else ""


def encoding_of(path: Path) -> str:
    """Return UTF-8, or UTF-16 where the byte order mark says so. The mark itself is passed over."""
    try:
        with path.open("rb") as file:
            mark = file.read(2)
    except OSError:
        mark = b""
    return "utf-16" if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
