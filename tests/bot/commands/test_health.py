"""`mag-bot check`: which parts work and which do not, and the exit status."""

import asyncio
import fcntl
import os
import shutil
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from unittest.mock import AsyncMock

import pytest

from bot.commands import health
from bot.sandbox.server import SandboxServer
from bot.sandbox.world.cast import ANNA_ID
from data.store.inbox import Arrival, Inbox
from data.store.job_runs import JobRun, JobRuns
from data.store.sqlite.database import Database
from data.store.sqlite.errors import DatabaseReadOnly, DiskFailing, DiskFull, Unwritable
from data.store.sqlite.instance_lock import occupy
from handlers.text.words import LANGUAGES
from scheduler.clock import SystemClock
from tests.bot.commands.conftest import Command, Printed
from tests.world.storage import open_new

WRONG_TOKEN = "123456:wrong-wrong-wrong-wrong-wrong-wrong"


async def checked(command: Command, *arguments: str) -> Printed:
    """Run `mag-bot check` in a thread, while the server answers in this one."""
    return await asyncio.to_thread(command, "check", *arguments)


def ago(seconds: float) -> JobRun:
    """Return the run of a job of every 25 seconds that ended this many seconds ago."""
    return JobRun("reminders", SystemClock().now() - timedelta(seconds=seconds), "ok", 25.0)


def ran(database: Path, *runs: JobRun) -> None:
    """Record these as the last runs of the bot's jobs."""

    async def write() -> None:
        rows = await open_new(database)
        for run in runs:
            await JobRuns(rows).record(run)
        await rows.close()

    asyncio.run(write())


def took(database: Path, seconds: float) -> None:
    """Store an update that arrived this many seconds ago and is not handled yet."""

    async def write() -> None:
        rows = await open_new(database)
        at = SystemClock().now() - timedelta(seconds=seconds)
        await Inbox(rows).keep([Arrival(1, "5", "{}")], at)
        await rows.close()

    asyncio.run(write())


def _impatient(opening: Callable[..., Awaitable[Database]]) -> Callable[..., Awaitable[Database]]:
    async def impatient(path: Path, **more: object) -> Database:
        return await opening(path, patience=0.05, **more)

    return impatient


def started(database: Path, ago: timedelta) -> None:
    """Set the time since when the bot has the database open."""
    instant = (SystemClock().now() - ago).timestamp()
    os.utime(f"{database}-bot", (instant, instant))


def ill(printed: Printed) -> list[str]:
    """Return the lines that report trouble."""
    return [line for line in printed.out.splitlines() if line.startswith("✗")]


@pytest.fixture
def bot_at_work(database: Path) -> Iterator[None]:
    """Hold the database as a bot does that has run for a year."""
    ran(database, ago(5))
    with occupy(database):
        started(database, timedelta(days=365))
        yield


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_token(command: Command, database: Path, bot_at_work: None, language: str) -> None:
    """All checks but Telegram's are made, and a missing token is no trouble."""
    printed = command("check", "--language", language)
    assert (printed.status, printed.err) == (0, "")
    lines = printed.out.splitlines()
    assert len(lines) == 11
    assert all(line.startswith("✓ ") for line in lines)
    assert str(database) in lines[1]
    assert lines[3].endswith("2020")


