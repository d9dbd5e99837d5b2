"""A tool: `python -m tests.chaos.fork_server` imports the bot once and forks bots.

It forks one for each line of its input. A forked bot starts in a tenth of the time. It is a real process:
`mag-bot` with its own arguments, folder, environment and log, and signals end it. HASTE in the environment
shortens the waits of its leadership (tests.haste). The server prints {"started": pid}, and {"ended": pid,
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
    """Fork a bot for each line of the input until it ends."""
    _import_bot()
    signal.signal(signal.SIGCHLD, lambda _number, _frame: _reap())
    for line in sys.stdin:
        order = json.loads(line)
        # the end of the child must not be reported before its start
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
        pid = os.fork()
        if pid == 0:
            _serve(order)
        _report(started=pid)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})


def _reap() -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        _report(ended=pid, status=status)


def _report(**news: int) -> None:
    # in one piece, because a signal handler prints too
    os.write(1, (json.dumps(news) + "\n").encode())


def _serve(order: dict[str, Any]) -> NoReturn:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    log = os.open("bot.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for number, source in ((0, os.open(os.devnull, os.O_RDONLY)), (1, log), (2, log)):
        os.dup2(source, number)
    make_haste(float(order["environment"].get("HASTE", "1")))
    status = run_command([*order["arguments"], "--language", "en"])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main()
