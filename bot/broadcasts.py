"""Construct what the secretariat sends with: bulletin, announcements, corrections."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from aiogram import Bot

from bot.resources import Resources
from bot.settings import Settings
from bot.telegram_api.progress_edits import ProgressEditor
from data.store.broadcasts.announced import AnnouncementAudience
from handlers.notices.plan_changes import change_reader
from handlers.secretariat.editor.drafts import Drafts
from handlers.views.bulletin.payloads import BulletinViews
from handlers.views.secretariat.announcements import BroadcastViews
from scheduler.broadcasts.amendments import Amender, AmendmentParts
from scheduler.broadcasts.announcements import AnnouncementParts, Announcer
from scheduler.bulletins.desk import BulletinDesk
from scheduler.bulletins.outline import BulletinParts
from scheduler.bulletins.schedule import Timetable
from scheduler.bulletins.told import RecentChanges


def open_drafts(settings: Settings, bot: Bot, resources: Resources) -> Drafts:
    """Return the drafts over an open database.

    What goes out is shown to owners and editors by the bot.
    """
    store, messages = resources.store, ProgressEditor(bot, resources.store.chats)
    bulletin = bulletin_parts(settings, resources)
    views = BroadcastViews(settings.timezone)
    announcer = Announcer(
        AnnouncementParts(
            announcements=store.announcements,
            outbox=store.outbox,
            audience=AnnouncementAudience(resources.database),
            wording=views,
            staff=bulletin.everybody,
            zone=settings.timezone,
        ),
        messages,
    )
    amender = Amender(
        AmendmentParts(
            amendments=store.amendments,
            bulletins=store.bulletins,
            announcements=store.announcements,
            outbox=store.outbox,
            bulletin=bulletin,
            wording=views,
            staff=bulletin.everybody,
        ),
        messages,
    )
    return Drafts(BulletinDesk(bulletin, messages), announcer, amender, store)


def sending_tick(drafts: Drafts) -> Callable[[datetime], Awaitable[None]]:
    """Return the periodic work: draft, send and follow all that goes out to many."""

    async def tick(now: datetime) -> None:
        await drafts.bulletin.tick(now)
        await drafts.announcer.tick(now)
        await drafts.amender.tick(now)

    return tick


def bulletin_parts(settings: Settings, resources: Resources) -> BulletinParts:
    """Return what the bulletin works with, also where it is not sent."""
    at, staff = settings.bulletin_at, resources.store.staff
    timetable = Timetable(at.weekday, at.hour, settings.timezone)

    async def senders() -> frozenset[int]:
        return frozenset(one.user_id for one in await staff.all() if one.may_send)

    return BulletinParts(
        bulletins=resources.store.bulletins,
        outbox=resources.store.outbox,
        audience=resources.audience,
        almanacs=resources.almanacs,
        timetable=timetable,
        wording=BulletinViews(timetable, change_reader(resources.almanacs.current)),
        owners=settings.owner_ids,
        changes=RecentChanges(resources.store.plans),
        staff=senders,
        holds_unapproved=settings.bulletin_unapproved == "hold",
    )
