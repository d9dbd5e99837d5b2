"""Draw a year as a sheet of twelve months with coloured days and a legend."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from data.calendar.occasions import OccasionKind
from handlers.pictures.subjects import YearDays
from handlers.pictures.svg import (
    CITY_DAY,
    EVENT,
    INK,
    JUBILEE,
    PALE_INK,
    PAPER,
    RULE,
    Ink,
    picture,
    tag,
    words,
)
from handlers.text.words import Words

WIDTH, HEIGHT = 1080, 1500
_MARGIN, _TOP, _GAP = 44, 150, 30
_COLUMNS = 3
_CELL_HEIGHT = 40
_MONTH_HEIGHT = 312
_COLUMN = (WIDTH - 2 * _MARGIN - (_COLUMNS - 1) * _GAP) / _COLUMNS
_CELL = _COLUMN / 7
_LEGEND_Y = HEIGHT - 70
_COLOURS = {OccasionKind.JUBILEE: JUBILEE, OccasionKind.EVENT: EVENT, OccasionKind.CITY_DAY: CITY_DAY}
_LEGEND = (
    (OccasionKind.EVENT, "picture-events"),
    (OccasionKind.CITY_DAY, "picture-city-days"),
    (OccasionKind.JUBILEE, "picture-jubilees"),
)
_WEEKEND = "#9ca3af"


def draw_year_sheet(texts: Words, sheet: YearDays, today: date) -> str:
    """Return the sheet as SVG. today gets a ring if it lies in the year."""
    months = (part for month in range(1, 13) for part in _month(texts, sheet, month, today))
    return picture(WIDTH, HEIGHT, [*_heading(texts, sheet), *months, *_legend(texts, sheet)])


def _heading(texts: Words, sheet: YearDays) -> Iterator[str]:
    yield words(_MARGIN, 92, texts.plain("picture-year-title", year=sheet.year), Ink(58, INK, bold=True))
    yield words(WIDTH - _MARGIN, 92, texts.plain("picture-assembly"), Ink(26, PALE_INK, anchor="end"))


def _month(texts: Words, sheet: YearDays, month: int, today: date) -> Iterator[str]:
    row, column = divmod(month - 1, _COLUMNS)
    left, top = _MARGIN + column * (_COLUMN + _GAP), _TOP + row * _MONTH_HEIGHT
    name = texts.plain("month-nominative", month=month).capitalize()
    yield words(left, top + 26, name, Ink(30, INK, bold=True))
    if waiting := sheet.windows.get(month):
        note = texts.plain("picture-without-day", count=waiting)
        yield words(left + _COLUMN, top + 25, note, Ink(21, PALE_INK, anchor="end"))
    yield tag("rect", x=left, y=top + 37, width=_COLUMN, height=1.5, fill=RULE)
    offset, length = monthrange(sheet.year, month)
    for number in range(1, length + 1):
        place_row, place = divmod(offset + number - 1, 7)
        x, y = left + (place + 0.5) * _CELL, top + 66 + place_row * _CELL_HEIGHT
        yield from _day(sheet.kinds.get(day := date(sheet.year, month, number), ()), day, (x, y), today)


def _day(kinds: tuple[OccasionKind, ...], day: date, at: tuple[float, float], today: date) -> Iterator[str]:
    x, y = at
    if kinds:
        yield tag("rect", x=x - 19, y=y - 18, width=38, height=34, rx=9, fill=_COLOURS[kinds[0]])
    if day == today:
        yield tag(
            "rect", x=x - 19, y=y - 18, width=38, height=34, rx=9, fill="none", stroke=INK, stroke_width=3
        )
    colour = PAPER if kinds else _WEEKEND if day.weekday() >= 5 else INK
    yield words(x, y + 8, str(day.day), Ink(24, colour, bold=bool(kinds), anchor="middle"))
    # what else is on that day shows as points below its number
    for place, kind in enumerate(kinds[1:]):
        yield tag(
            "circle",
            cx=x + 13 - 10 * place,
            cy=y + 14,
            r=5,
            fill=_COLOURS[kind],
            stroke=PAPER,
            stroke_width=2,
        )


def _legend(texts: Words, sheet: YearDays) -> Iterator[str]:
    width = (WIDTH - 2 * _MARGIN) / len(_LEGEND)
    shown = [(kind, key) for kind, key in _LEGEND if sheet.count(kind)]
    for place, (kind, key) in enumerate(shown):
        x = _MARGIN + place * width
        yield tag("rect", x=x, y=_LEGEND_Y - 22, width=30, height=28, rx=8, fill=_COLOURS[kind])
        yield words(x + 42, _LEGEND_Y, texts.plain(key, count=sheet.count(kind)), Ink(25, INK))
    yield words(_MARGIN, _LEGEND_Y + 42, texts.plain("picture-approximate"), Ink(23, PALE_INK))
