"""Render the plan of a year, part by part and page by page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from data.calendar.cities import City
from data.calendar.plan import CityDate, Plan, PlanEvent
from data.calendar.plan_events import is_standing
from handlers.callbacks.agenda import OpenAgenda
from handlers.callbacks.browsing import OpenEvent, OpenPlan, OpenPlanYears, PlanPart
from handlers.callbacks.cities import OpenCity
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Button, Row, button, in_rows, keyboard, numbered, pager
from handlers.views.message import Message
from handlers.views.paging import Paged, take_page
from handlers.views.wording.dates import date_in_words
from handlers.views.wording.occasions import city_name, event_row, one_line

PlanRow = tuple[str | None, PlanEvent | CityDate]
"""A row and the heading above it."""


@dataclass(frozen=True, slots=True)
class _PlanScope:
    """The plan's year and the catalogue's cities by id, by which the rows are worded."""

    year: int
    cities: Mapping[str, City]


def plan_message(words: Words, plan: Plan, wanted: OpenPlan, cities: Mapping[str, City]) -> Message:
    """Render a page of one part of the plan, with buttons to its other parts.

    cities has the catalogue's cities by id.
    """
    page = take_page(rows_of(plan, wanted.part), wanted.page)
    numbers = [_number(row, position) for position, (_, row) in enumerate(page.rows, page.first + 1)]
    title = words("plan-title-draft" if plan.draft else "plan-title", year=plan.year)
    parts = (
        join((title, words("plan-part", part=wanted.part.value))),
        _body(words, page, numbers, _PlanScope(plan.year, cities)),
        _approximation_note(words, plan, wanted.part),
    )
    return Message(join(parts, "\n\n"), keyboard(*_rows_of_buttons(words, plan, wanted, page, numbers)))


def _rows_of_buttons(
    words: Words, plan: Plan, wanted: OpenPlan, page: Paged[PlanRow], numbers: Sequence[str]
) -> Iterator[Row]:
    def target(number: int) -> OpenPlan:
        return wanted.model_copy(update={"page": number})

    cards = ((number, _card(row)) for number, (_, row) in zip(numbers, page.rows, strict=True))
    yield from numbered([(number, card) for number, card in cards if card is not None])
    yield pager(words, page.number, page.pages, target)
    yield from _part_buttons(words, plan, wanted.part)
    yield (_years_button(words),)


def plan_years_message(words: Words, years: Sequence[int], absent: int | None = None) -> Message:
    """List the years that have a plan, newest first.

    absent is a year asked for that has none.
    """
    lines = [words("plan-absent", year=absent)] if absent is not None else []
    lines.append(words("plan-years", count=len(years), year=max(years)) if years else words("plan-none"))
    buttons = [button(str(year), OpenPlan(year=year)) for year in sorted(years, reverse=True)]
    ahead = (button(words.plain("button-upcoming"), OpenAgenda()),)
    return Message(join(lines, "\n\n"), keyboard(*in_rows(buttons, 4), ahead))


def rows_of(plan: Plan, part: PlanPart) -> list[PlanRow]:
    """Return the rows of a part, by date within the plan's sections, undated ones last."""
    if part in _LISTS:
        return [(None, row) for row in sorted(_LISTS[part](plan), key=lambda row: row.when.sort_key())]
    chosen = [event for event in plan.events if is_standing(event) == (part is PlanPart.WORK)]
    rows: list[PlanRow] = []
    for section, events in groupby(chosen, key=lambda event: event.section):
        rows += [(section, event) for event in sorted(events, key=_first_date)]
    return rows


def _first_date(event: PlanEvent) -> tuple[date, int, bool]:
    dates = [occurrence.when.sort_key() for occurrence in event.occurrences if occurrence.when is not None]
    return min(dates, default=(date.max, 0, True))


def _body(words: Words, page: Paged[PlanRow], numbers: Sequence[str], scope: _PlanScope) -> Markup:
    """Render the rows: events under the plan's headings, city days line by line."""
    if not page.rows:
        return words("plan-part-empty")
    texts: list[Markup] = []
    before = None
    for number, (heading, row) in zip(numbers, page.rows, strict=True):
        text = _row_text(words, row, number, scope)
        if heading and heading != before:
            text = join((words("plan-section", section=one_line(heading)), text))
        texts.append(text)
        before = heading
    return join(texts, "\n\n" if isinstance(page.rows[0][1], PlanEvent) else "\n")


def _approximation_note(words: Words, plan: Plan, part: PlanPart) -> Markup:
    approximate = part in _LISTS and any(row.approx for row in _LISTS[part](plan))
    return words("plan-approximate") if approximate else Markup("")


def _number(row: PlanEvent | CityDate, position: int) -> str:
    """Return the event's number in the plan, which /event takes, else the position in the list."""
    if not isinstance(row, PlanEvent) or not row.number:
        return str(position)
    return row.number if row.parts == 1 else f"{row.number} ({row.part})"


def _row_text(words: Words, row: PlanEvent | CityDate, number: str, scope: _PlanScope) -> Markup:
    if isinstance(row, PlanEvent):
        return event_row(words, row, scope.year, number, scope.cities)
    when = date_in_words(words, row.when, scope.year)
    known = scope.cities.get(row.city_id or "")
    city = one_line(row.city_raw) if known is None or words.language == "ru" else city_name(words, known)
    if row.age is None:
        return words("plan-city-ageless", number=number, date=when, city=city)
    return words("plan-city", number=number, date=when, city=city, age=row.age)


def _card(row: PlanEvent | CityDate) -> OpenEvent | OpenCity | None:
    if isinstance(row, PlanEvent):
        return OpenEvent(id=row.id) if row.id else None
    return OpenCity(id=row.city_id) if row.city_id else None


def _part_buttons(words: Words, plan: Plan, present: PlanPart) -> list[Row]:
    """Return buttons to the other parts that have rows."""
    buttons: list[Button] = [
        button(words.plain("plan-part-button", part=part.value), OpenPlan(year=plan.year, part=part))
        for part in PlanPart
        if part is not present and rows_of(plan, part)
    ]
    return in_rows(buttons, 2)


def _years_button(words: Words) -> Button:
    return button(words.plain("button-plan-years"), OpenPlanYears())


_LISTS: dict[PlanPart, Callable[[Plan], tuple[CityDate, ...]]] = {
    PlanPart.JUBILEES: lambda plan: plan.jubilees,
    PlanPart.CITY_DAYS: lambda plan: plan.city_days,
}
