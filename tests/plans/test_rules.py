"""Each small document, one per rule, reads as its expected parse beside it says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.calendar.city_search.lookup import CityIndex
from data.plans.documents import read_document
from data.plans.export import plan_object
from tests.plans.conftest import DOCUMENTS
from tests.plans.sentences import saying

RULES = DOCUMENTS / "rules"
_EVENT = ("part", "parts", "section", "title", "kind", "organisers", "note", "status")
_WHEN = ("precision", "start", "end", "tbc", "recurrence")
_CITY = ("city", "age", "precision", "start", "end", "rule", "approx")


def expectation(document: Path) -> Path:
    """Return the expected parse of a document."""
    beside = document.with_name(f"{document.name}.expected.json")
    return beside if beside.exists() else document.with_suffix(".expected.json")


DOCUMENTS_OF_RULES = sorted(
    path for path in RULES.iterdir() if path.suffix != ".json" and expectation(path).exists()
)


@pytest.mark.parametrize("document", DOCUMENTS_OF_RULES, ids=lambda path: path.stem)
def test_document_of_a_rule_reads_as_expected(document: Path, index: CityIndex) -> None:
    """Every value is the expected one, or one of those the rule leaves open."""
    expected = json.loads(expectation(document).read_text("utf-8"))
    found = dict(_values(plan_object(read_document(document, index), saying("ru"), saying("en"))))
    wanted, open_values = dict(_values(expected)), expected.get("accept", {})
    wrong = {
        key: (wanted.get(key), found.get(key))
        for key in {*wanted, *found}
        if wanted.get(key) != found.get(key) and found.get(key) not in open_values.get(key, [])
    }
    assert wrong == {}


def _values(plan: dict[str, Any]) -> Iterator[tuple[str, object]]:
    """Yield every value of a parse under a name.

    Wordings of dates and places are not compared, nor are flags.
    """
    yield from (
        ("title", plan["title"]),
        ("year", plan["year"]),
        ("draft", plan["draft"]),
        ("events", len(plan["events"])),
    )
    for place, event in enumerate(plan["events"], 1):
        name = f"event {event['number'] or f'@{place}'}.{event['part']}"
        yield from ((f"{name} {key}", event[key]) for key in _EVENT)
        yield f"{name} occurrences", len(event["occurrences"])
        for order, one in enumerate(event["occurrences"]):
            where, when = one["place"] or {}, one["when"] or {}
            yield from ((f"{name} place{order} {key}", where.get(key)) for key in ("city", "mode"))
            yield from ((f"{name} when{order} {key}", when.get(key)) for key in _WHEN)
    for rows in ("jubilees", "city_days"):
        yield rows, len(plan[rows])
        for row in plan[rows]:
            yield from ((f"{rows} {row['number']} {key}", row[key]) for key in _CITY)
