"""The almanac yields every occasion of any year, with its plan or without."""

from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta
from timeit import timeit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.calendar.almanac import Almanac
from data.calendar.anniversaries import on_days
from data.calendar.imprecise_dates import ClockTime, ImpreciseDate, Precision
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import EventKind, EventStatus, Occurrence, Place, PlaceMode
from tests.calendar.years import plan_of, row, year_of
from tests.plan_2020 import cities_2020, plan_2020

CITIES = cities_2020()
PLAN = plan_2020()
ALMANAC = Almanac(CITIES, {2020: PLAN})

spans = st.tuples(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.integers(0, 400))


def test_2020_plan_yields_its_lists_and_events() -> None:
    """17 jubilees, 9 city days, 15 dated events, 52 bulletins, 4 journals, and no more."""
    found = Counter(one.kind for one in year_of(ALMANAC, 2020).values() if one.listed)
    assert found == {
        OccasionKind.JUBILEE: 17,
        OccasionKind.CITY_DAY: 9,
        OccasionKind.EVENT: 15,
        OccasionKind.BULLETIN: 52,
        OccasionKind.JOURNAL: 4,
    }


@given(spans)
@example((date(2020, 7, 1), 0))
@example((date.min, 20))
@example((date.max - timedelta(days=20), 20))
def test_any_span_holds_what_overlaps_it_in_order(span: tuple[date, int]) -> None:
    """Every occasion overlaps the span, keys are unique and short, dates ascend."""
    first, last = span[0], span[0] + timedelta(days=span[1])
    found = ALMANAC.occasions(first, last)
    keys = [one.key for one in found]
    assert all(one.when.overlaps(first, last) for one in found)
    assert len(set(keys)) == len(keys)
    assert all(key.isascii() and len(key) <= 48 for key in keys)
    assert found == sorted(found, key=Occasion.sort_key)
    assert all(ALMANAC.occasion(one.key) == one for one in found if 0 < one.year < 9999)


def test_span_that_ends_before_it_begins_is_empty() -> None:
    """Turned round, a span holds nothing."""
    assert ALMANAC.occasions(date(2020, 7, 2), date(2020, 7, 1)) == []


def test_celebration_over_new_year_is_in_both_years() -> None:
    """A run of days is found on each of its days."""
    almanac = Almanac(CITIES, {2022: plan_of(2022, [], [row("Орёл", "2022-12-31", 456, "2023-01-02")])})
    found = almanac.occasions(date(2023, 1, 2), date(2023, 1, 3))
    assert "city_day:orel:2022" in [one.key for one in found]


@pytest.mark.parametrize("weekday", range(7))
def test_bulletin_comes_out_weekly_on_its_weekday(weekday: int) -> None:
    """One issue a week, on the weekday set, under the number of its ISO week."""
    almanac = Almanac(CITIES, {}, bulletin_weekday=weekday)
    issues = [
        one
        for one in almanac.occasions(date(2026, 11, 16), date(2027, 1, 17))
        if one.kind is OccasionKind.BULLETIN
    ]
    weeks = [*(f"2026-W{week}" for week in range(47, 54)), "2027-W01", "2027-W02"]
    assert [one.key for one in issues] == [f"bulletin:{week}" for week in weeks]
    assert {one.when.start.weekday() for one in issues if one.when.start} == {weekday}


def test_journal_comes_out_some_day_of_each_quarter() -> None:
    """A quarter is a window, not a day."""
    found = [one for one in year_of(ALMANAC, 2026).values() if one.kind is OccasionKind.JOURNAL]
    assert [one.key for one in found] == [f"journal:2026-Q{quarter}" for quarter in (1, 2, 3, 4)]
    assert found[3].when == ImpreciseDate("", Precision.QUARTER, date(2026, 10, 1), date(2026, 12, 31))


