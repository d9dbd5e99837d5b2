"""Who is told first when not all can be told at once."""

from enum import IntEnum


class Rank(IntEnum):
    """Order in the queue of deliveries: what editors wait for, what soon loses its worth, what can wait."""

    MESSAGE = 0
    CHANGE = 1
    REMINDER = 2
    BULLETIN = 3
