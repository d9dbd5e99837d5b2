"""The log of every call the bot made."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """One request and its answer. `at` is virtual, `real` and `took` are seconds of the monotonic clock;
    `status` 0: never answered.
    """

    number: int
    at: datetime
    real: float
    took: float
    method: str
    params: dict[str, Any]
    status: int
    answer: dict[str, Any] | None
    fault: str | None = None

    @property
    def ok(self) -> bool:
        return self.status == 200

    def as_json(self) -> dict[str, Any]:
        """The call as the control interface shows it."""
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "real": self.real,
            "took": self.took,
            "method": self.method,
            "params": self.params,
            "status": self.status,
            "answer": self.answer,
            "fault": self.fault,
        }


class CallLog:
    """All calls since the start, or since `clear`. `keep` switches it off for measurements."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.unknown: dict[str, int] = {}
        self.count = 0
        self.keep = True

    def add(self, call: Call) -> None:
        if self.keep:
            self.calls.append(call)

    def next_number(self) -> int:
        self.count += 1
        return self.count

    def note_unknown(self, method: str) -> None:
        """Count a call of a method the sandbox does not know."""
        self.unknown[method] = self.unknown.get(method, 0) + 1

    def since(self, number: int, method: str | None = None) -> list[Call]:
        """Calls after this number, of one method (any letter case) or of all."""
        wanted = method.lower() if method else None
        return [call for call in self.calls if call.number > number and wanted in (None, call.method.lower())]

    def clear(self) -> None:
        self.calls.clear()
        self.unknown.clear()
