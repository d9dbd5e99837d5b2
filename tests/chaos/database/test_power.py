"""The power goes at any operation below SQLite, with any part of the unsynced writes lost."""

import random
import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from data.store.sqlite import connection, opening
from tests.chaos.conftest import Record
from tests.chaos.database import apsw_driver
from tests.chaos.database.power_loss import Disk, PowerSystem, Wreck
from tests.chaos.database.witness import Account, faults_in, found_in, witnessed
from tests.chaos.database.workload import Life
from tests.chaos.scale import times

OPERATIONS = 40


@dataclass(slots=True)
class Season:
    """Several runs over one database. Each begins with what a power cut has left of the last."""

    folder: Path
    dice: random.Random
    counts: Counter[str] = field(default_factory=Counter)
    worst: int = 0

    async def cut(self, cuts: int, chance: float, operations: int = OPERATIONS) -> None:
        """Run, and check what each power cut would leave, until there were `cuts` of them.

        `chance` is that of a cut at each operation of the disk.
        """
        era = 0
        while self.counts["cuts"] < cuts:
            path = self.folder / f"era-{era}" / "mag.db"
            path.parent.mkdir(exist_ok=True)
            account = Account(found_in(path))
            disk = await self._live(path, account, era, chance, operations)
            wrecks = disk.wrecks[: cuts - self.counts["cuts"]]
            self.dice.shuffle(wrecks)
            era += 1
            for number, wreck in enumerate(wrecks):
                await self._judge(wreck, account, self.folder / f"era-{era}" if not number else None)

    async def _live(self, path: Path, account: Account, era: int, chance: float, operations: int) -> Disk:
        disk = Disk(self.dice, lambda: account.acknowledged)
        system = PowerSystem("power", disk)
        try:
            disk.chance = chance
            database = await witnessed(account.say).open(path)
            try:
                await Life(database, self.dice, era).live(operations)
            finally:
                await database.close()
        finally:
            system.unregister()
        self.counts["operations"] += disk.operations
        self.counts["commits"] += account.acknowledged
        return disk

    async def _judge(self, wreck: Wreck, account: Account, heir: Path | None) -> None:
        for name in ("look", "open"):
            _lay_out(wreck, self.folder / name)
        if heir is not None:
            _lay_out(wreck, heir)
        self.counts["cuts"] += 1
        self.counts["forgotten sectors"] += wreck.lost_writes
        faults = await faults_in(self.folder / "open" / "mag.db")
        self.counts["integrity errors"] += bool(faults)
        if not faults:
            outcome_of = account.judge(found_in(self.folder / "look" / "mag.db"), wreck.belief)
            self.counts["lost commits"] += outcome_of.lost
            self.counts["cuts with losses"] += bool(outcome_of.lost)
            self.counts["half transactions"] += outcome_of.half
            self.worst = max(self.worst, outcome_of.lost)


def _lay_out(wreck: Wreck, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in wreck.files.items():
        (folder / name).write_bytes(content)


@pytest.fixture(autouse=True)
def powered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open the databases of a season through the file system that loses power."""

    def open_raw(database: str, *, uri: bool) -> object:
        if "era-" in database:
            return apsw_driver.connect(database, uri=uri, vfs="power")
        return plain(database, uri=uri)

    plain = connection.open_raw
    monkeypatch.setattr(connection, "open_raw", open_raw)


def _checkpoint_every(pages: int, monkeypatch: pytest.MonkeyPatch, synchronous: str = "FULL") -> None:
    kept = [pragma for pragma in opening.WRITER_PRAGMAS if not pragma.startswith("synchronous")]
    pragmas = (*kept, f"synchronous = {synchronous}", f"wal_autocheckpoint = {pages}")
    monkeypatch.setattr(opening, "WRITER_PRAGMAS", pragmas)


async def test_a_power_cut_takes_nothing_that_was_acknowledged(
    tmp_path: Path, dice: random.Random, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a power cut at any operation every acknowledged commit is whole in a sound file.

    That includes cuts in a migration and while the log is written back.
    """
    counts: Counter[str] = Counter()
    for pages, share in ((1000, times(4, 100)), (20, times(8, 300))):
        _checkpoint_every(pages, monkeypatch)
        folder = tmp_path / str(pages)
        folder.mkdir()
        season = Season(folder, dice)
        await season.cut(share, chance=times(8, 20) / 600, operations=times(8, OPERATIONS))
        counts += season.counts
    record(
        "C1",
        counts["cuts"],
        commits=counts["commits"],
        forgotten_sectors=counts["forgotten sectors"],
        lost=counts["lost commits"],
        halves=counts["half transactions"],
        integrity_errors=counts["integrity errors"],
    )
    assert counts["forgotten sectors"] > 0
    assert not counts["lost commits"] + counts["half transactions"] + counts["integrity errors"]


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
async def test_the_power_cut_is_a_real_one(
    synchronous: str,
    tmp_path: Path,
    dice: random.Random,
    record: Record,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With less than synchronous = FULL the same cuts lose commits, so the test can fail."""
    _checkpoint_every(50, monkeypatch, synchronous)
    season = Season(tmp_path, dice)
    await season.cut(times(6, 60), chance=1 / 40, operations=times(12, OPERATIONS))
    record(
        "C1b",
        season.counts["cuts"],
        synchronous=synchronous,
        cuts_with_losses=season.counts["cuts with losses"],
        most_commits_lost_in_a_cut=season.worst,
        integrity_errors=season.counts["integrity errors"],
    )
    assert season.counts["lost commits"] > 0
