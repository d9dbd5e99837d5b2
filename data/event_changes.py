"""Name the change of an event from what differs between two editions."""

from collections.abc import Collection

from data.city_changes import QUIET
from data.plans.editions.comparison import ChangeKind

RESTORED = "restored"

NOTIFIED = (
    (ChangeKind.NEW, "added"),
    (ChangeKind.REMOVED, "removed"),
    (ChangeKind.CANCELLED, "cancelled"),
    (ChangeKind.RESTORED, RESTORED),
    (ChangeKind.MOVED, "moved"),
    (ChangeKind.RELOCATED, "relocated"),
    (ChangeKind.RENAMED, "renamed"),
)
"""The kinds that are notified. Of several kinds of one event the one that stands first is notified."""


def notified_kind(kinds: Collection[ChangeKind]) -> str:
    """Return the kind of the differences of one event, QUIET if none is notified."""
    return next((name for kind, name in NOTIFIED if kind in kinds), QUIET)
