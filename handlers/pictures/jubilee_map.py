"""Draw the map of a year's jubilee cities: numbered points, and the list they refer to."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from handlers.pictures.projection import Frame, frame_around
from handlers.pictures.subjects import MOST_ROWS
from handlers.pictures.svg import INK, JUBILEE, PALE_INK, PAPER, Ink, picture, size_that_fits, tag, words
from handlers.text.words import Words

WIDTH = 1080
_MARGIN = 44
_MAP_TOP, _MAP_HEIGHT = 150, 560
_ROW = 52
_LIST_TOP = _MAP_TOP + _MAP_HEIGHT + 60

_WATER, _LAND, _BORDER = "#e8f1f8", "#f6f4ee", "#d8d3c7"
_RADIUS = 17.0
# Corners of the member cities' world. They are always shown, so that a year with two cities is still a map.
_CORNERS = [(22.0, 45.0), (30.0, 62.0), (160.0, 56.0), (70.0, 38.0)]


@dataclass(frozen=True, slots=True)
class JubileeRow:
    """A city of the map: its name, its age in the year, and where it lies in degrees."""

    name: str
    age: int
    longitude: float
    latitude: float


def draw_jubilee_map(texts: Words, rows: Sequence[JubileeRow], year: int) -> str:
    """Return the map as SVG. Its height follows the number of cities."""
    shown = rows[:MOST_ROWS]
    lines = (len(shown) + 1) // 2 + (len(rows) > len(shown) or not rows)
    height = _LIST_TOP + lines * _ROW + 30
    frame = frame_around(
        [*_CORNERS, *((row.longitude, row.latitude) for row in shown)], (0, _MAP_TOP, WIDTH, _MAP_HEIGHT)
    )
    parts = [*_heading(texts, year), *_land(frame), *_points(shown, frame), *_list(texts, rows, lines)]
    return picture(WIDTH, height, parts)


def _heading(texts: Words, year: int) -> Iterator[str]:
    yield words(_MARGIN, 92, texts.plain("picture-map-title", year=year), Ink(50, INK, bold=True))


def _land(frame: Frame) -> Iterator[str]:
    clip = tag("rect", x=frame.left, y=frame.top, width=frame.width, height=frame.height)
    yield tag("clipPath", clip, id="map")
    shapes = "".join(tag("path", d=_path(ring, frame)) for ring in _outlines())
    ground = tag("rect", x=frame.left, y=frame.top, width=frame.width, height=frame.height, fill=_WATER)
    land = tag("g", shapes, fill=_LAND, stroke=_BORDER, stroke_width=1.2, stroke_linejoin="round")
    yield tag("g", ground + land, clip_path="url(#map)")


def _path(ring: Sequence[float], frame: Frame) -> str:
    points = (frame.place(ring[at], ring[at + 1]) for at in range(0, len(ring), 2))
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


@cache
def _outlines() -> list[list[float]]:
    """Read the outlines of countries.

    Each is a ring of longitudes and latitudes in degrees, one after the other.
    """
    stored = json.loads((files("data.content") / "outlines.json").read_text("utf-8"))
    return [[value / 10 for value in ring] for ring in stored]


def _points(rows: Sequence[JubileeRow], frame: Frame) -> Iterator[str]:
    placed: list[tuple[float, float]] = []
    for number, row in reversed(list(enumerate(rows, 1))):
        true = frame.place(row.longitude, row.latitude)
        x, y = _free_place(true, placed)
        placed.append((x, y))
        if (x, y) != true:
            yield tag("line", x1=true[0], y1=true[1], x2=x, y2=y, stroke=JUBILEE, stroke_width=2)
            yield tag("circle", cx=true[0], cy=true[1], r=4, fill=JUBILEE)
        yield tag("circle", cx=x, cy=y, r=_RADIUS, fill=JUBILEE, stroke=PAPER, stroke_width=2.5)
        yield words(x, y + 7, str(number), Ink(20, PAPER, bold=True, anchor="middle"))


def _free_place(at: tuple[float, float], placed: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the nearest place of a ring of candidates where a point hides none of the others."""
    for distance in (0, 1, 2, 3):
        for east, south in (
            (1, 0),
            (-1, 0),
            (0, 1),
            (0, -1),
            (0.7, 0.7),
            (-0.7, 0.7),
            (0.7, -0.7),
            (-0.7, -0.7),
        ):
            x, y = at[0] + east * distance * 2.1 * _RADIUS, at[1] + south * distance * 2.1 * _RADIUS
            if all((x - a) ** 2 + (y - b) ** 2 >= (2 * _RADIUS) ** 2 for a, b in placed):
                return x, y
    return at


def _list(texts: Words, rows: Sequence[JubileeRow], lines: int) -> Iterator[str]:
    shown = rows[:MOST_ROWS]
    column = (WIDTH - 2 * _MARGIN) / 2
    half = (len(shown) + 1) // 2
    for place, row in enumerate(shown):
        x, y = _MARGIN + column * (place // half), _LIST_TOP + place % half * _ROW
        line = texts.plain("picture-map-row", city=row.name, age=texts.plain("age", age=row.age))
        yield words(x + 38, y, f"{place + 1}", Ink(27, JUBILEE, bold=True, anchor="end"))
        yield words(x + 54, y, line, Ink(size_that_fits(line, column - 60, 31), INK))
    last = _LIST_TOP + (lines - 1) * _ROW
    if not rows:
        yield words(_MARGIN, last, texts.plain("picture-map-none"), Ink(31, PALE_INK))
    elif len(rows) > len(shown):
        yield words(
            _MARGIN, last, texts.plain("picture-map-more", count=len(rows) - len(shown)), Ink(28, PALE_INK)
        )
