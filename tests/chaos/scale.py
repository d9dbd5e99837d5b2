"""The scale of a run: the short form runs with every test, the long form with `make chaos`.

It also has the seed of the random numbers.
"""

import os
import random
import zlib
from pathlib import Path

LONG = os.environ.get("CHAOS") == "long"
SEED = int(os.environ.get("CHAOS_SEED", "20261122"))
FIGURES = os.environ.get("CHAOS_FIGURES")


def times(short: int, long: int) -> int:
    """Return `short` or `long`, the number of repetitions in the form that runs now."""
    return long if LONG else short


def dice(test: str) -> random.Random:
    """Return the random numbers of a test. The same CHAOS_SEED gives the same ones."""
    return random.Random(SEED ^ zlib.crc32(test.encode()))  # noqa: S311 - reproducible, not secret


def figures_file() -> Path | None:
    """Return the file that collects figures, or None."""
    return Path(FIGURES) if FIGURES else None
