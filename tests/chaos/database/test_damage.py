"""Bytes of the closed file are flipped. The next start finds it, and sends nothing."""

import os
import random
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import pytest

from data.store.sqlite.database import Database
from data.store.sqlite.errors import DatabaseDamaged
from tests.chaos.conftest import Record
from tests.chaos.database.witness import found_in
from tests.chaos.database.workload import Life
from tests.chaos.scale import times
from tests.factories import on
from tests.world.clocks import FrozenClock, moment
from tests.world.engine import EngineWorld, InMemoryAgenda


async def _write_file(path: Path, dice: random.Random) -> None:
    """Write a database with a past and with a notice that falls due."""
    database = await Database.open(path)
    try:
        await Life(database, dice).live(times(30, 120))
        world = EngineWorld(database, FrozenClock(moment("2026-05-01 06:00")), InMemoryAgenda())
        await world.chat(1)
    finally:
        await database.close()


def _flip(path: Path, place: int, bits: int) -> None:
    """Change bits of one byte and keep the time of the last write, as a failing disk does."""
    status = path.stat()
    content = bytearray(path.read_bytes())
    content[place] ^= bits
    path.write_bytes(content)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


async def _start(path: Path) -> tuple[bool, int]:
    """Open the database, plan and send.

    Returns whether the damage was found, and how many messages were sent.
    """
    agenda = InMemoryAgenda(on(7, date(2026, 5, 2)))
    try:
        database = await Database.open(path)
    except DatabaseDamaged:
        return True, 0
    try:
        world = EngineWorld(database, FrozenClock(moment("2026-05-01 08:00")), agenda)
        with suppress(DatabaseDamaged, ExceptionGroup):
            await world.tick()
        return database.condition.damage is not None, len(world.sender.sent)
    finally:
        await database.close()


def _content(path: Path) -> str:
    """Return a digest of the content of a file, or «unreadable»."""
    try:
        return found_in(path)
    except (sqlite3.Error, UnicodeError):
        return "unreadable"


async def test_a_flipped_byte_is_found_at_the_start(
    tmp_path: Path, dice: random.Random, record: Record
) -> None:
    """After a clean stop any change is found, after a kill those that SQLite can detect."""
    good, counts = tmp_path / "good" / "mag.db", Counter[str]()
    await _write_file(good, dice)
    content, note = good.read_bytes(), good.with_name("mag.db-seal").read_bytes()
    before = _content(good)
    flips = times(6, 100)
    for number in range(flips):
        place, bits = dice.randrange(len(content)), 1 << dice.randrange(8)
        for ending in ("sealed", "killed"):
            path = tmp_path / f"{number}-{ending}" / "mag.db"
            path.parent.mkdir()
            path.write_bytes(content)
            if ending == "sealed":
                status = good.stat()
                os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
                path.with_name("mag.db-seal").write_bytes(note)
            _flip(path, place, bits)
            copy = path.with_name("look.db")
            copy.write_bytes(path.read_bytes())
            changed = _content(copy) != before
            found, sent = await _start(path)
            counts[f"{ending} found"] += found
            counts[f"{ending} sent"] += sent if found else 0
            counts[f"{ending} without effect"] += not found and not changed
            counts[f"{ending} missed"] += not found and changed
    record(
        "C8",
        flips,
        found_after_an_orderly_end=f"{counts['sealed found']}/{flips}",
        found_after_a_kill=f"{counts['killed found']}/{flips}",
        without_effect_after_a_kill=counts["killed without effect"],
        a_value_nobody_can_check_after_a_kill=counts["killed missed"],
        sends_after_found_damage=counts["sealed sent"] + counts["killed sent"],
    )
    assert counts["sealed found"] == flips
    assert not counts["sealed sent"] + counts["killed sent"]


async def test_what_the_two_checks_of_sqlite_find(
    tmp_path: Path, dice: random.Random, record: Record
) -> None:
    """The full check finds all that the quick check finds, and damaged indexes besides."""
    good, counts = tmp_path / "good.db", Counter[str]()
    await _write_file(good, dice)
    content = good.read_bytes()
    flips = times(10, 300)
    for _ in range(flips):
        path = tmp_path / "flipped.db"
        path.write_bytes(content)
        _flip(path, dice.randrange(len(content)), 1 << dice.randrange(8))
        found = {check: _finds(path, check) for check in ("quick_check", "integrity_check")}
        assert found["integrity_check"] >= found["quick_check"]
        counts.update({check: int(one) for check, one in found.items()})
    record("C8b", flips, quick=counts["quick_check"], full=counts["integrity_check"])


def _finds(path: Path, check: str) -> bool:
    with closing(sqlite3.connect(path)) as raw:
        try:
            return bool(raw.execute(f"PRAGMA {check}(1)").fetchone()[0] != "ok")
        except (sqlite3.DatabaseError, UnicodeError):
            return True


async def test_damage_met_while_running_ends_all_work(tmp_path: Path, dice: random.Random) -> None:
    """Once a torn page is found, reads and writes stop, and the callback is called once."""
    path = tmp_path / "mag.db"
    await _write_file(path, dice)
    database = await Database.open(path)
    calls: list[str] = []
    database.condition.when_damaged(lambda: calls.append("end"))
    try:
        world = EngineWorld(database, FrozenClock(moment("2026-05-01 08:00")), InMemoryAgenda())
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(os.urandom(path.stat().st_size - 4096))
        for work in (world.tick, world.chats.local_hours, world.delivery.recover):
            await _expect_damage(work)
        assert world.sender.sent == []
    finally:
        await database.close()
    assert calls == ["end"]
    assert not path.with_name("mag.db-seal").exists()


async def _expect_damage(work: Callable[[], Awaitable[object]]) -> None:
    with pytest.raises((DatabaseDamaged, ExceptionGroup)):
        await work()
