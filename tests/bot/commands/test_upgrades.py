"""An upgrade of the database: announced, measured, preceded by a copy that can undo it."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pyrage
import pytest

from bot.commands.refusal import store_refusal
from bot.resources import open_resources
from data.store.backups.copy_failures import UpgradeFails
from data.store.backups.upgrade_trial import try_upgrade
from data.store.sqlite.backup import check_copy
from data.store.sqlite.database import Database
from data.store.sqlite.errors import SchemaTooNew
from data.store.sqlite.instance_lock import occupy
from data.store.sqlite.migrations_loader import Migration, newest, shipped_migrations
from data.store.sqlite.programs import program_version
from handlers.text.words import LANGUAGES, words_in
from scheduler.clock import SystemClock
from tests.bot.commands.conftest import Command
from tests.factories import settings_over

STEPS = shipped_migrations()
BEFORE = 3
"""So many migrations are pending in the tests' older database."""
OLD = STEPS[-BEFORE - 1].version


def version_of(path: Path) -> int:
    """Return the schema version of a file."""
    with closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


@pytest.fixture
def older(database: Path) -> Path:
    """Return the database of an earlier version, with a row of its own."""
    database.unlink()

    async def make() -> None:
        await (await Database.open(database, migrations=STEPS[:-BEFORE])).close()

    asyncio.run(make())
    with closing(sqlite3.connect(database)) as raw, raw:
        raw.execute("INSERT INTO pictures VALUES ('kept', 'file', 1, '2026-01-01')")
    return database


def start(database: Path) -> None:
    """Open the database as a start of the bot does, and close it."""

    async def opened() -> None:
        async with open_resources(settings_over(database), SystemClock()):
            pass

    asyncio.run(opened())


