"""The bot's pictures look as they did when a person last looked at them."""

import os
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from bot.drawing import render
from data.calendar.almanac import Almanac
from handlers.pictures.city_card import CityCard, draw_city_card
from handlers.pictures.jubilee_map import draw_jubilee_map, jubilees_of
from handlers.pictures.year_sheet import days_of_year, draw_year_sheet
from handlers.text.words import words_in
from tests.plan_2020 import cities_2020, plan_2020

FOLDER = Path(__file__).parent / "drawn"
MOST_BYTES = 300 * 1024
WIDTH = 240
TOLERANCE = 1.5
"""Mean difference of a colour, of 255, up to which pictures are the same: renderers round differently."""

MOSCOW = CityCard("Москва", "880 лет", "4–5 сентября 2027 г.", "Основана в 1147 году", True, 37.6, 55.75)
LONGEST = CityCard("Петропавловск-Камчатский", "287 лет", "17 октября 2027 г.", None, False, 158.6, 53.0)


def drawings(language: str) -> dict[str, str]:
    """Return the SVG of every picture by its name."""
    texts = words_in(language)
    almanac = Almanac(cities_2020(), {2020: plan_2020()})
    found = {}
    for year in (2020, 2027):
        occasions = almanac.occasions(date(year, 1, 1), date(year, 12, 31))
        found[f"year-{year}"] = draw_year_sheet(texts, days_of_year(occasions, year), date(2020, 3, 1))
        found[f"map-{year}"] = draw_jubilee_map(texts, jubilees_of(occasions), year)
    found["map-without-jubilees"] = draw_jubilee_map(texts, [], 2027)
    found["card-jubilee"] = draw_city_card(texts, MOSCOW)
    found["card-longest-name"] = draw_city_card(texts, LONGEST)
    return found


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("name", sorted(drawings("ru")))
def test_picture_is_as_it_was_looked_at(name: str, language: str) -> None:
    """Each picture is small enough to send and like the stored one, which is a quarter of its size."""
    png = render(drawings(language)[name])
    assert len(png) <= MOST_BYTES
    drawn = Image.open(BytesIO(png)).convert("RGB")
    small = drawn.resize((WIDTH, drawn.height * WIDTH // drawn.width), Image.Resampling.LANCZOS)
    path = FOLDER / f"{name}-{language}.png"
    if "REWRITE_PICTURES" in os.environ:
        small.save(path, optimize=True)
    with Image.open(path) as kept:
        assert kept.size == small.size
        difference = ImageStat.Stat(ImageChops.difference(kept.convert("RGB"), small)).mean
    assert max(difference) <= TOLERANCE


def test_names_are_escaped() -> None:
    """A name with markup in it is text."""
    card = CityCard('<b>&"', None, "1 мая", None, False, 30.0, 50.0)
    svg = draw_city_card(words_in("ru"), card)
    assert "<b>" not in svg
    assert render(svg).startswith(b"\x89PNG")
