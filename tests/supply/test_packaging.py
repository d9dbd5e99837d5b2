"""The wheel has what the bot needs, and nothing of the place where it was built."""

import ast
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import entry_points, packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "handlers", "scheduler", "data")
SHIPPED = {
    *(".py", ".sql", ".ftl", ".json", ".txt", ".typed", ".md"),
    *(".html", ".css", ".js", ".svg", ".ttf", ".pdf"),
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the file names in a wheel built without a network.

    It is built from a copy of the tree in which the bot has run.
    """
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("dist")
    for name in (*PACKAGES, "pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tree / name)
    for left in ("data/store/mag-bot.db", "data/mag.db-wal", "bot/var/mag-bot.db", "bot/.env"):
        (tree / left).parent.mkdir(exist_ok=True)
        (tree / left).write_text("left behind")
    _build(tree, out)
    (built,) = out.glob("mag_bot-*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def _build(tree: Path, out: Path) -> None:
    quiet = ("--quiet", "--no-input", "--disable-pip-version-check")
    subprocess.run(  # noqa: S603 - our own build
        [
            *(sys.executable, "-m", "pip", "wheel", *quiet),
            *("--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(out), str(tree)),
        ],
        check=True,
        timeout=120,
    )


@pytest.mark.slow
def test_everything_the_bot_reads_is_in_the_wheel(wheel: set[str]) -> None:
    """The wheel has every query, migration, text, page, plan and catalogue."""
    for package in PACKAGES:
        files = [path for path in (ROOT / package).rglob("*") if path.suffix in SHIPPED]
        assert {path.relative_to(ROOT).as_posix() for path in files} <= wheel
        assert f"{package}/py.typed" in wheel
    for suffix in (".sql", ".ftl", ".html"):
        assert any(name.endswith(suffix) for name in wheel)
    shipped = ("plan-2020.txt", "cities.json", "secretariat.ru.pdf")
    assert {f"data/content/{name}" for name in shipped} <= wheel


@pytest.mark.slow
def test_nothing_else_is_in_the_wheel(wheel: set[str]) -> None:
    """The wheel has no database, settings or tests, and no files of other kinds."""
    ours = {name for name in wheel if ".dist-info/" not in name}
    assert {name.split("/")[0] for name in ours} == set(PACKAGES)
    assert {Path(name).suffix for name in ours} <= SHIPPED
    assert not any("/var/" in name or "/tests/" in name for name in ours)
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in wheel)


@pytest.mark.slow
def test_source_distribution_can_be_installed_in_every_way(tmp_path: Path) -> None:
    """The source distribution has the files for each way to run the bot that the documents name."""
    subprocess.run(  # noqa: S603 - our own build
        [
            *(sys.executable, "-c"),
            "import sys; from hatchling.build import build_sdist; build_sdist(sys.argv[1])",
            str(tmp_path),
        ],
        cwd=ROOT,
        check=True,
        timeout=120,
    )
    (built,) = tmp_path.glob("mag_bot-*.tar.gz")
    with tarfile.open(built) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    deploy = {f"deploy/{path.name}" for path in (ROOT / "deploy").iterdir()}
    assert deploy | {"Dockerfile", ".dockerignore", "compose.yaml", ".env.example", "Makefile"} <= names
    assert {"requirements/run.txt", "docs/running.md", "docs/running.ru.md", "CHANGELOG.md"} <= names
    assert not {name for name in names if name.endswith((".db", "/.env")) or name.startswith("var/")}


def test_every_entry_point_loads() -> None:
    """The installed command loads a function."""
    ours = entry_points().select(module="bot.__main__")
    assert {(point.group, point.name) for point in ours} == {("console_scripts", "mag-bot")}
    assert all(callable(point.load()) for point in ours)


@pytest.mark.parametrize("package", PACKAGES)
def test_nobody_else_claims_our_names(package: str) -> None:
    """No dependency has a package with one of our names, since one would shadow the other."""
    assert set(packages_distributions().get(package, [])) <= {"mag-bot"}


@pytest.mark.parametrize("name", ["pyproject.toml", "requirements/run.txt", "requirements/dev.txt"])
def test_requirements_name_no_place(name: str) -> None:
    """The requirements do not say where packages come from."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"index-url|extra-index|://|find-links|trusted-host", text.lower())


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_requirements_are_pinned_with_hashes(name: str) -> None:
    """Every package is pinned to one version, with a hash."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    entries = re.findall(r"^[a-z0-9].*(?:\n +.*)*", text, re.MULTILINE | re.IGNORECASE)
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[\w.\[\]-]+==[\w.!+]+", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize(("name", "group"), [("run", "build"), ("dev", "dev")])
def test_lock_holds_what_the_project_asks_for(name: str, group: str) -> None:
    """Each dependency and each member of the group is pinned to a version that is allowed."""
    pinned = _pinned(name)
    for asked in (*_project()["project"]["dependencies"], *_members(group)):
        wanted = Requirement(asked)
        version = pinned[canonicalize_name(wanted.name)]
        assert wanted.specifier.contains(version, prereleases=True), f"{asked}: {version}"


def test_development_adds_to_what_runs_and_changes_nothing() -> None:
    """The tests run with the same versions as a server."""
    assert _pinned("run").items() <= _pinned("dev").items()


def test_wheel_asks_for_nothing_of_development() -> None:
    """The wheel requires no package of the development group, and has no extras."""
    project = _project()
    development = {canonicalize_name(Requirement(one).name) for one in _members("dev")}
    asked = {canonicalize_name(Requirement(one).name) for one in project["project"]["dependencies"]}
    assert not development & asked
    assert "optional-dependencies" not in project["project"]


def test_what_the_bot_imports_it_asks_for() -> None:
    """No package is there only because another one happens to bring it."""
    asked = {canonicalize_name(Requirement(one).name) for one in _project()["project"]["dependencies"]}
    providers = packages_distributions()
    unasked = {
        name: providers[name]
        for name in _imported()
        if not asked & {canonicalize_name(one) for one in providers[name]}
    }
    assert not unasked


def _imported() -> set[str]:
    """Return the packages that the bot imports, without its own and those of Python."""
    nodes = (
        node
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )
    named = {name.partition(".")[0] for node in nodes for name in _names_in(node)}
    return named - sys.stdlib_module_names - set(PACKAGES)


def _names_in(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module] if node.module else []
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def test_no_other_list_of_requirements_is_kept() -> None:
    """There are two locked lists of requirements, and no others."""
    assert {path.name for path in (ROOT / "requirements").iterdir()} == {"run.txt", "dev.txt"}


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _members(group: str) -> Iterator[str]:
    """Yield the requirements of a dependency group, with those of the groups it includes."""
    for one in _project()["dependency-groups"][group]:
        if isinstance(one, str):
            yield one
        else:
            yield from _members(one["include-group"])


def _pinned(name: str) -> dict[str, str]:
    """Return the versions in a lock by canonical name."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    found = re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==(\S+)", text, re.MULTILINE)
    return {canonicalize_name(one): version for one, version in found}
