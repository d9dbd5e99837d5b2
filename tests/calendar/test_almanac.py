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


def test_the_2020_plan_yields_its_lists_and_events() -> None:
    """17 jubilees, 9 city days, 15 dated events, 52 bulletins, 4 journals, and nothing else listed."""
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
def test_a_span_holds_what_overlaps_it_in_order(span: tuple[date, int]) -> None:
    """In any span every occasion touches it, keys are single and short, the order is the agenda's."""
    first, last = span[0], span[0] + timedelta(days=span[1])
    found = ALMANAC.occasions(first, last)
    keys = [one.key for one in found]
    assert all(one.when.overlaps(first, last) for one in found)
    assert len(set(keys)) == len(keys)
    assert all(key.isascii() and len(key) <= 48 for key in keys)
    assert found == sorted(found, key=Occasion.sort_key)
    assert all(ALMANAC.occasion(one.key) == one for one in found if 0 < one.year < 9999)


def test_a_span_that_ends_before_it_begins_is_empty() -> None:
    """Turned round, a span holds nothing."""
    assert ALMANAC.occasions(date(2020, 7, 2), date(2020, 7, 1)) == []


def test_a_celebration_over_new_year_is_found_from_both_sides() -> None:
    """A run of days is there while any of its days is."""
    almanac = Almanac(CITIES, {2022: plan_of(2022, [], [row("Орёл", "2022-12-31", 456, "2023-01-02")])})
    found = almanac.occasions(date(2023, 1, 2), date(2023, 1, 3))
    assert "city_day:orel:2022" in [one.key for one in found]


@pytest.mark.parametrize("weekday", range(7))
def test_the_bulletin_comes_out_weekly_on_its_day(weekday: int) -> None:
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


def test_the_journal_comes_out_some_day_of_each_quarter() -> None:
    """A quarter is a window, not a day."""
    found = [one for one in year_of(ALMANAC, 2026).values() if one.kind is OccasionKind.JOURNAL]
    assert [one.key for one in found] == [f"journal:2026-Q{quarter}" for quarter in (1, 2, 3, 4)]
    assert found[3].when == ImpreciseDate("", Precision.QUARTER, date(2026, 10, 1), date(2026, 12, 31))


def test_what_has_no_date_waits_apart() -> None:
    """Events without a date are not in the agenda but under «Дата уточняется», standing work in neither."""
    assert [one.key for one in ALMANAC.unscheduled(2020)] == ["event:4:0", "event:6:0", "event:17:0"]
    assert [event.number for event in ALMANAC.standing(2020)] == ["18", "19", "20", "21", "22", "23"]
    assert ALMANAC.unscheduled(2021) == []
    assert ALMANAC.standing(2021) == []


@pytest.mark.parametrize(
    "when",
    [None, ImpreciseDate("31 сентября", Precision.INVALID), ImpreciseDate("", Precision.UNSCHEDULED)],
)
def test_an_event_without_any_date_is_unscheduled(when: ImpreciseDate | None) -> None:
    """No wording, a wrong one and none at all are all waiting."""
    event = replace(PLAN.events[0], occurrences=(Occurrence(None, when),) if when else ())
    almanac = Almanac(CITIES, {2020: replace(PLAN, events=(event,))})
    assert [one.key for one in almanac.unscheduled(2020)] == ["event:1:0"]


def test_work_with_a_date_is_in_the_agenda() -> None:
    """A row of an information section that names a day is an occasion; without one it is standing work."""
    dated = replace(PLAN.events[0], kind=EventKind.ACTIVITY)
    undated = replace(PLAN.events[3], kind=EventKind.ACTIVITY)
    almanac = Almanac(CITIES, {2020: replace(PLAN, events=(dated, undated))})
    assert "event:1:0" in year_of(almanac, 2020)
    assert almanac.standing(2020) == [undated]
    assert almanac.unscheduled(2020) == []


def test_an_event_of_several_dates_is_several_occasions() -> None:
    """Each occurrence has its own key; the one without a date waits."""
    first, *_ = PLAN.events
    again = Occurrence(None, ImpreciseDate("май", Precision.MONTH, date(2020, 5, 1), date(2020, 5, 31)))
    event = replace(first, occurrences=(*first.occurrences, again, Occurrence(None, None)))
    almanac = Almanac(CITIES, {2020: replace(PLAN, events=(event,))})
    assert {key for key in year_of(almanac, 2020) if key.startswith("event")} == {"event:1:0", "event:1:1"}
    assert [one.key for one in almanac.unscheduled(2020)] == ["event:1:2"]


