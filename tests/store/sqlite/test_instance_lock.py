"""One bot at a time on one database."""

import fcntl
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from data.store.sqlite.errors import DatabaseOccupied, DatabaseReadOnly
from data.store.sqlite.instance_lock import Holder, find_holder, occupy

_HOLD = """
import sys, pathlib
from data.store.sqlite.instance_lock import occupy
with occupy(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_second_is_refused_and_told_whom_to_ask(tmp_path: Path) -> None:
    """While one process holds the database no other can. The folder need not exist."""
    path = tmp_path / "var" / "mag.db"
    with occupy(path):
        with pytest.raises(DatabaseOccupied) as caught, occupy(path):
            pytest.fail("two hold it")
        assert caught.value.pid == os.getpid()
    with occupy(path):
        pass


def test_holder_is_found_and_not_disturbed(tmp_path: Path) -> None:
    """Any process can ask which one holds the database, and gets an answer only while it is held."""
    path, link = tmp_path / "mag.db", tmp_path / "link.db"
    link.symlink_to(path)
    assert find_holder(path) is None
    with occupy(path):
        assert find_holder(path) == find_holder(link) == Holder(os.getpid())
        assert find_holder(tmp_path / "other.db") is None
    assert find_holder(path) is None


def test_who_only_asks_is_waited_for(tmp_path: Path) -> None:
    """A bot that starts while another process asks for the holder is not refused."""
    path = tmp_path / "mag.db"
    with occupy(path):
        pass
    with Path(f"{path}-bot").open() as asking:
        fcntl.flock(asking, fcntl.LOCK_SH)
        timer = threading.Timer(0.02, lambda: fcntl.flock(asking, fcntl.LOCK_UN))
        timer.start()
        with occupy(path):
            timer.join()


def test_a_link_is_the_same_database(tmp_path: Path) -> None:
    """However the file is called."""
    link = tmp_path / "link.db"
    link.symlink_to(tmp_path / "mag.db")
    with occupy(tmp_path / "mag.db"), pytest.raises(DatabaseOccupied), occupy(link):
        pytest.fail("two hold it")


def test_another_file_is_another_matter(tmp_path: Path) -> None:
    """Two bots with a database each do not meet."""
    with occupy(tmp_path / "one.db"), occupy(tmp_path / "two.db"):
        pass


def test_no_death_leaves_it_behind(tmp_path: Path) -> None:
    """Killed with -9, a holder holds nothing any more."""
    path = tmp_path / "mag.db"
    command = [sys.executable, "-c", _HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:  # noqa: S603 - our own interpreter and script
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(DatabaseOccupied) as caught, occupy(path):
            pytest.fail("two hold it")
        assert caught.value.pid == holder.pid
        holder.kill()
        holder.wait()
    with occupy(path):
        pass


def test_where_nothing_can_be_written_is_said_so(tmp_path: Path) -> None:
    """A folder that is a file, say."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DatabaseReadOnly), occupy(tmp_path / "file" / "mag.db"):
        pytest.fail("held nothing")
