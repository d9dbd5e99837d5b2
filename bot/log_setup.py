"""Set up the log: one record a line, as text or JSON, with secrets redacted last."""

import logging
import re
import sys
from collections.abc import Mapping

from pythonjsonlogger.json import JsonFormatter

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


def start_log(level: str, form: str) -> None:
    """Send the log to standard error: form is «text» or «json», level a logging level's name."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        RecordFormatter(_JSON_FIELDS, json_ensure_ascii=False)
        if form == "json"
        else TextFormatter(_TEXT_FORMAT)
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # aiogram names every update at INFO; APScheduler every tick.
    for name in ("aiogram.event", "apscheduler", "aiohttp.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
