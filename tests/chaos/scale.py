"""How much is broken in one run, and by which dice: the short form runs with every test, the long one by
`make chaos`.
"""

import os
import random
import zlib
from pathlib import Path

LONG = os.environ.get("CHAOS") == "long"
SEED = int(os.environ.get("CHAOS_SEED", "20261122"))
FIGURES = os.environ.get("CHAOS_FIGURES")


def times(short: int, long: int) -> int:
    """Return how often to repeat in the form that runs now."""
    return long if LONG else short


def dice(test: str) -> random.Random:
    """Return a test's own random numbers, the same in every run with the same CHAOS_SEED."""
    return random.Random(SEED ^ zlib.crc32(test.encode()))  # noqa: S311 - reproducible, not secret


def figures_file() -> Path | None:
    """Return the file that collects figures, or None."""
    return Path(FIGURES) if FIGURES else None
