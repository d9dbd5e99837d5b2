"""No room, no permission, a failing disk: reading goes on, writing is refused, nothing is lost."""

import asyncio
import json
import random
import sys
from collections import Counter
from pathlib import Path

import apsw
import pytest

from data.store import connection
from tests.chaos import apsw_driver
from tests.chaos.conftest import Record
from tests.chaos.faulty import Fault, FaultySystem
from tests.chaos.scale import SEED, times
from tests.chaos.shortage import Shortage
from tests.chaos.witness import Account, witnessed

ROOT = Path(__file__).parents[2]
_NEVER = ("reads that failed", "not resumed", "still red", "lost", "halves", "integrity errors")


async def _on_a_real_disk(task: str, folder: Path, rounds: int) -> Counter[str] | None:
    """What came of it in a process with a file system of its own; None where nobody may mount one."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.chaos.shortage", task, str(folder), str(rounds), str(SEED)),
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
    """The same with errors from the file system under SQLite, in the middle of whatever it writes."""
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
    """A disk that fills up and gets room again: no acknowledged commit is lost, reading never stops."""
    rounds, means = times(2, 40), "a real file system"
    counts = await _on_a_real_disk("fill", tmp_path, rounds)
    if counts is None:
        means = "errors under SQLite"
        counts = await _below_sqlite(apsw.SQLITE_FULL, tmp_path / "mag.db", rounds, dice, monkeypatch)
    record("C3", rounds, by=means, **_told(counts))
    _assert_nothing_lost(counts, rounds)


async def test_a_failing_disk_refuses_and_resumes(
    tmp_path: Path, dice: random.Random, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a disk answers that has turned read-only by itself: as with a full one."""
    rounds = times(2, 60)
    counts = await _below_sqlite(apsw.SQLITE_IOERR_WRITE, tmp_path / "mag.db", rounds, dice, monkeypatch)
    record("C4", rounds, by="errors under SQLite", **_told(counts))
    _assert_nothing_lost(counts, rounds)


async def test_a_read_only_disk_is_refused_at_the_start(tmp_path: Path, record: Record) -> None:
    """It says which trouble it is, writes nothing, and starts when the disk is mended."""
    counts = await _on_a_real_disk("forbid", tmp_path, 1)
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
