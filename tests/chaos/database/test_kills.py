"""Processes that write are killed. The file keeps all acknowledged commits and none in part."""

import os
import random
import signal
from collections import Counter
from pathlib import Path

from data.store.sqlite.database import Database
from data.store.sqlite.errors import SchemaTooNew
from data.store.sqlite.migrations_loader import Migration, shipped_migrations
from tests.chaos.conftest import Record
from tests.chaos.database.witness import Account, faults_in, found_in
from tests.chaos.database.writers import WriterForkServer, open_writer_fork_server
from tests.chaos.scale import times

STEPS = shipped_migrations()


async def _kill(fork_server: WriterForkServer, path: Path, seed: int, after: int) -> Account:
    """Kill a writer after it has printed `after` words. Return the commits it acknowledged."""
    account = Account(found_in(path))
    number = await fork_server.live(path, seed)
    said = 0
    while (word := await fork_server.hear())[:1] not in "+-":
        account.say(word)
        said += 1
        if said == after:
            os.kill(number, signal.SIGKILL)
    assert int(word) == -signal.SIGKILL
    return account


async def test_a_killed_writer_loses_nothing(tmp_path: Path, dice: random.Random, record: Record) -> None:
    """Killed at any instant, a writer leaves every acknowledged commit whole in a sound file."""
    path, counts = tmp_path / "mag.db", Counter[str]()
    kills = times(5, 300)
    async with open_writer_fork_server() as fork_server:
        for era in range(kills):
            if era % 10 == 0:
                path = tmp_path / f"era-{era}" / "mag.db"
                path.parent.mkdir()
            account = await _kill(fork_server, path, era + 1, dice.randrange(1, 120))
            outcome_of = account.judge(found_in(path), account.acknowledged)
            counts["commits"] += account.acknowledged
            counts["lost"] += outcome_of.lost
            counts["halves"] += outcome_of.half
            counts["faults"] += bool(await faults_in(path))
    record(
        "C2",
        kills,
        commits=counts["commits"],
        lost=counts["lost"],
        halves=counts["halves"],
        integrity_errors=counts["faults"],
    )
    assert counts["commits"] > kills
    assert not counts["lost"] + counts["halves"] + counts["faults"]


async def test_a_killed_migration_leaves_the_old_schema(
    tmp_path: Path, dice: random.Random, record: Record
) -> None:
    """Killed at any statement, a migration leaves the old schema. The next start completes it."""
    places = [
        (number, after)
        for number, step in enumerate(STEPS)
        for after in range(len(list(step.statements)) + 1)
    ]
    chosen = places if times(0, 1) else dice.sample(places, 6)
    halves = faults = 0
    async with open_writer_fork_server() as fork_server:
        for number, after in chosen:
            path = tmp_path / f"{number}-{after}" / "mag.db"
            path.parent.mkdir()
            await (await Database.open(path, migrations=STEPS[:number])).close()
            old = found_in(path)
            assert await fork_server.migrate(path, STEPS[number].version, after) == -signal.SIGKILL
            halves += found_in(path) != old
            faults += bool(await faults_in(path))
    record("C5", len(chosen), of_places=len(places), half_states=halves, integrity_errors=faults)
    assert not halves + faults


async def test_an_older_program_leaves_a_newer_file_alone(tmp_path: Path, record: Record) -> None:
    """A program refuses the file of the next version and writes nothing to it."""
    later = Migration(STEPS[-1].version + 1, "later", ("CREATE TABLE later (id INTEGER PRIMARY KEY)",))
    written = started = 0
    for count in range(1, len(STEPS) + 1):
        path = tmp_path / str(count) / "mag.db"
        await (await Database.open(path, migrations=(*STEPS, later)[: count + 1])).close()
        before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
        try:
            await (await Database.open(path, migrations=STEPS[:count])).close()
            started += 1
        except SchemaTooNew:
            after = {one.name: one.read_bytes() for one in path.parent.iterdir()}
            written += any(after.get(name) != content for name, content in before.items())
    record("C6", len(STEPS), started=started, files_written=written)
    assert not started + written