def test_occasions_of_one_day_stand_in_the_order_of_their_hours() -> None:
    """What has no hour comes first, then the hours of the day, whatever the keys say."""
    when = PLAN.events[0].occurrences[0].when
    hours = (ClockTime(time(15)), None, ClockTime(time(9, 30)))
    event = replace(PLAN.events[0], occurrences=tuple(Occurrence(None, when, hour) for hour in hours))
    almanac = Almanac(CITIES, {2020: replace(PLAN, events=(event,))})
    day = date(2020, 3, 12)
    found = [one.time for one in almanac.occasions(day, day) if one.event is not None]
    assert found == [None, ClockTime(time(9, 30)), ClockTime(time(15))]


def test_a_cancelled_event_stays_to_be_told_of() -> None:
    """What is called off is still found, and says that it is."""
    event = replace(PLAN.events[0], status=EventStatus.CANCELLED)
    almanac = Almanac(CITIES, {2020: replace(PLAN, events=(event,))})
    assert year_of(almanac, 2020)["event:1:0"].is_cancelled


def test_an_event_knows_its_city() -> None:
    """The place's city is the catalogue's, under whatever name the plan prints."""
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
def test_no_text_breaks_the_search_for_a_key(key: str) -> None:
    """Old, foreign and invented keys find nothing, or the occasion that has that very key."""
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
def test_a_key_finds_its_occasion(key: str, there: bool) -> None:
    """What is there now is found by its key; what became something else is not."""
    assert (ALMANAC.occasion(key) is not None) is there


def test_plans_and_events_are_found() -> None:
    """Events by id, standing work included; plans by year, the latest one last."""
    assert ALMANAC.event(18) is PLAN.events[17]
    assert ALMANAC.event(99) is None
    assert ALMANAC.event(ALMANAC.standing(2020)[0].id) is not None
    assert (ALMANAC.plan(2020), ALMANAC.plan(2021)) == (PLAN, None)
    assert (ALMANAC.has_plan(2020), ALMANAC.has_plan(2021)) == (True, False)
    assert Almanac(CITIES, {}).latest_plan is None
    later = plan_of(2022)
    assert Almanac(CITIES, {2022: later, 2020: PLAN}).latest_plan is later


@pytest.mark.parametrize(("every", "weekday", "named"), [(0, 4, "0"), (5, 7, "7"), (5, -1, "-1")])
def test_a_wrong_setting_is_refused(every: int, weekday: int, named: str) -> None:
    """No almanac is made with a weekday or a step that does not exist."""
    with pytest.raises(ValueError, match=named):
        Almanac(CITIES, {}, jubilee_every=every, bulletin_weekday=weekday)


@pytest.mark.parametrize(
    ("city", "year", "listed"),
    [("kazan", 2020, True), ("kazan", 2021, True), ("novosibirsk", 2020, False), ("osh", 2020, False)],
)
def test_a_day_named_by_an_editor_outranks_all_others(city: str, year: int, listed: bool) -> None:
    """In a plan's year, without a plan, and for a city without a rule: it is exact."""
    named = on_days(date(year, 8, 28), date(year, 8, 29))
    almanac = Almanac(CITIES, {2020: PLAN}, set_days={(city, year): named})
    [day] = almanac.city_view(CITIES.by_id[city], date(year, 1, 1)).days
    assert day.when == named
    assert (day.calculated, day.approximate, day.listed) == (False, False, listed)
    assert almanac.occasion(day.key) == day
    elsewhere = [one for one in almanac.occasions(date(year, 1, 1), date(year, 12, 31)) if one.when == named]
    assert elsewhere == [day]


def test_the_almanac_is_quick() -> None:
    """A year's agenda is made in well under the hundredth of a second once it has been asked for."""
    year = date(2026, 3, 1), date(2027, 2, 28)
    ALMANAC.occasions(*year)
    assert timeit(lambda: ALMANAC.occasions(*year), number=20) / 20 < 0.01
