"""Deletion leaves no byte of a person in any file, while the bot runs and after a kill."""

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
from data.store.inbox import Arrival
from data.store.notices import NewNotice, NoticeKind
from data.store.open_questions import Dialogue
from data.store.retention.erasure import Erasure, empty_log
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Query
from data.store.store import Store, store_over
from data.store.targeting.bulk_chats import add_chats
from tests.cast import new_chat
from tests.store.traces import files_beside, ids_left, numbers_left, words_left
from tests.world.storage import open_new

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
GROUP = -1_001_234_567_890
FOLLOWING = (Subscription(Topic.JUBILEES), Subscription(Topic.CITY, "kazan"), Subscription(Topic.EVENT, "12"))


class ErasureWorld:
    """A database with people who write, get notices, and leave."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database = database
        self.store: Store = store_over(database)
        self._dice = random.Random(seed)  # noqa: S311 - the same people each time
        self._update = 0

    async def settle(self, how_many: int) -> list[int]:
        """Add this many people with subscriptions and one notice each."""
        people = self._dice.sample(range(5_000_000_000, 9_000_000_000), how_many)
        new = [new_chat(one) for one in people]
        await add_chats(self.database, new, FOLLOWING, NOW)
        end = NOW + timedelta(days=1)
        notice = await self.store.outbox.post(NewNotice("k", NoticeKind.REMINDER, "event:12", end), NOW)
        await self.store.outbox.address(notice.id, people, 1, NOW)
        return people

    async def hear(self, *people: int, chat: int | None = None) -> list[int]:
        """Begin to handle an update of each person, private or in `chat`. Return the updates' ids."""
        arrivals = [self._update_of(one, one if chat is None else chat) for one in people]
        await self.store.inbox.keep(arrivals, NOW)
        for one in arrivals:
            await self.store.inbox.begin(one.update_id)
        return [one.update_id for one in arrivals]

    def _update_of(self, person: int, chat: int) -> Arrival:
        self._update += 1
        message = {
            "from": {"id": person},
            "chat": {"id": chat},
            "text": f"{words_of(person)} {'слово ' * 40}",
        }
        payload = json.dumps({"update_id": self._update, "message": message})
        return Arrival(self._update, str(chat), payload, user_id=person)


def words_of(person: int) -> str:
    """Return a word that only this person has written."""
    return f"z{person:010x}z"


def left_of(world: ErasureWorld, people: list[int]) -> int:
    """Count the ids and the words of these people in all files of the database, as text."""
    return traces_in(world.database.path, people)


def traces_in(database: Path, people: list[int]) -> int:
    """Count the ids and the words of these people in all files of a database, as text."""
    files = files_beside(database)
    return ids_left(files, people) + words_left(
        files, [words_of(one).encode() for one in people], rb"z[0-9a-f]{10}z"
    )


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[ErasureWorld]:
    """Open a database that stays open."""
    database = await open_new(tmp_path / "mag.db")
    yield ErasureWorld(database, 8)
    await database.close()


@pytest.mark.slow
async def test_of_a_thousand_deleted_people_no_file_knows_anything(world: ErasureWorld) -> None:
    """Their ids, in text and in binary, and their words: searched for in the bytes of every file."""
    people = await world.settle(1300)
    await world.hear(*people)
    gone, staying = people[:1000], people[1000:]
    await world.store.open_questions.put(Dialogue(GROUP, gone[0], "city", {}, NOW))
    assert left_of(world, gone) > 3000
    for number, one in enumerate(gone):
        await world.store.chats.forget(one)
        if number % 100 == 0:
            await world.hear(*staying[:20])
    # of a thousand at once the last ones wait for the next rewriting
    assert await Erasure(world.database).run()
    assert left_of(world, gone) == 0
    assert numbers_left(files_beside(world.database.path), gone) == 0
    assert left_of(world, staying) > 0
    assert numbers_left(files_beside(world.database.path), staying) > 0
    assert (await world.database.check()).is_sound


