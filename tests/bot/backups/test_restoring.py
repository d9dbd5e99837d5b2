"""Restoring a copy: notices that fell due since the copy was made."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.backups.adapting import Adaptation, adopt_copy
from bot.backups.restoring import RestoreOrder, restore
from bot.resources import Resources, open_resources
from data.calendar.topics import Subscription, Topic
from data.store.backups.making import make_copy
from data.store.chat_values import ChatKind, ChatState
from data.store.inbox import Arrival
from data.store.job_runs import JobRun
from data.store.notices import DeliveryState, NewNotice, NoticeKind, Priority, Settled
from tests.cast import LONG_AGO, new_chat
from tests.factories import settings_over
from tests.world.clocks import FrozenClock, moment

COPIED = moment("2027-03-01 04:00")
ENDED = moment("2027-03-01 15:00")
NOW = moment("2027-03-01 18:00")
HOUR = timedelta(hours=1)
ANNA, BORIS, GROUP, SUPERGROUP = 1, 2, -3, -1_000_000_000_004
KINDS = {
    ANNA: ChatKind.PRIVATE,
    BORIS: ChatKind.PRIVATE,
    GROUP: ChatKind.GROUP,
    SUPERGROUP: ChatKind.SUPERGROUP,
}


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Resources]:
    """Open the database."""
    async with open_resources(settings_over(folder / "mag.db"), FrozenClock(COPIED)) as resources:
        yield resources


async def work_until(resources: Resources, at: datetime) -> None:
    """Record that the bot last worked at this time."""
    await resources.store.job_runs.record(JobRun("reminders", at, "ok"))


async def post(resources: Resources, key: str, due: datetime, *chats: int) -> int:
    """Post a notice to chats."""
    notice = NewNotice(key, NoticeKind.MESSAGE, key, NOW + 48 * HOUR)
    stored = await resources.store.outbox.post(notice, COPIED)
    await resources.store.outbox.address(stored.id, chats, Priority.URGENT, due)
    return stored.id


@pytest.fixture
async def copy(tmp_path: Path) -> Path:
    """Return a copy of a database with four chats, made while the bot was at work."""
    async with opened(tmp_path) as resources:
        for number, kind in KINDS.items():
            await resources.store.chats.ensure(new_chat(number, kind), LONG_AGO)
            await resources.store.subscriptions.add(number, Subscription(Topic.JUBILEES), LONG_AGO)
        await post(resources, "morning", ENDED - 5 * HOUR, ANNA, BORIS)
        await post(resources, "evening", ENDED + HOUR, ANNA)
        await resources.store.inbox.keep([Arrival(5, "1", '{"update_id": 5}')], COPIED)
        await work_until(resources, COPIED)
    await make_copy(tmp_path / "mag.db", tmp_path / "copy.db")
    return tmp_path / "copy.db"


async def restored_from(copy: Path, **order: object) -> Adaptation:
    """Restore the copy, as of NOW."""
    folder = copy.parent if copy.name == "copy.db" else copy.parents[1]
    settings = settings_over(folder / "mag.db")
    restored = await restore(settings, RestoreOrder(copy, **order), FrozenClock(NOW))  # type: ignore[arg-type]
    return restored.adaptation


async def states(folder: Path, key: str) -> dict[int, DeliveryState]:
    """Return the states of the deliveries of a notice, by chat."""
    async with opened(folder) as resources:
        notice = await resources.store.outbox.find(key)
        assert notice is not None
        return {one.chat_id: one.state for one in await resources.store.outbox.deliveries(notice.id)}


async def test_what_fell_due_while_the_original_worked_counts_as_sent(copy: Path, tmp_path: Path) -> None:
    """The last job of the replaced database says until when that was. The rest is still to be sent."""
    async with opened(tmp_path) as resources:
        await resources.store.outbox.cancel(1)
        await work_until(resources, ENDED)
    restored = await restored_from(copy)
    assert restored.made_at == COPIED
    assert restored.until == ENDED + timedelta(minutes=1)
    assert restored.told >= 2
    assert set((await states(tmp_path, "morning")).values()) == {DeliveryState.SENT}
    assert await states(tmp_path, "evening") == {ANNA: DeliveryState.PENDING}


async def test_what_the_original_had_not_sent_is_sent(copy: Path, tmp_path: Path) -> None:
    """The replaced database says which deliveries were made: Boris's was, Anna's was not."""
    async with opened(tmp_path) as resources:
        [notice] = [await resources.store.outbox.find("morning")]
        assert notice is not None
        await resources.store.outbox.claim(ENDED, ENDED + HOUR, 10)
        await resources.store.outbox.write(
            [Settled(notice.id, BORIS, DeliveryState.SENT, message_id=9, sent_at=ENDED)]
        )
        await resources.database.write_at_once(
            lambda steps: steps.raw.execute("UPDATE deliveries SET state = 'pending' WHERE chat_id = 1")
        )
        await work_until(resources, ENDED)
    restored = await restored_from(copy)
    assert restored.unsent == 1
    assert await states(tmp_path, "morning") == {ANNA: DeliveryState.PENDING, BORIS: DeliveryState.SENT}


@pytest.mark.parametrize("loss", ["lost", "damaged", "other"])
async def test_without_the_original_all_until_now_counts_as_sent(
    loss: str, copy: Path, tmp_path: Path
) -> None:
    """A replaced file that is lost, damaged or of another database does not show which notices were sent."""
    database = tmp_path / "mag.db"
    database.unlink()
    if loss == "damaged":
        database.write_bytes(b"\x00" * 8192)
    if loss == "other":
        async with opened(tmp_path) as resources:
            await work_until(resources, ENDED - 8 * HOUR)
    restored = await restored_from(copy)
    assert (restored.until, restored.departures) == (NOW, None)
    assert await states(tmp_path, "evening") == {ANNA: DeliveryState.SENT}
    async with opened(tmp_path) as resources:
        assert await resources.store.chats.get(ANNA) is not None


async def test_owner_names_the_moment(copy: Path, tmp_path: Path) -> None:
    """Notices due later than that are sent, even if the replaced database says that they were."""
    async with opened(tmp_path) as resources:
        await work_until(resources, NOW)
    restored = await restored_from(copy, told_until=ENDED - 6 * HOUR)
    assert restored.until == ENDED - 6 * HOUR
    assert set((await states(tmp_path, "morning")).values()) == {DeliveryState.PENDING}


async def test_copy_as_it_is_counts_nothing_as_sent(copy: Path, tmp_path: Path) -> None:
    """For an owner who knows that the bot has sent nothing since."""
    restored = await restored_from(copy, is_as_copied=True)
    assert (restored.until, restored.told) == (None, 0)
    assert set((await states(tmp_path, "morning")).values()) == {DeliveryState.PENDING}
    async with opened(tmp_path) as resources:
        assert (await resources.store.inbox.backlog()).waiting == 1


async def test_update_that_waited_is_not_answered_again(copy: Path, tmp_path: Path) -> None:
    """The original has answered it, a moment after the copy was made."""
    await restored_from(copy)
    async with opened(tmp_path) as resources:
        assert (await resources.store.inbox.backlog()).waiting == 0
        assert await resources.store.inbox.newest(COPIED - HOUR) == 5


async def test_those_who_left_stay_away(copy: Path, tmp_path: Path) -> None:
    """People who deleted their data or stopped the bot after the copy was made stay so."""
    async with opened(tmp_path) as resources:
        await resources.store.chats.forget(ANNA)
        await resources.store.chats.set_state(BORIS, ChatState.STOPPED, ENDED)
        await resources.store.chats.forget(SUPERGROUP)
        await work_until(resources, ENDED)
    restored = await restored_from(copy)
    assert restored.departures is not None
    assert (restored.departures.forgotten, restored.departures.closed) == (2, 1)
    async with opened(tmp_path) as resources:
        chats = resources.store.chats
        assert await chats.get(ANNA) is None
        assert await chats.get(SUPERGROUP) is None
        boris, group = await chats.get(BORIS), await chats.get(GROUP)
    assert boris is not None
    assert boris.state is ChatState.STOPPED
    assert group is not None


async def test_group_that_became_a_supergroup_is_not_forgotten(copy: Path, tmp_path: Path) -> None:
    """Its old id is gone from the original, but its subscriptions must follow it anew."""
    async with opened(tmp_path) as resources:
        await resources.store.chats.migrate(GROUP, -1_000_000_000_003, ENDED)
        await work_until(resources, ENDED)
    restored = await restored_from(copy)
    assert restored.departures is not None
    assert restored.departures.forgotten == 0
    async with opened(tmp_path) as resources:
        assert await resources.store.chats.get(GROUP) is not None


async def test_restored_database_is_checked_at_its_start(copy: Path, tmp_path: Path) -> None:
    """No working copy and no log of the old database are left beside it."""
    await restored_from(copy)
    names = {path.name.partition("-replaced-")[0] for path in copy.parent.iterdir()}
    assert names == {"mag.db", "mag.db-bot", "mag.db-lock", "copy.db", "copy.db.sha256"}


async def test_copy_put_by_hand_is_known_once(copy: Path, tmp_path: Path) -> None:
    """A bot that serves from a copy counts the time since as told. Later starts have nothing to do."""
    database, settings = tmp_path / "mag.db", settings_over(tmp_path / "mag.db")
    database.unlink()
    shutil.copyfile(copy, database)
    async with opened(tmp_path) as resources:
        await adopt_copy(settings, resources, NOW)
        await post(resources, "later", NOW - HOUR, ANNA)
        await adopt_copy(settings, resources, NOW + HOUR)
    assert set((await states(tmp_path, "morning")).values()) == {DeliveryState.SENT}
    assert await states(tmp_path, "later") == {ANNA: DeliveryState.PENDING}


async def test_restored_copy_is_a_database_like_any_other(copy: Path, tmp_path: Path) -> None:
    """The next start does not mark notices again that the owner chose to keep as copied."""
    await restored_from(copy, is_as_copied=True)
    async with opened(tmp_path) as resources:
        await adopt_copy(settings_over(tmp_path / "mag.db"), resources, NOW)
    assert set((await states(tmp_path, "morning")).values()) == {DeliveryState.PENDING}


async def test_source_of_a_restore_is_only_read(copy: Path, tmp_path: Path) -> None:
    """Also one with a log beside it, which SQLite would write back: the files that a restore has kept."""
    source = tmp_path / "kept" / "mag.db"
    async with opened(tmp_path) as resources:
        await post(resources, "in the log", NOW, ANNA)
        await asyncio.to_thread(_copy_live, tmp_path / "mag.db", source)
    before = {path.name: path.read_bytes() for path in (source, source.with_name("mag.db-wal"))}
    await restored_from(source, is_as_copied=True)
    assert {path.name: path.read_bytes() for path in (source, source.with_name("mag.db-wal"))} == before
    assert await states(tmp_path, "in the log") == {ANNA: DeliveryState.PENDING}


def _copy_live(database: Path, target: Path) -> None:
    target.parent.mkdir()
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{database}{suffix}", f"{target}{suffix}")
