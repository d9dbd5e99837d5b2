"""Notices, written down as people read them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time

import pytest

from data.calendar.almanac import Almanac
from data.calendar.anniversaries import on_days, shift_years
from data.calendar.imprecise_dates import ClockTime, ImpreciseDate, Precision
from data.calendar.occasions import Occasion
from data.calendar.plan import Place, PlaceMode
from data.calendar.topics import Topic
from handlers.callbacks.browsing import OpenEvent
from handlers.callbacks.cities import OpenCity
from handlers.callbacks.preferences import SetFollowed, SetGreetings, SetItem
from handlers.text.markup import join
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.keyboard import keyboard
from handlers.views.message import Message
from handlers.views.notices.buttons import mute_button, with_mute
from handlers.views.notices.change_lines import change_block
from handlers.views.notices.digest import notice_message
from handlers.views.notices.new_plan import NewPlan
from handlers.views.notices.opting_out import (
    NamedSwitch,
    followed_label,
    open_item_message,
    opt_out_message,
)
from handlers.views.notices.plan_change import ChangeEffect, PlanChange, PlannedFacts
from handlers.views.notices.sections import NoticeContent
from handlers.views.wording.occasions import city_name
from tests.handlers.written import check_written
from tests.plan_2020 import cities_2020, plan_2020

ALMANAC = Almanac(cities_2020(), {2020: plan_2020()})
KAZAN = cities_2020().by_id["kazan"]
TITLE = "XXVII сессия МАГ «Столицы & города»"
MARCH = ImpreciseDate("12 марта", Precision.DAY, date(2020, 3, 12), date(2020, 3, 12))
APRIL = ImpreciseDate("15 апреля", Precision.DAY, date(2020, 4, 15), date(2020, 4, 15))
OCTOBER = ImpreciseDate("октябрь", Precision.MONTH, date(2020, 10, 1), date(2020, 10, 31))
QUARTER = ImpreciseDate("IV квартал", Precision.QUARTER, date(2020, 10, 1), date(2020, 12, 31))
MORNING, NOON = ClockTime(time(10)), ClockTime(time(12), time(14, 30))
AUGUST = ImpreciseDate("", Precision.DAY, date(2020, 8, 29), date(2020, 8, 29))
THIRTIETH = ImpreciseDate("", Precision.DAY, date(2020, 8, 30), date(2020, 8, 30))
BY_RULE = ImpreciseDate("", Precision.PART, date(2020, 8, 27), date(2020, 9, 4))


def window(precision: Precision, first: date | None, last: date) -> ImpreciseDate:
    """Return a date that is not a day, worded as a plan might."""
    return ImpreciseDate("в те дни", precision, first, last)


WINDOWS = (
    window(Precision.MONTH, date(2020, 10, 1), date(2020, 10, 31)),
    window(Precision.MONTHS, date(2020, 10, 1), date(2020, 11, 30)),
    window(Precision.QUARTER, date(2020, 10, 1), date(2020, 12, 31)),
    window(Precision.HALF, date(2020, 7, 1), date(2020, 12, 31)),
    window(Precision.YEAR, date(2020, 1, 1), date(2020, 12, 31)),
    window(Precision.PART, date(2020, 10, 1), date(2020, 10, 10)),
    window(Precision.PART, date(2020, 10, 11), date(2020, 10, 20)),
    window(Precision.PART, date(2020, 10, 21), date(2020, 10, 31)),
    window(Precision.PART, date(2021, 2, 1), date(2021, 2, 15)),
    window(Precision.PART, date(2020, 10, 5), date(2020, 10, 25)),
    window(Precision.SEASON, date(2020, 9, 1), date(2020, 11, 30)),
    window(Precision.DEADLINE, None, date(2020, 5, 1)),
)


def occasion(key: str) -> Occasion:
    """Return an occasion of the almanac."""
    found = ALMANAC.occasion(key)
    assert found is not None
    return found


def between(first: date, last: date) -> list[Occasion]:
    """Return the general agenda of a span, without the bulletin."""
    every = ALMANAC.occasions(first, last)
    return [one for one in every if one.kind != "bulletin"]


def windows() -> list[Occasion]:
    """Return an event in a window of every kind."""
    event = next(one for one in ALMANAC.occasions(date(2020, 10, 1), date(2020, 10, 1)) if one.event)
    return [replace(event, when=when, key=f"event:1:{at}") for at, when in enumerate(WINDOWS)]


def elsewhere(key: str) -> Occasion:
    """Return a city date of a city that the catalogue lacks."""
    return replace(occasion(key), city=None, place=Place("Урюпинск", "Урюпинск", PlaceMode.CITY))


def event_at(start: time | None = None, end: time | None = None) -> Occasion:
    """Return the session of 12 March in Moscow, with a time."""
    event = next(one for one in between(date(2020, 3, 12), date(2020, 3, 12)) if one.event is not None)
    return replace(event, when=MARCH, time=None if start is None else ClockTime(start, end))


def event_change(
    *turns: ChangeEffect, before: PlannedFacts, after: PlannedFacts, number: int = 12
) -> PlanChange:
    """Return a change of an event."""
    return PlanChange(f"event:{number}", turns, before, after)


def city_change(turn: ChangeEffect, before: PlannedFacts, after: PlannedFacts) -> PlanChange:
    """Return a change of a city day."""
    return PlanChange("city_day:kazan:2020", (turn,), before, after, KAZAN, "Казань")


OLD, NEW = PlannedFacts(TITLE, MARCH, "Москва"), PlannedFacts(TITLE, APRIL, "Казань")
OPEN = PlannedFacts(TITLE)
CHANGES: dict[str, PlanChange] = {
    "moved": event_change(ChangeEffect.MOVED, before=OLD, after=NEW),
    "moved-to-month": event_change(ChangeEffect.MOVED, before=OLD, after=replace(NEW, when=OCTOBER)),
    "moved-month-to-quarter": event_change(
        ChangeEffect.MOVED, before=replace(OLD, when=OCTOBER), after=replace(NEW, when=QUARTER)
    ),
    "retimed": event_change(
        ChangeEffect.RETIMED, before=replace(OLD, time=MORNING), after=replace(OLD, time=NOON)
    ),
    "timed-first": event_change(ChangeEffect.RETIMED, before=OLD, after=replace(OLD, time=MORNING)),
    "untimed": event_change(ChangeEffect.RETIMED, before=replace(OLD, time=MORNING), after=OLD),
    "added-with-a-time": event_change(
        ChangeEffect.ADDED, before=PlannedFacts(), after=replace(NEW, time=NOON)
    ),
    "dated": event_change(ChangeEffect.DATED, before=replace(OLD, when=OCTOBER), after=NEW),
    "dated-first": event_change(ChangeEffect.DATED, before=OPEN, after=NEW),
    "undated": event_change(ChangeEffect.UNDATED, before=OLD, after=OPEN),
    "undated-to-month": event_change(ChangeEffect.UNDATED, before=OLD, after=replace(OLD, when=OCTOBER)),
    "cancelled": event_change(ChangeEffect.CANCELLED, before=OLD, after=OLD),
    "cancelled-undated": event_change(ChangeEffect.CANCELLED, before=OPEN, after=OPEN),
    "removed": event_change(ChangeEffect.REMOVED, before=OLD, after=OLD),
    "removed-undated": event_change(ChangeEffect.REMOVED, before=OPEN, after=OPEN),
    "restored": event_change(ChangeEffect.RESTORED, before=OLD, after=OLD),
    "added": event_change(ChangeEffect.ADDED, before=PlannedFacts(), after=OLD),
    "added-undated": event_change(ChangeEffect.ADDED, before=PlannedFacts(), after=OPEN),
    "everything": event_change(
        ChangeEffect.MOVED,
        ChangeEffect.PLACED,
        ChangeEffect.RENAMED,
        before=replace(OLD, title="Сессия <МАГ>"),
        after=NEW,
    ),
    "placed-first": event_change(ChangeEffect.PLACED, before=replace(OLD, place=""), after=OLD),
    "unplaced": event_change(ChangeEffect.PLACED, before=OLD, after=replace(OLD, place="")),
    "city-moved": city_change(ChangeEffect.MOVED, PlannedFacts(when=AUGUST), PlannedFacts(when=THIRTIETH)),
    "city-set": city_change(ChangeEffect.SET, PlannedFacts(when=AUGUST), PlannedFacts(when=THIRTIETH)),
    "city-withdrawn": city_change(
        ChangeEffect.WITHDRAWN, PlannedFacts(when=AUGUST), PlannedFacts(when=THIRTIETH)
    ),
    "city-undated": city_change(ChangeEffect.UNDATED, PlannedFacts(when=AUGUST), PlannedFacts()),
    "city-dated": city_change(ChangeEffect.DATED, PlannedFacts(), PlannedFacts(when=THIRTIETH)),
    "city-dated-window": city_change(
        ChangeEffect.DATED, PlannedFacts(when=BY_RULE), PlannedFacts(when=THIRTIETH)
    ),
    "city-set-another-month": city_change(
        ChangeEffect.SET,
        PlannedFacts(when=on_days(date(2020, 9, 5), date(2020, 9, 6))),
        PlannedFacts(when=THIRTIETH),
    ),
    "city-estimated": city_change(
        ChangeEffect.ESTIMATED, PlannedFacts(when=AUGUST), PlannedFacts(when=THIRTIETH)
    ),
    "city-estimated-window": city_change(
        ChangeEffect.ESTIMATED, PlannedFacts(when=BY_RULE), PlannedFacts(when=OCTOBER)
    ),
    "city-estimated-open": city_change(
        ChangeEffect.ESTIMATED, PlannedFacts(when=AUGUST), PlannedFacts(when=BY_RULE)
    ),
    "city-estimate-gone": city_change(ChangeEffect.ESTIMATED, PlannedFacts(when=AUGUST), PlannedFacts()),
    "city-removed": city_change(ChangeEffect.REMOVED, PlannedFacts(when=AUGUST), PlannedFacts(when=AUGUST)),
    "city-added": city_change(ChangeEffect.ADDED, PlannedFacts(), PlannedFacts(when=THIRTIETH)),
}
REMINDERS: dict[str, tuple[Callable[[], Sequence[NoticeContent]], date]] = {
    "jubilee-tomorrow": (lambda: [occasion("jubilee:kazan:2020")], date(2020, 8, 29)),
    "city-day-today": (lambda: [occasion("city_day:minsk:2020")], date(2020, 9, 9)),
    "jubilee-in-a-month": (lambda: [occasion("jubilee:kazan:2020")], date(2020, 7, 31)),
    "jubilee-today": (lambda: [occasion("jubilee:kazan:2020")], date(2020, 8, 30)),
    "jubilee-in-a-window": (lambda: [occasion("jubilee:moscow:2027")], date(2027, 8, 10)),
    "jubilee-not-in-catalogue": (lambda: [elsewhere("jubilee:kazan:2020")], date(2020, 8, 9)),
    "city-day-not-in-catalogue": (lambda: [elsewhere("city_day:minsk:2020")], date(2020, 9, 8)),
    "greeting-not-in-catalogue": (lambda: [elsewhere("jubilee:kazan:2020")], date(2020, 8, 30)),
    "city-day-confirmed": (
        lambda: [replace(occasion("city_day:moscow:2020"), approximate=False)],
        date(2020, 9, 4),
    ),
    "city-day-of-no-age": (lambda: [replace(occasion("city_day:minsk:2020"), age=None)], date(2020, 9, 2)),
    "greeting-of-no-age": (lambda: [replace(occasion("city_day:minsk:2020"), age=None)], date(2020, 9, 9)),
    "city-day-of-three-days": (
        lambda: [replace(occasion("city_day:moscow:2020"), when=on_days(date(2020, 9, 4), date(2020, 9, 6)))],
        date(2020, 8, 28),
    ),
    "two-greetings": (lambda: between(date(2020, 9, 20), date(2020, 9, 20))[-2:], date(2020, 9, 20)),
    "event": (lambda: [event_at()], date(2020, 3, 5)),
    "event-with-an-hour": (lambda: [event_at(time(15))], date(2020, 3, 5)),
    "event-with-a-window": (lambda: [replace(event_at(), when=OCTOBER)], date(2020, 9, 10)),
    "event-printed-window": (lambda: windows()[9:10], date(2020, 9, 10)),
    "journal": (lambda: [occasion("journal:2020-Q4")], date(2020, 9, 20)),
    "event-and-jubilee": (
        lambda: [event_at(time(10), time(18)), replace(occasion("jubilee:kazan:2020"), when=MARCH)],
        date(2020, 3, 11),
    ),
    "city-day-of-two-days": (lambda: [occasion("city_day:moscow:2020")], date(2020, 8, 29)),
    "calculated": (lambda: [occasion("city_day:kazan:2026")], date(2026, 7, 31)),
    "three-cities": (lambda: between(date(2020, 9, 20), date(2020, 9, 20))[-3:], date(2020, 9, 13)),
    "a-full-hour": (lambda: between(date(2020, 9, 5), date(2020, 10, 14)), date(2020, 9, 5)),
    "over-new-year": (
        lambda: [replace(occasion("jubilee:kazan:2020"), when=on_days(date(2021, 1, 2), date(2021, 1, 2)))],
        date(2020, 12, 31),
    ),
    "windows-of-next-year": (
        lambda: [replace(one, when=shift_years(one.when, 1) or one.when) for one in windows()],
        date(2020, 12, 1),
    ),
    "windows": (windows, date(2020, 9, 1)),
    "new-plan": (lambda: [NewPlan(2021, 24, 17)], date(2020, 12, 1)),
    "new-plan-of-one": (lambda: [NewPlan(2021, 1, 1)], date(2020, 12, 1)),
    "new-plan-of-jubilees": (lambda: [NewPlan(2021, 0, 22)], date(2020, 12, 1)),
    "new-plan-empty": (lambda: [NewPlan(2021, 0, 0)], date(2020, 12, 1)),
    "new-plan-and-guesses": (
        lambda: [CHANGES["city-set"], NewPlan(2020, 24, 17), CHANGES["moved"]],
        date(2020, 3, 1),
    ),
    "all-changes": (
        lambda: [replace(one, subject=f"event:{at}") for at, one in enumerate(CHANGES.values(), 1) if at < 6],
        date(2020, 3, 1),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REMINDERS)
def test_reminder_is_as_written_down(name: str, language: str) -> None:
    """Reminders of days and of windows, alone and together."""
    told, today = REMINDERS[name]
    message, _ = notice_message(words_in(language), told(), today)
    check_written(f"notice-{name}", language, message)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHANGES)
def test_change_is_as_written_down(name: str, language: str) -> None:
    """Every effect that a change may have on an event or a city day."""
    message, _ = notice_message(words_in(language), [CHANGES[name]], date(2020, 3, 1))
    check_written(f"change-{name}", language, message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_changes_of_another_year(language: str) -> None:
    """Dates of another year name it, and each sentence ends with one full stop."""
    words = words_in(language)
    of_cities, of_events = (
        [change_block(words, one, 2019) for one in CHANGES.values() if one.is_city_day is is_city]
        for is_city in (True, False)
    )
    of_events += [
        change_block(words, replace(CHANGES["dated"], before=PlannedFacts(when=when)), 2019)
        for when in WINDOWS
    ]
    check_written("change-another-year", language, Message(join(of_events, "\n\n")))
    check_written("change-another-year-cities", language, Message(join(of_cities, "\n\n")))
    assert ".." not in join((*of_events, *of_cities))


@pytest.mark.parametrize("language", LANGUAGES)
def test_cancelled_windows_are_as_written_down(language: str) -> None:
    """A window is said as an answer to «when?», the plan's own wording in quotes."""
    words = words_in(language)
    blocks = [
        change_block(words, event_change(effect, before=PlannedFacts(TITLE, when), after=OPEN), 2020)
        for effect in (ChangeEffect.CANCELLED, ChangeEffect.REMOVED)
        for when in (*WINDOWS, window(Precision.MONTHS, date(2020, 12, 1), date(2021, 1, 31)))
    ]
    check_written("change-cancelled-windows", language, Message(join(blocks, "\n\n")))


