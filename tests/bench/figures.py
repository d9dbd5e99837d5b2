"""A figure, its limit, and the table of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; limit is the most it may be, None for what is only shown."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the promise is kept."""
        return self.limit is None or self.value <= self.limit


def table(figures: Iterable[Figure]) -> Iterator[str]:
    """The lines of the table."""
    for one in figures:
        limit = "" if one.limit is None else f"≤ {one.limit:g} {one.unit}"
        mark = " " if one.limit is None else "✓" if one.holds else "✗"
        yield f"{mark} {one.name:<60} {one.value:>8.2f} {one.unit:<4} {limit}"
