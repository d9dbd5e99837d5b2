"""One row of the report on reliability."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """`id` names the row in figures; `peers`: what other bots and libraries do, where that was measured."""

    id: str
    fault: str
    promise: str
    how: str
    peers: str = ""
