"""A table of date wordings of a plan for 2025, in wordings_2025.txt beside this file."""

import pytest

from data.calendar.imprecise_dates import Precision
from data.calendar.wording import find_dates
from tests.calendar.grammar.wordings import ROWS, YEAR, in_short

DOUBTED = "!"


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_wording_is_read_whole_or_doubted(text: str, expected: str) -> None:
    """Each wording gives its dates with nothing left over, or is invalid or reported as unread."""
    read = find_dates(text, YEAR)
    if expected == DOUBTED:
        assert read.unread or any(dated.when.precision is Precision.INVALID for dated in read.dates)
    else:
        assert (" + ".join(map(in_short, read.dates)), read.unread) == (expected, ())


def test_dash_of_the_symbol_font_is_a_dash() -> None:
    """Word keeps that dash as a private character: «1–5 мая» typed with it is not 15 May."""
    assert [in_short(dated) for dated in find_dates("1\uf02d5 мая", YEAR).dates] == ["days 05-01 05-05"]
    assert find_dates("1\ue0005 мая", YEAR).dates[0].when.precision is Precision.INVALID
