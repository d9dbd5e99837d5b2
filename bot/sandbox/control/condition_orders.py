"""Orders of the control interface about what the bot has to live with: the clock, Telegram's bad days, its
pace; and the log of what it called meanwhile.
"""

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
async def clock(
    context: OrderContext,
    *,
    set: datetime | None = None,  # noqa: A002
    advance: float | None = None,
    next: bool = False,  # noqa: A002
    speed: float | None = None,
    real: bool = False,
) -> Json:
    """Read the virtual clock, or move it: to an instant, by seconds, to when something is due next.

    `speed` lets it run so many times as fast as real time, 0 stops it; `real` sets it to the machine's time
    and lets it run with it.
    """
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
    """Let the API fail; see bot.sandbox.world.faults for the kinds. `lasts`: seconds of the virtual clock."""
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
    """The faults ordered and how often each struck."""
    return [one.as_json() for one in context.gateway.faults.active]


@order
def clear_faults(context: OrderContext) -> Json:
    """Let everything work again."""
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
    """Keep Telegram's pace or not, by real time or by the virtual clock; the bot's group privacy mode.

    `strict` is the pace and the penalty for asking again too soon, together.
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
            return reference  # the call itself will be refused

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
    """The kept calls past number `after`, oldest first: of a method, about a chat, with a status (0: never
    answered), struck by a kind of fault; `last` keeps only the newest so many.
    """
    wanted = CallFilter(method, chat, status, fault)
    return [call.as_json() for call in context.gateway.log.since(after, wanted, last)]


@read_only_order
def counts(context: OrderContext) -> Json:
    """How often each method was answered with each status, and what was dropped from the log since."""
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
    """Wait until there were so many calls, at most `limit` real seconds; how many there were then."""
    feed, log, real_time = context.world.feed, context.gateway.log, context.gateway.real_time
    end = real_time() + min(limit, LONGEST_WAIT)
    while (made := log.counted(method, status)) < count and (left := end - real_time()) > 0:
        if feed.closed:
            break
        await feed.wait(feed.version, left)
    return {"count": made}


@order
def forget_calls(context: OrderContext, *, keep: bool = True, limit: int | None = None) -> Json:
    """Empty the log and its counts; `keep` false only counts from now on, `limit` keeps so many calls."""
    log = context.gateway.log
    log.clear()
    log.keep = keep
    if limit is not None:
        log.limit = limit
    return {}
