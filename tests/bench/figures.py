"""A tool: a figure, its limit, and the table of figures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; limit is the most it may be, least the least; with neither it is only shown.

    note says why, where the promise is not kept.
    """

    name: str
    value: float
    unit: str
    limit: float | None = None
    least: float | None = None
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether the promise is kept."""
        is_little_enough = self.limit is None or self.value <= self.limit
        return is_little_enough and (self.least is None or self.value >= self.least)

    @property
    def promise(self) -> str:
        """What it is held to, in words."""
        if self.limit is not None:
            return f"≤ {self.limit:.3g} {self.unit}".rstrip()
        return "" if self.least is None else f"≥ {self.least:.3g} {self.unit}".rstrip()


def table(figures: Iterable[Figure]) -> Iterator[str]:
    """The lines of the table."""
    for one in figures:
        mark = " " if not one.promise else "✓" if one.holds else "✗"
        yield f"{mark} {one.name:<66} {one.value:>9.2f} {one.unit:<4} {one.promise}".rstrip()
