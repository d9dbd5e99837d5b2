"""A tool: install the bot as a person does, from the wheel or from a clone."""

import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from tests.running.programs import Place, Program, bare_environment, run, started
from tests.running.steps import expect, step

ROOT = Path(__file__).parents[2]
PYTHON = Path(sys.base_prefix, "bin", f"python{sys.version_info.major}.{sys.version_info.minor}")


@dataclass(frozen=True, slots=True)
class Installation:
    """The folder a person works in, the program, the command that runs the bot, and its stop."""

    place: Place
    program: Path
    run: tuple[str | Path, ...]
    stop: Callable[[Program], Awaitable[None]]

    async def command(self, *arguments: str | Path, status: int = 0) -> str:
        """Run a command of the program in English. Return what it has printed."""
        return await run(self.place, (self.program, *arguments, "--language", "en"), status)


Install = Callable[[Path], Awaitable[Installation]]


async def from_wheel(folder: Path) -> Installation:
    """Build the wheel, and install it with the pinned packages into an empty environment."""
    # pip may need to know where packages come from on this machine
    here = Place(folder, dict(os.environ))
    environment, home = folder / "environment", folder / "home"
    home.mkdir()
    with step("the wheel is built"):
        build = ("wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
        await run(here, (sys.executable, "-m", "pip", *build))
        wheel = _wheel_in(folder)
    with step("the pinned packages are installed into an empty environment"):
        await run(here, (PYTHON, "-m", "venv", environment))
        pip = (environment / "bin" / "pip", "install", "--quiet", "--no-deps")
        await run(here, (*pip, "--require-hashes", "-r", ROOT / "requirements" / "run.txt"))
    with step("the wheel is installed, and says what it can do"):
        await run(here, (*pip, wheel))
        place = Place(home, bare_environment(home))
        program = environment / "bin" / "mag-bot"
        expect("backup" in await run(place, (program, "--help")), "mag-bot --help names no backup")
    return Installation(place, program, (program, "run", "--telegram", "--language", "en"), _terminated)


async def from_clone(folder: Path) -> Installation:
    """Clone this checkout, and let `make run` create its environment and start the sandbox."""
    here, clone = Place(folder, dict(os.environ)), folder / "clone"
    with step("the checkout is cloned"):
        await run(here, ("git", "clone", "--quiet", ROOT, clone))
    make = ("make", f"PYTHON={PYTHON}", "run")
    # the first call installs, so it has to know where packages come from
    with step("`make run` without a token installs, and starts the sandbox"):
        async with started(Place(clone, dict(os.environ)), "make", make) as sandbox:
            address = await sandbox.prints(r"http://127\.0\.0\.1:\d+", limit=900)
            async with aiohttp.ClientSession() as session, session.get(address) as page:
                expect(page.status == 200, f"the page of the sandbox answers {page.status}")
            await _interrupted(sandbox)
    place = Place(clone, bare_environment(folder))
    return Installation(place, clone / ".venv" / "bin" / "mag-bot", make, _interrupted)


def _wheel_in(folder: Path) -> Path:
    [wheel] = folder.glob("*.whl")
    return wheel


async def _terminated(bot: Program) -> None:
    bot.terminate()
    await bot.ends_well()


async def _interrupted(bot: Program) -> None:
    bot.interrupt()
    # make ends with a status of its own
    await bot.ends()
