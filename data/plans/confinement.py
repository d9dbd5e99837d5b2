"""Documents from outside are read in a child process, so that a hostile one harms only its own reading."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from data.plans.sheet import Block, Cell, Paragraph, Row, Sheet
from data.plans.unreadable import Unreadable, UnreadableReason

TIMEOUT_SECONDS = 20
_ROOT = Path(__file__).resolve().parents[2]
_OUT_OF_MEMORY = 3
_logger = logging.getLogger(__name__)


def read_confined(content: bytes, module: str) -> Sheet:
    """The blocks of a document, read by a module of this package as a process with limits.

    The process gets none of our environment, so no token can leak through it. Unreadable when it refuses,
    takes too much time or memory, or breaks.
    """
    try:
        done = subprocess.run(  # noqa: S603 our own interpreter and module, no shell
            [sys.executable, "-B", "-m", module],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT_SECONDS,
            cwd=_ROOT,
            env={"PYTHONPATH": os.fspath(_ROOT), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(UnreadableReason.TOO_HEAVY) from error
    if done.returncode == 0:
        return _unpack(json.loads(done.stdout))
    _logger.warning("document reader ended with status %d", done.returncode)
    heavy = done.returncode < 0 or done.returncode == _OUT_OF_MEMORY
    raise Unreadable(UnreadableReason.TOO_HEAVY if heavy else UnreadableReason.BROKEN)


def _unpack(answer: dict[str, Any]) -> Sheet:
    if "refused" in answer:
        reason = UnreadableReason(answer["refused"])
        raise Unreadable(reason, expected=answer["expected"], found=answer["found"])
    blocks = [_block(*packed) for packed in answer["blocks"]]
    return Sheet.of(blocks, [(mark, text) for mark, text in answer["notes"]])


def _block(kind: str, detail: int, line: int, packed: list[tuple[str, list[str], str, bool, str]]) -> Block:
    cells = tuple(Cell(text, tuple(marks), lead, bold, struck) for text, marks, lead, bold, struck in packed)
    return Row(line, detail, cells) if kind == "row" else Paragraph(line, cells[0], bool(detail))
