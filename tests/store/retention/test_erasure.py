"""«Nothing is kept» is true of the bytes of all files, while the bot runs and after a kill."""

import json
import random
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.chats import ChatKind, Language, NewChat
from data.store.inbox import Arrival
from data.store.notices import NewNotice, NoticeKind
from data.store.open_questions import Dialogue
from data.store.retention.erasure import Erasure, empty_log
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Query
from data.store.store import Store, store_over
from data.store.targeting.bulk_chats import add_chats
from tests.store.traces import files_beside, ids_left, numbers_left, words_left

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
GROUP = -1_001_234_567_890
FOLLOWING = (Subscription(Topic.JUBILEES), Subscription(Topic.CITY, "kazan"), Subscription(Topic.EVENT, "12"))


class Town:
    """People who write, are told things, and leave."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database = database
        self.store: Store = store_over(database)
        self._dice = random.Random(seed)  # noqa: S311 - the same people each time
        self._update = 0

    async def settle(self, how_many: int) -> list[int]:
        """Let so many people come, follow things and be told one."""
        people = self._dice.sample(range(5_000_000_000, 9_000_000_000), how_many)
        new = [NewChat(one, ChatKind.PRIVATE, Language.RU, "Europe/Moscow", 10) for one in people]
        await add_chats(self.database, new, FOLLOWING, NOW)
        end = NOW + timedelta(days=1)
        notice = await self.store.outbox.post(NewNotice("k", NoticeKind.REMINDER, "event:12", end), NOW)
        await self.store.outbox.address(notice.id, people, 1, NOW)
        return people

    async def hear(self, *people: int, lane: int | None = None) -> list[int]:
        """Store an update from each of them, in a group or to us. Return the ids of the updates."""
        arrivals = [self._update_of(one, one if lane is None else lane) for one in people]
        await self.store.inbox.keep(arrivals, NOW)
        for one in arrivals:
            await self.store.inbox.begin(one.update_id)
        return [one.update_id for one in arrivals]

    def _update_of(self, person: int, lane: int) -> Arrival:
        self._update += 1
        message = {
            "from": {"id": person},
            "chat": {"id": lane},
            "text": f"{words_of(person)} {'слово ' * 40}",
        }
        payload = json.dumps({"update_id": self._update, "message": message})
        return Arrival(self._update, str(lane), payload, user_id=person)


def words_of(person: int) -> str:
    """Return what only this person has written."""
    return f"z{person:010x}z"


def left_of(town: Town, people: list[int]) -> int:
    """How often any file knows their ids or words as text."""
    return traces_in(town.database.path, people)


def traces_in(database: Path, people: list[int]) -> int:
    """How often the files of a database know ids and words as text."""
    files = files_beside(database)
    return ids_left(files, people) + words_left(
        files, [words_of(one).encode() for one in people], rb"z[0-9a-f]{10}z"
    )


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """Open a database that stays open."""
    database = await Database.open(tmp_path / "mag.db")
    yield Town(database, 8)
    await database.close()


@pytest.mark.slow
async def test_of_a_thousand_deleted_people_no_file_knows_anything(town: Town) -> None:
    """No file holds their ids, in text or in binary, or their words, by a search of all bytes."""
    people = await town.settle(1300)
    await town.hear(*people)
    gone, staying = people[:1000], people[1000:]
    await town.store.open_questions.put(Dialogue(GROUP, gone[0], "city", {}, NOW))
    assert left_of(town, gone) > 3000
    for number, one in enumerate(gone):
        await town.store.chats.forget(one)
        if number % 100 == 0:
            await town.hear(*staying[:20])
    # of a thousand at once the last ones wait for the next rewriting
    assert await Erasure(town.database).run()
    assert left_of(town, gone) == 0
    assert numbers_left(files_beside(town.database.path), gone) == 0
    assert left_of(town, staying) > 0
    assert numbers_left(files_beside(town.database.path), staying) > 0
    assert (await town.database.check()).is_sound


async def test_what_a_person_left_elsewhere_goes_too(town: Town) -> None:
    """Questions and quarantined updates in groups go, and updates of others that name a person."""
    anna, boris = await town.settle(2)
    store = town.store
    await store.open_questions.put(Dialogue(GROUP, anna, "city", {}, NOW))
    await store.open_questions.put(Dialogue(GROUP, boris, "city", {}, NOW))
    [annas, boris_s] = await town.hear(anna, boris, lane=GROUP)
    reply = {"message": {"from": {"id": boris}, "reply_to_message": {"from": {"id": anna}}}}
    await store.inbox.keep([Arrival(900, str(GROUP), json.dumps(reply), user_id=boris)], NOW)
    for update in (annas, boris_s, 900):
        await store.inbox.quarantine(update, NOW, "ValueError", f"R{update}")
    exported = await store.chats.export(anna)
    assert [row["chat_id"] for row in exported["dialogues"]] == [GROUP]
    assert [row["update_id"] for row in exported["inbox"]] == [annas]
    await store.chats.forget(anna)
    assert left_of(town, [anna]) == 0
    assert await store.inbox.retry_quarantined(f"R{boris_s}")
    assert not await store.inbox.retry_quarantined(f"R{annas}")
    assert not await store.inbox.retry_quarantined("R900")
    assert await store.open_questions.peek(GROUP, boris, NOW - timedelta(hours=1)) is not None


async def test_the_asking_update_goes_and_later_ones_stay(town: Town) -> None:
    """The press that deletes everything is deleted too. A later question is still answered."""
    [anna] = await town.settle(1)
    [before, press, after] = await town.hear(anna, anna, anna)
    await town.store.chats.forget(anna, answering=press)
    waiting = await town.store.inbox.waiting(str(anna), 10)
    assert [one.update_id for one in waiting] == [after]
    assert await town.store.inbox.keep([Arrival(before, str(anna), "{}")], NOW) == 0
    await town.store.chats.forget(anna)
    assert left_of(town, [anna]) == 0


async def test_a_kill_between_deletion_and_cleaning_is_made_up_for(town: Town, tmp_path: Path) -> None:
    """A kill leaves the person in the files. The next start does not, and rewrites in time."""
    people = await town.settle(300)
    gone = people[:5]
    await town.hear(*gone)
    with closing(_reading(town.database.path)):
        # the log stays while a reader is open, as a kill at this instant would leave it
        for one in gone:
            await town.store.chats.forget(one)
        assert left_of(town, gone) > 0
        later = tmp_path / "later"
        later.mkdir()
        for name, content in files_beside(town.database.path).items():
            if not name.endswith("-shm"):
                (later / name).write_bytes(content)
    restarted = await Database.open(later / "mag.db")
    assert traces_in(restarted.path, gone) == 0
    assert await Erasure(restarted).waiting() == 5
    assert await Erasure(restarted).run()
    assert await Erasure(restarted).waiting() == 0
    assert numbers_left(files_beside(restarted.path), gone) == 0
    await restarted.close()


async def test_who_reads_meanwhile_does_not_hold_up_a_deletion(town: Town) -> None:
    """The row is gone and the answer given. The log is emptied when the reader is through."""
    anna, _ = await town.settle(2)
    with closing(_reading(town.database.path)):
        await town.store.chats.forget(anna)
        assert await town.store.chats.get(anna) is None
        assert not await empty_log(town.database)
        assert not await Erasure(town.database).run()
    assert await empty_log(town.database)
    assert (town.database.path.with_name("mag.db-wal")).stat().st_size == 0
    assert left_of(town, [anna]) == 0


async def test_the_file_is_rewritten_when_due_and_not_too_often(town: Town) -> None:
    """Without a forgotten chat nothing is done, and after one rewriting the next waits its time."""
    erasure = town.store.erasure
    assert await erasure.run()
    anna, boris = await town.settle(2)
    await town.store.chats.forget(anna)
    assert await erasure.waiting() == 0
    await town.store.chats.forget(boris)
    assert not await erasure.run()
    assert await erasure.waiting() == 1
    assert await Erasure(town.database).run()


async def test_without_room_for_a_copy_the_file_stays_as_it_is(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rewriting that would fill the disk is not begun, and stays due."""
    [anna] = await town.settle(1)
    usage = shutil.disk_usage(town.database.path.parent)
    monkeypatch.setattr("data.store.sqlite.vacuum.shutil.disk_usage", lambda _: usage._replace(free=4096))
    await town.store.chats.forget(anna)
    assert not await Erasure(town.database).run()
    monkeypatch.undo()
    assert await Erasure(town.database).waiting() == 1
    assert await Erasure(town.database).run()


async def test_deliveries_of_one_chat_are_found_without_reading_all(town: Town) -> None:
    """What one person asks of a table of millions steps along its key."""
    for name in ("export_deliveries", "forget_deliveries"):
        sql = Queries("personal_data")[name].sql
        plan = await town.database.fetch_all(
            Query("plan", f"EXPLAIN QUERY PLAN {sql}", frozenset({"chat_id"})), chat_id=1
        )
        details = " ".join(row["detail"] for row in plan)
        assert "SEARCH deliveries USING PRIMARY KEY (notice_id=? AND chat_id=?)" in details, details


def _reading(path: Path) -> sqlite3.Connection:
    """Open a connection that reads the state of this instant until it is closed."""
    raw = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    raw.execute("BEGIN")
    raw.execute("SELECT count(*) FROM chats").fetchall()
    return raw
