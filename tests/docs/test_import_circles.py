"""Neither the product's modules nor the parts of a package import each other in a circle.

So each can be read and tested with only what it imports.
"""

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

FLOORS = ("bot", "handlers", "scheduler", "data")


def import_circle(imports: dict[str, set[str]]) -> list[str]:
    """Return the modules of one import circle, or an empty list.

    The first module is repeated at the end.
    """
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
    """Return the imports of every module, including those for type checkers and in functions."""
    graph = grimp.build_graph(*FLOORS, exclude_type_checking_imports=False, cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def test_no_modules_import_each_other(imports: dict[str, set[str]]) -> None:
    """Modules form no circle. Imports for type checkers count, because a reader follows them."""
    assert "bot.sandbox.world.world" in imports
    assert import_circle(imports) == []


def test_no_rooms_import_each_other(imports: dict[str, set[str]]) -> None:
    """The files and packages within a package form no circle."""
    packages = {module.rpartition(".")[0] for module in imports} - {""}
    assert {"bot.sandbox", "handlers", "data.store"} <= packages
    circles = {package: import_circle(rooms(imports, package)) for package in packages}
    assert {package: circle for package, circle in circles.items() if circle} == {}


def test_a_circle_of_rooms_is_found() -> None:
    """A circle of packages is found even if their modules form none."""
    imports = {"a.x.one": {"a.y.one"}, "a.y.two": {"a.x.two"}, "a.x.two": set(), "a.y.one": set()}
    assert import_circle(imports) == []
    assert len(import_circle(rooms(imports, "a"))) == 3


def test_a_circle_is_found_by_its_modules() -> None:
    """The check finds circles of two and of three modules, and none in a diamond."""
    assert import_circle({"a": {"b"}, "b": {"a"}, "c": {"a"}}) in (["a", "b", "a"], ["b", "a", "b"])
    assert len(import_circle({"a": {"b"}, "b": {"c"}, "c": {"a"}})) == 4
    assert import_circle({"a": {"b", "c"}, "b": {"d"}, "c": {"d"}}) == []
