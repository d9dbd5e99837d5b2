"""The errors that are logged while a test runs."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class ErrorLog(logging.Handler):
    """A log handler that keeps the errors."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record, its traceback included."""
        self.lines.append(logging.Formatter().format(record))


@contextmanager
def error_log() -> Iterator[ErrorLog]:
    """Collect the errors that are logged inside the block."""
    keeper = ErrorLog()
    logging.getLogger().addHandler(keeper)
    try:
        yield keeper
    finally:
        logging.getLogger().removeHandler(keeper)
