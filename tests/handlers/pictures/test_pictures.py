"""The bot's pictures look as they did when a person last looked at them."""

import os
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from bot.pictures.drawing import PNG_SIGNATURE, render
from data.calendar.almanac import Almanac
from handlers.pictures.city_card import CityCard, draw_city_card
from handlers.pictures.jubilee_map import draw_jubilee_map
from handlers.pictures.request import PictureKind, PictureRequest
from handlers.pictures.statistics_sheet import scale_step, short_number, thinned
from handlers.text.words import words_in
from handlers.views.pictures.contents import svg_of
from scheduler.statistics import Statistics
from tests.handlers.secretariat.statistics_samples import FIRST_YEAR, SAMPLES
from tests.plan_2020 import cities_2020, plan_2020

FOLDER = Path(__file__).parent / "drawn"
MOST_BYTES = 300 * 1024
WIDTH = 240
TOLERANCE = 1.5
"""Mean difference of a colour, of 255, up to which pictures are the same: renderers round differently."""

YEAR, MAP, CARD = PictureKind.YEAR, PictureKind.MAP, PictureKind.CARD
MARCH = date(2020, 3, 1)
REQUESTS = {
    "year-2020": (YEAR, 2020, MARCH, ""),
    "year-2027": (YEAR, 2027, MARCH, ""),
    "map-2020": (MAP, 2020, MARCH, ""),
    "map-2027": (MAP, 2027, MARCH, ""),
    "card-jubilee": (CARD, 2020, MARCH, "kazan"),
    "card-on-the-day": (CARD, 2020, date(2020, 8, 30), "kazan"),
    "card-window": (CARD, 2027, MARCH, "moscow"),
    "card-longest-name": (CARD, 2027, MARCH, "petropavlovsk-kamchatsky"),
    "card-without-age": (CARD, 2027, MARCH, "samarkand"),
}


def drawing(name: str, language: str) -> str:
    """Return the SVG of one of the pictures."""
    if name.startswith("stats-"):
        return drawn_statistics(language, SAMPLES[name.removeprefix("stats-")])
    kind, year, today, city = REQUESTS[name]
    almanac = Almanac(cities_2020(), {2020: plan_2020()})
    svg = svg_of(words_in(language), almanac, PictureRequest(kind, language, year, today, city))
    assert svg is not None
    return svg


def drawn_statistics(language: str, figures: Statistics) -> str:
    """Return the SVG of the statistics."""
    almanac, day = Almanac(cities_2020(), {2020: plan_2020()}), figures.day
    request = PictureRequest(PictureKind.STATISTICS, language, day.year, day, statistics=figures)
    svg = svg_of(words_in(language), almanac, request)
    assert svg is not None
    return svg


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("name", [*REQUESTS, *(f"stats-{name}" for name in SAMPLES)])
def test_picture_is_as_it_was_looked_at(name: str, language: str) -> None:
    """Each picture is small enough to send and like the stored one, which is a quarter of its size."""
    png = render(drawing(name, language))
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


def test_map_without_jubilees_says_so() -> None:
    """A year of a catalogue without jubilees is still a map."""
    svg = draw_jubilee_map(words_in("ru"), [], 2027)
    assert "В этом году юбилеев нет" in svg
    assert render(svg).startswith(PNG_SIGNATURE)


def test_names_are_escaped() -> None:
    """A name with markup in it is text."""
    card = CityCard('<b>&"', "День города", None, "1 мая", (), False, 30.0, 50.0)
    svg = draw_city_card(words_in("ru"), card)
    assert "<b>" not in svg
    assert render(svg).startswith(PNG_SIGNATURE)


def test_same_day_of_another_year_has_no_ring() -> None:
    """The ring marks today, which lies in one year only."""
    almanac, words = Almanac(cities_2020(), {2020: plan_2020()}), words_in("ru")
    shown = [svg_of(words, almanac, PictureRequest(YEAR, "ru", year, MARCH)) for year in (2020, 2027)]
    assert ['stroke-width="3"' in (svg or "") for svg in shown] == [True, False]


@pytest.mark.parametrize("city", ["tashkent", "no-such-city"])
def test_city_without_day_and_age_has_no_card(city: str) -> None:
    """Without data no picture is drawn."""
    almanac = Almanac(cities_2020(), {2020: plan_2020()})
    assert svg_of(words_in("ru"), almanac, PictureRequest(CARD, "ru", 2027, MARCH, city)) is None


@pytest.mark.parametrize(
    ("largest", "step"),
    [(0, 1), (1, 1), (3, 1), (4, 2), (9, 2), (10, 5), (19, 5), (20, 10), (99, 20), (100, 50), (1284, 500)],
)
def test_scale_has_round_steps(largest: int, step: int) -> None:
    """Its step is 1, 2 or 5 of a power of ten, and goes two to five times into the largest number."""
    assert scale_step(largest) == step
    assert largest < 4 or 2 <= largest // step <= 5


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0"), (9999, "9999"), (10_000, "10k"), (12_500, "12.5k"), (2_000_000, "2M"), (500_000, "500k")],
)
def test_number_of_a_scale_is_short(count: int, text: str) -> None:
    """The number has to fit left of the chart."""
    assert short_number(count) == text


@pytest.mark.parametrize("days", [1, 2, 180, 181, 366])
def test_line_has_few_points_and_its_last_day(days: int) -> None:
    """A year has more days than the line needs. The present figure is never left out."""
    points = [(date(2020, 1, 1) + timedelta(days=number), number) for number in range(days)]
    line = thinned(points)
    assert line[-1] == points[-1]
    assert list(line) == sorted(line)
    assert min(days, 90) <= len(line) <= 180


def test_label_of_a_link_is_escaped() -> None:
    """Any label in the database is shown as text in the picture."""
    figures = replace(FIRST_YEAR, sources=(("<b>&", 3),), cities=(("<i>", 1),))
    svg = drawn_statistics("ru", figures)
    assert "<b>" not in svg
    assert "<i>" not in svg
    assert render(svg).startswith(PNG_SIGNATURE)


def test_statistics_without_figures_are_no_picture() -> None:
    """Without data no picture is drawn."""
    request = PictureRequest(PictureKind.STATISTICS, "ru", 2020, MARCH)
    assert svg_of(words_in("ru"), Almanac(cities_2020(), {}), request) is None
