"""Docstrings and comments of the product are plain English, without vague pronouns."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = ("bot", "handlers", "scheduler", "data")
MODULES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
LONGEST_FIRST_LINE = 90
RIDDLES = re.compile(
    r"\b(whoever|whatever|whichever|whomever|wherever|lest|somebody|nobody|someone|anybody|everybody|anyone)\b",
    re.I,
)
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def complaints(text: str) -> Iterator[str]:
    """Yield the faults in the docstrings and comments of one module, with their line numbers."""
    tree = ast.parse(text)
    if tree.body and ast.get_docstring(tree) is None:
        yield "1: the module has no docstring"
    for node in ast.walk(tree):
        docstring = ast.get_docstring(node) if isinstance(node, DOCUMENTED) else None
        if docstring is not None:
            yield from _of_docstring(getattr(node, "lineno", 1), docstring)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield from _riddles(token.start[0], token.string)


def _of_docstring(line: int, docstring: str) -> Iterator[str]:
    first = docstring.splitlines()[0]
    if ";" in first:
        yield f"{line}: a semicolon in the first line"
    if len(first) > LONGEST_FIRST_LINE:
        yield f"{line}: a first line of {len(first)} characters"
    yield from _riddles(line, docstring)


def _riddles(line: int, prose: str) -> Iterator[str]:
    yield from (f"{line}: {word.group()}" for word in RIDDLES.finditer(prose))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_docstrings_and_comments_are_plain(path: Path) -> None:
    """No docstring or comment breaks these rules. Ruff checks D205, D400, D401 and D403."""
    assert list(complaints(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"""Read the plan."""\n', []),
        ('"""Read; then write."""\n', ["1: a semicolon in the first line"]),
        ('"""Read the plan.\n\nWhoever reads; waits.\n"""\n', ["1: Whoever"]),
        ('"""Read."""\n\n# lest it fails\n', ["3: lest"]),
        (f'"""{"R" * 91}"""\n', ["1: a first line of 91 characters"]),
        ("VALUE = 1\n", ["1: the module has no docstring"]),
        ("", []),
    ],
)
def test_what_is_not_plain_is_found(text: str, found: list[str]) -> None:
    """Each rule finds the mistake that it is made for."""
    assert list(complaints(text)) == found
