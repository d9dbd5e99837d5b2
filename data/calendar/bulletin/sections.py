"""Switch off automatic sections of an issue."""

from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum

from data.calendar.bulletin.digest import Digest


class Section(StrEnum):
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


def sections_of(digest: Digest) -> tuple[Section, ...]:
    """Return the sections of an issue that have something to say."""
    return tuple(section for section, field in _FIELDS.items() if getattr(digest, field))


_FIELDS = {
    Section.THIS_WEEK: "this_week",
    Section.NEXT_WEEK: "next_week",
    Section.MONTH: "month",
    Section.CHANGED: "changes",
    Section.JUBILEES: "jubilees",
    Section.STILL_AHEAD: "still_ahead",
    Section.COMING: "coming",
    Section.PAST: "past",
    Section.FACT: "fact",
}