async def test_with_a_token(
    command: Command, bot_at_work: None, server: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram's answer is the bot's name."""
    monkeypatch.setenv("BOT_TOKEN", server.token)
    monkeypatch.setenv("TELEGRAM_API_URL", server.url)
    printed = await checked(command)
    assert (printed.status, printed.err) == (0, "")
    assert printed.out.splitlines()[-1] == f"✓ Telegram: @{server.world.bot.username}"


async def test_with_a_token_telegram_does_not_know(
    command: Command, bot_at_work: None, server: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ill line is marked, the others are still there, and the status is 1."""
    monkeypatch.setenv("BOT_TOKEN", WRONG_TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", server.url)
    printed = await checked(command)
    assert (printed.status, printed.err) == (1, "")
    assert [line[0] for line in printed.out.splitlines()] == ["✓"] * 10 + ["✗"]
    assert printed.out.endswith("✗ Telegram: токен не принят\n")
    assert "wrong" not in printed.out


async def test_with_telegram_out_of_reach(
    command: Command, unused_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The host is named, the token is not."""
    monkeypatch.setenv("BOT_TOKEN", WRONG_TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", f"http://127.0.0.1:{unused_port}")
    printed = await checked(command, "--language", "en")
    assert printed.status == 1
    assert printed.out.endswith("✗ Telegram: 127.0.0.1 cannot be reached\n")


async def test_with_telegram_in_trouble(
    command: Command, server: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of Telegram's server is reported as such."""
    monkeypatch.setenv("BOT_TOKEN", server.token)
    monkeypatch.setenv("TELEGRAM_API_URL", server.url)
    await server.control.perform("fault", {"kind": "server", "method": "getMe"})
    printed = await checked(command)
    assert printed.status == 1
    assert printed.out.endswith("✗ Telegram: 127.0.0.1 отвечает ошибкой RestartingTelegram\n")


@pytest.mark.parametrize(
    ("trouble", "said"),
    [(DiskFull, "no space on the disk"), (DatabaseReadOnly, "read-only"), (DiskFailing, "an error")],
)
def test_a_database_that_cannot_be_written(
    trouble: type[Unwritable],
    said: str,
    command: Command,
    bot_at_work: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Reading goes on, and the check is red and says why."""
    command("check")
    monkeypatch.setattr(Database, "try_to_write", AsyncMock(side_effect=trouble))
    printed = command("check", "--language", "en")
    assert printed.status == 1
    [line] = [line for line in printed.out.splitlines() if line.startswith("✗")]
    assert said in line


def test_a_disk_that_is_nearly_full(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check reports it before the bot has to refuse work."""
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=50 * 2**20))
    printed = command("check", "--language", "en")
    assert printed.status == 1
    assert "✗ Writing: works; 50 MB free" in printed.out


@pytest.mark.parametrize("token", [None, WRONG_TOKEN])
async def test_database_without_a_bot_is_ill(
    command: Command, database: Path, unused_port: int, monkeypatch: pytest.MonkeyPatch, token: str | None
) -> None:
    """Without a process on the database the check says so, also after runs of an earlier one."""
    if token is not None:
        monkeypatch.setenv("BOT_TOKEN", token)
        monkeypatch.setenv("TELEGRAM_API_URL", f"http://127.0.0.1:{unused_port}")
    with occupy(database):
        pass
    printed = await checked(command, "--language", "en")
    assert printed.status == 1
    assert "✗ Bot: no bot is working with this database" in ill(printed)


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (("reminders", 60, "ok", 25.0), None),
        (("reminders", 90, "ok", 25.0), "hangs: overdue jobs, with their last runs (UTC): reminders 20"),
        (("reminders", 40 * 86400, "ok", 25.0), "hangs: "),
        (("purge", 3600, "ok", 3600.0), None),
        (("purge", 3670, "ok", 3600.0), "hangs: "),
        (("disk", 1, "OSError", 15.0), "is running, but jobs fail: disk OSError"),
    ],
)
def test_job_that_is_overdue_or_fails_is_ill(
    command: Command, database: Path, bot_at_work: None, run: tuple[str, int, str, float], said: str | None
) -> None:
    """A process that holds the database and does not do its jobs hangs, each measured by its own period."""
    name, seconds, outcome, period = run
    ran(database, JobRun(name, ago(seconds).at, outcome, period))
    printed = command("check", "--language", "en")
    assert printed.status == (0 if said is None else 1)
    assert said is None or ill(printed)[0].startswith(f"✗ Bot: process {os.getpid()} {said}")


@pytest.mark.parametrize(("seconds", "status"), [(0, 0), (50, 0), (80, 1), (130, 1)])
def test_restarted_bot_is_not_to_blame_for_what_is_older(
    command: Command, database: Path, bot_at_work: None, seconds: float, status: int
) -> None:
    """After a night without a bot, jobs and updates count as late from the start on."""
    ran(database, ago(8 * 3600))
    took(database, 8 * 3600)
    started(database, timedelta(seconds=seconds))
    assert command("check").status == status


def test_job_that_does_not_run_after_a_restart_is_ill(
    command: Command, database: Path, bot_at_work: None
) -> None:
    """If the other jobs have run since the restart, this one is overdue."""
    ran(database, ago(0.5), JobRun("purge", ago(8 * 3600).at, "ok", 3600.0))
    started(database, timedelta(seconds=2))
    assert command("check").status == 1