async def test_what_a_person_left_elsewhere_goes_too(world: ErasureWorld) -> None:
    """Open questions in groups, updates set aside there, and others' updates that name the person."""
    anna, boris = await world.settle(2)
    store = world.store
    await store.open_questions.put(Dialogue(GROUP, anna, "city", {}, NOW))
    await store.open_questions.put(Dialogue(GROUP, boris, "city", {}, NOW))
    [annas, boris_s] = await world.hear(anna, boris, chat=GROUP)
    reply = {"message": {"from": {"id": boris}, "reply_to_message": {"from": {"id": anna}}}}
    await store.inbox.keep([Arrival(900, str(GROUP), json.dumps(reply), user_id=boris)], NOW)
    for update in (annas, boris_s, 900):
        await store.inbox.quarantine(update, NOW, "ValueError", f"R{update}")
    exported = await store.chats.export(anna)
    assert [row["chat_id"] for row in exported["dialogues"]] == [GROUP]
    assert [row["update_id"] for row in exported["inbox"]] == [annas]
    await store.chats.forget(anna)
    assert left_of(world, [anna]) == 0
    assert await store.inbox.retry_quarantined(f"R{boris_s}")
    assert not await store.inbox.retry_quarantined(f"R{annas}")
    assert not await store.inbox.retry_quarantined("R900")
    assert await store.open_questions.peek(GROUP, boris, NOW - timedelta(hours=1)) is not None


async def test_the_asking_update_goes_and_later_ones_stay(world: ErasureWorld) -> None:
    """The press that deletes everything is deleted as well. A question after it is still answered."""
    [anna] = await world.settle(1)
    [before, press, after] = await world.hear(anna, anna, anna)
    await world.store.chats.forget(anna, answering=press)
    waiting = await world.store.inbox.waiting(str(anna), 10)
    assert [one.update_id for one in waiting] == [after]
    assert await world.store.inbox.keep([Arrival(before, str(anna), "{}")], NOW) == 0
    await world.store.chats.forget(anna)
    assert left_of(world, [anna]) == 0


async def test_a_kill_between_deletion_and_cleaning_is_made_up_for(
    world: ErasureWorld, tmp_path: Path
) -> None:
    """After a kill the files still have the deleted ids. The next start cleans and rewrites them."""
    people = await world.settle(300)
    gone = people[:5]
    await world.hear(*gone)
    with closing(_reading(world.database.path)):
        # while somebody reads, the log stays: what a kill at this instant would leave
        for one in gone:
            await world.store.chats.forget(one)
        assert left_of(world, gone) > 0
        later = tmp_path / "later"
        later.mkdir()
        for name, content in files_beside(world.database.path).items():
            if not name.endswith("-shm"):
                (later / name).write_bytes(content)
    restarted = await Database.open(later / "mag.db")
    assert traces_in(restarted.path, gone) == 0
    assert await Erasure(restarted).waiting() == 5
    assert await Erasure(restarted).run()
    assert await Erasure(restarted).waiting() == 0
    assert numbers_left(files_beside(restarted.path), gone) == 0
    await restarted.close()


async def test_who_reads_meanwhile_does_not_hold_up_a_deletion(world: ErasureWorld) -> None:
    """The row is deleted and the answer sent. The log is emptied once the open read has ended."""
    anna, _ = await world.settle(2)
    with closing(_reading(world.database.path)):
        await world.store.chats.forget(anna)
        assert await world.store.chats.get(anna) is None
        assert not await empty_log(world.database)
        assert not await Erasure(world.database).run()
    assert await empty_log(world.database)
    assert (world.database.path.with_name("mag.db-wal")).stat().st_size == 0
    assert left_of(world, [anna]) == 0


async def test_the_file_is_rewritten_when_due_and_not_too_often(world: ErasureWorld) -> None:
    """Without a deletion nothing is rewritten. After one rewrite the next one waits for its time."""
    erasure = world.store.erasure
    assert await erasure.run()
    anna, boris = await world.settle(2)
    await world.store.chats.forget(anna)
    assert await erasure.waiting() == 0
    await world.store.chats.forget(boris)
    assert not await erasure.run()
    assert await erasure.waiting() == 1
    assert await Erasure(world.database).run()


async def test_without_room_for_a_copy_the_file_stays_as_it_is(
    world: ErasureWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rewriting that would fill the disk is not begun, and stays due."""
    [anna] = await world.settle(1)
    usage = shutil.disk_usage(world.database.path.parent)
    monkeypatch.setattr("data.store.sqlite.vacuum.shutil.disk_usage", lambda _: usage._replace(free=4096))
    await world.store.chats.forget(anna)
    assert not await Erasure(world.database).run()
    monkeypatch.undo()
    assert await Erasure(world.database).waiting() == 1
    assert await Erasure(world.database).run()


async def test_deliveries_of_one_chat_are_found_without_reading_all(world: ErasureWorld) -> None:
    """Requests of one person use the key of the table and do not scan its rows."""
    for name in ("export_deliveries", "forget_deliveries"):
        sql = Queries("personal_data")[name].sql
        plan = await world.database.fetch_all(
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
