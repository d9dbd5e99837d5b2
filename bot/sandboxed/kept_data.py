"""Go on with a database that an earlier run on the sandbox has kept."""

from datetime import UTC, datetime

from bot.sandbox.world.people import Account
from bot.sandbox.world.world import World
from data.store.chat_values import ChatState
from data.store.store import Store
from scheduler.clock import ShiftedClock

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


async def go_on(world: World, store: Store, clock: ShiftedClock) -> bool:
    """Bring the sandbox to where the database is: the people, the clock, the numbers of updates.

    People whom the sandbox does not know get their id as a name, since the bot keeps no names. The clock is
    put forward to the last instant at which the bot has worked. Return whether a bot has worked at all.
    """
    for chat in await store.chats.private():
        person = world.people.get(chat.chat_id) or world.add_person(Account(chat.chat_id, str(chat.chat_id)))
        person.started, person.blocked = True, chat.state is ChatState.BLOCKED
    # the bot knows these updates already and would pass over others with the same ids
    newest = await store.inbox.newest(_LONG_AGO)
    if newest is not None:
        world.queue.go_on_after(newest)
    runs = [run.at for run in await store.job_runs.all()]
    if runs:
        clock.set(max(*runs, clock.now()))
        # no run has a number for each of its seconds
        world.go_on_after(int(clock.now().timestamp()))
    return bool(runs)