def test_bot_whose_jobs_have_never_run_is_ill(command: Command, database: Path) -> None:
    """A process that only holds the database does not work yet."""
    with occupy(database):
        printed = command("check", "--language", "en")
    assert printed.status == 1
    assert ill(printed) == [f"✗ Bot: process {os.getpid()} is running, but none of its jobs has run yet"]


@pytest.mark.parametrize(("seconds", "status"), [(5, 0), (40, 0), (70, 1), (90_000, 1)])
def test_update_that_waits_too_long_is_ill(
    command: Command, database: Path, bot_at_work: None, seconds: float, status: int
) -> None:
    """An update that has been handled for a minute without an end is reported with its time."""
    took(database, seconds)
    printed = command("check", "--language", "en")
    assert printed.status == status
    assert [
        line.startswith("✗ Updates: waiting for an answer: 1, the first since 20") for line in ill(printed)
    ] == ([True] * status)


async def test_updates_left_at_telegram_are_ill(
    command: Command,
    bot_at_work: None,
    database: Path,
    server: SandboxServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A bot that does its jobs and takes no updates hangs, too."""
    monkeypatch.setenv("BOT_TOKEN", server.token)
    monkeypatch.setenv("TELEGRAM_API_URL", server.url)
    monkeypatch.setattr(health, "_PENDING_PAUSE_SECONDS", 0.01)
    server.seed_people()
    await server.control.perform("say", {"person": ANNA_ID, "text": "/start"})
    printed = await checked(command, "--language", "en")
    assert printed.status == 1
    [line] = ill(printed)
    assert "waiting at Telegram: 1" in line
    # one that has just taken others is at it
    await asyncio.to_thread(took, database, 5)
    assert (await checked(command)).status == 0


def test_bot_that_keeps_the_database_is_ill(
    command: Command, database: Path, bot_at_work: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process stopped in the middle of a write locks others out, and the check names it."""
    monkeypatch.setattr("bot.resources.Database.open", _impatient(Database.open))
    with Path(f"{database}-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        printed = command("check", "--language", "en")
    assert printed.status == 1
    assert (
        ill(printed)[-1] == f"✗ Bot: process {os.getpid()} hangs: it lets no other process use the database"
    )


def test_check_warns_of_what_is_open(command: Command, bot_at_work: None, tmp_path: Path) -> None:
    """Warnings about valid settings are printed, and do not change the exit status."""
    (tmp_path / ".env").write_text("COLOUR=red\n", encoding="utf-8")
    (tmp_path / ".env").chmod(0o644)
    printed = command("check", "--language", "en")
    assert printed.status == 0
    warned = [line for line in printed.out.splitlines() if line.startswith("! ")]
    assert [line.split(" ")[1:3] for line in warned] == [["Warning:", "COLOUR"], ["Warning:", "every"]]


def test_quick_check_of_a_bot_at_work(command: Command, bot_at_work: None) -> None:
    """The quick check prints one line and examines nothing else."""
    printed = command("check", "--quick", "--language", "en")
    assert (printed.status, printed.err) == (0, "")
    assert printed.out == f"✓ Bot: process {os.getpid()} is working\n"


def test_quick_check_finds_a_bot_whose_jobs_stand_still(command: Command, database: Path) -> None:
    """The container's health turns red."""
    ran(database, ago(500))
    with occupy(database):
        started(database, timedelta(days=1))
        printed = command("check", "--quick", "--language", "en")
    assert printed.status == 1
    assert printed.out.startswith("✗ Bot: process")
    assert "reminders" in printed.out


def test_quick_check_without_a_bot(command: Command, database: Path) -> None:
    """It creates no file, and says that no bot runs."""
    database.unlink()
    printed = command("check", "--quick")
    assert (printed.status, len(printed.out.splitlines())) == (1, 1)
    assert not database.exists()


def test_quick_check_of_a_file_that_is_no_database(command: Command, database: Path) -> None:
    """It is refused in one line, as by the whole check."""
    with occupy(database):
        database.write_bytes(b"no database" * 1000)
        assert str(database) in command("check", "--quick").refusal
