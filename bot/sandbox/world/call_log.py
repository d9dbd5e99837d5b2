"""Log the bot's calls: keep the newest ones in full, count all of them."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

KEPT = 20_000  # calls; older ones are only counted


# not frozen: a frozen one takes three times as long to create, and every call creates one
@dataclass(slots=True)
class LoggedCall:
    """One request and its answer, numbered in the order of the answers.

    `at` is virtual time. `real` and `took` are seconds of the monotonic clock. `status` 0 means never
    answered.
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
        """Return the call as the control interface shows it."""
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


@dataclass(frozen=True, slots=True)
class CallFilter:
    """Which calls to select. None means any.

    `method` matches in any letter case. `status` 0 selects calls that were never answered.
    """

    method: str | None = None
    chat: int | str | None = None
    status: int | None = None
    fault: str | None = None

    def matches(self, call: LoggedCall) -> bool:
        """Return whether the call is selected."""
        return (
            (self.method is None or call.method.lower() == self.method.lower())
            and (self.chat is None or str(call.params.get("chat_id")) == str(self.chat))
            and (self.status is None or call.status == self.status)
            and (self.fault is None or call.fault == self.fault)
        )


class CallLog:
    """The newest calls, KEPT of them unless `limit` is set. Only `clear` resets the counts.

    With `keep` False calls are counted but not kept, which measurements want.
    """

    def __init__(self, limit: int = KEPT) -> None:
        self._calls: deque[LoggedCall] = deque(maxlen=limit)
        self._counts: Counter[tuple[str, int]] = Counter()
        self.unknown: dict[str, int] = {}
        self.count = 0
        self.keep = True

    @property
    def calls(self) -> list[LoggedCall]:
        """The kept calls, oldest first."""
        return list(self._calls)

    @property
    def limit(self) -> int:
        """How many calls are kept at most."""
        return self._calls.maxlen or 0

    @limit.setter
    def limit(self, limit: int) -> None:
        """How many calls are kept at most."""
        self._calls = deque(self._calls, maxlen=limit)

    def add(self, call: LoggedCall) -> None:
        """Give a call its number, count it, and keep it if `keep` is set."""
        self.count += 1
        call.number = self.count
        self._counts[call.method, call.status] += 1
        if self.keep:
            self._calls.append(call)

    def count_unknown(self, method: str) -> None:
        """Count a call of a method the sandbox does not know."""
        self.unknown[method] = self.unknown.get(method, 0) + 1

    def since(
        self, number: int, call_filter: CallFilter | None = None, last: int | None = None
    ) -> list[LoggedCall]:
        """Return the kept calls after this number, oldest first.

        `last` returns only this many of the newest.
        """
        found = list(islice(self._newest_first(number, call_filter or CallFilter()), last))
        found.reverse()
        return found

    def counted(self, method: str | None = None, status: int | None = None) -> int:
        """Return how many calls there were since the last `clear`, whether kept or not."""
        call_filter = method.lower() if method else None
        return sum(
            count
            for (name, code), count in self._counts.items()
            if call_filter in (None, name.lower()) and status in (None, code)
        )

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how often each method was answered with each status."""
        shown: dict[str, dict[str, int]] = {}
        for (method, status), count in sorted(self._counts.items()):
            shown.setdefault(method, {})[str(status)] = count
        return shown

    def clear(self) -> None:
        """Drop calls and counts. The numbers go on."""
        self._calls.clear()
        self._counts.clear()
        self.unknown.clear()

    def _newest_first(self, number: int, call_filter: CallFilter) -> Iterator[LoggedCall]:
        for call in reversed(self._calls):
            if call.number <= number:
                return
            if call_filter.matches(call):
                yield call
