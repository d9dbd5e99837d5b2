"""One row of the report on reliability."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise in the report.

    `id` names its row in the figures. `peers` says what other bots and libraries do, where that was measured.
    """

    id: str
    fault: str
    promise: str
    how: str
    peers: str = ""
