"""A tool: a measured figure, its limit, and the table of figures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value.

    `limit` is the largest value that is promised, `least` the smallest. Without either the figure is only
    shown. `note` says why the promise is not kept.
    """

    name: str
    value: float
    unit: str
    limit: float | None = None
    least: float | None = None
    note: str = ""

    @property
    def holds(self) -> bool:
        """Return whether the value keeps its promise."""
        is_little_enough = self.limit is None or self.value <= self.limit
        return is_little_enough and (self.least is None or self.value >= self.least)

    @property
    def promise(self) -> str:
        """Return the promised limit as text, or an empty string."""
        if self.limit is not None:
            return f"≤ {self.limit:.3g} {self.unit}".rstrip()
        return "" if self.least is None else f"≥ {self.least:.3g} {self.unit}".rstrip()


def table(figures: Iterable[Figure]) -> Iterator[str]:
    """Yield one line of text for each figure."""
    for one in figures:
        mark = " " if not one.promise else "✓" if one.holds else "✗"
        yield f"{mark} {one.name:<66} {one.value:>9.2f} {one.unit:<4} {one.promise}".rstrip()