@pytest.mark.parametrize("language", LANGUAGES)
def test_upgrade_is_announced_step_by_step(command: Command, older: Path, language: str) -> None:
    """Each pending step with its purpose and time, where the copy goes, and nothing is changed."""
    before = {path.name: path.read_bytes() for path in older.parent.iterdir()}
    printed = command("check", "--upgrade", "--language", language)
    assert (printed.status, printed.err) == (0, "")
    head, *steps, total, copy = printed.out.splitlines()
    assert all(str(number) in head for number in (OLD, newest(STEPS)))
    assert [step.split()[0] for step in steps] == [step.name for step in STEPS[-BEFORE:]]
    assert all(step.purpose in line for step, line in zip(STEPS[-BEFORE:], steps, strict=True))
    assert ("0,0" if language == "ru" else "0.0") in total
    assert str(older.parent / "backups" / f"mag-bot-upgrade-{OLD}.db") in copy
    lock = older.with_name("mag.db-lock").name
    assert {path.name: path.read_bytes() for path in older.parent.iterdir() if path.name != lock} == {
        name: content for name, content in before.items() if name != lock
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_way_back_from_an_upgrade_names_the_key(
    command: Command, older: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """An encrypted copy is restored with the secret key, and a plain one without."""
    assert older.exists()
    assert "--identity" not in command("check", "--upgrade", "--language", language).out
    monkeypatch.setenv("BACKUP_RECIPIENTS", str(pyrage.x25519.Identity.generate().to_public()))
    assert (
        f"mag-bot-upgrade-{OLD}.db.age --identity "
        in command("check", "--upgrade", "--language", language).out
    )


def test_upgrade_whose_copy_does_not_fit_is_ill(
    command: Command, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script sees by the status that the start would be refused."""
    assert older.exists()
    # a file system without any room
    monkeypatch.setenv("BACKUP_DIR", "/proc/copies")
    printed = command("check", "--upgrade", "--language", "en")
    assert printed.status == 1
    assert "will not fit" in printed.out


def test_nothing_is_announced_where_nothing_is_pending(command: Command, database: Path) -> None:
    """A database of the present schema and a missing one are not announced."""
    assert "не изменится" in command("check", "--upgrade").out
    database.unlink()
    assert "первый запуск" in command("check", "--upgrade").out


def test_copy_is_made_before_the_upgrade(older: Path) -> None:
    """The copy has the old schema, and the database the new one."""
    start(older)
    copy = older.parent / "backups" / f"mag-bot-upgrade-{OLD}.db"
    assert check_copy(copy)
    assert (version_of(copy), version_of(older)) == (OLD, newest(STEPS))
    start(older)
    assert [path.name for path in copy.parent.glob("*.db")] == [copy.name]


def test_new_database_is_not_copied(database: Path) -> None:
    """A first start has nothing to lose."""
    database.unlink()
    start(database)
    assert not (database.parent / "backups").exists()


def test_database_is_not_upgraded_without_a_copy(command: Command, older: Path) -> None:
    """If the copy cannot be made, the start ends with a sentence and leaves the file as it was."""
    (older.parent / "backups").write_bytes(b"in the way")
    before = older.read_bytes()
    refusal = command("upcoming").refusal
    assert "База не изменена" in refusal
    assert str(older.parent / "backups") in refusal
    assert version_of(older) == OLD
    assert older.read_bytes() == before


def test_upgrade_is_taken_back_by_its_copy(command: Command, older: Path) -> None:
    """The restored database is upgraded anew, with what it held before."""
    start(older)
    with closing(sqlite3.connect(older)) as raw, raw:
        raw.execute("DELETE FROM pictures")
    assert command("restore", older.parent / "backups" / f"mag-bot-upgrade-{OLD}.db").status == 0
    with closing(sqlite3.connect(older)) as raw:
        assert raw.execute("SELECT key FROM pictures").fetchall() == [("kept",)]


def test_restore_of_an_old_copy_leaves_the_copies_alone(command: Command, older: Path) -> None:
    """The upgrade of the working copy must not replace the copy made before the real one."""
    start(older)
    copy = older.parent / "backups" / f"mag-bot-upgrade-{OLD}.db"
    content = copy.read_bytes()
    assert command("restore", copy).status == 0
    assert copy.read_bytes() == content
    assert len(list(copy.parent.iterdir())) == 2


def test_other_commands_do_not_upgrade_under_a_running_bot(command: Command, older: Path) -> None:
    """A bot of an earlier version would meet a schema that it does not know."""
    with occupy(older):
        for arguments in (("upcoming",), ("check",), ("city", "Минск")):
            assert "прежней версии" in command(*arguments).refusal
        assert "mag-bot-upgrade" in command("check", "--upgrade").out
    assert version_of(older) == OLD


def test_step_that_would_fail_is_named(older: Path) -> None:
    """An upgrade that fails is found on the copy, and the database is untouched."""
    bad = Migration(9000, "9000_bad", ("ALTER TABLE missing ADD COLUMN word TEXT",))
    with pytest.raises(UpgradeFails, match="9000_bad"):
        asyncio.run(try_upgrade(older, (*STEPS, bad)))
    assert version_of(older) == OLD


def test_failing_step_is_told_by_the_command(
    command: Command, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message has SQLite's reason."""
    bad = Migration(9000, "9000_bad", ("ALTER TABLE missing ADD COLUMN word TEXT",))
    monkeypatch.setattr("data.store.backups.upgrade_trial.shipped_migrations", lambda: (*STEPS, bad))
    refusal = command("check", "--upgrade").refusal
    assert "9000_bad" in refusal
    assert "no such table" in refusal
    assert older.exists()


def newer(database: Path, program: str | None) -> None:
    """Upgrade the database as a later version of the bot would."""
    later = Migration(9000, "9000_later", ("CREATE TABLE later (id INTEGER PRIMARY KEY)",))

    async def upgrade() -> None:
        await (await Database.open(database, migrations=(*STEPS, later))).close()

    asyncio.run(upgrade())
    with closing(sqlite3.connect(database)) as raw, raw:
        if program is None:
            raw.execute("DROP TABLE programs")
        else:
            raw.execute("UPDATE programs SET program = ? WHERE schema = 9000", (program,))


@pytest.mark.parametrize("program", ["7.5.0", None])
@pytest.mark.parametrize("arguments", [("upcoming",), ("check",), ("check", "--upgrade")])
def test_newer_database_is_refused_with_the_version_it_needs(
    arguments: tuple[str, ...], program: str | None, command: Command, database: Path
) -> None:
    """If the file does not name a version, the message asks for a newer one."""
    newer(database, program)
    refusal = command(*arguments).refusal
    assert ("7.5.0 или новее" in refusal) is (program is not None)
    assert "Обновите бота" in refusal or "обновите бота" in refusal


@pytest.mark.parametrize("language", LANGUAGES)
def test_refusal_of_a_newer_database_shows_the_way_back(language: str) -> None:
    """The copy from before the upgrade, in either language."""
    error = SchemaTooNew(40, 37, "2.0.0")
    text = str(store_refusal(words_in(language), Path("var/mag.db"), error))
    assert "2.0.0" in text
    assert "mag-bot restore" in text


def test_program_of_each_schema_stands_in_the_file(database: Path) -> None:
    """The version that brought a schema first is the one that is named."""
    with closing(sqlite3.connect(database)) as raw:
        rows = raw.execute("SELECT schema, program FROM programs ORDER BY schema").fetchall()
    assert rows[-1] == (newest(STEPS), program_version())
    assert program_version()[0].isdigit()
