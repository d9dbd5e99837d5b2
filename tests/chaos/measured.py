"""A tool: run a command and say what it and its children took, as JSON.

A process of its own, since on Linux the peak of a child begins with the memory of whoever has started it.
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
    """What a command ended with, what it wrote to standard error, its wall time and its peak of memory."""

    status: int
    errors: str
    seconds: float
    mebibytes: float


def measure(*command: str, folder: Path) -> Taken:
    """Run `mag-bot` with these words in a folder without settings."""
    tool = [sys.executable, "-m", "tests.chaos.measured", str(folder), *command]
    done = subprocess.run(tool, cwd=ROOT, capture_output=True, check=True)  # noqa: S603 - our own module
    return Taken(**json.loads(done.stdout))


def main() -> None:
    """Run the command of the arguments."""
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
