"""`mag-bot restore`: the database is replaced by a copy."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pyrage
import pytest

from data.store.sqlite.database import Database
from data.store.sqlite.instance_lock import occupy
from data.store.sqlite.migrations_loader import Migration, shipped_migrations
from handlers.text.words import LANGUAGES
from tests.bot.commands.conftest import Command, Printed
from tests.bot.commands.copies import kept, mark, marks, worked
from tests.bot.commands.printed import check_printed


def test_restored_database_is_that_of_the_copy(command: Command, database: Path) -> None:
    """The replaced database is kept, and can be restored itself."""
    mark(database, "before")
    command("backup", "copy.db")
    mark(database, "after")
    restored = command("restore", "copy.db")
    assert restored.status == 0
    # no job of it has run, so nothing tells of what moment it is
    assert "copy.db.\n" in restored.out
    assert marks(database) == ["before"]
    assert marks(kept(database)) == ["after", "before"]
    assert command("restore", kept(database)).status == 0
    assert marks(database) == ["after", "before"]


def test_restore_needs_no_database(command: Command, database: Path) -> None:
    """A machine that is new, or whose disk was."""
    mark(database, "before")
    command("backup", "copy.db")
    for path in database.parent.glob("mag.db*"):
        path.unlink()
    assert command("restore", "copy.db").status == 0
    assert marks(database) == ["before"]
    assert not list(database.parent.glob("mag.db-re*"))


def test_damaged_database_is_replaced_and_kept(command: Command, database: Path) -> None:
    """Damage is the reason to restore, and no hindrance."""
    mark(database, "before")
    command("backup", "copy.db")
    database.write_bytes(b"\xff" * 10_000)
    printed = command("restore", "copy.db")
    assert (printed.status, printed.err) == (0, "")
    assert marks(database) == ["before"]
    assert kept(database).read_bytes() == b"\xff" * 10_000


def test_database_of_a_running_bot_is_not_replaced(command: Command, database: Path) -> None:
    """The database of a running bot is kept, even if the copy is sound."""
    command("backup", "copy.db")
    mark(database, "after")
    with occupy(database):
        printed = command("restore", "copy.db")
    assert (printed.status, printed.out) == (4, "")
    assert "Остановите" in printed.err
    assert marks(database) == ["after"]


def test_database_that_another_program_has_open_is_not_replaced(command: Command, database: Path) -> None:
    """The other program would go on writing to the replaced file."""
    command("backup", "copy.db")
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("SELECT * FROM chats").fetchall()
        assert "занята другим процессом" in command("restore", "copy.db").refusal
    assert not list(database.parent.glob("mag.db-re*"))


def _foreign(path: Path) -> None:
    path.unlink()
    path.with_name("copy.db.sha256").unlink()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE urls (url TEXT)")


def _damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-4096:] = b"\xff" * 4096
    path.write_bytes(content)
    path.with_name(f"{path.name}.sha256").unlink()


def _flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (Path.unlink, "нет"),
        (lambda path: (path.unlink(), path.mkdir()), "нет"),
        (lambda path: path.write_bytes(b""), "не копия"),
        (lambda path: path.write_text("письмо", "utf-8"), "не копия"),
        (_foreign, "не копия"),
        (_damaged, "повреждена"),
        (_flipped, "повреждена"),
        (lambda path: path.write_bytes(b"age-encryption.org/v1\nrest"), "повреждена"),
    ],
)
def test_what_is_no_sound_copy_is_refused(
    spoil: object, reason: str, command: Command, database: Path, tmp_path: Path
) -> None:
    """The refusal has a reason, and the database stays."""
    command("backup", "copy.db")
    mark(database, "after")
    assert callable(spoil)
    spoil(tmp_path / "copy.db")
    refusal = command("restore", "copy.db").refusal
    assert reason in refusal
    assert "осталась прежней" in refusal
    assert marks(database) == ["after"]
    assert not list(tmp_path.glob("mag.db-re*"))


def test_database_is_not_restored_from_itself(command: Command, database: Path) -> None:
    """A slip of the pen."""
    assert "нынешняя база" in command("restore", database).refusal


def test_copy_of_a_newer_version_is_refused(command: Command, database: Path, tmp_path: Path) -> None:
    """The version that can read it is named."""
    later = Migration(9000, "9000_later", ("CREATE TABLE later (id INTEGER PRIMARY KEY)",))
    shutil.copyfile(database, tmp_path / "new.db")

    async def upgrade() -> None:
        await (await Database.open(tmp_path / "new.db", migrations=(*shipped_migrations(), later))).close()

    asyncio.run(upgrade())
    with closing(sqlite3.connect(tmp_path / "new.db")) as raw, raw:
        raw.execute("UPDATE programs SET program = '7.5.0' WHERE schema = 9000")
    refusal = command("restore", "new.db").refusal
    assert "База данных new.db создана более новой версией бота" in refusal
    assert "7.5.0" in refusal


def test_encrypted_copy_needs_its_key(
    command: Command, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key is not on the machine: without its file the copy cannot be restored."""
    identity = pyrage.x25519.Identity.generate()
    monkeypatch.setenv("BACKUP_RECIPIENTS", str(identity.to_public()))
    mark(database, "before")
    assert "зашифрована" in command("backup", "copy.db.age").out
    (tmp_path / "key.txt").write_text(f"{identity}\n")
    (tmp_path / "other.txt").write_text(f"{pyrage.x25519.Identity.generate()}\n")
    (tmp_path / "empty.txt").write_text("")
    assert "--identity" in command("restore", "copy.db.age").refusal
    assert "не подходит" in command("restore", "copy.db.age", "--identity", "other.txt").refusal
    assert "нет секретного ключа" in command("restore", "copy.db.age", "--identity", "empty.txt").refusal
    assert "No such file" in command("restore", "copy.db.age", "--identity", "none.txt").refusal
    assert command("restore", "copy.db.age", "--identity", "key.txt").status == 0
    assert marks(database) == ["before"]


