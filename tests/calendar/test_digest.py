"""An issue of the bulletin lists each occasion once, in the week it belongs to."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.almanac import Almanac
from data.calendar.digest import Agenda, Digest, compose_digest, week_key
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import EventKind, EventStatus, PlanEvent
from tests.plan_2020 import cities_2020, plan_2020

ALMANAC = Almanac(cities_2020(), {2020: plan_2020()})
FRIDAY = date(2026, 11, 27)
SUNDAY = date(2026, 11, 29)


def occasion(
    name: str, first: date | None, last: date | None = None, kind: OccasionKind = OccasionKind.EVENT
) -> Occasion:
    """Make an occasion on a day or a run of days."""
    end = last or first
    precision = Precision.DAY if first == end else Precision.DAYS
    when = ImpreciseDate(name, precision, first, end)
    return Occasion(f"{kind}:{name}:2026", kind, when, 2026, weight=5 * (kind is OccasionKind.JUBILEE))


def window(name: str, first: date | None, last: date) -> Occasion:
    """Make an occasion on some day of a month, or before a deadline."""
    precision = Precision.MONTH if first else Precision.DEADLINE
    return replace(occasion(name, first, last), when=ImpreciseDate(name, precision, first, last))


def jubilee(name: str, day: date) -> Occasion:
    """Make a listed jubilee."""
    return occasion(name, day, kind=OccasionKind.JUBILEE)


def agenda_of(*occasions: Occasion) -> Agenda:
    """Return an agenda of these occasions and no others."""

    def agenda(first: date, last: date) -> list[Occasion]:
        found = [one for one in occasions if one.when.overlaps(first, last)]
        return sorted(found, key=Occasion.sort_key)

    return agenda


def names_by_section(digest: Digest) -> dict[str, list[str]]:
    """Return the names in each section that has any."""
    sections = {
        "this": digest.this_week,
        "next": digest.next_week,
        "windows": digest.windows,
        "jubilees": digest.jubilees,
    }
    return {name: [one.when.raw for one in items] for name, items in sections.items() if items}


CANCELLED = PlanEvent("1", 1, 1, None, "Форум", EventKind.OWN, (), id=1, status=EventStatus.CANCELLED)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (occasion("today", FRIDAY), {"this": ["today"]}),
        (occasion("yesterday", FRIDAY - timedelta(1)), {}),
        (occasion("sunday", SUNDAY), {"this": ["sunday"]}),
        (occasion("monday", SUNDAY + timedelta(1)), {"next": ["monday"]}),
        (occasion("last", SUNDAY + timedelta(7)), {"next": ["last"]}),
        (occasion("after", SUNDAY + timedelta(8)), {}),
        (occasion("under way", FRIDAY - timedelta(3), FRIDAY), {"this": ["under way"]}),
        (occasion("both weeks", SUNDAY, SUNDAY + timedelta(1)), {"this": ["both weeks"]}),
        (
            occasion("into the next", SUNDAY + timedelta(7), SUNDAY + timedelta(9)),
            {"next": ["into the next"]},
        ),
        (window("november", date(2026, 11, 1), date(2026, 11, 30)), {"windows": ["november"]}),
        (window("december", date(2026, 12, 1), date(2026, 12, 31)), {"windows": ["december"]}),
        (window("january", date(2027, 1, 1), date(2027, 1, 31)), {}),
        (window("deadline", None, SUNDAY), {"windows": ["deadline"]}),
        (jubilee("far", date(2027, 9, 1)), {"jubilees": ["far"]}),
        (jubilee("in a year", SUNDAY + timedelta(7 + 366)), {"jubilees": ["in a year"]}),
        (jubilee("too far", SUNDAY + timedelta(7 + 367)), {}),
        (jubilee("next week", SUNDAY + timedelta(2)), {"next": ["next week"]}),
        (replace(occasion("unlisted", FRIDAY), listed=False), {}),
        (replace(jubilee("unlisted", date(2027, 2, 1)), listed=False), {}),
        (replace(occasion("called off", FRIDAY), event=CANCELLED), {}),
        (occasion("bulletin", FRIDAY, kind=OccasionKind.BULLETIN), {}),
        (replace(window("q", FRIDAY, SUNDAY), kind=OccasionKind.JOURNAL), {}),
    ],
    ids=lambda value: value.when.raw if isinstance(value, Occasion) else "",
)
def test_occasion_is_listed_in_its_section(one: Occasion, expected: dict[str, list[str]]) -> None:
    """The issue of Friday, 27 November 2026: its week, the next, windows, jubilees."""
    digest = compose_digest(agenda_of(one), FRIDAY)
    assert names_by_section(digest) == expected
    assert digest.is_empty is (expected == {})


def test_nearest_jubilees_include_all_of_the_third_ones_day() -> None:
    """There are three, or more on the third one's day. One of the two weeks is not listed again."""
    days = [(name, date(2027, 1, day)) for name, day in (("a", 5), ("b", 6), ("c", 9), ("d", 9), ("e", 10))]
    near = jubilee("now", FRIDAY)
    digest = compose_digest(agenda_of(near, *(jubilee(name, day) for name, day in days)), FRIDAY)
    assert names_by_section(digest) == {"this": ["now"], "jubilees": ["a", "b", "c", "d"]}