MOVES = [
    # from, to, in Russian, in English
    ((3, 12), (4, 15), "с 12 марта на 15 апреля, среда.", "from 12 March to 15 April (Wednesday)."),
    ((8, 29), (8, 30), "с 29 на 30 августа, воскресенье.", "from 29 to 30 August (Sunday)."),
    ((9, 5, 6), (9, 12, 13), "с 5–6 на 12–13 сентября.", "from 5–6 to 12–13 September."),
    ((9, 5, 6), (9, 7), "с 5–6 на 7 сентября, понедельник.", "from 5–6 to 7 September (Monday)."),
    ((9, 30), (10, 1, 2), "с 30 сентября на 1–2 октября.", "from 30 September to 1–2 October."),
]


def days_of(month: int, first: int, last: int = 0) -> PlannedFacts:
    """Return facts with the days of a month of 2020."""
    return PlannedFacts(TITLE, on_days(date(2020, month, first), date(2020, month, last or first)))


@pytest.mark.parametrize(("before", "after", "russian", "english"), MOVES)
def test_a_move_names_the_month_once(
    before: tuple[int, ...], after: tuple[int, ...], russian: str, english: str
) -> None:
    """Days of one month need its name once, and a single new day has its weekday."""
    change = event_change(ChangeEffect.MOVED, before=days_of(*before), after=days_of(*after))
    assert change_block(words_in("ru"), change, 2020).endswith(f"Перенесено {russian}")
    assert change_block(words_in("en"), change, 2020).endswith(f"Moved {english}")


