"""Set up the log: one record a line, as text or JSON, with secrets redacted last."""

import logging
import re
import sys
from collections.abc import Iterator, Mapping

from pythonjsonlogger.json import JsonFormatter

from data.store.sqlite.errors import Unwritable

# A token anywhere: in a URL, an exception's text, a traceback's line.
_TOKEN = re.compile(r"(?<!\d)\d{5,}:[A-Za-z0-9_-]{20,}")
_CREDENTIALS = re.compile(r"(://)[^/\s:@]+:[^/\s@]+@")
_TEXT_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_JSON_FIELDS = "%(asctime)s %(levelname)s %(name)s %(message)s"
# A name with a line feed or an escape sequence in it must not forge a second record.
_CONTROLS: Mapping[int, str] = {code: f"\\x{code:02x}" for code in (*range(32), 127) if code not in (9, 10)}


def redact(text: str) -> str:
    """Return the text without tokens and without passwords in addresses."""
    return _CREDENTIALS.sub(r"\1…@", _TOKEN.sub("…", text))


class TextFormatter(logging.Formatter):
    """Text, redacted when arguments and tracebacks are already in the line."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record)).translate(_CONTROLS).replace("\n", "\n    ")


class RecordFormatter(JsonFormatter):
    """The same as JSON, one object a line."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


def shorten_unwritable(record: logging.LogRecord) -> bool:
    """Name a full or failing disk instead of its traceback, which would help to fill the disk.

    Every job and every batch fails while it lasts, always at the same place. Pass every record.
    """
    error = record.exc_info[1] if record.exc_info else None
    leaves = [] if error is None else list(_leaves(error))
    if leaves and all(isinstance(one, Unwritable) for one in leaves):
        names = ", ".join(sorted({type(one).__name__ for one in leaves}))
        record.msg, record.args = f"{record.getMessage()}: {names}", ()
        record.exc_info = record.exc_text = None
    return True


def _leaves(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _leaves(one)
    else:
        yield error


def start_log(level: str, form: str) -> None:
    """Send the log to standard error: form is «text» or «json», level a logging level's name."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        RecordFormatter(_JSON_FIELDS, json_ensure_ascii=False)
        if form == "json"
        else TextFormatter(_TEXT_FORMAT)
    )
    handler.addFilter(shorten_unwritable)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # aiogram names every update at INFO; APScheduler every tick.
    for name in ("aiogram.event", "apscheduler", "aiohttp.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
