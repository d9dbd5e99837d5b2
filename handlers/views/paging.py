"""Cut a list into pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

ROWS_ON_PAGE = 8


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """One page. number counts from 0. first is the index of its first row in the whole list."""

    rows: tuple[T, ...]
    number: int
    pages: int
    first: int
    total: int


def take_page(rows: Sequence[T], wanted: int, size: int = ROWS_ON_PAGE) -> Paged[T]:
    """Return the wanted page, or the last one if the list has become shorter."""
    pages = max(1, -(-len(rows) // size))
    number = min(max(wanted, 0), pages - 1)
    first = number * size
    return Paged(tuple(rows[first : first + size]), number, pages, first, len(rows))
