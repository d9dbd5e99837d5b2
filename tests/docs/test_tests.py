"""Rules for the tests themselves: where shared code is, and what each test says."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]
TEST_FILES = sorted(TESTS.rglob("test_*.py"))
FILES = sorted(TESTS.rglob("*.py"))
PRIVATE_WITHOUT_REASON = re.compile(r"# noqa: [^#]*\bSLF001\b(?! - \S)")


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{one.name}" for one in node.names)
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names)


def _tests(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node


def test_no_file_imports_a_test_file() -> None:
    """No file imports from a test file. Code that two of them need stands in another file."""
    modules = {".".join(file.relative_to(TESTS.parent).with_suffix("").parts) for file in TEST_FILES}
    found = {
        f"{file.relative_to(TESTS)}: {name}"
        for file in FILES
        for name in _imported(file)
        if name in modules or name.rpartition(".")[0] in modules
    }
    assert found == set()


def test_every_test_says_in_a_sentence_what_must_hold() -> None:
    """The docstring of every test ends like a sentence."""
    silent = {
        f"{file.relative_to(TESTS)}: {test.name}"
        for file in TEST_FILES
        for test in _tests(file)
        if not (ast.get_docstring(test) or "").endswith((".", "?", "!", "»", ")"))
    }
    assert silent == set()


def test_private_access_has_a_reason() -> None:
    """Each access to `object._private` that Ruff is told to accept has a reason in its line."""
    unexplained = {
        f"{file.relative_to(TESTS)}: {line.strip()}"
        for file in FILES
        if file != Path(__file__)
        for line in file.read_text("utf-8").splitlines()
        if PRIVATE_WITHOUT_REASON.search(line)
    }
    assert unexplained == set()
