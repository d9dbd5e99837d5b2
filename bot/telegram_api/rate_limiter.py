"""Limit the rate of all calls to Telegram: each waits for its turn."""

import asyncio
import time
from collections.abc import Callable
from math import inf
from typing import Protocol

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramRetryAfter
from aiogram.methods import GetMe, Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.telegram_api.call_context import CallContext, current_call, written_chat
from bot.telegram_api.connectivity import Connectivity, is_no_answer
from bot.telegram_api.error_outcomes import NotNow
from bot.telegram_api.rate_limits import FREE_LIMIT, CallPriority, RateLimits, Ticket
from bot.telegram_api.star_budget import StarBudget

# A long poll sends nothing, and must not wait behind a bulletin. Telegram takes the answer that stops the
# spinner of a button for a short while only.
_UNLIMITED = frozenset({"getUpdates", "answerCallbackQuery"})
# An answer refused with 429 is tried so often, where Telegram asks for no longer pause than this.
ANSWER_TRIES = 3
PATIENCE_SECONDS = 30.0
# A notice that would have to wait longer goes back to the outbox, since its words may be stale by then.
NOTICE_SECONDS = 5.0
# Above this rate (messages a second) the calls that wait are served together, once in so many seconds. An
# answer that comes so shortly before the next time serves none, since they would hardly go earlier.
_FAST = 200.0
_SOON_SECONDS = 0.004


class Timer(Protocol):
    """A call back that can be cancelled."""

    def cancel(self) -> None:
        """Do not call back after all."""
        ...


StartTimer = Callable[[float, Callable[[], None]], Timer]