@pytest.mark.parametrize(
    ("this_year", "sentence"),
    [
        (2020, "Перенесено с 28 декабря на 15 января 2021 г., пятница."),
        (2021, "Перенесено с 28 декабря 2020 г. на 15 января, пятница."),
        (2019, "Перенесено с 28 декабря 2020 г. на 15 января 2021 г., пятница."),
    ],
)
def test_a_move_over_new_year_names_the_other_years(this_year: int, sentence: str) -> None:
    """A year is named unless it is the present one."""
    before = PlannedFacts(TITLE, on_days(date(2020, 12, 28), date(2020, 12, 28)))
    after = PlannedFacts(TITLE, on_days(date(2021, 1, 15), date(2021, 1, 15)))
    block = change_block(
        words_in("ru"), event_change(ChangeEffect.MOVED, before=before, after=after), this_year
    )
    assert block.endswith(sentence)


@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_below_a_notice_are_as_written_down(language: str) -> None:
    """The choices of what to switch off, on and off, and of the card to open."""
    words = words_in(language)
    name = city_name(words, KAZAN)
    switches = [
        NamedSwitch(name, SetItem(key="jubilee:kazan:2020", muted=True)),
        NamedSwitch(name, SetItem(key="city_day:kazan:2021", muted=False)),
        NamedSwitch(followed_label(words, Topic.JUBILEES, ""), SetFollowed(topic=Topic.JUBILEES, on=False)),
        NamedSwitch(
            followed_label(words, Topic.CITY, name),
            SetFollowed(topic=Topic.CITY, subject="kazan", on=True),
        ),
        NamedSwitch(words.plain("greetings-switch"), SetGreetings(on=False, in_choice=True)),
    ]
    check_written("choice-opt-out", language, opt_out_message(words, switches))
    check_written("choice-opt-out-nothing", language, opt_out_message(words, []))
    cards: list[tuple[str, OpenEvent | OpenCity]] = [
        (TITLE, OpenEvent(id=12, fresh=True)),
        (name, OpenCity(id="kazan", fresh=True)),
    ]
    check_written("choice-open", language, open_item_message(words, cards))
    check_written("choice-open-nothing", language, open_item_message(words, []))


@pytest.mark.parametrize("language", LANGUAGES)
def test_several_events_gone_can_be_taken_out_of_a_calendar(language: str) -> None:
    """Each that has no card any more keeps its button, up to four of them."""
    gone = [replace(CHANGES["removed"], subject=f"event:{at}") for at in range(1, 7)]
    message, _ = notice_message(words_in(language), [*gone, CHANGES["moved"]], date(2020, 3, 1))
    check_written("changes-several-removed", language, message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pressed_mute_button_is_as_written_down(language: str) -> None:
    """Under a notice of an earlier version the pressed button turns into its opposite and back."""
    words: Words = words_in(language)
    keys = ["jubilee:barnaul:2020", "city_day:moscow:2020"]
    earlier = keyboard(*([mute_button(words, key, at)] for at, key in enumerate(keys, 1)))
    assert earlier is not None
    muted = with_mute(words, earlier, keys[0], muted=True)
    check_written("notice-muted", language, Message("…", muted))
    assert with_mute(words, muted, keys[0], muted=False) == earlier
