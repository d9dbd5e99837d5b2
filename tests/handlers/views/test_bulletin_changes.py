"""A change of an event's date and hour is one arrow in an issue of the bulletin."""

from dataclasses import replace
from datetime import date, time

import pytest

from data.calendar.imprecise_dates import ClockTime, ImpreciseDate, Precision
from handlers.text.words import words_in
from handlers.views.bulletin.changes import change_line
from handlers.views.notices.plan_change import ChangeEffect, PlanChange, PlannedFacts

MARCH = PlannedFacts("Форум", ImpreciseDate("", Precision.DAY, date(2027, 3, 12), date(2027, 3, 12)), "Минск")
APRIL = replace(MARCH, when=ImpreciseDate("", Precision.DAY, date(2027, 4, 15), date(2027, 4, 15)))
OPEN = replace(MARCH, when=None)
TEN, NOON = ClockTime(time(10)), ClockTime(time(12), time(14))
MOVED, DATED, RETIMED = ChangeEffect.MOVED, ChangeEffect.DATED, ChangeEffect.RETIMED


@pytest.mark.parametrize(
    ("effects", "before", "after", "line"),
    [
        ((MOVED,), MARCH, APRIL, "🔁 Форум: 12 марта → 15 апреля"),
        ((MOVED,), replace(MARCH, time=TEN), replace(APRIL, time=TEN), "🔁 Форум: 12 марта → 15 апреля"),
        (
            (MOVED, RETIMED),
            replace(MARCH, time=TEN),
            replace(APRIL, time=NOON),
            "🔁 Форум: 12 марта, 10:00 → 15 апреля, 12:00–14:00",
        ),
        ((MOVED, RETIMED), MARCH, replace(APRIL, time=TEN), "🔁 Форум: 12 марта → 15 апреля, 10:00"),
        ((DATED, RETIMED), OPEN, replace(APRIL, time=TEN), "📅 Форум: уточняется → 15 апреля, 10:00"),
        ((RETIMED,), replace(MARCH, time=TEN), replace(MARCH, time=NOON), "🕙 Форум: 10:00 → 12:00–14:00"),
        ((RETIMED,), MARCH, replace(MARCH, time=TEN), "🕙 Форум: уточняется → 10:00"),
    ],
)
def test_hour_stands_beside_the_date_that_has_changed(
    effects: tuple[ChangeEffect, ...], before: PlannedFacts, after: PlannedFacts, line: str
) -> None:
    """Alone it has an arrow of its own, and one that stays is not named."""
    change = PlanChange("event:12", effects, before, after)
    assert change_line(words_in("ru"), change, 2027) == line
