"""Draw the statistics: a line of subscribers, bars of what they follow and were sent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import log10

from handlers.pictures.svg import (
    CITY_DAY,
    EVENT,
    INK,
    JUBILEE,
    PALE_INK,
    RULE,
    Ink,
    picture,
    size_that_fits,
    tag,
    words,
)

WIDTH = 1080
MOST_BARS = 10
"""Rows of a panel. What is beyond it is named by its last row."""

_MARGIN, _GAP = 44, 56
_COLUMN = (WIDTH - 2 * _MARGIN - _GAP) / 2
_CHART_TOP, _CHART_HEIGHT, _AXIS = 290, 250, 64
_PANELS_TOP = _CHART_TOP + _CHART_HEIGHT + 120
_HEADING, _ROW, _BAR = 34, 58, 12
_MOST_POINTS = 180
"""Points of the line: more would be nearer to one another than pixels."""

OUTCOME_COLOURS = (CITY_DAY, "#9ca3af", "#f59e0b", JUBILEE)
"""What bars of deliveries are made of: delivered, waiting, late, and not delivered."""


@dataclass(frozen=True, slots=True)
class StatisticsBar:
    """A row of a panel: a label, its figure, and the parts of the bar in the order of colours."""

    label: str
    figure: str
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StatisticsPanel:
    """A list of bars under a heading. colours belong to the parts of each bar.

    legend names the parts, where there are several. empty is what stands there without bars.
    """

    heading: str
    bars: tuple[StatisticsBar, ...]
    colours: tuple[str, ...]
    empty: str
    legend: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatisticsSheet:
    """What the picture says, in words. points are the subscribers by day, marks the days named.

    Panels are drawn in pairs, from left to right.
    """

    title: str
    day: str
    subscribers: str
    change: str
    chats: str
    blocked: str
    points: tuple[tuple[date, int], ...]
    marks: tuple[tuple[date, str], ...]
    too_short: str
    panels: tuple[StatisticsPanel, ...]


def draw_statistics(sheet: StatisticsSheet) -> str:
    """Return the picture as SVG. Its height follows the number of bars."""
    pairs = [sheet.panels[at : at + 2] for at in range(0, len(sheet.panels), 2)]
    parts, top = [*_heading(sheet), *_chart(sheet)], float(_PANELS_TOP)
    for pair in pairs:
        for place, panel in enumerate(pair):
            parts += _panel(panel, _MARGIN + place * (_COLUMN + _GAP), top)
        top += max(_height(panel) for panel in pair)
    return picture(WIDTH, round(top), parts, shrinks=True)


def _heading(sheet: StatisticsSheet) -> Iterator[str]:
    yield words(_MARGIN, 84, sheet.title, Ink(44, INK, bold=True))
    yield words(WIDTH - _MARGIN, 84, sheet.day, Ink(26, PALE_INK, anchor="end"))
    size = size_that_fits(sheet.subscribers, WIDTH * 0.55, 64, bold=True)
    yield words(_MARGIN, 186, sheet.subscribers, Ink(size, EVENT, bold=True))
    for y, line in ((186, sheet.chats), (232, sheet.blocked)):
        yield words(
            WIDTH - _MARGIN, y, line, Ink(size_that_fits(line, WIDTH * 0.34, 28), PALE_INK, anchor="end")
        )
    yield words(_MARGIN, 232, sheet.change, Ink(size_that_fits(sheet.change, WIDTH * 0.55, 28), PALE_INK))


def _chart(sheet: StatisticsSheet) -> Iterator[str]:
    """Draw the line of subscribers, from zero, with a rule at each step of the scale."""
    if len(sheet.points) < 2:
        middle = _CHART_TOP + _CHART_HEIGHT / 2
        yield words(WIDTH / 2, middle, sheet.too_short, Ink(28, PALE_INK, anchor="middle"))
        return
    step = scale_step(max(count for _, count in sheet.points))
    top = step * (max(count for _, count in sheet.points) // step + 1)
    left, right = _MARGIN + _AXIS, WIDTH - _MARGIN
    first, last = sheet.points[0][0], sheet.points[-1][0]

    def place(day: date, count: float) -> tuple[float, float]:
        along = (day - first).days / (last - first).days
        return left + along * (right - left), _CHART_TOP + _CHART_HEIGHT * (1 - count / top)

    for count in range(0, top + 1, step):
        y = place(first, count)[1]
        yield tag("rect", x=left, y=y, width=right - left, height=1.5, fill=RULE)
        yield words(left - 12, y + 8, short_number(count), Ink(22, PALE_INK, anchor="end"))
    line = "L".join(f"{x:.1f} {y:.1f}" for x, y in (place(*point) for point in thinned(sheet.points)))
    ground = _CHART_TOP + _CHART_HEIGHT
    yield tag("path", d=f"M{line}L{right:.1f} {ground}L{left:.1f} {ground}Z", fill=EVENT, fill_opacity=0.12)
    yield tag("path", d=f"M{line}", fill="none", stroke=EVENT, stroke_width=4, stroke_linejoin="round")
    yield from _marks(sheet, left, right)


def _marks(sheet: StatisticsSheet, left: float, right: float) -> Iterator[str]:
    """Name days below the chart, the first at its beginning and the last at its end."""
    first, last = sheet.points[0][0], sheet.points[-1][0]
    for number, (day, name) in enumerate(sheet.marks):
        x = left + (day - first).days / (last - first).days * (right - left)
        anchor = "start" if number == 0 else "end" if number == len(sheet.marks) - 1 else "middle"
        yield words(x, _CHART_TOP + _CHART_HEIGHT + 40, name, Ink(22, PALE_INK, anchor=anchor))


def _panel(panel: StatisticsPanel, left: float, top: float) -> Iterator[str]:
    yield words(
        left, top, panel.heading, Ink(size_that_fits(panel.heading, _COLUMN, 32, bold=True), INK, bold=True)
    )
    if not panel.bars:
        yield words(left, top + _HEADING + 20, panel.empty, Ink(24, PALE_INK))
    longest = max((sum(bar.parts) for bar in panel.bars), default=0) or 1
    for place, bar in enumerate(panel.bars[:MOST_BARS]):
        yield from _bar(panel, bar, (left, top + _HEADING + place * _ROW), longest)
    yield from _legend(panel, left, top + _HEADING + 18 + len(panel.bars[:MOST_BARS]) * _ROW)


def _bar(panel: StatisticsPanel, bar: StatisticsBar, at: tuple[float, float], longest: int) -> Iterator[str]:
    left, top = at
    room = _COLUMN - 30 - len(bar.figure) * 15
    yield words(left, top + 18, bar.label, Ink(size_that_fits(bar.label, room, 25), INK))
    yield words(left + _COLUMN, top + 18, bar.figure, Ink(25, INK, bold=True, anchor="end"))
    yield tag("rect", x=left, y=top + 28, width=_COLUMN, height=_BAR, rx=_BAR / 2, fill=RULE)
    x = left
    for part, colour in zip(bar.parts, panel.colours, strict=True):
        width = part / longest * _COLUMN
        if part:
            # what there is at all must be seen
            yield tag("rect", x=x, y=top + 28, width=max(width, 3), height=_BAR, rx=3, fill=colour)
        x += width


def _legend(panel: StatisticsPanel, left: float, top: float) -> Iterator[str]:
    shown = zip(panel.legend, panel.colours, strict=True) if panel.bars and panel.legend else ()
    for number, (name, colour) in enumerate(shown):
        x, y = left + number % 2 * _COLUMN / 2, top + number // 2 * 34
        yield tag("circle", cx=x + 8, cy=y - 7, r=8, fill=colour)
        yield words(x + 26, y, name, Ink(size_that_fits(name, _COLUMN / 2 - 36, 22), PALE_INK))


def _height(panel: StatisticsPanel) -> float:
    rows = max(len(panel.bars[:MOST_BARS]), 1)
    legend = (len(panel.legend) + 1) // 2 if panel.bars else 0
    return _HEADING + rows * _ROW + legend * 34 + 56


def scale_step(largest: int) -> int:
    """Return a round step of a scale, so that up to a number it has two to five steps."""
    if largest < 4:
        return 1
    power: int = 10 ** int(log10(largest / 2))
    return next(step * power for step in (5, 2, 1) if largest // (step * power) >= 2)


def short_number(count: int) -> str:
    """Return a number for a scale: «800», «25k», «1.5M»."""
    for size, sign in ((1_000_000, "M"), (1_000, "k")):
        if count >= 10_000 and count >= size:
            return f"{count / size:g}{sign}"
    return str(count)


def thinned(points: Sequence[tuple[date, int]]) -> Sequence[tuple[date, int]]:
    """Return the points of a line, or as many of them as can be told apart.

    The last one stays.
    """
    every = -(-len(points) // _MOST_POINTS)
    return [point for number, point in enumerate(reversed(points)) if number % every == 0][::-1]
