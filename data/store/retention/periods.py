"""Hold the periods for which updates and deliveries are kept."""

from dataclasses import dataclass
from datetime import timedelta

from data.store.inbox import UPDATES_KEPT
from data.store.outbox import NOTICES_KEPT


@dataclass(frozen=True, slots=True)
class RetentionPeriods:
    """Periods of updates that are handled or in quarantine, and of deliveries after expiry.

    Both are whole days, for people are told them.
    """

    updates: timedelta = UPDATES_KEPT
    deliveries: timedelta = NOTICES_KEPT


DEFAULT_PERIODS = RetentionPeriods()
"""The periods where the settings say nothing."""
