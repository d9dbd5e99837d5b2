"""Orders about the conditions of the bot: clock, faults, rate limits, log of calls."""

from datetime import datetime
from typing import Literal

from bot.sandbox.control.orders_table import OrderContext, order, read_only_order
from bot.sandbox.people.actions import Impossible
from bot.sandbox.wire.refusal import ApiRefusal
from bot.sandbox.world.call_log import CallFilter
from bot.sandbox.world.faults import Fault, UnknownFault
from bot.sandbox.world.pace import PaceRules
from bot.sandbox.world.people import Json

LONGEST_WAIT = 60.0

PaceClock = Literal["real", "virtual"]


@order
async def clock(  # noqa: PLR0913 - an order's arguments are what goes over the wire
    context: OrderContext,
    *,
    set: datetime | None = None,  # noqa: A002
    advance: float | None = None,
    next: bool = False,  # noqa: A002
    speed: float | None = None,
    real: bool = False,
    start: datetime | None = None,
) -> Json:
    """Read the virtual clock, or move it to an instant, by seconds, or to when something is due.

    `start` chooses where the clock begins, before it is first moved. Nothing falls due on the way there.

    `speed` sets how many virtual seconds pass in one real second, 0 stops the clock.
    `real` sets the clock to the machine's time and lets it run with it.
    """
    if start is not None:
        await context.start_clock(start)
    if next:
        due = await context.due_next()
        if due is None:
            raise Impossible("nothing is due")
        await context.move_clock(due)
    if set is not None:
        await context.move_clock(set)
    if advance is not None:
        await context.advance_clock(advance)
    if real:
        context.follow_machine()
    if speed is not None:
        await context.run_clock(speed)
    return {"now": context.world.clock().isoformat(), "speed": context.speed}


@order
def fault(  # noqa: PLR0913 - an order's arguments are what goes over the wire
    context: OrderContext, *,
    kind: str,
    method: str | None = None,
    chat: int | None = None,
    times: int | None = None,
    share: float = 1.0,
    seed: int | None = None,
    by_chat: bool = False,
    lasts: float | None = None,
    seconds: int = 1,
    migrate_to: int | None = None,
) -> Json:  # fmt: skip
    """Activate a fault, for `lasts` virtual seconds if given.

    bot.sandbox.world.faults describes the kinds and arguments.
    """
    try:
        found = Fault(
            kind, method, chat, times,
            share=share, seconds=seconds, migrate_to=migrate_to, seed=seed, by_chat=by_chat,
        )  # fmt: skip
    except UnknownFault as error:
        raise Impossible("no such fault", error.kind) from error
    context.gateway.faults.add(found, lasts)
    context.world.feed.publish()
    return found.as_json()


@read_only_order
def faults(context: OrderContext) -> list[Json]:
    """Return the active faults and how often each has struck."""
    return [one.as_json() for one in context.gateway.faults.active]


@order
def clear_faults(context: OrderContext) -> Json:
    """Remove all faults."""
    context.gateway.faults.clear()
    context.world.feed.publish()
    return {}


@order
def options(
    context: OrderContext,
    *,
    pace: bool | PaceClock | None = None,
    privacy: bool | None = None,
    strict: bool | None = None,
) -> Json:
    """Set Telegram's rate limits, by real or virtual time, and the group privacy mode.

    `strict` sets the rate limits and the delay of polls repeated too soon together.
    """
    if strict is not None:
        pace = strict if pace is None else pace
        context.world.queue.strict = strict
    if pace is not None:
        context.gateway.pace = _pace(context, "virtual" if pace == "virtual" else "real") if pace else None
    if privacy is not None:
        context.world.privacy = privacy
    return {
        "pace": context.gateway.pace is not None,
        "strict": context.world.queue.strict,
        "privacy": context.world.privacy,
    }


def _pace(context: OrderContext, by: PaceClock) -> PaceRules:
    world, now = context.world, context.gateway.real_time

    def identify(reference: str) -> str:
        try:
            return str(world.chat(reference).id)
        except ApiRefusal:
            return reference  # an unknown chat: the call itself is refused later

    return PaceRules((lambda: world.clock().timestamp()) if by == "virtual" else now, identify)


@read_only_order
def calls(  # noqa: PLR0913 - an order's arguments are what goes over the wire
    context: OrderContext,
    *,
    after: int = 0,
    method: str | None = None,
    chat: int | str | None = None,
    status: int | None = None,
    fault: str | None = None,
    last: int | None = None,
) -> list[Json]:
    """Return the kept calls after number `after`, oldest first.

    They can be narrowed to a method, a chat, a status (0: never answered) and a kind of fault. `last` returns
    only this many of the newest.
    """
    wanted = CallFilter(method, chat, status, fault)
    return [call.as_json() for call in context.gateway.log.since(after, wanted, last)]


@read_only_order
def counts(context: OrderContext) -> Json:
    """Return how often each method was answered with each status."""
    log = context.gateway.log
    return {"methods": log.counts(), "calls": log.counted(), "limit": log.limit}


@read_only_order
async def called(
    context: OrderContext,
    *,
    method: str | None = None,
    status: int | None = None,
    count: int = 1,
    limit: float = 25.0,
) -> Json:
    """Wait until there were `count` calls, at most `limit` real seconds. Return their number."""
    feed, log, real_time = context.world.feed, context.gateway.log, context.gateway.real_time
    end = real_time() + min(limit, LONGEST_WAIT)
    while (made := log.counted(method, status)) < count and (left := end - real_time()) > 0:
        if feed.closed:
            break
        await feed.wait(feed.version, left)
    return {"count": made}


@order
def forget_calls(context: OrderContext, *, keep: bool = True, limit: int | None = None) -> Json:
    """Clear the log and its counts.

    With `keep` false calls are only counted from now on. `limit` sets how many calls are kept.
    """
    log = context.gateway.log
    log.clear()
    log.keep = keep
    if limit is not None:
        log.limit = limit
    return {}
