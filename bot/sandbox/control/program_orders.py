"""Orders about the program behind the bot: whether it has settled, and what it offers."""

import asyncio
from dataclasses import asdict
from datetime import timedelta

from bot.sandbox.control.orders_table import OrderContext, order, read_only_order
from bot.sandbox.people.actions import Impossible, find_person
from bot.sandbox.world.people import Json
from bot.sandbox.world.updates import LIFETIMES_BY_KIND

LONGEST_WAIT = 60.0
# A bot without a program confirms an update before it handles it. It is at rest after so long without a call.
QUIET_SECONDS = 0.3
_LOOK_SECONDS = 0.02
_POLL = "getupdates"


@read_only_order
async def settled(context: OrderContext, *, limit: float = 25.0, quiet: float = QUIET_SECONDS) -> Json:
    """Wait until the bot has handled all that it was given, at most `limit` real seconds.

    That is: updates are taken, presses answered, calls ended, and the embedding program has nothing due.
    Without a program that says what it is busy with, the bot must also have made no call for `quiet` real
    seconds. Return whether it has settled, and what was waited for if it has not.
    """
    real_time = context.gateway.real_time
    end = real_time() + min(limit, LONGEST_WAIT)
    while waiting := await _unfinished(context, quiet):
        if real_time() >= end or context.world.feed.closed:
            break
        await asyncio.sleep(_LOOK_SECONDS)
    return {"settled": not waiting, "waiting_for": waiting}


async def _unfinished(context: OrderContext, quiet: float) -> list[str]:
    """Name what the bot still has to do."""
    world, gateway = context.world, context.gateway
    found = [f"update {one['update_id']} is not taken" for one in world.queue.pending()]
    found += [f"press {press_id} is not answered" for press_id in _open_presses(context)]
    found += [f"call {name} is not ended" for name, made in gateway.in_hand.items() if made and name != _POLL]
    busy_with = context.program.get("busy_with")
    if busy_with is not None:
        return [*found, *await busy_with()]
    last = max(gateway.last_call_ended, world.queue.last_taken)
    if not found and gateway.real_time() - last < quiet:
        found.append(f"{quiet:g} s without a call")
    return found


def _open_presses(context: OrderContext) -> list[str]:
    """Return the presses that the bot has to answer still, and can."""
    world = context.world
    if world.queue.allowed is not None and "callback_query" not in world.queue.allowed:
        return []
    oldest: timedelta = LIFETIMES_BY_KIND["callback_query"]
    return [
        one.id
        for one in world.queries.values()
        if one.kind == "press" and one.answer is None and world.clock() - one.at < oldest
    ]


@order
async def scene(context: OrderContext, *, name: str, person: int) -> Json:
    """Let the embedding program bring something about for a person, such as its next message.

    `screen` lists the names as `scenes`.
    """
    known = {one.name for one in context.program.get("scenes", ())}
    on_scene = context.program.get("on_scene")
    if on_scene is None or name not in known:
        raise Impossible("no such scene", name)
    await on_scene(name, find_person(context.world, person).id)
    context.world.feed.publish()
    return {"now": context.world.clock().isoformat()}


def offer_view(context: OrderContext) -> Json | None:
    """Return what the page says before the clock is first moved. None where nothing is offered."""
    start_offer = context.program.get("start_offer")
    offer = None if start_offer is None else start_offer()
    if offer is None:
        return None
    days = [{"label": dict(day.label), "at": day.at.isoformat()} for day in offer.days]
    return asdict(offer) | {"days": days}
