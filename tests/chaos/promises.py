"""The rows of the report on reliability: promises, how they are tested, and what others do."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.chaos.rows import backups, database, desk, health, inbox, outbox, outside, time_and_floods
from tests.chaos.rows.promise import Promise


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter of the report."""

    title: str
    rows: tuple[Promise, ...]


PARTS = (
    Part("Updates in", inbox.ROWS),
    Part("Notices out", outbox.ROWS),
    Part("The database", database.ROWS),
    Part("Copies of the database", backups.ROWS),
    Part("Time and floods", time_and_floods.ROWS),
    Part("Input from outside", outside.ROWS),
    Part("The secretariat's desk", desk.ROWS),
    Part("Health", health.ROWS),
)


def promises() -> Iterator[Promise]:
    """Yield every row in order."""
    for part in PARTS:
        yield from part.rows
