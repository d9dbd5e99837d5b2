"""Name the kinds of files that are read as plans, and how large they may be."""

from pathlib import PurePath

MAX_BYTES = 20 * 1024 * 1024
"""Telegram lets a bot download files up to this size."""

MAX_TEXT_BYTES = 2 * 1024 * 1024
"""A plan is about 10 KB of text. A book is not a plan."""

TEXT_SUFFIXES = (".csv", ".md", ".tsv", ".txt")
SHEET_SUFFIXES = (".xlsx", ".xls", ".ods")
SUPPORTED = (".docx", *SHEET_SUFFIXES, ".pdf", *TEXT_SUFFIXES)


def is_supported(name: str) -> bool:
    """Return whether files with the suffix of this name can be read."""
    return PurePath(name).suffix.lower() in SUPPORTED
