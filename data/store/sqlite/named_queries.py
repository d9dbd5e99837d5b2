"""Named queries: every statement of the program stands in sql/*.sql with a name and a line of purpose."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from aiosql.adapters.aiosqlite import AioSQLiteAdapter
from aiosql.query_loader import QueryLoader
from aiosql.types import QueryDatum

from data.store.sqlite.errors import WrongParameters

Value = str | int | float | bytes | None


@dataclass(frozen=True, slots=True)
class Query:
    """One statement; operation is the name of aiosql's suffix, such as SELECT_ONE for ^."""

    name: str
    sql: str
    parameters: frozenset[str] = frozenset()
    purpose: str = ""
    operation: str = "SCRIPT"

    def bound(self, parameters: Mapping[str, Value]) -> Mapping[str, Value]:
        """The parameters, when they are those its SQL names. Raises WrongParameters."""
        if parameters.keys() != self.parameters:
            raise WrongParameters(self.name, frozenset(parameters), self.parameters)
        return parameters


class Queries(Mapping[str, Query]):
    """The queries of one family, that is of one file in sql/.

    A wrong name is a KeyError when it is used; a test compares the names in code with those in the files.
    """

    def __init__(self, family: str) -> None:
        text = (files("data.store") / "sql" / f"{family}.sql").read_text("utf-8")
        # aiosql parses names, parameters and comments; Database runs the statements, in one hop each
        loaded = QueryLoader(AioSQLiteAdapter(), None, attribute=None).load_query_data_from_sql(text, [])
        self.family = family
        self._queries = {datum.query_name: _query(family, datum) for datum in loaded}
        if len(self._queries) < len(loaded):
            raise ValueError(family, "two queries share a name")

    def __getitem__(self, name: str) -> Query:
        return self._queries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._queries)

    def __len__(self) -> int:
        return len(self._queries)


def _query(family: str, datum: QueryDatum) -> Query:
    declared = datum.signature.parameters if datum.signature else ()
    return Query(
        name=f"{family}.{datum.query_name}",
        sql=datum.sql,
        parameters=frozenset(declared) - {"self"},
        purpose=datum.doc_comments.strip(),
        operation=datum.operation_type.name,
    )
