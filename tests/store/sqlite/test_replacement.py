"""The database file is replaced by another one, cut short at any step."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from data.store.sqlite.backup import sync_to_disk
from data.store.sqlite.database import Database
from data.store.sqlite.replacement import begin_replacement, finish_replacement, keep_files
from tests.store.rows import MIGRATIONS, add, ids

OLD, NEW = [1, 2, 3], [7]
STEPS = 20


class Killed(BaseException):
    """Raised in place of a step at which the process is killed."""


@pytest.fixture
async def place(tmp_path: Path) -> Path:
    """Return a database with a part of its rows in the log, and a complete new file beside it."""
    path, left = tmp_path / "mag.db", tmp_path / "left"
    left.mkdir()
    for name, numbers in (("new.db", NEW), ("mag.db", OLD)):
        database = await Database.open(tmp_path / name, migrations=MIGRATIONS)
        for number in numbers:
            async with database.transaction() as tx:
                await add(tx, number)
        for suffix in ("", "-wal"):
            shutil.copyfile(tmp_path / f"{name}{suffix}", left / f"{name}{suffix}")
        await database.close()
    shutil.copyfile(tmp_path / "new.db", left / "prepared.db")
    for suffix in ("", "-wal"):
        shutil.copyfile(left / f"mag.db{suffix}", f"{path}{suffix}")
    (left / "prepared.db").rename(tmp_path / "prepared.db")
    return path


async def rows_after_start(path: Path) -> list[int]:
    """Return the rows that the next start finds."""
    database = await Database.open(path, migrations=MIGRATIONS)
    try:
        return list(await ids(database))
    finally:
        await database.close()


def replace_it(path: Path) -> None:
    """Replace the database by the prepared file, as a restore does."""
    keep_files(path, path.with_name("kept"))
    begin_replacement(path, path.with_name("prepared.db"))
    finish_replacement(path)


async def test_replaced_database_is_the_new_one(place: Path) -> None:
    """The old log, which belongs to the old content, is not applied to the new file."""
    replace_it(place)
    assert await rows_after_start(place) == NEW


async def test_kept_files_are_the_old_database(place: Path) -> None:
    """The replaced database can be put back, including rows that were in its log only."""
    replace_it(place)
    assert await rows_after_start(place.with_name("kept") / place.name) == OLD


@pytest.mark.parametrize("step", range(STEPS))
async def test_replacement_cut_at_any_step_leaves_one_of_both(
    step: int, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next start finds the old rows until the decision, and the new ones from then on."""
    left, done = step, []

    def cut(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **more: Any) -> Any:
            nonlocal left
            if left == 0:
                raise Killed
            left -= 1
            done.append(name)
            return work(*arguments, **more)

        return counted

    with monkeypatch.context() as patch:
        patch.setattr(os, "link", cut("link", os.link))
        patch.setattr(Path, "unlink", cut("unlink", Path.unlink))
        patch.setattr(Path, "replace", cut("replace", Path.replace))
        patch.setattr(Path, "mkdir", cut("mkdir", Path.mkdir))
        patch.setattr("data.store.sqlite.replacement.sync_to_disk", cut("sync", sync_to_disk))
        try:
            replace_it(place)
        except Killed:
            assert len(done) == step
    decided = "replace" in done
    assert await rows_after_start(place) == (NEW if decided else OLD)
    if decided:
        assert await rows_after_start(place.with_name("kept") / place.name) == OLD


async def test_files_are_copied_where_there_are_no_links(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems have no links."""

    def refuse(*_arguments: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    replace_it(place)
    kept = place.with_name("kept") / place.name
    assert kept.stat().st_nlink == 1
    with closing(sqlite3.connect(kept)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert await rows_after_start(kept) == OLD


async def test_nothing_is_replaced_without_a_decision(place: Path) -> None:
    """A start that finds no decided file goes on with the database."""
    assert not finish_replacement(place)
    assert await rows_after_start(place) == OLD
