"""`mag-bot backup`: copies by hand."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pyrage
import pytest

from data.store.sqlite.backup import check_copy
from data.store.sqlite.instance_lock import occupy
from tests.bot.commands.conftest import Command
from tests.bot.commands.copies import marks, the_copy


def test_copy_goes_into_the_folder_of_copies(command: Command, database: Path) -> None:
    """Its name says that a person has made it, and its checksum fits."""
    printed = command("backup")
    assert printed.status == 0
    assert str(the_copy(database)) in printed.out
    assert the_copy(database).name.startswith("mag-bot-manual-")
    assert check_copy(the_copy(database))


def test_copy_goes_where_it_is_wanted(command: Command, tmp_path: Path) -> None:
    """A file, new or an earlier copy, or a folder."""
    for target in ("a.db", "a.db", "deep/er/b.db", "."):
        assert command("backup", target).status == 0
    assert check_copy(tmp_path / "a.db")
    assert check_copy(tmp_path / "deep" / "er" / "b.db")
    assert len(list(tmp_path.glob("mag-bot-manual-*.db"))) == 1


def test_copy_replaces_no_other_file(command: Command, database: Path, tmp_path: Path) -> None:
    """The database and files that are no copies are not overwritten."""
    (tmp_path / "letter.txt").write_text("Dear mother", "utf-8")
    assert "сама база данных" in command("backup", database).refusal
    assert "не копия" in command("backup", "letter.txt").refusal
    assert (tmp_path / "letter.txt").read_text("utf-8") == "Dear mother"


def test_name_of_an_encrypted_copy_is_given_to_no_other(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without a key nothing can be encrypted, and a name must not say that it is."""
    assert "BACKUP_RECIPIENTS" in command("backup", "a.db.age").refusal
    assert not (tmp_path / "a.db.age").exists()
    monkeypatch.setenv("BACKUP_RECIPIENTS", str(pyrage.x25519.Identity.generate().to_public()))
    assert command("backup", "a.db.age").status == 0
    assert b"age-encryption.org" in (tmp_path / "a.db.age").read_bytes()


def test_nothing_is_copied_without_a_database(command: Command, database: Path, tmp_path: Path) -> None:
    """The command fails and creates no file."""
    database.unlink()
    assert "ещё нет" in command("backup").refusal
    assert list(tmp_path.iterdir()) == []


def test_copy_is_made_while_a_bot_works(command: Command, database: Path) -> None:
    """A copy is made beside a running bot of any version."""
    with occupy(database), closing(sqlite3.connect(database)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("INSERT INTO faults VALUES ('2999-01-01', 'in the log', 1, 0)")
        raw.commit()
        assert command("backup").status == 0
    assert marks(the_copy(database)) == ["in the log"]
