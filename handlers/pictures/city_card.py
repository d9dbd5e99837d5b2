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
    """What a card says, in words: name, age («880 лет»), date, founding. None leaves a line out."""

    name: str
    age: str | None
    date: str
    founded: str | None
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
    kind = "picture-city-jubilee" if card.is_jubilee else "picture-city-day"
    yield words(_MARGIN, 170, texts.plain(kind), Ink(46, _SOFT))
    yield words(_MARGIN, 300, card.name, Ink(size_that_fits(card.name, _ROOM, 110), _WHITE, bold=True))
    if card.age is not None:
        yield words(_MARGIN, 640, card.age, Ink(size_that_fits(card.age, _ROOM, 220), _WHITE, bold=True))
    yield words(_MARGIN, 850, card.date, Ink(size_that_fits(card.date, _ROOM, 62), _WHITE, bold=True))
    if card.founded is not None:
        yield words(_MARGIN, 920, card.founded, Ink(40, _SOFT))
    yield words(
        SIDE - _MARGIN, SIDE - 70, texts.plain("picture-assembly"), Ink(40, _SOFT, bold=True, anchor="end")
    )
