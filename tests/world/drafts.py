"""The drafts of the secretariat over a test's database, with the real words."""

from data.store.broadcasts.announced import AnnouncementAudience
from data.store.sqlite.database import Database
from data.store.store import Store
from handlers.secretariat.editor.drafts import Drafts
from handlers.views.secretariat.announcements import BroadcastViews
from scheduler.broadcasts.amendments import Amender, AmendmentParts
from scheduler.broadcasts.announcements import AnnouncementParts, Announcer
from scheduler.bulletins.desk import BulletinDesk
from scheduler.bulletins.going_out import ProgressMessages
from scheduler.bulletins.outline import BulletinParts


def drafts_over(
    database: Database, store: Store, parts: BulletinParts, desk: BulletinDesk, messages: ProgressMessages
) -> Drafts:
    """Return drafts that share a desk's parts. messages shows the progress."""
    zone = parts.timetable.zone
    views = BroadcastViews(zone)
    announcer = Announcer(
        AnnouncementParts(
            announcements=store.announcements,
            outbox=store.outbox,
            audience=AnnouncementAudience(database, chunk=3),
            wording=views,
            staff=parts.everybody,
            zone=zone,
        ),
        messages,
    )
    return Drafts(desk, announcer, Amender(amendment_parts(store, parts), messages), store)


def amendment_parts(store: Store, parts: BulletinParts) -> AmendmentParts:
    """Return the parts that corrections need, over those of a desk."""
    return AmendmentParts(
        amendments=store.amendments,
        bulletins=store.bulletins,
        announcements=store.announcements,
        outbox=store.outbox,
        bulletin=parts,
        wording=BroadcastViews(parts.timetable.zone),
        staff=parts.everybody,
    )
