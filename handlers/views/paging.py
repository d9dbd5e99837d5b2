"""Pages of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

ROWS_ON_PAGE = 8


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """One page: number counts from 0; first is the place of its first row in the whole list, from 0."""

    rows: tuple[T, ...]
    number: int
    pages: int
    first: int
    total: int


def take_page(rows: Sequence[T], wanted: int, size: int = ROWS_ON_PAGE) -> Paged[T]:
    """The wanted page, or the last one where the list has become shorter since the button was made."""
    pages = max(1, -(-len(rows) // size))
    number = min(max(wanted, 0), pages - 1)
    first = number * size
    return Paged(tuple(rows[first : first + size]), number, pages, first, len(rows))