class RateLimiter(BaseRequestMiddleware):
    """Request middleware of aiogram's session through which each call goes.

    An answer refused with 429 is tried again here, because a person waits and nothing was carried out. Less
    urgent calls raise the refusal, since the outbox knows better when to try again.
    While Telegram is away one call at a time is the probe. A getMe goes before it, so that no message is
    risked.
    """

    def __init__(
        self,
        rate: float = FREE_LIMIT,
        now: Callable[[], float] = time.monotonic,
        start_timer: StartTimer | None = None,
    ) -> None:
        """Take the rate in messages a second, a clock in monotonic seconds, and its timer."""
        self.connectivity = Connectivity(now)
        """Asked before each call, and told what became of it."""
        self.connectivity.watch(back=self._serve)
        self._star_budget: StarBudget | None = None
        self._limits = RateLimits(rate)
        self._gather_seconds = _SOON_SECONDS if rate > _FAST else 0.0
        self._now = now
        self._start_timer = start_timer or _on_the_loop
        self._turns: dict[int, asyncio.Future[None]] = {}
        self._timer: Timer | None = None
        self._wakes_at = inf

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the call when its turn has come. Raises what it raises, and NotNow for a notice."""
        if method.__api_method__ in _UNLIMITED:
            return await self.connectivity(make_request, bot, method)
        chat, context = written_chat(method), current_call()
        for tries_left in reversed(range(ANSWER_TRIES)):
            self._refuse_long_wait(method, chat, context)
            may_cost = self._star_budget is not None and await self._may_cost(
                self._star_budget, method, context
            )
            ticket = self._go_through(context, chat, may_cost=may_cost)
            if ticket is None:
                ticket = await self._wait_for_turn(context, chat, may_cost=may_cost)
            if may_cost:
                method = method.model_copy(update={"allow_paid_broadcast": True})
            try:
                return await self._send(make_request, bot, method, context, ticket)
            except TelegramRetryAfter as refusal:
                self.refused(chat, refusal.retry_after)
                worth_waiting = (
                    context.priority is CallPriority.ANSWER and refusal.retry_after <= PATIENCE_SECONDS
                )
                if not tries_left or chat is None or not worth_waiting:
                    raise
        raise AssertionError("the last try returns or raises")

    def pay_from(self, star_budget: StarBudget) -> None:
        """Let bulletins go faster than is free, as long as the budget lasts."""
        self._star_budget = star_budget

    def refused(self, chat: str | None, seconds: float) -> None:
        """Make no calls for so many seconds in this chat or, where several are refused, in any.

        A refusal that concerns no chat closes none: some settings of a bot may be changed a few times a day
        only, and that says nothing about messages.
        """
        now = self._now()
        if chat is not None:
            self._limits.close_chat(chat, now + seconds, now)
            self._serve()

    @property
    def waiting(self) -> int:
        """How many calls wait for their turn."""
        return len(self._turns)

    async def _wait_for_turn(self, context: CallContext, chat: str | None, *, may_cost: bool) -> Ticket:
        ticket = self._limits.queue(context.priority, chat, expires=context.expires, may_cost=may_cost)
        if context.in_flight is not None:
            context.in_flight.queue()
        turn = self._turns[ticket.number] = asyncio.get_running_loop().create_future()
        if may_cost or self._wakes_at > max(self._now(), self._limits.free_at()) + self._gather_seconds:
            # otherwise the timer runs out before this call could go
            self._serve()
        try:
            await turn
        except BaseException:
            if ticket.is_probe:
                # its turn had come, and it does not use it
                self.connectivity.end_probe(is_answered=None)
                self._serve()
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
        context: CallContext,
        ticket: Ticket,
    ) -> Response[TelegramType]:
        in_flight, left = context.in_flight, self._now()
        is_answered, is_charged = None, False
        try:
            if ticket.is_probe:
                await self._ask_first(bot, method, context)
            if in_flight is not None:
                in_flight.leave()
            left = self._now()
            response = await self.connectivity(make_request, bot, method)
            is_answered, is_charged = True, ticket.costs
        except (TelegramAPIError, ClientDecodeError) as error:
            is_answered = not is_no_answer(error)
            raise
        finally:
            if in_flight is not None:
                in_flight.answered()
            now = self._now()
            self._limits.answered(ticket, left, now)
            if ticket.is_probe:
                self.connectivity.end_probe(is_answered=is_answered)
            if ticket.may_cost and not is_charged:
                self._put_back()
            if self._turns and self._wakes_at - now > _SOON_SECONDS:
                self._serve()
        return response

    async def _ask_first(self, bot: Bot, method: TelegramMethod[TelegramType], context: CallContext) -> None:
        """Make a harmless call before one whose answer might be lost."""
        try:
            await self.connectivity(bot.session.make_request, bot, GetMe())
        except (TelegramAPIError, ClientDecodeError) as error:
            if not is_no_answer(error) or context.priority is CallPriority.ANSWER:
                raise
            raise NotNow(method, 0.0, everyone=True) from error

    async def _may_cost(
        self, star_budget: StarBudget, method: TelegramMethod[TelegramType], context: CallContext
    ) -> bool:
        is_broadcast = context.priority is CallPriority.BULLETIN and hasattr(method, "allow_paid_broadcast")
        return is_broadcast and await star_budget.take()

    def _put_back(self) -> None:
        if self._star_budget is not None:
            self._star_budget.put_back()

    def _refuse_long_wait(
        self, method: TelegramMethod[TelegramType], chat: str | None, context: CallContext
    ) -> None:
        has_begun = context.in_flight is not None and context.in_flight.has_left
        if context.priority is CallPriority.ANSWER or has_begun:
            return
        now = self._now()
        if not (self.connectivity.is_away or self._limits.has_closed(now)):
            return
        for_all = max(self.connectivity.wait(), self._limits.closed_for(now))
        here = self._limits.closed_for(now, chat) if chat is not None else 0.0
        if max(for_all, here) > NOTICE_SECONDS:
            raise NotNow(method, max(for_all, here), everyone=for_all >= here)

    def _go_through(self, context: CallContext, chat: str | None, *, may_cost: bool) -> Ticket | None:
        """Return the ticket of a call that need not wait, counted as gone. None where it must."""
        if self._turns or not self.connectivity.lets_go():
            return None
        ticket = self._limits.go_through(context.priority, chat, self._now(), may_cost=may_cost)
        if ticket is not None:
            ticket.is_probe = self.connectivity.begin()
        return ticket

    def _forget(self, ticket: Ticket) -> None:
        self._turns.pop(ticket.number, None)
        self._limits.withdraw(ticket)
        if not self._turns:
            self._wake_in(None)

    def _serve(self) -> None:
        now = self._now()
        while self.connectivity.lets_go() and (ticket := self._limits.take(now)):
            turn = self._turns.get(ticket.number)
            if turn is not None and not turn.done():
                ticket.is_probe = self.connectivity.begin()
                turn.set_result(None)
        # the end of a probe serves again
        wait = None if self.connectivity.is_probing else self._limits.wait(now)
        self._wake_in(None if wait is None else max(wait, self.connectivity.wait()))

    def _wake_in(self, seconds: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer, self._wakes_at = None, inf
        if seconds is not None:
            # at a thousand a second several go at once, rather than one at each turn of the loop
            seconds = max(seconds, self._gather_seconds)
            self._timer, self._wakes_at = self._start_timer(seconds, self._serve), self._now() + seconds


def _on_the_loop(seconds: float, wake: Callable[[], None]) -> Timer:
    return asyncio.get_running_loop().call_later(seconds, wake)
