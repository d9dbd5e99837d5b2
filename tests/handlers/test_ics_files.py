"""Calendar files, read back by a calendar library."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from data.calendar.almanac import Almanac
from data.calendar.anniversaries import on_days
from data.calendar.event_details import EventDetails, EventLink
from data.calendar.imprecise_dates import ClockTime, ImpreciseDate, Precision
from data.calendar.occasions import Occasion
from data.calendar.plan import EventStatus, Occurrence, Plan, PlanEvent
from data.store.editions.change_facts import event_facts
from data.store.revisions import Authorship, RecordedChange
from handlers.ics_entries import CalendarEntry, city_entry, event_entries
from handlers.ics_files import calendar_file
from handlers.text.words import words_in
from tests.calendar.years import plan_of, row
from tests.plan_2020 import cities_2020, plan_2020
from tests.world.conversation import NOW

CITIES = cities_2020()
PLAN = plan_2020()
ALMANAC = Almanac(CITIES, {2020: PLAN})
GROZNY = PLAN.events[10]
BY = Authorship(datetime(2020, 1, 1, tzinfo=UTC))


def read(entries: Sequence[CalendarEntry], language: str = "ru") -> tuple[str, list[Event]]:
    """Return the method of the file of these entries, and its entries as a calendar reads them."""
    calendar = Calendar.from_ical(calendar_file(words_in(language), entries, NOW))
    return str(calendar["method"]), [part for part in calendar.walk("VEVENT") if isinstance(part, Event)]


def entries(*keys: str) -> list[Event]:
    """Return the entries of the file of these occasions."""
    found = [occasion for key in keys if (occasion := ALMANAC.occasion(key)) is not None]
    return read([CalendarEntry(occasion, occasion.key, 0) for occasion in found])[1]


def when(*days: date) -> tuple[Occurrence, ...]:
    """Return an occurrence for each day."""
    return tuple(Occurrence(None, ImpreciseDate("", Precision.DAY, day, day)) for day in days)


class Event11:
    """The conference in Grozny, changed by one edition after another."""

    def __init__(self) -> None:
        self.history: list[RecordedChange] = []
        self.event: PlanEvent | None = GROZNY

    def becomes(self, **changes: Any) -> "Event11":
        """Store an edition in which the event is like this."""
        return self._put(replace(self.event or GROZNY, **changes))

    def leaves(self) -> "Event11":
        """Store an edition without the event."""
        return self._put(None)

    def _put(self, now: PlanEvent | None) -> "Event11":
        number = 10 + len(self.history)
        before, after = (None if one is None else event_facts(one) for one in (self.event, now))
        change = RecordedChange(number, number, 2020, "changed", "event:11", before, after, BY)
        self.history.append(change)
        self.event = now
        return self

    @property
    def entries(self) -> list[CalendarEntry]:
        """Return the entries of its file."""
        rest = tuple(one for one in PLAN.events if one.id != GROZNY.id)
        events = rest if self.event is None else (*rest, self.event)
        return event_entries(Almanac(CITIES, {2020: replace(PLAN, events=events)}), GROZNY.id, self.history)


def test_an_event_takes_whole_days_and_ends_the_day_after() -> None:
    """3–4 October are two days. The end in the format is exclusive."""
    (entry,) = entries("event:11:0")
    assert (entry.start, entry.end) == (date(2020, 10, 3), date(2020, 10, 5))
    assert str(entry["uid"]) == "event:11:0@mag-bot"
    assert str(entry["location"]) == "Грозный"
    assert str(entry["status"]) == "CONFIRMED"
    assert str(entry["transp"]) == "OPAQUE"


def timed(key: str, clock: ClockTime) -> Event:
    """Return the entry of an occasion that has a clock time, as a calendar reads it."""
    found = ALMANAC.occasion(key)
    assert found is not None
    calendar = Calendar.from_ical(
        calendar_file(words_in("ru"), [CalendarEntry(replace(found, time=clock), key, 0)], NOW)
    )
    (entry,) = calendar.walk("VEVENT")
    zones = {str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")}
    assert isinstance(entry, Event)
    assert (
        zones == {str(entry["dtstart"].params["tzid"])} if found.when.start == found.when.end else not zones
    )
    return entry


def test_what_editors_add_stands_in_the_file() -> None:
    """Link, description and venue of an event come along. The link is the entry's own address."""
    found = ALMANAC.occasion("event:11:0")
    assert found is not None
    assert found.place is not None
    details = EventDetails(EventLink("https://forum.example/?a=1"), "Вход свободный; с 9:00")
    changed = replace(
        found,
        event=replace(GROZNY, details=details),
        place=replace(found.place, venue="Дворец молодёжи"),
    )
    [entry] = read([CalendarEntry(changed, changed.key, 0)])[1]
    assert str(entry["url"]) == "https://forum.example/?a=1"
    assert str(entry["location"]) == "Грозный, Дворец молодёжи"
    assert str(entry["description"]).endswith("Вход свободный; с 9:00")


