"""Texts and times are made fit for columns."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store.broadcasts.editorial import clean_text
from data.store.sqlite.timestamps import (
    NaiveInstant,
    day_from_text,
    day_to_text,
    from_text,
    optional_from_text,
    optional_to_text,
    to_text,
)

ANY_TEXT = st.text(st.characters(codec=None, categories=None))
MOMENTS = st.datetimes(
    min_value=datetime(1, 1, 2),
    max_value=datetime(9999, 12, 30),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5)), timezone(-timedelta(hours=9))]),
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Йошкар-Ола", "Йошкар-Ола"),
        ("Йод", "Йод"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("half \ud83d", "half "),
        ("две\r\nстроки\rи\tтабуляция", "две\nстроки\nи\tтабуляция"),
        ("\u202eзадом\u202c \u2066наперёд\u2069\u200b\ufeff", "задом наперёд"),
        ("семья 👨\u200d👩\u200d👧", "семья 👨\u200d👩\u200d👧"),
        ("100%_[a]' OR 1=1; --", "100%_[a]' OR 1=1; --"),
    ],
)
def test_what_cannot_be_stored_or_deceives_is_taken_out(text: str, cleaned: str) -> None:
    """Control characters, half surrogates and direction marks are removed, and other characters stay."""
    assert clean_text(text) == cleaned


@given(ANY_TEXT)
def test_any_text_becomes_storable(text: str) -> None:
    """Clean text can be encoded, has no NUL, and cleaning it again changes nothing."""
    cleaned = clean_text(text)
    assert b"\x00" not in cleaned.encode()
    assert clean_text(cleaned) == cleaned


@given(MOMENTS, MOMENTS)
def test_moments_return_and_sort_as_text(one: datetime, other: datetime) -> None:
    """In any zone a moment comes back the same, and earlier ones are smaller texts."""
    assert from_text(to_text(one)) == one
    assert from_text(to_text(one)).tzinfo is UTC
    assert (to_text(one) < to_text(other)) == (one < other)


def test_a_moment_without_a_zone_is_refused() -> None:
    """Naive moments are never guessed about."""
    with pytest.raises(NaiveInstant):
        to_text(datetime(2026, 1, 1))


def test_empty_columns_stay_empty() -> None:
    """None is stored as NULL and read as None, and days are in ISO format."""
    assert (optional_to_text(None), optional_from_text(None)) == (None, None)
    assert (day_to_text(None), day_from_text(None)) == (None, None)
    assert day_to_text(date(2026, 2, 28)) == "2026-02-28"
    assert day_from_text("2026-02-28") == date(2026, 2, 28)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    assert optional_from_text(optional_to_text(moment)) == moment