def test_celebration_over_the_end_of_next_week_is_listed_once() -> None:
    """It is in the week it begins in, and no longer among the jubilees ahead."""
    over = occasion("over", SUNDAY + timedelta(7), SUNDAY + timedelta(8), OccasionKind.JUBILEE)
    assert names_by_section(compose_digest(agenda_of(over), FRIDAY)) == {"next": ["over"]}


def test_late_issue_lists_the_weeks_from_its_own_day() -> None:
    """Sent on Tuesday, Friday's issue keeps its number and day, and lists nothing that is over."""
    tuesday = FRIDAY + timedelta(4)
    agenda = agenda_of(
        occasion("over", FRIDAY), occasion("this", tuesday), occasion("next", tuesday + timedelta(7))
    )
    digest = compose_digest(agenda, FRIDAY, tuesday)
    assert (digest.week, digest.issue_day) == ("2026-W48", FRIDAY)
    assert names_by_section(digest) == {"this": ["this"], "next": ["next"]}


def test_draft_reads_as_on_its_issue_day() -> None:
    """Composed on Thursday, Friday's issue does not list Thursday."""
    agenda = agenda_of(occasion("thursday", FRIDAY - timedelta(1)), occasion("friday", FRIDAY))
    assert names_by_section(compose_digest(agenda, FRIDAY, FRIDAY - timedelta(1))) == {"this": ["friday"]}


@pytest.mark.parametrize(
    ("day", "key"),
    [
        ("2026-12-27", "2026-W52"),
        ("2026-12-28", "2026-W53"),
        ("2027-01-01", "2026-W53"),
        ("2027-01-03", "2026-W53"),
        ("2027-01-04", "2027-W01"),
        ("2024-12-30", "2025-W01"),
        ("2025-01-03", "2025-W01"),
    ],
)
def test_issue_is_named_by_its_iso_week(day: str, key: str) -> None:
    """Also in week 53 and where a week belongs to the other year."""
    assert week_key(date.fromisoformat(day)) == key


def test_issue_over_new_year_lists_both_weeks() -> None:
    """The issue of 1 January 2027, in week 53 of 2026, lists both its weeks and no other."""
    days = [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 3), date(2027, 1, 4), date(2027, 1, 11)]
    digest = compose_digest(agenda_of(*(occasion(f"{day:%d}", day) for day in days)), date(2027, 1, 1))
    assert digest.week == "2026-W53"
    assert names_by_section(digest) == {"this": ["01", "03"], "next": ["04"]}


@given(st.dates(date(2019, 12, 1), date(2022, 1, 31)), st.integers(0, 6))
def test_every_listed_occasion_of_two_weeks_is_shown_once(issue_day: date, late: int) -> None:
    """On any day, all that is listed and not cancelled, except issues, is in one section."""
    today = issue_day + timedelta(late)
    digest = compose_digest(ALMANAC.occasions, issue_day, today)
    sunday = today + timedelta(6 - today.weekday())
    counted = Counter(
        one.key
        for section in (digest.this_week, digest.next_week, digest.windows, digest.jubilees)
        for one in section
    )
    both = ALMANAC.occasions(today, sunday + timedelta(7))
    issues = {OccasionKind.BULLETIN, OccasionKind.JOURNAL}
    expected = {one.key for one in both if one.listed and not one.is_cancelled and one.kind not in issues}
    ahead = {one.key for one in digest.jubilees}
    assert set(counted.values()) <= {1}
    assert set(counted) - ahead == expected
    assert all(one.when.begins and one.when.begins > sunday + timedelta(7) for one in digest.jubilees)
    assert digest.week == week_key(issue_day)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_weekly_issues_leave_no_day_out(first: date) -> None:
    """Every day of the week after an issue's day is in that issue, this week or next."""
    day = first + timedelta(7)
    issue = compose_digest(agenda_of(occasion("it", day)), first)
    assert names_by_section(issue) in ({"this": ["it"]}, {"next": ["it"]})
