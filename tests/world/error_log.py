"""What is logged as an error while a test runs."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class ErrorLog(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record, its traceback included."""
        self.lines.append(logging.Formatter().format(record))


@contextmanager
def error_log() -> Iterator[ErrorLog]:
    """Collect what is logged as an error inside the block."""
    keeper = ErrorLog()
    logging.getLogger().addHandler(keeper)
    try:
        yield keeper
    finally:
        logging.getLogger().removeHandler(keeper)