def test_a_clock_time_stands_in_the_zone_of_its_place() -> None:
    """Ten o'clock in Владивосток is ten o'clock there. The file has the zone's rules."""
    entry = timed("jubilee:vladivostok:2020", ClockTime(time(10), time(12, 30)))
    assert entry.start.isoformat() == "2020-07-02T10:00:00+10:00"
    assert entry.end.isoformat() == "2020-07-02T12:30:00+10:00"
    assert "10:00–12:30" in str(entry["description"])


def test_a_clock_time_past_midnight_ends_the_next_day() -> None:
    """22:00–02:00 ends on the next day. Without an end none is invented."""
    night = timed("event:1:0", ClockTime(time(22), time(2)))
    assert (night.start.isoformat(), night.end.isoformat()) == (
        "2020-03-12T22:00:00+03:00",
        "2020-03-13T02:00:00+03:00",
    )
    assert "dtend" not in timed("event:1:0", ClockTime(time(22)))


def test_span_with_a_time_has_whole_days() -> None:
    """A conference does not last through the night, so the description tells the time."""
    entry = timed("event:11:0", ClockTime(time(10)))
    assert (entry.start, entry.end) == (date(2020, 10, 3), date(2020, 10, 5))
    assert "10:00" in str(entry["description"])


def test_a_window_blocks_no_time_and_says_what_it_is() -> None:
    """«октябрь» is a span that contains the day, not a meeting of a month."""
    (entry,) = entries("event:12:0")
    assert (entry.start, entry.end) == (date(2020, 10, 1), date(2020, 11, 1))
    assert str(entry["transp"]) == "TRANSPARENT"
    assert str(entry["status"]) == "TENTATIVE"
    assert str(entry["description"]).startswith("октябрь")


@pytest.mark.parametrize("key", ["jubilee:kazan:2020", "city_day:moscow:2020", "bulletin:2020-W11"])
def test_city_day_blocks_no_time(key: str) -> None:
    """A city's celebration does not mark the time as busy."""
    (entry,) = entries(key)
    assert str(entry["transp"]) == "TRANSPARENT"


def test_a_city_day_says_that_it_is_approximate() -> None:
    """The calendar entry says so too."""
    (entry,) = entries("jubilee:kazan:2020")
    assert str(entry["summary"]) == "Казань: 1015 лет — юбилей города"
    assert "ориентировочно" in str(entry["description"])


def test_undated_event_makes_no_entry() -> None:
    """An undated event cannot be in a calendar."""
    assert event_entries(ALMANAC, 4, []) == []
    undated = ALMANAC.occasion("event:4:0")
    assert undated is not None
    with pytest.raises(ValueError, match="event:4:0"):
        calendar_file(words_in("ru"), [CalendarEntry(undated, undated.key, 0)], NOW)


def test_a_hostile_title_stays_one_property() -> None:
    """Line breaks and commas of a title do not become properties of the entry."""
    found = ALMANAC.occasion("event:1:0")
    assert found is not None
    assert found.event is not None
    hostile: Occasion = replace(found, event=replace(found.event, title="A,B;C\nEND:VEVENT\\n\u202e"))
    _, [entry] = read([CalendarEntry(hostile, "uid", 0)], "en")
    assert str(entry["summary"]) == "A,B;C END:VEVENT\\n"


def test_first_file_has_sequence_zero() -> None:
    """The first file of an event has the sequence 0."""
    method, [entry] = read(Event11().entries)
    assert (method, int(str(entry["sequence"])), str(entry["uid"])) == ("PUBLISH", 0, "event:11:0@mag-bot")


def test_a_moved_event_is_the_same_entry_and_a_later_version() -> None:
    """Through all changes the uid stays and the sequence grows."""
    event = Event11()
    versions = []
    for changes in (
        {"occurrences": when(date(2020, 10, 10))},
        {"number": "12", "title": "Конференция в Грозном"},
        {"occurrences": GROZNY.occurrences},
    ):
        method, [entry] = read(event.becomes(**changes).entries)
        versions.append(int(str(entry["sequence"])))
        assert (method, str(entry["uid"])) == ("PUBLISH", "event:11:0@mag-bot")
    assert versions == sorted(set(versions))
    assert versions[0] > 0


def test_a_cancelled_event_yields_a_cancelling_file() -> None:
    """The file has the uid and the days of the event, and a higher sequence."""
    event = Event11().becomes(occurrences=when(date(2020, 10, 10)))
    _, [before] = read(event.entries)
    method, [entry] = read(event.becomes(status=EventStatus.CANCELLED).entries)
    assert (method, str(entry["status"])) == ("CANCEL", "CANCELLED")
    assert (entry["uid"], entry.start) == (before["uid"], before.start)
    assert int(str(entry["sequence"])) > int(str(before["sequence"]))


