"""The modules of the product form no import circle.

Each of them can be read and tested with what it imports, and nothing above it.
"""

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

FLOORS = ("bot", "handlers", "scheduler", "data")


def import_circle(imports: dict[str, set[str]]) -> list[str]:
    """Return the modules of one import circle, the first again at the end, or an empty list."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        return circle
    return []


def rooms(imports: dict[str, set[str]], package: str) -> dict[str, set[str]]:
    """Return the imports between the direct children of a package."""

    def room(module: str) -> str:
        return ".".join(module.split(".")[: package.count(".") + 2])

    inside = {name: found for name, found in imports.items() if name.startswith(f"{package}.")}
    siblings: dict[str, set[str]] = {room(name): set() for name in inside}
    for name, found in inside.items():
        siblings[room(name)] |= {room(one) for one in found if one in inside} - {room(name)}
    return siblings


@pytest.fixture(scope="module")
def imports() -> dict[str, set[str]]:
    """Return the imports of every module, those for type checkers and in functions included."""
    graph = grimp.build_graph(*FLOORS, exclude_type_checking_imports=False, cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def test_no_modules_import_each_other(imports: dict[str, set[str]]) -> None:
    """An import that only a type checker sees counts too, because a reader follows it."""
    assert "bot.sandbox.world.world" in imports
    assert import_circle(imports) == []


def test_no_rooms_of_the_sandbox_import_each_other(imports: dict[str, set[str]]) -> None:
    """Its packages stand on each other in one order, from wire up to the server."""
    siblings = rooms(imports, "bot.sandbox")
    assert "bot.sandbox.wire" in siblings
    assert import_circle(siblings) == []


def test_a_circle_is_found_by_its_modules() -> None:
    """The check finds a circle of two and one of three, and none in a diamond."""
    assert import_circle({"a": {"b"}, "b": {"a"}, "c": {"a"}}) in (["a", "b", "a"], ["b", "a", "b"])
    assert len(import_circle({"a": {"b"}, "b": {"c"}, "c": {"a"}})) == 4
    assert import_circle({"a": {"b", "c"}, "b": {"d"}, "c": {"d"}}) == []
