"""Collect the keys of words that the code asks for, from its source."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLOORS = ("handlers", "bot", "scheduler")
KEY = re.compile(r"[a-z]+[a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Use:
    """One call: the key or its beginning, and the named arguments, None if not written out."""

    where: str
    key: str
    is_prefix: bool
    arguments: frozenset[str] | None


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """Yield our modules that may contain words. The sandbox has its own."""
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            if "sandbox" not in path.parts:
                yield path, ast.parse(path.read_text("utf-8"))


@cache
def uses() -> tuple[Use, ...]:
    """Return every call of words in the code."""
    nodes = ((path, node) for path, tree in sources() for node in ast.walk(tree))
    calls = ((path, node) for path, node in nodes if isinstance(node, ast.Call))
    return tuple(use for path, call in calls for use in _in_call(path, call))


def literals_of_code() -> set[str]:
    """Return every string literal, since a key may be chosen before it is used."""
    return {
        node.value
        for _, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _in_call(path: Path, call: ast.Call) -> Iterator[Use]:
    where = f"{path.relative_to(ROOT)}:{call.lineno}"
    if call.args and (_is_words(call.func) or _is_user_error(call.func)):
        named = [keyword.arg for keyword in call.keywords]
        arguments = None if None in named else frozenset(name for name in named if name)
        yield from _keys(where, call.args[0], arguments)
    elif len(call.args) > 1 and _is_words(call.args[0]):
        # functions of ours that take words and a key: button(words, "button-help", …)
        for argument in call.args[1:]:
            yield from _keys(where, argument, None)


def _is_words(func: ast.expr) -> bool:
    if isinstance(func, ast.Attribute) and func.attr == "plain":
        return _is_words(func.value)
    return (isinstance(func, ast.Name) and func.id == "words") or (
        isinstance(func, ast.Attribute) and func.attr == "words"
    )


def _is_user_error(func: ast.expr) -> bool:
    """Return whether the call makes a UserError, which takes a key and its arguments."""
    return isinstance(func, ast.Name) and func.id == "UserError"


def _keys(where: str, node: ast.expr, arguments: frozenset[str] | None) -> Iterator[Use]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
        yield Use(where, node.value, is_prefix=False, arguments=arguments)
    elif isinstance(node, ast.IfExp):
        yield from _keys(where, node.body, arguments)
        yield from _keys(where, node.orelse, arguments)
    elif isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
        yield Use(where, str(node.values[0].value), is_prefix=True, arguments=arguments)