def test_events_without_a_date_are_unscheduled() -> None:
    """They are not in the agenda but under «Дата уточняется». Standing work is in neither."""
    assert [one.key for one in ALMANAC.unscheduled(2020)] == ["event:4:0", "event:6:0", "event:17:0"]
    assert [event.number for event in ALMANAC.standing(2020)] == ["18", "19", "20", "21", "22", "23"]
    assert ALMANAC.unscheduled(2021) == []
    assert ALMANAC.standing(2021) == []


@pytest.mark.parametrize(
    "when",
    [None, ImpreciseDate("31 сентября", Precision.INVALID), ImpreciseDate("", Precision.UNSCHEDULED)],
)
def test_event_with_an_unusable_date_is_unscheduled(when: ImpreciseDate | None) -> None:
    """A missing, an unscheduled and an invalid date alike are unscheduled."""
    event = replace(PLAN.events[0], occurrences=(Occurrence(None, when),) if when else ())
    almanac = Almanac(CITIES, {2020: replace(PLAN, events=(event,))})
    assert [one.key for one in almanac.unscheduled(2020)] == ["event:1:0"]


def test_standing_work_with_a_date_is_in_the_agenda() -> None:
    """A row of an information section is an occasion if it names a day."""
    dated = replace(PLAN.events[0], kind=EventKind.ACTIVITY)
    undated = replace(PLAN.events[3], kind=EventKind.ACTIVITY)
    almanac = Almanac(CITIES, {2020: replace(PLAN, events=(dated, undated))})
    assert "event:1:0" in year_of(almanac, 2020)
    assert almanac.standing(2020) == [undated]
    assert almanac.unscheduled(2020) == []


def test_event_of_several_dates_is_several_occasions() -> None:
    """Each occurrence has its own key. The one without a date is unscheduled."""
    first, *_ = PLAN.events
    again = Occurrence(None, ImpreciseDate("май", Precision.MONTH, date(2020, 5, 1), date(2020, 5, 31)))
    event = replace(first, occurrences=(*first.occurrences, again, Occurrence(None, None)))
    almanac = Almanac(CITIES, {2020: replace(PLAN, events=(event,))})
    assert {key for key in year_of(almanac, 2020) if key.startswith("event")} == {"event:1:0", "event:1:1"}
    assert [one.key for one in almanac.unscheduled(2020)] == ["event:1:2"]


def test_occasions_of_one_day_are_sorted_by_hour() -> None:
    """Those without an hour come first, then the hours of the day, independent of the keys."""
    when = PLAN.events[0].occurrences[0].when
    hours = (ClockTime(time(15)), None, ClockTime(time(9, 30)))
    event = replace(PLAN.events[0], occurrences=tuple(Occurrence(None, when, hour) for hour in hours))
    almanac = Almanac(CITIES, {2020: replace(PLAN, events=(event,))})
    day = date(2020, 3, 12)
    found = [one.time for one in almanac.occasions(day, day) if one.event is not None]
    assert found == [None, ClockTime(time(9, 30)), ClockTime(time(15))]


def test_cancelled_event_is_found_and_marked() -> None:
    """A cancelled event is still found, and says that it is cancelled."""
    event = replace(PLAN.events[0], status=EventStatus.CANCELLED)
    almanac = Almanac(CITIES, {2020: replace(PLAN, events=(event,))})
    assert year_of(almanac, 2020)["event:1:0"].is_cancelled


def test_event_has_the_city_of_its_place() -> None:
    """The city is that of the catalogue under each name that a plan prints."""
    assert year_of(ALMANAC, 2020)["event:7:0"].city is CITIES.by_id["astana"]
    unresolved = replace(
        PLAN.events[0],
        occurrences=(
            Occurrence(Place("Казань", "Казань", PlaceMode.CITY), PLAN.events[0].occurrences[0].when),
        ),
    )
    almanac = Almanac(CITIES, {2020: replace(PLAN, events=(unresolved,))})
    assert year_of(almanac, 2020)["event:1:0"].city is CITIES.by_id["kazan"]


