"""On a full, read-only or failing disk reads go on, writes are refused and nothing is lost."""

import asyncio
import json
import random
import sys
from collections import Counter
from pathlib import Path

import apsw
import pytest

from data.store.sqlite import connection
from scheduler.delivery import retry_policy
from tests.chaos.conftest import Record
from tests.chaos.database import apsw_driver
from tests.chaos.database.disk_shortage import Shortage
from tests.chaos.database.faulty_files import Fault, FaultySystem
from tests.chaos.database.witness import Account, witnessed
from tests.chaos.outbox.issue_on_full_disk import READERS, FullDisk
from tests.chaos.outbox.outbox_world import open_outbox_world
from tests.chaos.scale import SEED, times

ROOT = Path(__file__).parents[3]
_NEVER = ("reads that failed", "not resumed", "still red", "lost", "halves", "integrity errors")


async def _on_a_real_disk(module: str, *arguments: object) -> Counter[str] | None:
    """Run a module in a process with a file system of its own. Return its counts.

    Returns None where mounting is not permitted.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", f"tests.chaos.{module}", *map(str, arguments), str(SEED)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, complaint = await process.communicate()
    if process.returncode != 0:
        assert b"NoMounts" in complaint, complaint.decode()
        return None
    return Counter(json.loads(out))


async def _below_sqlite(
    error: int, path: Path, rounds: int, dice: random.Random, patch: pytest.MonkeyPatch
) -> Counter[str]:
    """Run the rounds with errors from the file system under SQLite, at any of its writes.

    Returns the counts.
    """
    fault = Fault()
    system = FaultySystem("faulty", fault)
    patch.setattr(
        connection, "open_raw", lambda name, *, uri: apsw_driver.connect(name, uri=uri, vfs="faulty")
    )
    account = Account("")
    try:
        database = await witnessed(account.say).open(path)
        try:
            shortage = Shortage(database, account, dice)
            for number in range(rounds):
                await shortage.round(
                    number,
                    lambda: fault.strike_after(dice.randrange(40), error),
                    lambda: fault.strike_after(0, None),
                )
        finally:
            await database.close()
    finally:
        patch.undo()
        system.unregister()
    await shortage.judge(path)
    return shortage.counts


def _assert_nothing_lost(counts: Counter[str], rounds: int) -> None:
    for name in ("refused", "red"):
        assert counts[name] == rounds, name
    for name in _NEVER:
        assert counts[name] == 0, name


async def test_a_full_disk_refuses_and_resumes(
    tmp_path: Path, dice: random.Random, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk fills up and gets room again: no acknowledged commit is lost, and reads never fail."""
    rounds, means = times(2, 40), "a real file system"
    counts = await _on_a_real_disk("database.disk_shortage", "fill", tmp_path, rounds)
    if counts is None:
        means = "errors under SQLite"
        counts = await _below_sqlite(apsw.SQLITE_FULL, tmp_path / "mag.db", rounds, dice, monkeypatch)
    record("C3", rounds, by=means, **_told(counts))
    _assert_nothing_lost(counts, rounds)


async def _issues_below_sqlite(
    path: Path, rounds: int, dice: random.Random, patch: pytest.MonkeyPatch
) -> Counter[str]:
    fault = Fault()
    system = FaultySystem("faulty", fault)
    patch.setattr(retry_policy, "STORE_PAUSE", 0.05)
    patch.setattr(
        connection, "open_raw", lambda name, *, uri: apsw_driver.connect(name, uri=uri, vfs="faulty")
    )
    try:
        async with open_outbox_world(path) as world:
            disk = FullDisk(world, dice)
            for number in range(rounds):
                await disk.round(
                    number,
                    lambda: fault.strike_after(dice.randrange(20), apsw.SQLITE_FULL),
                    lambda: fault.strike_after(0, None),
                )
    finally:
        patch.undo()
        system.unregister()
    return disk.counts


@pytest.mark.parametrize("means", ["a real file system", "errors under SQLite"])
async def test_full_disk_in_an_issue_repeats_nobody(
    means: str, tmp_path: Path, dice: random.Random, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every reader gets an issue once, although the disk fills up while it is sent.

    No delivery has to wait until its lease runs out.
    """
    rounds = times(2, 100)
    if means == "a real file system":
        counts = await _on_a_real_disk("outbox.issue_on_full_disk", tmp_path, rounds)
        if counts is None:
            pytest.skip("nobody may mount a file system here")
    else:
        counts = await _issues_below_sqlite(tmp_path, rounds, dice, monkeypatch)
    names = ("told", "left out", "twice", "sent meanwhile")
    record("C3b", rounds, by=means, **_named(Counter({name: counts[name] for name in names})))
    assert counts["told"] == rounds * READERS
    assert counts["left out"] + counts["twice"] + counts["sent meanwhile"] == 0


async def test_a_failing_disk_refuses_and_resumes(
    tmp_path: Path, dice: random.Random, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk whose writes fail with I/O errors is treated like a full one."""
    rounds = times(2, 60)
    counts = await _below_sqlite(apsw.SQLITE_IOERR_WRITE, tmp_path / "mag.db", rounds, dice, monkeypatch)
    record("C4", rounds, by="errors under SQLite", **_told(counts))
    _assert_nothing_lost(counts, rounds)


async def test_a_read_only_disk_is_refused_at_the_start(tmp_path: Path, record: Record) -> None:
    """A start on a read-only disk names the trouble and writes nothing. Once mended, it works."""
    counts = await _on_a_real_disk("database.disk_shortage", "forbid", tmp_path, 1)
    if counts is None:
        pytest.skip("nobody may mount a file system here")
    record("C4", 1, by="a real file system, at the start", **_named(counts))
    assert counts["started"] + counts["files written"] == 0
    assert counts["started when it was mended"] == 1


def _told(counts: Counter[str]) -> dict[str, int]:
    names = ("commits", "refused", "red", *_NEVER)
    return _named(Counter({name: counts[name] for name in names}))


def _named(counts: Counter[str]) -> dict[str, int]:
    return {name.replace(" ", "_"): count for name, count in counts.items()}
