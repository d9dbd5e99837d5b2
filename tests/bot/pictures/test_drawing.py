"""The child process that draws may be killed, fail or hang, which gives an error in time."""

import asyncio
import signal
import subprocess
import sys
from asyncio.subprocess import Process
from typing import Any

import pytest

from bot.pictures import drawing
from bot.pictures.drawing import PNG_SIGNATURE, DrawerKilled, NotDrawn, draw
from handlers.pictures.svg import picture

SVG = picture(60, 40, [])


class Starter:
    """Starts child processes, kills the first ones, and keeps a list of all."""

    def __init__(self, kills: int = 0) -> None:
        self.kills = kills
        self.started: list[Process] = []
        self.environments: list[dict[str, str]] = []
        self._start = asyncio.create_subprocess_exec

    async def __call__(self, *command: str, **options: Any) -> Process:
        """Start a process as asyncio does."""
        process = await self._start(*command, **options)
        self.started.append(process)
        self.environments.append(options["env"])
        if len(self.started) <= self.kills:
            process.kill()
        return process


@pytest.fixture
def starter(monkeypatch: pytest.MonkeyPatch) -> Starter:
    """Return the starter of the child processes of a test."""
    starter = Starter()
    monkeypatch.setattr(asyncio, "create_subprocess_exec", starter)
    return starter


async def test_killed_drawer_is_started_once_more(starter: Starter) -> None:
    """A process may be killed because the machine was short of memory for a moment."""
    starter.kills = 1
    assert (await draw(SVG)).startswith(PNG_SIGNATURE)
    assert [one.returncode for one in starter.started] == [-signal.SIGKILL, 0]


async def test_drawer_killed_twice_is_given_up(starter: Starter) -> None:
    """The reason names the signal."""
    starter.kills = 2
    with pytest.raises(DrawerKilled) as caught:
        await draw(SVG)
    assert caught.value.reason == f"signal {signal.SIGKILL.value}"
    assert len(starter.started) == 2


@pytest.mark.parametrize("svg", ["", "no picture", "<svg"])
async def test_what_is_no_picture_is_an_error(svg: str) -> None:
    """The reason is one line of the child process's last words."""
    with pytest.raises(NotDrawn) as caught:
        await draw(svg)
    assert caught.value.reason
    assert "\n" not in caught.value.reason


async def test_drawing_that_takes_too_long_is_cut(starter: Starter, monkeypatch: pytest.MonkeyPatch) -> None:
    """No child process is left over."""
    monkeypatch.setattr(drawing, "TIMEOUT_SECONDS", 0.001)
    with pytest.raises(NotDrawn, match="timeout"):
        await draw(SVG)
    assert [one.returncode for one in starter.started] == [-signal.SIGKILL]


async def test_recalled_drawing_leaves_no_process(starter: Starter) -> None:
    """The message may be recalled while its picture is drawn."""
    async with asyncio.TaskGroup() as tasks:
        drawn = tasks.create_task(draw(SVG))
        while not starter.started:  # noqa: ASYNC110 the start sends no signal
            await asyncio.sleep(0)
        drawn.cancel()
    assert drawn.cancelled()
    assert [one.returncode for one in starter.started] == [-signal.SIGKILL]


async def test_missing_interpreter_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """If no process can be started, NotDrawn is raised."""
    monkeypatch.setattr("sys.executable", "/no/such/python")
    with pytest.raises(NotDrawn, match="FileNotFoundError"):
        await draw(SVG)


async def test_too_long_document_starts_no_process(starter: Starter, monkeypatch: pytest.MonkeyPatch) -> None:
    """No picture of the bot needs such a long document."""
    monkeypatch.setattr(drawing, "LONGEST_SVG", len(SVG) - 1)
    with pytest.raises(NotDrawn, match="characters"):
        await draw(SVG)
    assert starter.started == []


async def test_drawer_has_none_of_our_environment(starter: Starter, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment may have the token, which the renderer does not need."""
    monkeypatch.setenv("BOT_TOKEN", "secret")
    await draw(SVG)
    assert set(starter.environments[0]) == {"PYTHONPATH", "PYTHONUTF8", "LC_ALL"}


def test_start_imports_no_drawing() -> None:
    """A bot that draws nothing pays for no renderer, no drawings and no models of photos."""
    heavy = (
        "resvg_py",
        "handlers.pictures.svg",
        "handlers.views.pictures.contents",
        "bot.pictures.photo_requests",
    )
    program = f"import sys, bot.wiring, bot.app; print([one for one in {heavy} if one in sys.modules])"
    printed = subprocess.run(  # noqa: S603 our own interpreter and program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert printed.stdout.strip() == "[]"
