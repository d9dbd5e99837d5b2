"""The table of date wordings for 2025: a text and what it says, as the head of the table explains."""

from pathlib import Path

_TABLE = Path(__file__).with_name("wordings_2025.txt").read_text(encoding="utf-8").splitlines()
ROWS = [line.rsplit(" | ", 1) for line in _TABLE if line and not line.startswith("#")]
