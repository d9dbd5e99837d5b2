"""An issue lists each occasion once, as near as it is, and says once what is new."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.almanac import Almanac
from data.calendar.bulletin.composing import QUIET_GAP, compose_digest
from data.calendar.bulletin.digest import (
    Agenda,
    ChangedSubject,
    Digest,
    DigestRow,
    FoundingFact,
    JubileesFact,
    Silence,
    Stage,
    ToldIssue,
    ToldRow,
    week_key,
)
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import EventKind, EventStatus, PlanEvent
from tests.plan_2020 import cities_2020, plan_2020

ALMANAC = Almanac(cities_2020(), {2020: plan_2020()})
MONDAY = date(2026, 11, 23)
SUNDAY = date(2026, 11, 29)
ISSUES = frozenset({OccasionKind.BULLETIN, OccasionKind.JOURNAL})


def occasion(
    name: str, first: date | None, last: date | None = None, kind: OccasionKind = OccasionKind.EVENT
) -> Occasion:
    """Make an occasion on a day or a run of days."""
    end = last or first
    precision = Precision.DAY if first == end else Precision.DAYS
    when = ImpreciseDate(name, precision, first, end)
    is_jubilee = kind is OccasionKind.JUBILEE
    return Occasion(f"{kind}:{name}:2026", kind, when, 2026, age=25 if is_jubilee else None)


def window(name: str, first: date | None, last: date, kind: OccasionKind = OccasionKind.EVENT) -> Occasion:
    """Make an occasion on some day of a span, or before a deadline."""
    precision = Precision.PART if first else Precision.DEADLINE
    return replace(occasion(name, first, last, kind), when=ImpreciseDate(name, precision, first, last))


def jubilee(name: str, day: date) -> Occasion:
    """Make a jubilee."""
    return occasion(name, day, kind=OccasionKind.JUBILEE)


def agenda_of(*occasions: Occasion) -> Agenda:
    """Return an agenda of these occasions and no others."""

    def agenda(first: date, last: date) -> list[Occasion]:
        found = [one for one in occasions if one.when.overlaps(first, last)]
        return sorted(found, key=Occasion.sort_key)

    return agenda


def names_by_section(digest: Digest) -> dict[str, list[str]]:
    """Return the names in each section that has any. «brief» are those told in full before."""
    sections = {
        "this": digest.this_week,
        "next": digest.next_week,
        "month": digest.month,
        "jubilees": digest.jubilees,
        "still": digest.still_ahead,
        "coming": digest.coming,
        "past": digest.past,
    }
    return {name: names(rows) for name, rows in sections.items() if rows}


def names(rows: Iterable[DigestRow]) -> list[str]:
    """Return the names of the occasions of rows."""
    return [row.occasion.when.raw for row in rows]


def sent(monday: date, agenda: Agenda, earlier: Sequence[ToldIssue] = ()) -> ToldIssue:
    """Return the record of what the issue of a Monday has told."""
    return compose_digest(agenda, monday, earlier=earlier).told(revision=1)


CANCELLED = PlanEvent("1", 1, 1, None, "Форум", EventKind.OWN, (), id=1, status=EventStatus.CANCELLED)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (occasion("today", MONDAY), {"this": ["today"]}),
        (occasion("yesterday", MONDAY - timedelta(1)), {"past": ["yesterday"]}),
        (occasion("a week ago", MONDAY - timedelta(7)), {"past": ["a week ago"]}),
        (occasion("longer ago", MONDAY - timedelta(8)), {}),
        (occasion("sunday", SUNDAY), {"this": ["sunday"]}),
        (occasion("monday", SUNDAY + timedelta(1)), {"next": ["monday"]}),
        (occasion("last", SUNDAY + timedelta(7)), {"next": ["last"]}),
        (occasion("after", SUNDAY + timedelta(8)), {"month": ["after"]}),
        (occasion("in 31 days", MONDAY + timedelta(31)), {"month": ["in 31 days"]}),
        (occasion("under way", MONDAY - timedelta(3), MONDAY), {"this": ["under way"]}),
        (occasion("both weeks", SUNDAY, SUNDAY + timedelta(1)), {"this": ["both weeks"]}),
        (occasion("into month", SUNDAY + timedelta(7), SUNDAY + timedelta(9)), {"next": ["into month"]}),
        (window("this week", MONDAY + timedelta(4), SUNDAY), {"this": ["this week"]}),
        (window("its rest", MONDAY - timedelta(4), SUNDAY), {"this": ["its rest"]}),
        (window("next week", SUNDAY + timedelta(3), SUNDAY + timedelta(7)), {"next": ["next week"]}),
        (window("two weeks", SUNDAY, SUNDAY + timedelta(1)), {"month": ["two weeks"]}),
        (window("november", date(2026, 11, 1), date(2026, 11, 30)), {"month": ["november"]}),
        (window("december", date(2026, 12, 1), date(2026, 12, 31)), {"month": ["december"]}),
        (window("deadline", None, SUNDAY), {"this": ["deadline"]}),
        (jubilee("next week", SUNDAY + timedelta(2)), {"next": ["next week"]}),
        (jubilee("in a month", MONDAY + timedelta(30)), {"jubilees": ["in a month"]}),
        (jubilee("in 60 days", MONDAY + timedelta(60)), {"jubilees": ["in 60 days"]}),
        (
            window("window", SUNDAY, SUNDAY + timedelta(9), OccasionKind.JUBILEE),
            {"jubilees": ["window"]},
        ),
        (window("over", MONDAY - timedelta(9), MONDAY - timedelta(2)), {}),
        (replace(occasion("called off", MONDAY), event=CANCELLED), {}),
        (occasion("bulletin", MONDAY, kind=OccasionKind.BULLETIN), {}),
        (replace(window("q", MONDAY, SUNDAY), kind=OccasionKind.JOURNAL), {}),
    ],
    ids=lambda value: value.when.raw if isinstance(value, Occasion) else "",
)
def test_occasion_is_listed_in_its_section(one: Occasion, expected: dict[str, list[str]]) -> None:
    """The issue of Monday, 23 November 2026, with something in its week, so that it is no quiet one."""
    digest = compose_digest(agenda_of(one, occasion("news", MONDAY)), MONDAY)
    found = {name: [one for one in some if one != "news"] for name, some in names_by_section(digest).items()}
    assert {name: some for name, some in found.items() if some} == expected


@pytest.mark.parametrize(
    ("one", "news"),
    [
        (occasion("today", MONDAY), True),
        (occasion("day 14", MONDAY + timedelta(13)), True),
        (occasion("day 15", MONDAY + timedelta(14)), False),
        (window("opens", MONDAY + timedelta(13), MONDAY + timedelta(60)), True),
        (jubilee("far", MONDAY + timedelta(30)), False),
        (occasion("past", MONDAY - timedelta(1)), False),
        (replace(occasion("called off", MONDAY), event=CANCELLED), False),
        (occasion("bulletin", MONDAY, kind=OccasionKind.BULLETIN), False),
    ],
    ids=lambda value: value.when.raw if isinstance(value, Occasion) else "",
)
def test_issue_has_news_if_something_falls_into_two_weeks(one: Occasion, news: bool) -> None:
    """Without changes, only occasions within two weeks make an ordinary issue."""
    digest = compose_digest(agenda_of(one), MONDAY)
    assert (digest.silence is None and not digest.is_quiet) is news


def test_friday_issue_has_news_of_fourteen_days_too() -> None:
    """A week that ends two days later leaves the days after the next one to the coming month."""
    friday = MONDAY + timedelta(4)
    digest = compose_digest(agenda_of(occasion("it", friday + timedelta(13))), friday)
    assert (digest.silence, digest.is_quiet) == (None, False)
    assert names_by_section(digest) == {"month": ["it"]}


def test_change_alone_makes_an_issue() -> None:
    """A change of the last week is news, however far ahead its occasion is."""
    change = ChangedSubject("event:1", {"title": "Форум"})
    digest = compose_digest(agenda_of(), MONDAY, changes=[change])
    assert digest.silence is None
    assert digest.changes == (change,)


def test_celebration_over_the_end_of_next_week_is_listed_once() -> None:
    """It is in the week it begins in, and no longer among the jubilees ahead."""
    over = occasion("over", SUNDAY + timedelta(7), SUNDAY + timedelta(8), OccasionKind.JUBILEE)
    assert names_by_section(compose_digest(agenda_of(over), MONDAY)) == {"next": ["over"]}


def test_window_never_stands_before_a_day_inside_it() -> None:
    """Days come first in each section, then what may be on any day of a span."""
    agenda = agenda_of(
        window("december", date(2026, 12, 8), date(2026, 12, 31)), occasion("day", date(2026, 12, 12))
    )
    assert names_by_section(compose_digest(agenda, MONDAY))["coming"] == ["december", "day"]
    digest = compose_digest(
        agenda_of(occasion("news", MONDAY), *agenda(MONDAY, MONDAY + timedelta(60))), MONDAY
    )
    assert names_by_section(digest)["month"] == ["day", "december"]


def test_late_issue_lists_the_weeks_from_the_day_it_goes_out() -> None:
    """Sent on Thursday, Monday's issue keeps its week and lists finished occasions as past."""
    thursday = MONDAY + timedelta(3)
    agenda = agenda_of(
        occasion("over", MONDAY), occasion("this", thursday), occasion("next", thursday + timedelta(7))
    )
    digest = compose_digest(agenda, MONDAY, thursday)
    assert (digest.week, digest.issue_day, digest.today) == ("2026-W48", MONDAY, thursday)
    assert names_by_section(digest) == {"this": ["this"], "next": ["next"], "past": ["over"]}


