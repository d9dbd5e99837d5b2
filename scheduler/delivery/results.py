"""What became of each claimed delivery, as the sender returns it."""

from dataclasses import dataclass
from typing import NamedTuple

from data.store.notices import Claimed
from scheduler.delivery.eligibility import Deferred, Rejection
from scheduler.delivery.outcomes import Barred, Failed, Gone, Held, Later, Sent, Unknown


@dataclass(frozen=True, slots=True)
class Unrendered:
    """The notice could not be rendered. error is the class name of the exception."""

    error: str


Result = Sent | Gone | Barred | Later | Held | Failed | Unknown | Rejection | Deferred | Unrendered
"""An outcome of sending, or the reason why nothing was sent. Held() without seconds: not begun."""


class DeliveryResult(NamedTuple):
    """A claimed delivery, under the present id of its chat, and what became of it."""

    delivery: Claimed
    outcome: Result
