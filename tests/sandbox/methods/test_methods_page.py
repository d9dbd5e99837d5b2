"""The page about the sandbox's methods agrees with the server."""

import re
from pathlib import Path

import aiogram.methods
from aiogram.methods.base import TelegramMethod

from bot.sandbox.http.api import METHODS

PAGE = Path(__file__).parents[3] / "docs" / "sandbox-methods.md"
ROW = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)


def rows() -> tuple[list[str], list[str]]:
    """Return the methods in the tables of known and of unknown ones."""
    done, unknown = PAGE.read_text(encoding="utf-8").split("## What it does not know")
    return ROW.findall(done), ROW.findall(unknown)


def every_method() -> set[str]:
    """Return all methods aiogram can call."""
    found = (getattr(aiogram.methods, name) for name in aiogram.methods.__all__)
    models = (one for one in found if isinstance(one, type) and issubclass(one, TelegramMethod))
    return {model.__api_method__ for model in models if model is not TelegramMethod}


def test_methods_page_names_every_method_once() -> None:
    """No method of aiogram is missing, invented or named twice."""
    done, unknown = rows()
    assert sorted(done + unknown) == sorted(every_method())


def test_methods_page_agrees_with_the_server() -> None:
    """The server handles exactly the methods in the table."""
    done, _ = rows()
    assert sorted(done) == sorted(handler.name for handler in METHODS.values())