def test_what_was_told_is_brief_and_moves_below_what_is_new() -> None:
    """A second issue lists occasions of the first one in brief, in their week or as still ahead."""
    agenda = agenda_of(
        occasion("soon", MONDAY + timedelta(8)),
        occasion("later", MONDAY + timedelta(25)),
        jubilee("jubilee", MONDAY + timedelta(40)),
        occasion("new", MONDAY + timedelta(37)),
    )
    first = compose_digest(agenda, MONDAY)
    assert not any(row.is_brief for row in (*first.next_week, *first.month, *first.jubilees))
    second = compose_digest(agenda, MONDAY + timedelta(7), earlier=[first.told(1)])
    assert names_by_section(second) == {"this": ["soon"], "month": ["new"], "still": ["later", "jubilee"]}
    assert [row.is_brief for row in second.this_week] == [True]


def test_what_has_moved_is_told_in_full_again() -> None:
    """The record of told occasions has their days, so another day is news."""
    told = [sent(MONDAY, agenda_of(occasion("it", MONDAY + timedelta(8))))]
    moved = compose_digest(
        agenda_of(occasion("it", MONDAY + timedelta(9))), MONDAY + timedelta(7), earlier=told
    )
    assert [row.is_brief for row in moved.this_week] == [False]


def test_past_occasion_is_told_once() -> None:
    """An issue sent late has told it already when the next one comes."""
    agenda = agenda_of(occasion("over", MONDAY + timedelta(1)), occasion("news", MONDAY + timedelta(9)))
    late = compose_digest(agenda, MONDAY, MONDAY + timedelta(3))
    following = compose_digest(agenda, MONDAY + timedelta(7), earlier=[late.told(1)])
    assert names_by_section(late)["past"] == ["over"]
    assert names_by_section(following) == {"this": ["news"]}


