"""Compute pages of what a chat has stored, which SQL reads one at a time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Page:
    """Subjects of one page.

    number counts from 0. first is the position of its first row among all rows.
    """

    number: int
    pages: int
    first: int
    total: int
    subjects: tuple[str, ...] = ()

    def filled(self, subjects: Iterable[str]) -> "Page":
        """Return the same page with its subjects."""
        return replace(self, subjects=tuple(subjects))


def page_at(total: int, wanted: int, size: int) -> Page:
    """Return the wanted page of so many rows, without subjects, or the last page before it."""
    pages = max(1, -(-total // size))
    number = min(max(wanted, 0), pages - 1)
    return Page(number, pages, number * size, total)
