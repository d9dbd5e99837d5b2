"""A tool: run a command, and print as JSON what time and memory it and its children took.

It is a process of its own because on Linux the peak of a child begins with the memory of its parent.
"""

import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Taken:
    """The exit status of a command, its standard error, its wall time and its peak of memory."""

    status: int
    errors: str
    seconds: float
    mebibytes: float


def measure(*command: str, folder: Path) -> Taken:
    """Run `mag-bot` with these arguments in a folder without settings, and measure it."""
    tool = [sys.executable, "-m", "tests.chaos.measured", str(folder), *command]
    done = subprocess.run(tool, cwd=ROOT, capture_output=True, check=True)  # noqa: S603 - our own module
    return Taken(**json.loads(done.stdout))


def main() -> None:
    """Run the command in the arguments, and print the measurements."""
    began = time.monotonic()
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bot", *sys.argv[2:]],
        cwd=sys.argv[1],
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    taken = {"status": done.returncode, "errors": done.stderr.decode(), "mebibytes": peak}
    sys.stdout.write(json.dumps(taken | {"seconds": time.monotonic() - began}))


if __name__ == "__main__":
    main()