def test_long_event_is_news_when_it_comes_and_not_while_it_goes_on() -> None:
    """An exhibition of two months makes an issue before its week and in its week."""
    agenda = agenda_of(occasion("exhibition", MONDAY + timedelta(7), MONDAY + timedelta(70)))
    earlier: list[ToldIssue] = []
    made = []
    for week in range(4):
        digest = compose_digest(agenda, MONDAY + timedelta(7 * week), earlier=earlier)
        made.append(digest.silence is None)
        if digest.silence is None:
            earlier.insert(0, digest.told(1))
    assert made == [True, True, False, False]


def test_wide_window_is_told_when_it_opens_and_before_it_closes() -> None:
    """Between that, no issue repeats it."""
    agenda = agenda_of(
        window("season", MONDAY + timedelta(20), MONDAY + timedelta(110)),
        *(occasion(f"news {week}", MONDAY + timedelta(7 * week)) for week in range(17)),
    )
    earlier: list[ToldIssue] = []
    told = []
    for week in range(17):
        digest = compose_digest(agenda, MONDAY + timedelta(7 * week), earlier=earlier)
        earlier.insert(0, digest.told(1))
        if "season" in [one.when.raw for one in digest.occasions]:
            told.append(week)
    assert told == [0, 1, 2, 14, 15]


