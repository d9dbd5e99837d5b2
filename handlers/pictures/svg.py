"""Write SVG as text: elements, words and colours of the bot's pictures."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

FONT = "Golos Text"
"""The family of data/content/fonts: Cyrillic with the letters of all member languages, OFL."""

INK = "#1f2937"
PALE_INK = "#6b7280"
PAPER = "#ffffff"
RULE = "#e5e7eb"
EVENT = "#2563eb"
CITY_DAY = "#15803d"
JUBILEE = "#c2410c"

_BOLD_SHARE, _REGULAR_SHARE = 0.6, 0.54
"""Average width of a letter of each face, in sizes. Names in capitals are wider, and none is set so."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How words are set: size in pixels, colour, weight, and the side of x they keep to."""

    size: float
    fill: str = INK
    bold: bool = False
    anchor: str = "start"


def tag(name: str, content: str = "", **attributes: str | float) -> str:
    """Return one element.

    Underscores of attribute names become hyphens. Values are escaped, the content is not.
    """
    written = "".join(f' {key.replace("_", "-")}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def words(x: float, y: float, text: str, ink: Ink) -> str:
    """Return a line of words whose baseline is at y."""
    return tag(
        "text",
        escape(text),
        x=x,
        y=y,
        font_size=ink.size,
        fill=ink.fill,
        font_weight=700 if ink.bold else 400,
        text_anchor=ink.anchor,
    )


LONGEST_SIDE = 1280
"""Pixels to which Telegram shrinks a photo."""


def picture(
    width: int, height: int, parts: Iterable[str], background: str = PAPER, *, shrinks: bool = False
) -> str:
    """Return a whole document of the size in pixels.

    shrinks makes it as small as Telegram would, so that no larger one has to be drawn.
    """
    ground = tag("rect", width=width, height=height, fill=background)
    scale = min(1.0, LONGEST_SIDE / max(width, height)) if shrinks else 1.0
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width * scale:.0f}" height="{height * scale:.0f}" '
        f'viewBox="0 0 {width} {height}" font-family="{FONT}">{ground}{"".join(parts)}</svg>'
    )


def size_that_fits(text: str, width: float, largest: float, *, bold: bool = False) -> float:
    """Return the largest size in pixels, up to a bound, at which a line keeps to a width."""
    return min(largest, width / (max(len(text), 1) * (_BOLD_SHARE if bold else _REGULAR_SHARE)))


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
