"""The log: no secret in it, one record a line."""

import json
import logging
import sys

import pytest

from bot.log_setup import RecordFormatter, TextFormatter, shorten_unwritable
from data.store.sqlite.errors import DatabaseReadOnly, DiskFull

TOKEN = "7654321:AAcanary-canary_canary-canary"


def _record(message: str, *arguments: object, error: Exception | None = None) -> logging.LogRecord:
    trace = None
    if error is not None:
        try:
            raise error
        except type(error):
            trace = sys.exc_info()
    return logging.LogRecord("bot", logging.INFO, __file__, 1, message, arguments, trace)


@pytest.mark.parametrize("formatter", [TextFormatter(), RecordFormatter()])
def test_a_token_never_reaches_the_log(formatter: logging.Formatter) -> None:
    """Messages, their arguments and texts of exceptions show no token and no password."""
    record = _record(
        f"https://host/bot{TOKEN}/getMe %s",
        f"file {TOKEN}",
        error=ValueError(f"bad {TOKEN} socks5://me:pass-canary@host"),
    )
    line = formatter.format(record)
    assert "canary" not in line
    assert "ValueError" in line


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (DiskFull(), "100 % of tick failed: DiskFull"),
        (
            ExceptionGroup("a batch", [DiskFull(), ExceptionGroup("", [DatabaseReadOnly(), DiskFull()])]),
            "100 % of tick failed: DatabaseReadOnly, DiskFull",
        ),
    ],
)
def test_full_disk_is_not_filled_with_tracebacks(error: Exception, line: str) -> None:
    """Each job fails then again and again, and one line names the cause."""
    record = _record("100 %% of %s failed", "tick", error=error)
    assert shorten_unwritable(record)
    assert TextFormatter("%(message)s").format(record) == line


@pytest.mark.parametrize("error", [ValueError("ours"), ExceptionGroup("", [DiskFull(), ValueError("ours")])])
def test_other_errors_keep_their_traceback(error: Exception) -> None:
    """What is not known to be the disk's fault is shown with its place, also beside a full disk."""
    record = _record("tick failed", error=error)
    assert shorten_unwritable(record)
    assert "Traceback" in TextFormatter("%(message)s").format(record)


def test_a_name_with_controls_cannot_forge_a_record() -> None:
    """A line feed or an escape sequence in an argument stays inside its record."""
    line = TextFormatter("%(levelname)s %(message)s").format(
        _record("joined %s", "Ann\n\x1b[31mERROR forged")
    )
    assert "\x1b" not in line
    assert all(part.startswith("    ") for part in line.split("\n")[1:])
    parsed = json.loads(RecordFormatter("%(message)s").format(_record("joined %s", "Ann\nforged")))
    assert parsed["message"] == "joined Ann\nforged"
