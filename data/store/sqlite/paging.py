"""Pages of what a chat has stored: SQL reads one at a time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Page:
    """Subjects of one page. number counts from 0; first is the place of its first row among all of them."""

    number: int
    pages: int
    first: int
    total: int
    subjects: tuple[str, ...] = ()

    def filled(self, subjects: Iterable[str]) -> "Page":
        """The same page with what stands on it."""
        return replace(self, subjects=tuple(subjects))


def page_at(total: int, wanted: int, size: int) -> Page:
    """Return the wanted page of so many rows, empty, or the last one where there are fewer pages."""
    pages = max(1, -(-total // size))
    number = min(max(wanted, 0), pages - 1)
    return Page(number, pages, number * size, total)
