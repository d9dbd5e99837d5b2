"""A tool: `python -m tests.running [wheel] [clone]` installs and runs the bot.

It does so as a person would, and prints each step with its time. Status 1 means that a step has failed, and
its line says how. Nothing on the machine is changed: all files are in a temporary folder, and all ports are
on loopback.
"""

import asyncio
import shutil
import sys
import tempfile
import time
from pathlib import Path

import typer

from tests.running.installing import Install, from_clone, from_wheel
from tests.running.proxy import find_nginx
from tests.running.steps import StepFailed
from tests.running.trial import open_trial

WAYS: dict[str, tuple[str, Install]] = {
    "wheel": ("From the wheel, in an empty environment", from_wheel),
    "clone": ("From a clone, by make run", from_clone),
}


def main() -> None:
    """Try the ways of installing that are named, or all of them."""
    wanted = sys.argv[1:] or list(WAYS)
    if unknown := set(wanted) - WAYS.keys():
        raise SystemExit(f"{', '.join(sorted(unknown))}: the ways are {', '.join(WAYS)}")
    if lacking := [name for name in ("git", "make", "openssl") if shutil.which(name) is None]:
        raise SystemExit(f"{', '.join(lacking)} must be installed first")
    if find_nginx() is None:
        raise SystemExit("nginx must be installed first (on Debian: apt-get install nginx-light)")
    began = time.perf_counter()
    for name in wanted:
        title, install = WAYS[name]
        typer.echo(f"\n{title}")
        with tempfile.TemporaryDirectory(prefix="mag-try-") as folder:
            try:
                asyncio.run(_try(install, Path(folder)))
            except* StepFailed as group:
                typer.echo(f"\nStopped at: {_first(group)}", err=True)
                raise SystemExit(1) from None
    typer.echo(f"\nAll went well, in {time.perf_counter() - began:.0f} s.")


async def _try(install: Install, folder: Path) -> None:
    async with open_trial(await install(folder), folder) as trial:
        await trial.run()


def _first(group: BaseExceptionGroup[StepFailed]) -> StepFailed:
    error = group.exceptions[0]
    return _first(error) if isinstance(error, BaseExceptionGroup) else error


if __name__ == "__main__":
    main()
