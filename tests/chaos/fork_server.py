"""`python -m tests.chaos.fork_server`: has everything imported, and forks one bot for each line it reads.

So a bot stands up in a tenth of the time, and is a real process all the same: `mag-bot run` with a folder,
an environment and a log of its own, which signals end for good. HASTE in the environment shortens its
leadership's waits (tests.haste). Lines out: {"born": pid}, and {"dead": pid,
"status": as of waitpid}.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

from bot.__main__ import run_command
from bot.commands.running import _import_bot
from tests.haste import make_haste


def main() -> None:
    """Until the end of the input."""
    _import_bot()
    signal.signal(signal.SIGCHLD, lambda _number, _frame: _bury())
    for line in sys.stdin:
        wish = json.loads(line)
        # the child's death must not be told before its birth
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
        pid = os.fork()
        if pid == 0:
            _serve(wish)
        _tell(born=pid)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})


def _bury() -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        _tell(dead=pid, status=status)


def _tell(**news: int) -> None:
    # in one piece, for it is said in a signal handler too
    os.write(1, (json.dumps(news) + "\n").encode())


def _serve(wish: dict[str, Any]) -> NoReturn:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    os.chdir(wish["folder"])
    os.environ.clear()
    os.environ.update(wish["environment"])
    log = os.open("bot.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for number, source in ((0, os.open(os.devnull, os.O_RDONLY)), (1, log), (2, log)):
        os.dup2(source, number)
    make_haste(float(wish["environment"].get("HASTE", "1")))
    status = run_command(["run", "--language", "en"])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main()
