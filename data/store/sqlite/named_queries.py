"""Load the named queries.

Every statement of the program stands in sql/ with a name, its parameters and a line of purpose.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from aiosql.adapters.aiosqlite import AioSQLiteAdapter
from aiosql.query_loader import QueryLoader
from aiosql.types import QueryDatum

from data.store.sqlite.errors import WrongParameters

Value = str | int | float | bytes | None

_FRAGMENT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Query:
    """One statement. operation is aiosql's name for its suffix, such as SELECT_ONE for ^."""

    name: str
    sql: str
    parameters: frozenset[str] = frozenset()
    purpose: str = ""
    operation: str = "SCRIPT"

    def bound(self, parameters: Mapping[str, Value]) -> Mapping[str, Value]:
        """Return the parameters. Raises WrongParameters unless they are those that the SQL names."""
        if parameters.keys() != self.parameters:
            raise WrongParameters(self.name, frozenset(parameters), self.parameters)
        return parameters


class Queries(Mapping[str, Query]):
    """The queries of one family, that is of one file in sql/.

    A name in braces stands for its fragment. A wrong name of a query is a KeyError when it is used, and a
    test compares the names in code with the files.
    """

    def __init__(self, family: str) -> None:
        """Read the file of a family. Raises KeyError for the name of a fragment that does not exist."""
        text = with_fragments(_text_of(f"{family}.sql"), shipped_fragments())
        self._queries: dict[str, Query] = {}
        # aiosql parses names, parameters and comments. Database runs the statements, in one hop each
        for datum in QueryLoader(AioSQLiteAdapter(), None, attribute=None).load_query_data_from_sql(text, []):
            if datum.query_name in self._queries:
                raise ValueError(family, datum.query_name)
            self._queries[datum.query_name] = _query(family, datum)

    def __getitem__(self, name: str) -> Query:
        return self._queries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._queries)

    def __len__(self) -> int:
        return len(self._queries)


@cache
def shipped_fragments() -> Mapping[str, str]:
    """Return by name the conditions and joins of sql/fragments/, which several statements share.

    A fragment may contain those that stand before it in its file.
    """
    found: dict[str, str] = {}
    for block in _text_of("fragments", "eligibility.sql").split("-- fragment: ")[1:]:
        name, *lines = block.splitlines()
        body = "\n".join(line for line in lines if not line.startswith("--"))
        found[name] = with_fragments(body.strip(), found)
    return found


def with_fragments(text: str, fragments: Mapping[str, str]) -> str:
    """Replace each name in braces by its fragment. Raises KeyError for a name that is none."""
    return _FRAGMENT.sub(lambda name: fragments[name[1]], text)


def _text_of(*place: str) -> str:
    return (files("data.store") / "sql").joinpath(*place).read_text("utf-8")


def _query(family: str, datum: QueryDatum) -> Query:
    declared = datum.signature.parameters if datum.signature else ()
    return Query(
        name=f"{family}.{datum.query_name}",
        sql=datum.sql,
        parameters=frozenset(declared) - {"self"},
        purpose=datum.doc_comments.strip(),
        operation=datum.operation_type.name,
    )
