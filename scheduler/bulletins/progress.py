"""Follow an issue that is going out, paused or stopped, and report at its end."""

from datetime import datetime

from data.store.broadcasts.bulletins import Bulletin, BulletinState, WrongState
from data.store.notices import Notice
from data.store.revisions import Authorship
from scheduler.bulletins.going_out import GoingOut, ProgressMessages, Reporter
from scheduler.bulletins.outline import BulletinParts, issue_day, owners_key

_UNDER_WAY = frozenset({BulletinState.SENDING, BulletinState.PAUSED})
_FOLLOWED = _UNDER_WAY | {BulletinState.SKIPPED}


class IssueProgress:
    """Tells the secretariat about issues that are going out. Repeating a step changes nothing."""

    def __init__(self, parts: BulletinParts, messages: ProgressMessages) -> None:
        self._parts = parts
        self._reporter = Reporter(parts.outbox, messages, parts.everybody)
        # Issues whose deliveries are known to be in step with their state.
        self._resumed: set[int] = set()
        self._stopped: set[int] = set()

    async def begin(self, notice: Notice, bulletin: Bulletin, now: datetime) -> None:
        """Tell the secretariat that an issue is going out, unless no chat follows the bulletin."""
        await self._reporter.begin(self._going_out(bulletin, notice.id), now)

    async def pause(self, bulletin_id: int, by: Authorship) -> None:
        """Pause an issue that is going out. Raises WrongState and UnknownRow.

        What is on its way at this moment still arrives.
        """
        await self._follow(await self._parts.bulletins.pause(bulletin_id, by), by.at)

    async def resume(self, bulletin_id: int, by: Authorship) -> None:
        """Go on with a paused issue. Raises WrongState and UnknownRow."""
        self._resumed.discard(bulletin_id)
        await self._follow(await self._parts.bulletins.resume(bulletin_id, by), by.at)

    async def stop(self, bulletin_id: int, by: Authorship) -> None:
        """Send no more of an issue that is going out. Raises WrongState and UnknownRow."""
        found = await self._parts.bulletins.get(bulletin_id)
        if found is not None and found.state not in _UNDER_WAY:
            raise WrongState(found.state)
        await self._follow(await self._parts.bulletins.skip(bulletin_id, by.author, by), by.at)

    async def tick(self, now: datetime) -> None:
        """Update the progress of every issue that is under way, and report those that have arrived.

        The deliveries follow the state of the issue, also after a kill between the two.
        """
        for bulletin in await self._parts.bulletins.recent():
            if bulletin.state in _FOLLOWED and bulletin.id not in self._stopped:
                await self._follow(bulletin, now)

    async def _follow(self, bulletin: Bulletin, now: datetime) -> None:
        if bulletin.notice_id is None:
            return
        going = self._going_out(bulletin, bulletin.notice_id)
        match bulletin.state:
            case BulletinState.PAUSED:
                await self._parts.outbox.hold(bulletin.notice_id)
                await self._reporter.show(going)
            case BulletinState.SKIPPED:
                await self._parts.outbox.cancel(bulletin.notice_id)
                if await self._reporter.follow(going, now):
                    self._stopped.add(bulletin.id)
            case BulletinState.SENDING:
                await self._let_go(bulletin, bulletin.notice_id)
                if await self._reporter.follow(going, now):
                    await self._parts.bulletins.finish(bulletin.id, now)

    async def _let_go(self, bulletin: Bulletin, notice_id: int) -> None:
        if bulletin.id not in self._resumed:
            await self._parts.outbox.resume(notice_id)
            self._resumed.add(bulletin.id)

    def _going_out(self, bulletin: Bulletin, notice_id: int) -> GoingOut:
        day, wording = issue_day(bulletin), self._parts.wording
        return GoingOut(
            notice_id,
            owners_key("progress", day),
            owners_key("report", day),
            lambda tally: wording.progress(bulletin, tally),
            lambda tally: wording.report(bulletin, tally),
        )
