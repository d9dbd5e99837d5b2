"""Any file is read or refused, and nothing else happens."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.calendar.city_search.lookup import CityIndex
from data.plans.documents import read_content, read_in_this_process
from data.plans.editions.comparison import carry_ids, compare
from data.plans.reading import Reading
from data.plans.unreadable import Unreadable
from tests.plans.generator.damage import WORDS, damage

SEED = (Path(__file__).parents[3] / "data" / "content" / "plan-2020.txt").read_text("utf-8")
COMMON = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read_or_refuse(content: bytes, index: CityIndex, name: str = "plan.txt") -> Reading | None:
    """Return the reading in this process, or None when the document was refused."""
    try:
        return read_in_this_process(content, name, index, year=2020)
    except Unreadable as refused:
        lines = refused.expected + refused.found
    return pytest.fail("a refusal of several lines") if "\n" in lines else None


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=120), st.booleans())
@settings(COMMON, max_examples=120)
def test_any_text_is_read_or_refused(index: CityIndex, words: list[str], headed: bool) -> None:
    """Words of plans in any order raise only the refusal, with and without a header."""
    opening = "План на 2020 год\n\n№\tМероприятия\tМесто, дата\tПримечание\n" if headed else ""
    read_or_refuse((opening + " ".join(words).replace(" \t ", "\t")).encode("utf-8", "replace"), index)


@given(st.binary(max_size=400), st.sampled_from(["plan.txt", "plan.md", "plan.tsv", "plan", "plan.pdf"]))
@settings(COMMON, max_examples=100)
def test_any_bytes_are_read_or_refused(index: CityIndex, content: bytes, name: str) -> None:
    """Bytes that are no text raise only the refusal."""
    read_or_refuse(content, index, name)


@given(st.integers(0, 2**32), st.integers(1, 30))
@settings(COMMON, max_examples=40)
def test_damaged_plan_reports_what_is_not_read(index: CityIndex, seed: int, damages: int) -> None:
    """Lines are shuffled, cut, doubled and garbled at random."""
    reading = read_or_refuse(damage(SEED, random.Random(seed), damages).encode(), index)  # noqa: S311 -- a test
    if reading is not None:
        reported = {warning.code for warning in reading.warnings}
        assert bool(reading.unread) == ("line_unread" in reported)
        assert compare(reading.plan, reading.plan) == ()
        assert len(carry_ids(reading.plan, reading.plan).events) == len(reading.plan.events)


@given(st.permutations(range(17)))
@settings(COMMON, max_examples=12)
def test_rows_in_another_order_are_read_the_same(index: CityIndex, order: list[int]) -> None:
    """The order of rows changes only the warnings about order."""
    lines = SEED.split("\n")
    first = next(place for place, line in enumerate(lines) if line.startswith("<b>Юбилей")) + 1
    rows = [line for line in lines[first:] if line and not line.startswith("<b>")][:17]
    end = next(place for place, line in enumerate(lines) if line.startswith("<b>Дни"))
    shuffled = [*lines[:first], *(rows[place] for place in order), *lines[end:]]
    reading = read_content("\n".join(shuffled).encode(), "plan.txt", index)
    plain = read_content(SEED.encode(), "plan.txt", index)
    assert set(reading.plan.jubilees) == set(plain.plan.jubilees)
