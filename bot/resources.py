"""Open and close what the bot answers from: the database, the catalogue, the almanac."""

import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from importlib.resources import files

from bot.settings import Settings
from bot.upgrade_copy import copy_before_upgrade
from data.calendar.city_search.lookup import CityIndex
from data.content.shipped import shipped_index, shipped_plan
from data.store.editions.almanacs import AlmanacSource
from data.store.revisions import Authorship
from data.store.sqlite.database import Database
from data.store.store import Store, store_over
from data.store.targeting.audience import Audience
from data.store.targeting.catch_ups import CatchUps
from data.store.targeting.recipients import Recipients
from data.store.targeting.rescheduling import Rescheduling
from scheduler.change_batches import ChangeBatches
from scheduler.clock import Clock


@dataclass(frozen=True, slots=True)
class Resources:
    """The open database with all that reads from it."""

    database: Database
    store: Store
    audience: Audience
    rescheduling: Rescheduling
    recipients: Recipients
    catch_ups: CatchUps
    almanacs: AlmanacSource

    @property
    def cities(self) -> CityIndex:
        """The catalogue."""
        return self.almanacs.cities

    @property
    def change_batches(self) -> ChangeBatches:
        """The recorded changes that readers are not told of yet."""
        return ChangeBatches(self.store.plans, self.audience.marks, self.almanacs.refresh)


def fix_zone_data() -> None:
    """Take the zone rules from the pinned package: the machine's copy may be years old."""
    os.environ["PYTHONTZPATH"] = str(files("tzdata") / "zoneinfo")
    import zoneinfo

    zoneinfo.reset_tzpath()
    zoneinfo.ZoneInfo.clear_cache()
    time.tzset()


@asynccontextmanager
async def open_resources(settings: Settings, clock: Clock) -> AsyncIterator[Resources]:
    """Open the database and read the almanac.

    The first start creates the database and loads the shipped plan.

    Raises the errors of Database.open, all of them StoreError.
    """
    before_upgrade = partial(copy_before_upgrade, settings)
    database = await Database.open(settings.database_path, before_upgrade=before_upgrade)
    try:
        store = store_over(database)
        almanacs = AlmanacSource(
            store.plans,
            store.city_days,
            shipped_index(),
            store.city_remarks,
            jubilee_every=settings.jubilee_every,
            bulletin_weekday=settings.bulletin_at.weekday,
        )
        await _load_shipped_plan(store, almanacs, clock)
        await almanacs.refresh()
        yield Resources(
            database=database,
            store=store,
            audience=Audience(database),
            rescheduling=Rescheduling(database),
            recipients=Recipients(database),
            catch_ups=CatchUps(database),
            almanacs=almanacs,
        )
    finally:
        await database.close()


async def _load_shipped_plan(store: Store, almanacs: AlmanacSource, clock: Clock) -> None:
    """Load the plan that comes with the bot, unless a plan was ever loaded: then it was removed."""
    if await store.plans.revision() > 0:
        return
    # the readers of documents take a tenth of the start, and only the first start needs them
    from data.importing import apply_import, propose
    from data.plans.documents import read_content

    with shipped_plan() as path:
        reading = read_content(path.read_bytes(), path.name, almanacs.cities)
    proposal = await propose(reading, almanacs.cities, store.plans)
    await apply_import(proposal, store.plans, Authorship(clock.now(), name="mag-bot"))
