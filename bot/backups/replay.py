"""Repeat the planning of a time that a restored copy has missed, and count it as sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.broadcasts import bulletin_parts
from bot.resources import Resources
from bot.settings import Settings
from data.store.backups.restored import RestoredCopy
from scheduler.bulletins.desk import BulletinDesk
from scheduler.catch_up import CatchUp
from scheduler.editor_messages import Payload
from scheduler.plan_changes import ChangePlanner
from scheduler.planning import Planner

_STEP = timedelta(minutes=30)
"""Shorter than the hour after which a reminder is late, so that each falls due as it did."""

LONGEST_REPLAY = timedelta(days=40)
"""What is older cannot be sent any more: longer than any lead time, and than an issue is in hand."""


@dataclass(frozen=True, slots=True)
class _NoMessages:
    """Shows no progress of the bulletin: the owners have seen it."""

    async def show(self, _chat_id: int, _message_id: int, _payload: Payload) -> None:
        """Do nothing."""


class Replay:
    """The planning of the bot over a restored copy, at moments of the past."""

    def __init__(self, settings: Settings, resources: Resources, restored: RestoredCopy) -> None:
        """Work with the parts that the running bot has, but without any that sends."""
        store, agenda = resources.store, resources.almanacs.refresh
        catch_up = CatchUp(resources.catch_ups, store.outbox, resources.audience, store.bulletins)
        self._planner = Planner(
            store.chats, store.outbox, resources.audience, resources.rescheduling, catch_up, agenda
        )
        self._changes = ChangePlanner(store.plans, store.chats, store.outbox, resources.audience, agenda)
        self._desk = BulletinDesk(bulletin_parts(settings, resources), _NoMessages())
        self._restored = restored

    async def count_as_told(self, since: datetime, until: datetime) -> int:
        """Plan what fell due between two aware moments and count it as sent.

        The copy then knows what the bot has told, as if it had been at work, so that nothing is planned
        again, and readers are told when something of it changes. Returns how many deliveries count.
        """
        told = await self._restored.count_claimed_as_told(until)
        for moment in _moments(since, until):
            told += await self._step(moment)
        # the report on an issue follows when its deliveries have been counted
        return told + await self._step(until)

    async def _step(self, moment: datetime) -> int:
        await self._changes.plan(moment)
        await self._planner.plan(moment)
        await self._desk.tick(moment)
        return await self._restored.count_as_told(moment)


def _moments(since: datetime, until: datetime) -> Iterator[datetime]:
    moment = max(since, until - LONGEST_REPLAY)
    while moment < until:
        yield moment
        moment += _STEP
    yield until