def test_secret_key_is_no_recipient(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused and not repeated."""
    secret = str(pyrage.x25519.Identity.generate())
    monkeypatch.setenv("BACKUP_RECIPIENTS", secret)
    refusal = command("backup").refusal
    assert "BACKUP_RECIPIENTS" in refusal
    assert secret not in refusal


@pytest.mark.parametrize(
    "given", ["yesterday", "2027-13-01", "10:30", "", "0001-01-01", "9999-12-31T23:59-05:00"]
)
def test_moment_that_is_none_is_refused(given: str, command: Command) -> None:
    """The refusal has an example of a valid time."""
    command("backup", "copy.db")
    assert "2027-02-10T14:30" in command("restore", "copy.db", "--told-until", given).refusal


def _without_paths(printed: Printed, tmp_path: Path, copy: Path) -> str:
    text = printed.out.replace(str(tmp_path), "var")
    found = [path.name for path in tmp_path.glob("mag.db-replaced-*")]
    for name in found:
        text = text.replace(name, "mag.db-replaced-2026-03-02T10-00-00Z")
    return text.replace(str(copy), "copy.db")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", ["known", "told", "copy", "lost"])
def test_restore_says_what_it_did(
    case: str, language: str, command: Command, database: Path, tmp_path: Path
) -> None:
    """It prints until when notices count as sent, where the old database is, and which data is lost."""
    worked(database, "2026-03-01 01:00")
    command("backup", "copy.db")
    worked(database, "2026-03-02 09:30")
    if case == "lost":
        database.unlink()
    arguments = {
        "known": (),
        "told": ("--told-until", "2026-03-01T20:15"),
        "copy": ("--told-until", "copy"),
        "lost": ("--told-until", "2026-03-02T12:00:00+03:00"),
    }[case]
    printed = command("restore", "copy.db", *arguments, "--language", language)
    assert (printed.status, printed.err) == (0, "")
    check_printed(f"restore-{case}", language, _without_paths(printed, tmp_path, tmp_path / "copy.db"))
