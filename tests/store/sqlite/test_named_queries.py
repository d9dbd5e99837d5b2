"""Named queries: code and files agree."""

import ast
import re
from importlib.resources import files
from pathlib import Path

import pytest

from data.store.sqlite.named_queries import Queries, shipped_fragments, with_fragments

STORE = Path(str(files("data.store")))
FAMILIES = sorted(path.stem for path in (STORE / "sql").glob("*.sql"))
READS = {"SELECT", "SELECT_ONE", "SELECT_VALUE"}
OPERATIONS = {
    "fetch_all": READS,
    "fetch_one": READS,
    "execute": {"INSERT_UPDATE_DELETE"},
    "execute_many": {"INSERT_UPDATE_DELETE_MANY"},
}


def _named_in_code() -> dict[str, set[str]]:
    """Return for each family the names of the queries that modules of the store use."""
    found: dict[str, set[str]] = {family: set() for family in FAMILIES}
    for module in STORE.rglob("*.py"):
        tree = ast.parse(module.read_text("utf-8"))
        loaders: dict[str, str] = {}
        for node in ast.walk(tree):
            match node:
                case ast.Assign(
                    targets=[ast.Name(id=name)],
                    value=ast.Call(func=ast.Name(id="Queries"), args=[ast.Constant(value=str(family))]),
                ):
                    loaders[name] = family
        for node in ast.walk(tree):
            match node:
                case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str(query))) if (
                    name in loaders
                ):
                    found[loaders[name]].add(query)
    return found


def _calls() -> list[tuple[str, str, str]]:
    """Return method, family and query of every call with a query by its name."""
    calls = []
    for module in STORE.rglob("*.py"):
        text = module.read_text("utf-8")
        loader = re.search(r'^_SQL = Queries\("(\w+)"\)', text, re.MULTILINE)
        if loader:
            pattern = r"\.(fetch_all|fetch_one|execute|execute_many)\(\s*_SQL\[\"(\w+)\"\]"
            calls += [(method, loader[1], query) for method, query in re.findall(pattern, text)]
    return calls


@pytest.mark.parametrize("family", FAMILIES)
def test_code_and_files_name_the_same_queries(family: str) -> None:
    """Every query named in code exists, and every query in the files is used."""
    assert _named_in_code()[family] == set(Queries(family))


@pytest.mark.parametrize("family", FAMILIES)
def test_every_query_says_what_it_is_for(family: str) -> None:
    """Each query has a purpose, which is a sentence with a full stop."""
    for query in Queries(family).values():
        assert len(query.purpose) > 10, query.name
        assert query.purpose.endswith("."), query.name


def test_queries_are_run_as_they_are_declared() -> None:
    """Reads are fetched, writes executed, and many rows go where many are declared."""
    calls = _calls()
    assert len(calls) > 40
    for method, family, name in calls:
        assert Queries(family)[name].operation in OPERATIONS[method], (method, family, name)


@pytest.mark.parametrize("family", FAMILIES)
def test_sql_stays_portable(family: str) -> None:
    """No words that only SQLite understands, and no arithmetic with dates."""
    for query in Queries(family).values():
        assert not re.search(
            r"(?i)\bOR (IGNORE|REPLACE)\b|strftime|julianday|datetime\(|\bdate\(|\browid\b|\bGLOB\b|\bLIKE\b",
            query.sql,
        ), query.name


def test_a_name_that_is_missing_is_an_error() -> None:
    """A slip in a query's name does not pass unnoticed."""
    with pytest.raises(KeyError):
        Queries("job_runs")["recrod"]


def test_every_fragment_is_used_and_explained() -> None:
    """A shared condition has a sentence of purpose, stands in a statement and leaves no brace."""
    texts = [path.read_text("utf-8") for path in (STORE / "sql").rglob("*.sql")]
    for name, body in shipped_fragments().items():
        assert re.search(rf"^-- fragment: {name}\n(-- .*\n)*-- .*\.\n[^-]", "\n".join(texts), re.MULTILINE), (
            name
        )
        assert any(f"{{{name}}}" in text for text in texts), name
        assert body
        assert not re.search(r"\{\w+\}", body), name


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("SELECT 1", "SELECT 1"),
        ("WHERE {a} AND {b}", "WHERE x = 1 AND y = :y"),
        ("replace(payload, '}', '') = '{}'", "replace(payload, '}', '') = '{}'"),
    ],
)
def test_names_in_braces_become_their_fragments(text: str, whole: str) -> None:
    """Only a name in braces is replaced, not the braces of JSON."""
    assert with_fragments(text, {"a": "x = 1", "b": "y = :y"}) == whole


def test_a_fragment_that_is_missing_is_an_error() -> None:
    """A slip in a fragment's name stops the start instead of reaching SQLite."""
    with pytest.raises(KeyError, match="tkaes"):
        with_fragments("WHERE {tkaes_messages}", shipped_fragments())


@pytest.mark.parametrize("family", FAMILIES)
def test_eligibility_stands_in_its_fragments_only(family: str) -> None:
    """No statement has a pause, a weekly chat or a mute of a subject by itself."""
    text = (STORE / "sql" / f"{family}.sql").read_text("utf-8")
    assert not re.search(r"paused_until (IS|<|>)|frequency <> 'weekly'|substr\(:about", text)
