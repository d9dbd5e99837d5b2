"""The notices that fall due in an hour, before their recipients are looked up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.occasions import Occasion
from scheduler.due_notices import Span, due_notices, end_everywhere
from tests.factories import cancelled, on, within
from tests.world.clocks import moment

DAY = date(2026, 3, 8)


def span(after: str, through: str, today: str | None = None) -> Span:
    """Return a span of days of March 2026, given by their numbers."""
    return Span(date(2026, 3, int(after)), date(2026, 3, int(through)), date(2026, 3, int(today or through)))


@pytest.mark.parametrize(
    ("occasion", "days", "leads"),
    [
        (on(1, DAY), span("6", "7"), [1]),
        (on(1, DAY), span("7", "8"), [0]),
        (on(1, DAY), span("1", "7"), [1, 3]),
        (on(1, DAY), span("3", "4"), []),
        # it begins while the hour of that day is still to come
        (on(1, DAY), span("6", "7", "8"), [1]),
        # it has begun
        (on(1, DAY), span("6", "9"), []),
        (on(1, DAY), span("6", "7", "9"), []),
        (on(1, DAY, DAY + timedelta(days=5)), span("8", "9"), []),
        (cancelled(on(1, DAY)), span("6", "7"), []),
    ],
)
def test_span_yields_the_lead_times_that_fall_into_it(
    occasion: Occasion, days: Span, leads: list[int]
) -> None:
    """The fewest days ahead come first, and begun and cancelled occasions are left out."""
    assert [call.notice.lead for call in due_notices([occasion], days)] == leads


@pytest.mark.parametrize(("through", "least"), [("7", 1), ("8", 0), ("5", 3), ("2", 7), ("1", 7)])
def test_window_is_due_for_lead_times_that_reach_it(through: str, least: int) -> None:
    """The shortest lead time that reaches as far as the window's first day."""
    window = within(1, DAY, date(2026, 3, 31))
    days = Span(date(2026, 2, 28), date(2026, 3, int(through)), date(2026, 3, int(through)))
    [call] = due_notices([window], days)
    assert call.least_lead == least


def test_window_far_away_or_open_is_not_due() -> None:
    """The longest lead time is thirty days, and an open window is not announced."""
    window = within(1, DAY, date(2026, 3, 31))
    far = Span(date(2026, 2, 4), date(2026, 2, 5), date(2026, 2, 5))
    assert list(due_notices([window], far)) == []
    assert list(due_notices([window], span("8", "9"))) == []


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.lists(st.integers(1, 40), min_size=1, max_size=5))
def test_consecutive_spans_yield_every_lead_once(begins: date, widths: list[int]) -> None:
    """However planning is cut into spans, no lead time that lies in them is missed or called for twice."""
    start = begins - timedelta(days=sum(widths))
    found, after = [], start
    for width in widths:
        through = after + timedelta(days=width)
        found += [call.notice.lead for call in due_notices([on(1, begins)], Span(after, through, through))]
        after = through
    expected = {lead for lead in (0, 1, 3, 7, 14, 30) if lead < sum(widths)}
    assert sorted(lead for lead in found if lead is not None) == sorted(expected)


def test_local_day_has_ended_everywhere_at_noon_utc_of_the_next() -> None:
    """The eighth of March is over everywhere at noon of the ninth, UTC."""
    assert end_everywhere(DAY) == moment("2026-03-09 12:00")