def test_window_that_opens_soon_is_news_though_it_was_told_from_afar() -> None:
    """Told a month ahead, it makes an issue again two weeks before it opens, and only then."""
    agenda = agenda_of(window("december", date(2026, 12, 8), date(2026, 12, 31)))
    told = {"event:december:2026": ToldRow(Stage.AHEAD, "2026-12-08/2026-12-31")}
    earlier = [ToldIssue(MONDAY - timedelta(14), told)]
    assert compose_digest(agenda, MONDAY, earlier=earlier).silence is not None
    opening = compose_digest(agenda, MONDAY + timedelta(7), earlier=earlier)
    assert names_by_section(opening)["month"] == ["december"]
    assert (opening.silence, opening.is_quiet) == (None, False)
    again = compose_digest(agenda, MONDAY + timedelta(14), earlier=[opening.told(1), *earlier])
    assert again.silence is not None


def test_quiet_issue_says_what_comes_next() -> None:
    """A first issue without news tells of the next five occasions, and of the year's jubilees."""
    days = [MONDAY + timedelta(20 + number) for number in range(7)]
    digest = compose_digest(agenda_of(*(jubilee(f"{day.day}", day) for day in days)), MONDAY)
    assert digest.is_quiet
    assert names_by_section(digest) == {"coming": [f"{day.day}" for day in days[:5]]}
    assert isinstance(digest.fact, JubileesFact)
    assert (digest.fact.year, digest.fact.count) == (2026, 7)


@pytest.mark.parametrize(
    ("last_day", "was_quiet", "silence"),
    [
        (MONDAY - QUIET_GAP, False, None),
        (MONDAY - QUIET_GAP + timedelta(1), False, Silence.RECENT),
        (MONDAY - QUIET_GAP, True, None),
        (MONDAY - timedelta(21), True, Silence.RECENT),
    ],
)
def test_quiet_issue_waits_four_weeks(last_day: date, was_quiet: bool, silence: Silence | None) -> None:
    """No issue of any kind may have gone out in that time."""
    earlier = [ToldIssue(last_day, {}, was_quiet)]
    digest = compose_digest(agenda_of(occasion("far", MONDAY + timedelta(90))), MONDAY, earlier=earlier)
    assert digest.silence is silence
    assert digest.last_issue == last_day


def test_month_has_one_quiet_issue() -> None:
    """Four weeks after that of the 2nd the month is still the same."""
    first, again = date(2026, 3, 2), date(2026, 3, 30)
    earlier = [ToldIssue(first, {}, is_quiet=True)]
    agenda = agenda_of(occasion("far", date(2026, 7, 1)))
    assert compose_digest(agenda, again, earlier=earlier).silence is Silence.RECENT
    assert compose_digest(agenda, again + timedelta(7), earlier=earlier).is_quiet


def test_quiet_issue_is_left_out_if_the_last_one_said_the_same() -> None:
    """The next occasions are told once. A new one among them makes an issue again."""
    agenda = agenda_of(occasion("far", MONDAY + timedelta(200)))
    earlier = [sent(MONDAY, agenda)]
    later = MONDAY + timedelta(42)
    assert compose_digest(agenda, later, earlier=earlier).silence is Silence.TOLD
    more = agenda_of(occasion("far", MONDAY + timedelta(200)), occasion("new", MONDAY + timedelta(150)))
    assert names_by_section(compose_digest(more, later, earlier=earlier)) == {"coming": ["new", "far"]}


