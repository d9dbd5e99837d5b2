"""The child process that draws: it may be killed, fail or hang, and a picture or an error comes of it."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from bot import drawing
from bot.drawing import PNG_SIGNATURE, DrawerKilled, NotDrawn, draw
from handlers.pictures.svg import picture

SVG = picture(60, 40, [])


def _children() -> set[int]:
    """Return the process ids of our children."""
    return {
        int(one) for file in Path("/proc/self/task").glob("*/children") for one in file.read_text().split()
    }


async def _kill_drawers(known: set[int], times: int) -> None:
    """Kill so many child processes that are not known, as soon as each appears."""
    while times:
        await asyncio.sleep(0.001)
        for child in _children() - known:
            known.add(child)
            os.kill(child, signal.SIGKILL)
            times -= 1


async def test_killed_drawer_is_started_once_more() -> None:
    """As when the machine was short of memory for a moment."""
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_kill_drawers(_children(), 1))
        drawn = tasks.create_task(draw(SVG))
    assert drawn.result().startswith(PNG_SIGNATURE)


async def test_drawer_killed_twice_is_given_up() -> None:
    """The reason names the signal."""
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_kill_drawers(_children(), 2))
        with pytest.raises(DrawerKilled) as caught:
            await draw(SVG)
    assert caught.value.reason == f"signal {signal.SIGKILL.value}"


@pytest.mark.parametrize("svg", ["", "no picture", "<svg"])
async def test_what_is_no_picture_is_an_error(svg: str) -> None:
    """The reason is one line of the child process's last words."""
    with pytest.raises(NotDrawn) as caught:
        await draw(svg)
    assert caught.value.reason
    assert "\n" not in caught.value.reason


async def test_drawing_that_takes_too_long_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """No child process is left over."""
    monkeypatch.setattr(drawing, "TIMEOUT_SECONDS", 0.001)
    before = _children()
    with pytest.raises(NotDrawn, match="timeout"):
        await draw(SVG)
    assert _children() <= before


async def test_missing_interpreter_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when no process can be started at all."""
    monkeypatch.setattr("sys.executable", "/no/such/python")
    with pytest.raises(NotDrawn, match="FileNotFoundError"):
        await draw(SVG)


async def test_drawer_has_none_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The token may stand there, and the renderer has no need of it."""
    seen: list[dict[str, str]] = []
    real = asyncio.create_subprocess_exec

    async def watched(*command: str, **options: object) -> asyncio.subprocess.Process:
        seen.append(dict(options["env"]))  # type: ignore[call-overload]
        return await real(*command, **options)  # type: ignore[arg-type]

    monkeypatch.setenv("TELEGRAM_TOKEN", "secret")
    monkeypatch.setattr(asyncio, "create_subprocess_exec", watched)
    await draw(SVG)
    assert set(seen[0]) == {"PYTHONPATH", "PYTHONUTF8", "LC_ALL"}
