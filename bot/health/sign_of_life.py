"""Judge whether the bot is alive, for a service manager that starts it anew when it is not."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from bot.health.health import is_at_standstill
from bot.telegram_api.connectivity import Connectivity
from data.store.sqlite.database import Database
from data.store.sqlite.errors import StoreError
from scheduler.periodic_jobs import JobProgress


async def is_alive(database: Database, jobs: Mapping[str, JobProgress], connectivity: Connectivity) -> bool:
    """Return whether the jobs run, once the loop has turned and the database has answered.

    An error is an answer: what the disk refuses, another start does not mend. jobs is empty until this
    process leads.
    """
    with suppress(StoreError):
        await database.try_to_write()
    now = asyncio.get_running_loop().time()
    return not is_at_standstill(jobs, now, is_away=connectivity.is_away)
