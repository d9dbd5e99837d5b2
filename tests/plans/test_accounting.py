"""No row of a document disappears: each becomes an event, a city or a warning."""

import random
import re
from collections.abc import Iterator
from dataclasses import asdict

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.calendar.city_search.lookup import CityIndex
from data.plans.documents import read_content
from data.plans.doubts import WarningCode
from data.plans.reading import Reading
from data.plans.unreadable import Unreadable
from tests.plans.generator.damage import damage
from tests.plans.generator.words import HEADS
from tests.plans.generator.writer import generate

_WORD = re.compile(r"[А-ЯЁа-яё]{5,}")
_HEADERS = frozenset(
    word.lower() for heads in HEADS.values() for head in heads for word in _WORD.findall(head)
) | {"организатор", "организаторы", "окончание", "проведения", "возраст", "очный"}
"""Words of headers, labels and formats, which need not be found again."""


def all_texts(reading: Reading) -> str:
    """Return every text of a reading, its warnings and its unread lines, in lower case."""
    return " ".join(_texts(asdict(reading))).lower()


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


@given(st.integers(0, 2**32), st.integers(0, 12))
@settings(
    deadline=None,
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_every_row_of_a_damaged_plan_is_read_or_reported(index: CityIndex, seed: int, damages: int) -> None:
    """The first long word of every damaged row is found in the reading or its warnings."""
    rng = random.Random(seed)  # noqa: S311 -- a test
    plan = generate(seed % 997)
    head = len(plan.header) + 3
    lines = plan.as_text().split("\n")
    rows = damage("\n".join(lines[head:]), rng, damages).split("\n")
    try:
        reading = read_content("\n".join((*lines[:head], *rows)).encode(), "plan.txt", index, year=2025)
    except Unreadable:
        return
    if any(warning.code is WarningCode.COLUMN_UNREAD for warning in reading.warnings):
        return  # of an unread column only its name is reported
    found = all_texts(reading)
    for line in rows:
        words = [word for word in _WORD.findall(line) if word.lower() not in _HEADERS]
        is_header = len(_WORD.findall(line)) - len(words) > 1
        is_row = sum(1 for cell in line.split("\t") if cell.strip()) > 1
        is_moved = "перен" in line  # its old date gives way to the new one
        if words and is_row and not is_header and not is_moved:
            assert words[0].lower() in found, line
