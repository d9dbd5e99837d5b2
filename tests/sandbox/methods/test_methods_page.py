"""The page that says what the sandbox does method by method tells the truth about which methods there are."""

import re
from pathlib import Path

import aiogram.methods
from aiogram.methods.base import TelegramMethod

from bot.sandbox.http.api import METHODS

PAGE = Path(__file__).parents[3] / "docs" / "sandbox-methods.md"
ROW = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)


def rows() -> tuple[list[str], list[str]]:
    """The methods in the tables of what is done, and of what is not known."""
    done, unknown = PAGE.read_text(encoding="utf-8").split("## What it does not know")
    return ROW.findall(done), ROW.findall(unknown)


def every_method() -> set[str]:
    """All methods aiogram can call."""
    found = (getattr(aiogram.methods, name) for name in aiogram.methods.__all__)
    models = (one for one in found if isinstance(one, type) and issubclass(one, TelegramMethod))
    return {model.__api_method__ for model in models if model is not TelegramMethod}


def test_methods_page_names_every_method_once() -> None:
    """No method of aiogram is missing, invented or named twice."""
    done, unknown = rows()
    assert sorted(done + unknown) == sorted(every_method())


def test_methods_page_agrees_with_the_server() -> None:
    """What the table says is done the server answers, and nothing else."""
    done, _ = rows()
    assert sorted(done) == sorted(handler.name for handler in METHODS.values())
