"""Draw a square card of a city for its day or its jubilee."""

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.pictures.projection import frame_around
from handlers.pictures.svg import Ink, picture, size_that_fits, tag, words
from handlers.text.words import Words

SIDE = 1080
_MARGIN = 80
_ROOM = SIDE - 2 * _MARGIN
_WHITE, _SOFT = "#ffffff", "#ffe9d6"
_JUBILEE_GROUND, _CITY_GROUND = ("#7c2d12", "#ea580c"), ("#14532d", "#16a34a")


@dataclass(frozen=True, slots=True)
class CityCard:
    """What a card says, in words.

    heading is what is celebrated, age is «880 лет» or None.
    """

    name: str
    heading: str
    age: str | None
    date: str
    notes: tuple[str, ...]
    is_jubilee: bool
    longitude: float
    latitude: float


def draw_city_card(texts: Words, card: CityCard) -> str:
    """Return the card as SVG."""
    dark, light = _JUBILEE_GROUND if card.is_jubilee else _CITY_GROUND
    stops = tag("stop", offset=0, stop_color=dark) + tag("stop", offset=1, stop_color=light)
    gradient = tag("linearGradient", stops, id="ground", x1=0, y1=1, x2=1, y2=0)
    ground = tag("rect", width=SIDE, height=SIDE, fill="url(#ground)")
    return picture(SIDE, SIDE, [gradient, ground, *_rings(card), *_lines(texts, card)], dark)


def _rings(card: CityCard) -> Iterator[str]:
    """Draw rings around where the city lies, as ripples on the card's plane."""
    frame = frame_around([(22.0, 42.0), (160.0, 60.0)], (0, 0, SIDE, SIDE))
    x, y = frame.place(card.longitude, card.latitude)
    for radius in range(140, 1400, 140):
        yield tag(
            "circle", cx=x, cy=y, r=radius, fill="none", stroke=_WHITE, stroke_width=2, stroke_opacity=0.14
        )


def _lines(texts: Words, card: CityCard) -> Iterator[str]:
    yield words(_MARGIN, 170, card.heading, Ink(46, _SOFT))
    yield _bold(300, card.name, 110)
    if card.age is not None:
        yield _bold(640, card.age, 220)
    # without an age the date has its place
    top, largest = (640, 110) if card.age is None else (850, 62)
    yield _bold(top, card.date, largest)
    for place, note in enumerate(card.notes, 1):
        yield words(_MARGIN, top + 10 + 54 * place, note, Ink(size_that_fits(note, _ROOM, 40), _SOFT))
    yield words(
        SIDE - _MARGIN, SIDE - 70, texts.plain("picture-assembly"), Ink(40, _SOFT, bold=True, anchor="end")
    )


def _bold(y: float, line: str, largest: float) -> str:
    size = size_that_fits(line, _ROOM, largest, bold=True)
    return words(_MARGIN, y, line, Ink(size, _WHITE, bold=True))
