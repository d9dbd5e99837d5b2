"""Word the rows of a list: one line for an occasion, and the headings above them."""

from dataclasses import dataclass
from datetime import date, timedelta

from data.calendar.imprecise_dates import ImpreciseDate
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import EventStatus, PlanEvent
from handlers.agenda.listing import AgendaGroup, AgendaRow, Listing
from handlers.text.markup import Markup, escape, join
from handlers.text.words import Words
from handlers.views.keyboard import shorten
from handlers.views.message import parsed
from handlers.views.wording.dates import date_in_words
from handlers.views.wording.days import clock_in_words, month_title, short_weekdays
from handlers.views.wording.occasions import is_marked, one_line, place_of

LONGEST_ROW_TITLE = 90
"""Characters of a title in a row: two lines of a phone. The card has the whole title."""

LONGEST_CARD_NAME = 30
"""Characters of a title on a button that shares its row."""

LONGEST_ROW_PLACE = 40
"""Characters of a place in a row."""

WEEKDAYS_AHEAD = timedelta(days=14)
"""How far ahead a day is named with its weekday."""

LONGEST_RUN_WITH_WEEKDAYS = timedelta(days=6)
"""A longer run of days has every weekday."""


@dataclass(frozen=True, slots=True)
class RowSetting:
    """What the headings above a row say already: its year, and the only day of a list."""

    today: date
    year: int
    day: date | None = None


def row_setting(listing: Listing, row: AgendaRow, today: date) -> RowSetting:
    """Return what the headings above a row of a list say."""
    if row.group in (AgendaGroup.DATED, AgendaGroup.FOLLOWING):
        is_day = listing.is_one_day and row.group is AgendaGroup.DATED
        return RowSetting(today, row.anchor.year, listing.first if is_day else None)
    return RowSetting(today, listing.first.year if listing.is_one_day else today.year)


def agenda_row(
    words: Words, occasion: Occasion, setting: RowSetting, longest_title: int = LONGEST_ROW_TITLE
) -> Markup:
    """Render «10 марта · Нарьян-Мар — 92 года ≈» or «5 июня, 15:00 · Форум столиц, Минск»."""
    when, what = _when(words, occasion, setting), what_of(words, occasion, longest_title)
    line = words("agenda-row", when=when, what=what) if when else what
    return words("agenda-row-approximate", row=line) if is_marked(occasion) else line


def undated_row(words: Words, occasion: Occasion) -> Markup:
    """Render «• XV Международный конгресс «Российская семья»»."""
    return words("agenda-row-undated", what=what_of(words, occasion))


def what_of(words: Words, occasion: Occasion, longest_title: int = LONGEST_ROW_TITLE) -> Markup:
    """Return «Нарьян-Мар — 92 года», «Форум столиц, Минск» or the name of an issue."""
    place = shorten(place_of(words, occasion), LONGEST_ROW_PLACE)
    if occasion.event is not None:
        return join((_title(words, occasion.event, longest_title), place), ", ")
    if occasion.kind in (OccasionKind.BULLETIN, OccasionKind.JOURNAL):
        return words("agenda-issue", kind=occasion.kind.value)
    is_jubilee = occasion.kind is OccasionKind.JUBILEE or occasion.weight > 0
    if occasion.age is None:
        return words("agenda-jubilee-ageless" if is_jubilee else "agenda-city-day-ageless", city=place)
    return words("agenda-jubilee" if is_jubilee else "agenda-city-day", city=place, age=occasion.age)


def card_name(words: Words, occasion: Occasion) -> str:
    """Return the label of the button that opens a card: the city, or the title of the event."""
    if occasion.event is not None:
        return shorten(one_line(occasion.event.title), LONGEST_CARD_NAME)
    return place_of(words, occasion)


def choice_label(words: Words, occasion: Occasion, today: date) -> str:
    """Return «10 марта · Нарьян-Мар»."""
    name = one_line(occasion.event.title) if occasion.event is not None else place_of(words, occasion)
    if occasion.when.begins is None:
        return name
    return words.plain("agenda-row", when=parsed(date_in_words(words, occasion.when, today.year)), what=name)


def month_heading(words: Words, day: date) -> Markup:
    """Return «Сентябрь 2027» in bold."""
    return words("agenda-month", month=month_title(words, day.year, day.month, 0))


def _title(words: Words, event: PlanEvent, longest: int) -> Markup:
    title = shorten(one_line(event.title), longest)
    if event.status is EventStatus.CANCELLED:
        return words("agenda-cancelled", title=title)
    return words("agenda-moved", title=title) if event.status is EventStatus.MOVED else escape(title)


def _when(words: Words, occasion: Occasion, setting: RowSetting) -> Markup:
    """Return «10 марта», «4–5 сентября, сб–вс» or «5 июня, 15:00».

    The only day of a list is left out.
    """
    when, clock = occasion.when, occasion.time
    hours = clock_in_words(words, clock) if clock is not None else ""
    if setting.day is not None and when.is_day and when.start == when.end == setting.day:
        return join((hours,))
    parts = (date_in_words(words, when, setting.year), _weekdays(words, when, setting.today), hours)
    return join(parts, ", ")


def _weekdays(words: Words, when: ImpreciseDate, today: date) -> Markup:
    """Return «сб» or «сб–вс» for days that are near."""
    first, last = when.start, when.end
    if not when.is_day or first is None or last is None:
        return Markup("")
    is_near = today <= first <= today + WEEKDAYS_AHEAD and last - first <= LONGEST_RUN_WITH_WEEKDAYS
    return short_weekdays(words, first, last) if is_near else Markup("")
