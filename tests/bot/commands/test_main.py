"""The command line as a whole: help, mistakes, bad settings, imported modules."""

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.bot.commands.conftest import PLAN, ROOT, Command, Printed

COMMANDS = [
    "run", "sandbox", "upcoming", "city", "check", "plan", "plan read", "plan import", "plan list",
    "plan undo", "updates",
    "updates list", "updates retry", "updates drop",
]  # fmt: skip


def process(folder: Path, *arguments: str | Path, **settings: str) -> Printed:
    """Run the command as a process of its own, in a folder without settings."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bot", *map(str, arguments)],
        cwd=folder,
        env=environment | {"DATABASE_URL": f"sqlite:///{folder / 'mag.db'}"} | settings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Printed(ended.returncode, ended.stdout, ended.stderr)


@pytest.mark.parametrize("name", COMMANDS)
def test_help(command: Command, name: str) -> None:
    """Every command says what it does and takes."""
    printed = command(*name.split(), "--help")
    assert (printed.status, printed.err) == (0, "")
    assert printed.out.startswith(f"Usage: mag-bot {name} ")
    assert "--help" in printed.out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["run"], "Бот работает на Linux"), (["check", "--language", "en"], "The bot works on Linux")],
)
def test_system_without_unix_locks_is_refused_in_one_line(arguments: list[str], said: str) -> None:
    """On Windows, where there is no fcntl, people read a sentence and not a traceback."""
    program = "import sys; sys.modules['fcntl'] = None; sys.modules['resource'] = None; import bot.__main__"
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"mag-bot: {said}")
    assert len(ended.stderr.splitlines()) == 1


def test_version_is_printed_alone(command: Command) -> None:
    """`mag-bot --version` prints the version of the installed distribution, and does nothing else."""
    printed = command("--version")
    assert (printed.status, printed.out, printed.err) == (0, f"mag-bot {version('mag-bot')}\n", "")


def test_help_lists_the_commands(command: Command) -> None:
    """The help of `mag-bot` names all commands."""
    for name in COMMANDS:
        *above, last = name.split()
        assert f"\n  {last} " in command(*above, "--help").out


@pytest.mark.parametrize(
    ("arguments", "culprit"),
    [
        ([], "Missing command"),
        (["plan"], "Missing command"),
        (["dance"], "'dance'"),
        (["plan", "dance"], "'dance'"),
        (["chek"], "Did you mean 'check'? Try "),
        (["upcoming", "--weeks", "3"], "--weeks"),
        (["upcoming", "--format", "xml"], "'xml'"),
        (["upcoming", "--language", "de"], "'de'"),
        (["city"], "'NAME'"),
        (["city", "Казань", "Тверь"], "Тверь"),
        (["plan", "read"], "'FILE'"),
        (["plan", "read", str(PLAN), "--year", "1"], "'--year'"),
        (["run", "--port", "70000"], "'--port'"),
    ],
)
def test_wrong_command_line_is_refused_in_one_line(
    command: Command, arguments: list[str], culprit: str
) -> None:
    """A command line that does not go is refused in one line that names the culprit and the way to help."""
    refusal = command(*arguments).refusal
    assert culprit in refusal
    assert refusal.endswith("--help'.")
    assert "?." not in refusal


@pytest.mark.parametrize("name", [["check"], ["upcoming"], ["plan", "list"], ["run"]])
def test_bad_settings(command: Command, monkeypatch: pytest.MonkeyPatch, name: list[str]) -> None:
    """Every bad setting is named, and none is quoted: a mistyped line may be a secret."""
    monkeypatch.setenv("BOT_TOKEN", "canary-secret")
    monkeypatch.setenv("JUBILEE_EVERY", "canary-five")
    refusal = command(*name).refusal
    assert refusal.startswith("BOT_TOKEN should be the token BotFather gave")
    assert "JUBILEE_EVERY should be a valid integer" in refusal
    assert "canary" not in refusal


def test_reading_a_plan_needs_no_settings(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document can be read even if the settings are bad."""
    monkeypatch.setenv("BOT_TOKEN", "canary-secret")
    assert command("plan", "read", PLAN).status == 0


@pytest.mark.parametrize("name", [["check"], ["upcoming"], ["city", "Казань"], ["plan", "list"]])
def test_a_damaged_database(command: Command, database: Path, name: list[str]) -> None:
    """A file that is no database is refused with what to do, and left as it is."""
    database.write_bytes(b"no database" * 1000)
    before = database.read_bytes()
    refusal = command(*name).refusal
    assert str(database) in refusal
    assert "повреждена" in refusal
    assert database.read_bytes() == before


def test_a_place_that_cannot_be_written(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """The path is named in the refusal."""
    monkeypatch.setenv("DATABASE_URL", "sqlite:////proc/nowhere/mag.db")
    assert "/proc/nowhere/mag.db недоступна для записи" in command("plan", "list").refusal


def test_interruption_ends_quietly(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C is no error to explain."""

    def interrupt(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("data.plans.documents.read_document", interrupt)
    assert command("plan", "read", PLAN) == Printed(130, "", "")


@pytest.mark.slow
def test_the_command_line_imports_no_aiogram() -> None:
    """Reading a plan and every --help start without the import that takes longer than all the rest."""
    code = (
        "import sys, bot.__main__ as main\n"
        f"assert main.run_command(['plan', 'read', {str(PLAN)!r}]) == 0\n"
        "assert main.run_command(['run', '--help']) == 0\n"
        "sys.exit(', '.join({'aiogram', 'aiohttp', 'icalendar', 'apscheduler'} & set(sys.modules)) or 0)"
    )
    ended = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.slow
def test_a_real_process(tmp_path: Path) -> None:
    """A query answers from the shipped content and leaves no file. A refusal sets the exit status."""
    printed = process(tmp_path, "city", "казани", "--on", "2020-03-01")
    assert (printed.status, printed.err) == (0, "")
    assert printed.out.startswith("🏙 Казань")
    assert process(tmp_path, "city", "чушьчушь").refusal
    assert process(tmp_path, "plan", "list").out.startswith("2020")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_closed_pipe(tmp_path: Path) -> None:
    """If the reader closes the pipe, the command ends early without an error message."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        ended = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "bot", "plan", "read", str(PLAN)],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=closed,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert (ended.returncode, ended.stderr) == (1, b"")
