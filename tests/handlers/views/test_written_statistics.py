"""The statistics, written down: a summary short enough for a caption, and all figures."""

import pytest

from data.calendar.almanac import Almanac
from handlers.text.words import LANGUAGES, words_in
from handlers.views.secretariat.statistics import figures_message, statistics_message
from handlers.views.wording.amounts import amount
from tests.handlers.secretariat.statistics_samples import SAMPLES
from tests.handlers.written import check_written
from tests.plan_2020 import cities_2020, plan_2020

ALMANAC = Almanac(cities_2020(), {2020: plan_2020()})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_statistics_are_what_is_written_down(name: str, language: str) -> None:
    """However large the figures are, the summary keeps its picture and all figures are one message."""
    words = words_in(language)
    check_written(f"stats-{name}", language, statistics_message(words, ALMANAC, SAMPLES[name]))
    figures = figures_message(words, ALMANAC, SAMPLES[name], "mag_bot")
    check_written(f"stats-{name}-all", language, figures)


@pytest.mark.parametrize(
    ("number", "russian", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1000, "1000", "1,000"),
        (9999, "9999", "9,999"),
        (10_000, "10\u00a0000", "10,000"),
        (1_234_567, "1\u00a0234\u00a0567", "1,234,567"),
    ],
)
def test_thousands_stand_apart(number: int, russian: str, english: str) -> None:
    """Russian leaves four digits together."""
    assert (amount(words_in("ru"), number), amount(words_in("en"), number)) == (russian, english)