@given(st.one_of(st.text(), st.from_regex(r"(event|jubilee|city_day|bulletin|journal):.{0,30}")))
@example("event:1")
@example("event:19:0")
@example("event:１:0")
@example("bulletin:2021-W53")
@example("bulletin:9999-W53")
@example("bulletin:0000-W01")
@example("journal:0000-Q1")
@example("journal:2026-Q5")
@example("jubilee:kazan:99999")
@example("jubilee:kazan:0000")
@example("jubilee:kazan:9999")
@example("city_day:kazan:02026")
@example("city_day:kazan:２０２６")
@example("city_day::2026")
@example("")
def test_any_text_as_a_key_finds_that_key_or_nothing(key: str) -> None:
    """Old, foreign and invented keys find nothing, or the occasion that has exactly that key."""
    found = ALMANAC.occasion(key)
    assert found is None or found.key == key


@pytest.mark.parametrize(
    ("key", "there"),
    [
        ("event:1:0", True),
        ("event:4:0", True),
        ("event:1:1", False),
        ("event:18:0", True),
        ("event:19:0", False),
        ("jubilee:kazan:2020", True),
        ("city_day:kazan:2020", False),
        ("city_day:kazan:2021", True),
        ("city_day:nowhere:2021", False),
        ("bulletin:2026-W48", True),
        ("bulletin:2026-W54", False),
        ("journal:2026-Q4", True),
    ],
)
def test_key_finds_its_occasion_while_it_exists(key: str, there: bool) -> None:
    """A key of today is found. One that now stands for something else is not."""
    assert (ALMANAC.occasion(key) is not None) is there


def test_plans_are_found_by_year_and_events_by_id() -> None:
    """Standing work is found by its id too, and the latest plan is the one of the last year."""
    assert ALMANAC.event(18) is PLAN.events[17]
    assert ALMANAC.event(99) is None
    assert ALMANAC.event(ALMANAC.standing(2020)[0].id) is not None
    assert (ALMANAC.plan(2020), ALMANAC.plan(2021)) == (PLAN, None)
    assert (ALMANAC.has_plan(2020), ALMANAC.has_plan(2021)) == (True, False)
    assert Almanac(CITIES, {}).latest_plan is None
    later = plan_of(2022)
    assert Almanac(CITIES, {2022: later, 2020: PLAN}).latest_plan is later


@pytest.mark.parametrize(("every", "weekday", "named"), [(0, 4, "0"), (5, 7, "7"), (5, -1, "-1")])
def test_wrong_weekday_or_jubilee_step_is_refused(every: int, weekday: int, named: str) -> None:
    """No almanac is made with a weekday or a step that does not exist."""
    with pytest.raises(ValueError, match=named):
        Almanac(CITIES, {}, jubilee_every=every, bulletin_weekday=weekday)


@pytest.mark.parametrize(
    ("city", "year", "listed"),
    [("kazan", 2020, True), ("kazan", 2021, True), ("novosibirsk", 2020, False), ("osh", 2020, False)],
)
def test_day_set_by_an_editor_outranks_all_others(city: str, year: int, listed: bool) -> None:
    """In a plan's year, without a plan, and for a city without a rule, the set day is certain."""
    named = on_days(date(year, 8, 28), date(year, 8, 29))
    almanac = Almanac(CITIES, {2020: PLAN}, set_days={(city, year): named})
    [day] = almanac.city_view(CITIES.by_id[city], date(year, 1, 1)).days
    assert day.when == named
    assert (day.calculated, day.approximate, day.listed) == (False, False, listed)
    assert almanac.occasion(day.key) == day
    elsewhere = [one for one in almanac.occasions(date(year, 1, 1), date(year, 12, 31)) if one.when == named]
    assert elsewhere == [day]


def test_almanac_is_quick() -> None:
    """Once asked for, a year's agenda is made in well under ten milliseconds."""
    year = date(2026, 3, 1), date(2027, 2, 28)
    ALMANAC.occasions(*year)
    assert timeit(lambda: ALMANAC.occasions(*year), number=20) / 20 < 0.01
