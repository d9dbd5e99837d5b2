"""Put together what the weekly bulletin works with."""

from bot.resources import Resources
from bot.settings import Settings
from handlers.notices.plan_changes import change_reader
from handlers.views.bulletin.payloads import BulletinViews
from scheduler.bulletins.outline import BulletinParts
from scheduler.bulletins.schedule import Timetable
from scheduler.bulletins.told import RecentChanges


def bulletin_parts(settings: Settings, resources: Resources) -> BulletinParts:
    """Return what the bulletin works with, also where it is not sent."""
    at = settings.bulletin_at
    timetable = Timetable(at.weekday, at.hour, settings.timezone)
    read_change = change_reader(resources.almanacs.current)
    return BulletinParts(
        bulletins=resources.store.bulletins,
        outbox=resources.store.outbox,
        audience=resources.audience,
        almanacs=resources.almanacs,
        timetable=timetable,
        wording=BulletinViews(timetable, read_change),
        owners=settings.owner_ids,
        changes=RecentChanges(resources.store.plans),
    )
