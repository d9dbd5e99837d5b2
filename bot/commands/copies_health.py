"""Check whether the database is copied, for `mag-bot check`."""

from datetime import UTC

from bot.backups.daily import OLDEST_COPY
from bot.commands.figures import mebibytes
from bot.resources import Resources
from bot.settings import Settings
from data.store.backups.backup_runs import BackupRun
from handlers.text.words import Words
from handlers.views.secretariat.findings import HealthFinding
from scheduler.clock import SystemClock


async def copies_finding(resources: Resources, settings: Settings, words: Words) -> HealthFinding:
    """Check whether the last daily copy is young enough. A bot that has made none yet is well."""
    runs, now = resources.store.backup_runs, SystemClock().now()
    made, failed = await runs.last_made(), await runs.last_failed()
    is_failing = failed is not None and (made is None or failed.at > made.at)
    is_old = made is not None and now - made.at > OLDEST_COPY
    found = words.plain(
        "check-copies-found",
        state="daily" if settings.makes_daily_copies else "off",
        last=_moment(made),
        size=mebibytes(words, made.size) if made else "",
        file=made.file if made else "",
        failed=_moment(failed) if is_failing else "none",
    )
    is_well = not (settings.makes_daily_copies and (is_failing or is_old))
    return HealthFinding("copies", is_well=is_well, found=found)


def _moment(run: BackupRun | None) -> str:
    return f"{run.at.astimezone(UTC):%Y-%m-%d %H:%M}" if run else "none"
