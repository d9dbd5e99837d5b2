"""Describe the revisions of plans that may be undone."""

from dataclasses import dataclass

from data.store.editions.plan_writing import Source, source_of
from data.store.revisions import Authorship
from data.store.sqlite.timestamps import from_text
from data.store.sqlite.transactions import Row


@dataclass(frozen=True, slots=True)
class MadeRevision:
    """A revision of a year's plan, as a list of revisions shows it.

    action and subject are the log's: a code, and the plan or the event that it is about. changes are how many
    it recorded. before is the revision of the same year before it, None for the first one or where that year
    had no plan then. undone_by is the revision that has taken it back, None for one that stands.
    is_restorable means that the state before it is known.
    """

    revision: int
    year: int
    edition: int
    events: int
    source: Source | None
    by: Authorship
    action: str
    subject: str
    changes: int
    before: int | None
    is_restorable: bool
    is_withdrawal: bool
    undone_by: int | None


def read_made_revision(row: Row) -> MadeRevision:
    """Return what a row of made_since says."""
    has_before = bool(row["has_before"])
    return MadeRevision(
        revision=row["revision"],
        year=row["year"],
        edition=row["edition"],
        events=row["events"],
        source=source_of(row),
        by=Authorship(from_text(row["at"]), row["author"], row["actor"] or ""),
        action=row["action"] or "plan-edited",
        subject=row["subject"] or "",
        changes=row["changes"],
        before=row["before_revision"] if has_before else None,
        is_restorable=row["before_revision"] is None or has_before or row["before_is_empty"] == 1,
        is_withdrawal=bool(row["is_withdrawal"]),
        undone_by=row["undone_by"],
    )
