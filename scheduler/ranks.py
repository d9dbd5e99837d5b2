"""Who goes first: ranks in the queue, smaller first. Reminders go by the day they are useful until."""

from datetime import date, datetime

URGENT = 0
"""People who must act: a draft, a report, an alert."""

BULK = 32_767
"""What can wait for all the rest."""

# days are counted from here, so that a rank takes two bytes of a row, of which there may be millions
_FIRST_DAY = date(2000, 1, 1).toordinal()


def rank_until(useful_until: datetime) -> int:
    """The rank of what is worth telling until an aware instant: what expires sooner goes first."""
    return min(max(useful_until.toordinal() - _FIRST_DAY, URGENT + 1), BULK - 1)
