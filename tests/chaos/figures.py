"""A tool: the figures of chaos tests, kept for the report on reliability."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """The result of one row of tests.chaos.promises: the number of tries, and counts by name."""

    row: str
    tries: int
    counts: dict[str, float | str]
    seed: int

    def line(self) -> str:
        """Return the figure in words, such as «A1: 100 tries; lost 0, twice 3»."""
        return f"{self.row}: {self.tries} tries; " + self.words()

    def words(self) -> str:
        """Return the counts in words."""
        return ", ".join(f"{name} {value}" for name, value in self.counts.items())


def keep(figure: Figure, path: Path) -> None:
    """Add a figure to a file of JSON lines."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(figure), ensure_ascii=False) + "\n")


def read(path: Path) -> dict[str, list[Figure]]:
    """Return the figures of a run, by row."""
    found: dict[str, list[Figure]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        figure = Figure(**json.loads(line))
        found.setdefault(figure.row, []).append(figure)
    return found
