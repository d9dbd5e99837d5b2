"""Count what the bot does, for the metrics: updates, calls to Telegram, deliveries.

Nothing here knows of whom: there are kinds, outcomes and durations only.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime

from aiogram import Bot
from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.metrics.histogram import AGE_BUCKETS, Histogram
from bot.updates.raw_updates import Dispatch, RawUpdate, UnreadableUpdate, sent_at
from data.store.notices import Entry, Postponed, Settled
from scheduler.delivery.results import DeliveryResult

# A long poll is meant to wait.
_POLL = "getUpdates"


class Activity:
    """The counts since the start of the process."""

    def __init__(self, updates: Sequence[str]) -> None:
        """Take the kinds of updates that are asked for. Others count as «other»."""
        self._kinds = frozenset(updates)
        self.updates: Counter[str] = Counter()
        self.ages: dict[str, Histogram] = defaultdict(lambda: Histogram(AGE_BUCKETS))
        self.handled: Counter[tuple[str, str]] = Counter()
        self.handling: dict[str, Histogram] = defaultdict(Histogram)
        self.posts: Counter[str] = Counter()
        self.calls: Counter[tuple[str, str]] = Counter()
        self.call_seconds: dict[str, Histogram] = defaultdict(Histogram)
        self.deliveries: Counter[tuple[str, str]] = Counter()

    def note_arrivals(self, updates: Sequence[RawUpdate], now: datetime) -> None:
        """Count updates as they are stored. now is aware, for the age of those that bear a date."""
        for update in updates:
            kind = self.kind_of(update)
            self.updates[kind] += 1
            if (sent := sent_at(update)) is not None:
                self.ages[kind].observe(max(0.0, (now - sent).total_seconds()))

    def kind_of(self, update: RawUpdate) -> str:
        """Return the kind of a raw update."""
        return next((name for name in update if name in self._kinds), "other")

    def timed(self, dispatch: Dispatch) -> Dispatch:
        """Return the dispatch, with each try counted and timed."""

        async def run(update: RawUpdate) -> None:
            kind, began, outcome = self.kind_of(update), time.monotonic(), "failed"
            try:
                await dispatch(update)
                outcome = "handled"
            except UnreadableUpdate:
                outcome = "unreadable"
                raise
            finally:
                self.handled[kind, outcome] += 1
                self.handling[kind].observe(time.monotonic() - began)

        return run

    async def time_call(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make a call to Telegram, count its outcome and time it. A middleware of the session."""
        name, began, outcome = method.__api_method__, time.monotonic(), "cut"
        try:
            response = await make_request(bot, method)
            outcome = "ok"
        except (TelegramAPIError, ClientDecodeError) as error:
            outcome = outcome_of_call(error)
            raise
        finally:
            self.calls[name, outcome] += 1
            if name != _POLL:
                self.call_seconds[name].observe(time.monotonic() - began)
        return response

    def note_deliveries(self, results: Sequence[DeliveryResult], entries: Sequence[Entry]) -> None:
        """Count what became of deliveries, by the kind of their notice."""
        for (delivery, _), entry in zip(results, entries, strict=True):
            self.deliveries[delivery.notice.kind, outcome_of_delivery(entry)] += 1


def outcome_of_call(error: TelegramAPIError | ClientDecodeError) -> str:
    """Return the outcome of a failed call: the number of a status, or why there is none."""
    match error:
        case TelegramRetryAfter():
            return "429"
        case TelegramForbiddenError():
            return "403"
        case TelegramNetworkError():
            return "no answer"
        case TelegramServerError() | ClientDecodeError():
            return "5xx"
        case _:
            return "4xx"


def outcome_of_delivery(entry: Entry) -> str:
    """Return the state a delivery has come to, «postponed» or «handed back»."""
    match entry:
        case Settled():
            return str(entry.state)
        case Postponed():
            return "postponed"
        case _:
            return "handed back"
