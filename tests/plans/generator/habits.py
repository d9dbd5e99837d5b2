"""A tool: what happens to rows between the table and the file: page breaks, stray line breaks, odd blanks."""

import random
from collections.abc import Sequence


def typed(title: str, chance: random.Random) -> str:
    """The title with a habit of typing that changes nothing."""
    habits = (
        *([title] * 4),
        f"{title}.",
        f"{title} .",
        f" {title}",
        title.replace(" ", "  ", 1),
        title.replace(" ", "\u00a0", 1),
        title.replace("а", "a", 1) if "МАГ" not in title else title.replace("МАГ", "MАГ"),
    )
    return chance.choice(habits)


def cut(cells: Sequence[str], columns: Sequence[str], chance: random.Random) -> tuple[list[str], list[str]]:
    """Two pieces of a row: the title is cut between words, the rest is below, the number above."""
    upper, lower = [""] * len(cells), [""] * len(cells)
    for place, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        words = cell.split(" ")
        if column in {"number", "blank"}:
            upper[place] = cell
        elif column == "title" and len(words) > 2:
            at = chance.randrange(1, len(words))
            upper[place], lower[place] = " ".join(words[:at]), " ".join(words[at:])
        elif column == "title":
            upper[place] = cell
        else:
            lower[place] = cell
    return upper, lower


def broken(cells: Sequence[str], chance: random.Random) -> list[list[str]]:
    """A row with a stray line break inside one of its cells, as copied from a document."""
    places = [place for place, cell in enumerate(cells) if place and " " in cell.strip()]
    if not places:
        return [list(cells)]
    place = chance.choice(places)
    text = cells[place].strip()
    at = chance.choice([at for at, sign in enumerate(text) if sign == " "])
    return [[*cells[:place], text[:at].rstrip()], [text[at:].lstrip(), *cells[place + 1 :]]]


def trimmed(cells: Sequence[str]) -> list[str]:
    """A row as an editor leaves it that strips what is empty at line ends."""
    line = list(cells)
    while len(line) > 2 and not line[-1]:
        line.pop()
    return line
