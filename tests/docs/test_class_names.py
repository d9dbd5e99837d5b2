"""A class name is defined in one file of the product, so that a search finds one class."""

import ast
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLOORS = ("bot", "handlers", "scheduler", "data")

# A stored record and its view may share a name.
RECORD_AND_VIEW: frozenset[str] = frozenset()


def repeated_names(modules: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the class names that are defined in several modules, with their paths.

    A module is given as its path and its text.
    """
    found: dict[str, set[str]] = {}
    for path, text in modules:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, set()).add(path)
    return {name: sorted(paths) for name, paths in found.items() if len(paths) > 1}


def test_no_class_name_stands_in_two_files() -> None:
    """No class name is defined in two files, and private classes count too."""
    files = [path for floor in FLOORS for path in (ROOT / floor).rglob("*.py")]
    found = repeated_names((str(path.relative_to(ROOT)), path.read_text("utf-8")) for path in files)
    assert files
    assert {name: paths for name, paths in found.items() if name not in RECORD_AND_VIEW} == {}


def test_a_repeated_class_name_is_found() -> None:
    """The check finds a name in two files, even of a nested class, and none in a single file."""
    modules = [
        ("a.py", "class City: ..."),
        ("b.py", "class Plan:\n    class City: ..."),
        ("c.py", "if True:\n    class Date: ...\nelse:\n    class Date: ..."),
    ]
    assert repeated_names(modules) == {"City": ["a.py", "b.py"]}
