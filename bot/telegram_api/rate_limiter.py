"""The one gate every call to Telegram passes, so that all of them together keep Telegram's pace."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from math import inf
from typing import Protocol, cast

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import GetMe, Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.telegram_api.call_context import CallContext, passage_now, written_chat
from bot.telegram_api.circuit_breaker import CircuitBreaker
from bot.telegram_api.rate_limits import CallPriority, RateLimits, Ticket
from bot.telegram_api.star_budget import StarBudget
from handlers.prepared_text import SendText

# A long poll is no message, and it must not wait behind a bulletin; nor is the word that stops a button's
# spinner, which Telegram takes for a short while only.
_UNPACED = frozenset({"getUpdates", "answerCallbackQuery"})
PATIENCE_SECONDS = 30.0
TRIES = 3
# A notice that would have to wait longer goes back to the ledger, for its words may be stale by then.
NOTICE_SECONDS = 5.0
# Messages a second, and for how long those who wait are gathered from there on; an answer to a message sets
# nobody free so much sooner that it would be worth looking.
_FAST = 200.0
_SOON_SECONDS = 0.004
_OUTAGE = (TelegramNetworkError, TelegramServerError, ClientDecodeError)


class Alarm(Protocol):
    """What can be called off."""

    def cancel(self) -> None:
        """Do not call back after all."""
        ...


Later = Callable[[float, Callable[[], None]], Alarm]


class NotNow(TelegramNetworkError):
    """A notice has not left and cannot for so many seconds; everyone: nor could any other."""

    def __init__(self, method: TelegramMethod[TelegramType], seconds: float, *, everyone: bool) -> None:
        super().__init__(method, "not now")
        self.seconds = seconds
        self.everyone = everyone


class RateLimiter(BaseRequestMiddleware):
    """Request middleware of aiogram's session: waits for the call's turn and learns from what becomes of it.

    An answer refused for haste (429) is asked for again by itself, because a person waits and nothing was
    carried out; whatever is less urgent gets the refusal, since the ledger knows better when to try again.
    When Telegram fails again and again, one question at a time shows whether it still does. The question is
    about ourselves, so that no message is spent on it.
    """

    def __init__(
        self,
        rate: float = 30.0,
        now: Callable[[], float] = time.monotonic,
        later: Later | None = None,
    ) -> None:
        """rate: messages a second in all. now: monotonic seconds; later: calls back after seconds of them."""
        self._purse: StarBudget | None = None
        self._pace = RateLimits(rate)
        self._gathers = _SOON_SECONDS if rate > _FAST else 0.0
        self._breaker = CircuitBreaker()
        self._now = now
        self._later = later or _on_the_loop
        self._turns: dict[int, asyncio.Future[None]] = {}
        self._timer: Alarm | None = None
        self._wakes_at = inf

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Let the call through when its turn has come. Raises what it raises, and NotNow for a notice."""
        if method.__api_method__ in _UNPACED:
            return await make_request(bot, method)
        chat, passage = written_chat(method), passage_now()
        for tries_left in reversed(range(TRIES)):
            self._check_prospects(method, chat, passage)
            may_cost = self._purse is not None and await self._may_cost(self._purse, method, passage)
            ticket = self._go_through(passage, chat, may_cost=may_cost)
            if ticket is None:
                ticket = await self._wait_for_turn(passage, chat, may_cost=may_cost)
            if may_cost:
                method = _paid(method)
            try:
                return await self._send(make_request, bot, method, passage, ticket)
            except TelegramRetryAfter as refusal:
                self.refused(chat, refusal.retry_after)
                worth_waiting = (
                    passage.priority is CallPriority.ANSWER and refusal.retry_after <= PATIENCE_SECONDS
                )
                if not tries_left or chat is None or not worth_waiting:
                    raise
        raise AssertionError("the last try returns or raises")

    @property
    def waiting(self) -> int:
        """How many calls wait for their turn."""
        return len(self._turns)

    def pay_from(self, star_budget: StarBudget) -> None:
        """Let bulletins go faster than is free, as long as there is something in the purse."""
        self._purse = star_budget

    def refused(self, chat: str | None, seconds: float) -> None:
        """Telegram asked for `seconds` of silence, in this chat or, where several are refused, altogether.

        A refusal that concerns no chat closes nothing: some settings of a bot may be changed a few times a
        day only, and that says nothing about messages.
        """
        now = self._now()
        if chat is not None:
            self._pace.close_chat(chat, now + seconds, now)
            self._serve()

    async def _wait_for_turn(self, passage: CallContext, chat: str | None, *, may_cost: bool) -> Ticket:
        ticket = self._pace.queue(passage.priority, chat, expires=passage.expires, may_cost=may_cost)
        if passage.in_flight is not None:
            passage.in_flight.queue()
        turn = self._turns[ticket.number] = asyncio.get_running_loop().create_future()
        if may_cost or self._wakes_at > max(self._now(), self._pace.free_at()) + self._gathers:
            # else somebody waits already for the moment at which this one could go at the earliest
            self._serve()
        try:
            await turn
        except BaseException:
            if turn.done() and not turn.cancelled():
                # its turn had come, and nobody uses it
                self._breaker.given_up()
            if may_cost:
                self._put_back()
            raise
        finally:
            self._forget(ticket)
        return ticket

    async def _send(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
        passage: CallContext,
        ticket: Ticket,
    ) -> Response[TelegramType]:
        in_flight, left = passage.in_flight, self._now()
        is_up, is_charged = None, False
        try:
            if self._breaker.is_probing:
                await self._knock(make_request, bot, method)
            if in_flight is not None:
                in_flight.leave()
            left = self._now()
            response = await make_request(bot, method)
            is_up, is_charged = True, ticket.costs
        except (TelegramAPIError, ClientDecodeError) as error:
            is_up = not isinstance(error, _OUTAGE)
            raise
        finally:
            if in_flight is not None:
                in_flight.answered()
            now = self._now()
            self._pace.answered(ticket, left, now)
            self._breaker.learn(is_up=is_up, now=now)
            if ticket.may_cost and not is_charged:
                self._put_back()
            if self._turns and self._wakes_at - now > _SOON_SECONDS:
                self._serve()
        return response

    async def _knock(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> None:
        """Ask Telegram something harmless, before a message goes out whose answer might be lost."""
        try:
            await make_request(bot, cast("TelegramMethod[TelegramType]", GetMe()))
        except _OUTAGE as error:
            if passage_now().priority is CallPriority.ANSWER:
                raise
            raise NotNow(method, 0.0, everyone=True) from error

    async def _may_cost(
        self, star_budget: StarBudget, method: TelegramMethod[TelegramType], passage: CallContext
    ) -> bool:
        is_broadcast = passage.priority is CallPriority.BULLETIN and hasattr(method, "allow_paid_broadcast")
        return is_broadcast and await star_budget.take()

    def _put_back(self) -> None:
        if self._purse is not None:
            self._purse.put_back()

    def _check_prospects(
        self, method: TelegramMethod[TelegramType], chat: str | None, passage: CallContext
    ) -> None:
        has_begun = passage.in_flight is not None and passage.in_flight.has_left
        if passage.priority is CallPriority.ANSWER or has_begun:
            return
        now = self._now()
        if not (self._breaker.is_open or self._pace.has_closed(now)):
            return
        for_all = max(self._breaker.wait(now), self._pace.closed_for(now))
        here = self._pace.closed_for(now, chat) if chat is not None else 0.0
        if max(for_all, here) > NOTICE_SECONDS:
            raise NotNow(method, max(for_all, here), everyone=for_all >= here)

    def _go_through(self, passage: CallContext, chat: str | None, *, may_cost: bool) -> Ticket | None:
        """For a call that need not wait; counted as gone, then."""
        now = self._now()
        if self._turns or not self._breaker.lets_go(now):
            return None
        ticket = self._pace.go_through(passage.priority, chat, now, may_cost=may_cost)
        if ticket is not None:
            self._breaker.gone()
        return ticket

    def _forget(self, ticket: Ticket) -> None:
        self._turns.pop(ticket.number, None)
        self._pace.withdraw(ticket)
        if not self._turns:
            self._wake_in(None)

    def _serve(self) -> None:
        now = self._now()
        while self._breaker.lets_go(now) and (ticket := self._pace.take(now)):
            turn = self._turns.get(ticket.number)
            if turn is not None and not turn.done():
                self._breaker.gone()
                turn.set_result(None)
        wait = None if self._breaker.is_probing else self._pace.wait(now)
        self._wake_in(None if wait is None else max(wait, self._breaker.wait(now)))

    def _wake_in(self, seconds: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer, self._wakes_at = None, inf
        if seconds is not None:
            # at a thousand a second several go at once, rather than one at each turn of the loop
            seconds = max(seconds, self._gathers)
            self._timer, self._wakes_at = self._later(seconds, self._serve), self._now() + seconds


def _paid(method: TelegramMethod[TelegramType]) -> TelegramMethod[TelegramType]:
    if isinstance(method, SendText):
        return cast("TelegramMethod[TelegramType]", replace(method, allow_paid_broadcast=True))
    return method.model_copy(update={"allow_paid_broadcast": True})


def _on_the_loop(seconds: float, wake: Callable[[], None]) -> Alarm:
    return asyncio.get_running_loop().call_later(seconds, wake)