@pytest.mark.parametrize(
    "gone",
    [
        lambda event: event.leaves(),
        lambda event: event.becomes(status=EventStatus.CANCELLED, occurrences=()),
        lambda event: event.becomes(occurrences=(Occurrence(None, None),)),
    ],
    ids=["left the plan", "cancelled without a date", "undated again"],
)
def test_undated_event_is_removed_under_its_last_days(gone: Any) -> None:
    """The file cancels the days that were last in force."""
    event = Event11().becomes(occurrences=when(date(2020, 10, 10)))
    gone(event)
    method, [entry] = read(event.entries)
    assert (method, str(entry["status"]), str(entry["uid"])) == ("CANCEL", "CANCELLED", "event:11:0@mag-bot")
    assert entry.start == date(2020, 10, 10)
    assert str(entry["summary"]) == " ".join(GROZNY.title.split())


def test_a_lost_occurrence_is_taken_out_and_the_others_stay() -> None:
    """Of two days one is left. The file has both."""
    event = Event11().becomes(occurrences=when(date(2020, 10, 3), date(2020, 11, 7)))
    event.becomes(occurrences=when(date(2020, 11, 7)))
    method, found = read(event.entries)
    assert method == "PUBLISH"
    assert [(str(one["uid"]), one.start, str(one["status"])) for one in found] == [
        ("event:11:0@mag-bot", date(2020, 11, 7), "CONFIRMED"),
        ("event:11:1@mag-bot", date(2020, 11, 7), "CANCELLED"),
    ]


STEPS: st.SearchStrategy[tuple[str, list[date]]] = st.one_of(
    st.builds(
        lambda days: ("days", days), st.lists(st.dates(date(2020, 1, 1), date(2020, 12, 31)), max_size=3)
    ),
    st.sampled_from(["off", "gone", "number"]).map(lambda step: (step, list[date]())),
)


@given(st.lists(STEPS, max_size=8))
def test_calendar_of_all_files_equals_the_plan(steps: list[tuple[str, list[date]]]) -> None:
    """A calendar that keeps the latest version of each entry has the days in force."""
    event, kept = Event11(), dict[str, tuple[int, date | None]]()
    for step, days in [("start", list[date]()), *steps]:
        if step == "days":
            event.becomes(occurrences=when(*days), status=EventStatus.PLANNED)
        elif step == "off":
            event.becomes(status=EventStatus.CANCELLED)
        elif step == "gone":
            event.leaves()
        elif step == "number":
            event.becomes(number="99")
        for entry in event.entries:
            version, _ = kept.get(entry.uid, (-1, None))
            assert entry.sequence >= version
            kept[entry.uid] = entry.sequence, None if entry.is_off else entry.occasion.when.start
    alive = event.event is not None and event.event.status is not EventStatus.CANCELLED
    holds = event.event.occurrences if event.event is not None and alive else ()
    assert sorted(day for _, day in kept.values() if day is not None) == sorted(
        one.when.start for one in holds if one.when is not None and one.when.start is not None
    )


@pytest.mark.parametrize(
    "plan",
    [
        plan_of(2027, [], [row("Казань", "2027-08-29", 1022)]),
        plan_of(2027, [row("Казань", "2027-08-29", 1022)]),
        plan_of(2027, [row("Казань", "2027-08-29", 1025)]),
    ],
    ids=["in the list of days", "in the list of jubilees", "of a jubilee age"],
)
def test_city_day_keeps_its_uid_through_all_origins(plan: Plan) -> None:
    """Calculated, printed or named by an editor, it has one uid and a growing sequence."""
    day = on_days(date(2027, 8, 28), date(2027, 8, 28))
    made = [
        Almanac(CITIES, {2020: PLAN}, revision=1),
        Almanac(CITIES, {2020: PLAN, 2027: plan}, revision=2),
        Almanac(CITIES, {2020: PLAN, 2027: plan}, set_days={("kazan", 2027): day}, revision=3),
    ]
    found = [
        city_entry(almanac, one)
        for almanac in made
        for one in almanac.city_view(CITIES.by_id["kazan"], date(2027, 1, 1)).days
    ]
    assert [(entry.uid, entry.sequence) for entry in found] == [("city:kazan:2027", n) for n in (1, 2, 3)]


def test_two_days_of_one_city_are_two_entries() -> None:
    """A jubilee and a city day on different dates are two entries."""
    plan = plan_of(2027, [row("Москва", "2027-04-04", 880)], [row("Москва", "2027-09-04", 880)])
    almanac = Almanac(CITIES, {2027: plan})
    days = almanac.city_view(CITIES.by_id["moscow"], date(2027, 1, 1)).days
    assert {city_entry(almanac, one).uid for one in days} == {"city:moscow:2027", "city_day:moscow:2027"}
