"""Golden files of messages, for people to read: one file for each message in each language.

With REWRITE_MESSAGES set in the environment, the files are rewritten instead of compared.
"""

import os
from pathlib import Path

from aiogram.types import ReplyKeyboardMarkup

from handlers.views.message import LONGEST_TEXT, Message, parsed_length

FOLDER = Path(__file__).parent / "written"
LONGEST_DATA = 64


def check_written(name: str, language: str, message: Message) -> None:
    """Check that Telegram takes the message and that it is as written down."""
    assert 0 < parsed_length(message.text) <= LONGEST_TEXT
    assert message.shown_picture == message.picture
    assert all(len(data.encode()) <= LONGEST_DATA for data in _data(message))
    check_file(f"{language}/{name}", written(message))


def check_file(name: str, shown: str) -> None:
    """Check that a text is as written down, or write it down when asked to."""
    file = FOLDER / f"{name}.txt"
    if os.environ.get("REWRITE_MESSAGES"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(shown, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == shown


def written(message: Message) -> str:
    """Return the text as sent, then the buttons row by row with their data."""
    lines = [message.text, ""]
    if message.silent:
        lines.insert(0, "(silent)")
    if message.picture is not None:
        lines.insert(
            0, f"({message.picture.kind} of {message.picture.year}, {message.picture.city or 'all'})"
        )
    rows = message.keyboard.inline_keyboard if message.keyboard is not None else []
    lines += ["  ".join(f"[{key.text}]({key.callback_data or key.url})" for key in row) for row in rows]
    if isinstance(message.reply_keyboard, ReplyKeyboardMarkup):
        lines += [
            f"(keyboard: {'  '.join(key.text for key in row)})" for row in message.reply_keyboard.keyboard
        ]
    elif message.reply_keyboard is not None:
        lines.append("(no keyboard)")
    return "\n".join(lines) + "\n"


def _data(message: Message) -> list[str]:
    rows = message.keyboard.inline_keyboard if message.keyboard is not None else []
    return [key.callback_data for row in rows for key in row if key.callback_data]
