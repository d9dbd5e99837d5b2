"""Adapt a database that is a copy to the time since it was made."""

import logging
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.backups.replay import Replay
from bot.resources import Resources
from bot.settings import Settings
from data.store.backups.replaced import Replaced
from data.store.backups.restored import Departures, RestoredCopy
from data.store.job_runs import JobRun

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Adaptation:
    """What a restored copy was made to know. Moments are aware.

    made_at is when the copy was made, None if no bot has worked with it, and until the moment through which
    what fell due counts as sent, None if only what the copy says does. told deliveries count as sent, but
    unsent of them will be sent, since the replaced database knows that they were not. departures is None
    where it does not say who has gone.
    """

    made_at: datetime | None
    until: datetime | None = None
    told: int = 0
    unsent: int = 0
    departures: Departures | None = None


async def adapt(
    settings: Settings,
    resources: Resources,
    until: datetime | None,
    original: Replaced | None,
    now: datetime,
) -> Adaptation:
    """Count what fell due until a moment as told, and follow those who have left the original.

    original is what the replaced database says, None where it says nothing. Repeating it changes nothing.
    """
    restored = RestoredCopy(resources.database, resources.store.chats)
    made_at = _last_run(await resources.store.job_runs.all())
    departures, told, unsent = None, 0, 0
    if until is not None and original is not None:
        departures = await restored.follow_departures(original.states, now)
    if until is not None and (made_at is None or until > made_at):
        told = await Replay(settings, resources, restored).count_as_told(made_at or until, until)
        unsent = 0 if original is None else await restored.send_all_the_same(original.unsent)
        await restored.count_as_answered(now)
        # the owners have had those of earlier days summed up
        await resources.store.faults.forget(until.astimezone(ZoneInfo(settings.timezone)).date())
    # last: after a kill the copy is still known as one
    await restored.take_over()
    return Adaptation(made_at, until, told, unsent, departures)


async def adopt_copy(settings: Settings, resources: Resources, now: datetime) -> None:
    """Adapt the database if it is a copy that was put into place without the command for it."""
    if await RestoredCopy(resources.database, resources.store.chats).is_untouched():
        adapted = await adapt(settings, resources, now, None, now)
        logger.warning(
            "the database is a copy of %s: %d notices due since then count as sent",
            adapted.made_at,
            adapted.told,
        )


def _last_run(runs: tuple[JobRun, ...]) -> datetime | None:
    return max((run.at for run in runs), default=None)