def test_empty_almanac_leaves_nothing_to_say() -> None:
    """The issue has no occasion, not even a later one."""
    assert compose_digest(agenda_of(), MONDAY).silence is Silence.UNKNOWN


def test_issue_that_would_repeat_the_last_one_adds_a_fact_then_what_follows() -> None:
    """The second issue with the same city adds a fact. Without a new fact it adds the next occasions."""
    (kazan,) = (one for one in cities_2020().by_id.values() if one.id == "kazan")
    day = replace(occasion("kazan", MONDAY + timedelta(8), kind=OccasionKind.CITY_DAY), city=kazan)
    agenda = agenda_of(day, occasion("later", MONDAY + timedelta(99)))
    first = compose_digest(agenda, MONDAY)
    assert (first.fact, first.coming) == (None, ())
    second = compose_digest(agenda, MONDAY + timedelta(7), earlier=[first.told(1)])
    assert isinstance(second.fact, FoundingFact)
    assert second.fact.epoch == kazan.epoch
    told = replace(first.told(1), facts=frozenset({second.fact.key}))
    third = compose_digest(agenda, MONDAY + timedelta(7), earlier=[told])
    assert third.fact is None
    assert names(third.coming) == ["later"]


def test_digest_notes_how_near_each_occasion_was() -> None:
    """A later issue compares stage and days with its own."""
    agenda = agenda_of(
        occasion("past", MONDAY - timedelta(1)),
        occasion("this", MONDAY),
        occasion("next", MONDAY + timedelta(7)),
        occasion("ahead", MONDAY + timedelta(20)),
    )
    told = compose_digest(agenda, MONDAY).told(revision=7)
    assert {key.split(":")[1]: row.stage for key, row in told.rows.items()} == {
        "past": Stage.PAST,
        "this": Stage.THIS_WEEK,
        "next": Stage.NEXT_WEEK,
        "ahead": Stage.AHEAD,
    }
    assert told.rows["event:this:2026"] == ToldRow(Stage.THIS_WEEK, "2026-11-23/2026-11-23")
    assert (told.day, told.revision) == (MONDAY, 7)


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
    """The issue of 1 January 2027, in week 53 of 2026, lists both its weeks."""
    days = [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 3), date(2027, 1, 4)]
    digest = compose_digest(agenda_of(*(occasion(f"{day:%d}", day) for day in days)), date(2027, 1, 1))
    assert digest.week == "2026-W53"
    assert names_by_section(digest) == {"this": ["01", "03"], "next": ["04"], "past": ["31"]}


@given(st.dates(date(2019, 12, 1), date(2022, 1, 31)), st.integers(0, 6))
def test_every_occasion_of_two_weeks_is_listed_once(issue_day: date, late: int) -> None:
    """On any day, all of the two weeks that is not cancelled, except issues, is in one section."""
    today = issue_day + timedelta(late)
    digest = compose_digest(ALMANAC.occasions, issue_day, today)
    next_sunday = today + timedelta(13 - today.weekday())
    counted = Counter(one.key for one in digest.occasions)
    both = ALMANAC.occasions(today, next_sunday)
    expected = {one.key for one in both if not one.is_cancelled and one.kind not in ISSUES}
    assert set(counted.values()) <= {1}
    if not digest.is_quiet:
        assert expected <= set(counted)
    assert digest.week == week_key(issue_day)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_weekly_issues_leave_no_day_out(first: date) -> None:
    """Every day of the week after an issue's day is in that issue, this week or next."""
    day = first + timedelta(7)
    issue = compose_digest(agenda_of(occasion("it", day)), first)
    assert names_by_section(issue) in ({"this": ["it"]}, {"next": ["it"]})


@given(st.dates(date(2019, 12, 1), date(2022, 1, 31)))
def test_digest_is_the_same_when_composed_again(day: date) -> None:
    """A restart between draft and sending changes nothing."""
    earlier = [compose_digest(ALMANAC.occasions, day - timedelta(7)).told(1)]
    digest = compose_digest(ALMANAC.occasions, day, earlier=earlier)
    assert compose_digest(ALMANAC.occasions, day, earlier=earlier) == digest
