"""Switch off automatic sections of an issue."""

from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum

from data.calendar.bulletin.digest import Digest


class IssueSection(StrEnum):
    """The automatic sections of an issue, in their order. COMING stands in a quiet issue, too."""

    THIS_WEEK = "this-week"
    NEXT_WEEK = "next-week"
    MONTH = "month"
    CHANGED = "changed"
    JUBILEES = "jubilees"
    STILL_AHEAD = "still-ahead"
    COMING = "coming"
    PAST = "past"
    FACT = "fact"


def without(digest: Digest, left_out: Collection[str]) -> Digest:
    """Return the contents of an issue without some sections. What they would tell is not told."""
    fields: dict[str, tuple[object, ...] | None] = {
        field: None if field == "fact" else () for section, field in _FIELDS.items() if section in left_out
    }
    return replace(digest, **fields) if fields else digest  # type: ignore[arg-type]


def sections_of(digest: Digest) -> tuple[IssueSection, ...]:
    """Return the sections of an issue that have something to say."""
    return tuple(section for section, field in _FIELDS.items() if getattr(digest, field))


_FIELDS = {
    IssueSection.THIS_WEEK: "this_week",
    IssueSection.NEXT_WEEK: "next_week",
    IssueSection.MONTH: "month",
    IssueSection.CHANGED: "changes",
    IssueSection.JUBILEES: "jubilees",
    IssueSection.STILL_AHEAD: "still_ahead",
    IssueSection.COMING: "coming",
    IssueSection.PAST: "past",
    IssueSection.FACT: "fact",
}
