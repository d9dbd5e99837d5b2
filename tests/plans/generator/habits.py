"""A tool: prints rows with habits of documents: page breaks, line breaks, odd blanks."""

import random
from collections.abc import Sequence


def with_typing_habit(title: str, rng: random.Random) -> str:
    """Return the title with a habit of typing that changes nothing."""
    habits = (
        *([title] * 4),
        f"{title}.",
        f"{title} .",
        f" {title}",
        title.replace(" ", "  ", 1),
        title.replace(" ", "\u00a0", 1),
        title.replace("а", "a", 1) if "МАГ" not in title else title.replace("МАГ", "MАГ"),
    )
    return rng.choice(habits)


def cut_by_page_break(
    cells: Sequence[str], columns: Sequence[str], rng: random.Random
) -> tuple[list[str], list[str]]:
    """Return the two pieces of a row cut by a page break.

    The title is cut between words. The number stands above, the other cells below.
    """
    upper, lower = [""] * len(cells), [""] * len(cells)
    for place, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        words = cell.split(" ")
        if column in {"number", "blank"}:
            upper[place] = cell
        elif column == "title" and len(words) > 2:
            at = rng.randrange(1, len(words))
            upper[place], lower[place] = " ".join(words[:at]), " ".join(words[at:])
        elif column == "title":
            upper[place] = cell
        else:
            lower[place] = cell
    return upper, lower


def broken_inside_cell(cells: Sequence[str], rng: random.Random) -> list[list[str]]:
    """Return a row with a line break inside a cell, as copied from a document."""
    places = [place for place, cell in enumerate(cells) if place and " " in cell.strip()]
    if not places:
        return [list(cells)]
    place = rng.choice(places)
    text = cells[place].strip()
    at = rng.choice([at for at, char in enumerate(text) if char == " "])
    return [[*cells[:place], text[:at].rstrip()], [text[at:].lstrip(), *cells[place + 1 :]]]


def without_trailing_cells(cells: Sequence[str]) -> list[str]:
    """Return a row as an editor leaves it that strips tabs at line ends."""
    line = list(cells)
    while len(line) > 2 and not line[-1]:
        line.pop()
    return line
