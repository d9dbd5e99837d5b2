"""Compose the picture of the statistics."""

from datetime import date

from data.calendar.almanac import Almanac
from data.store.chat_values import ChatState
from data.store.notices import DeliveryState
from handlers.pictures.statistics_sheet import (
    MOST_BARS,
    OUTCOME_COLOURS,
    StatisticsBar,
    StatisticsPanel,
    StatisticsSheet,
)
from handlers.pictures.svg import CITY_DAY, EVENT, JUBILEE
from handlers.text.markup import Markup
from handlers.text.words import Words
from handlers.views.message import parsed
from handlers.views.statistics_rows import (
    LONGEST_NAME,
    change_in_words,
    cities_followed,
    notices_in_words,
    short_names,
    sources_of,
    topics_followed,
)
from handlers.views.wording.amounts import amount
from handlers.views.wording.days import day_in_words
from scheduler.statistics import DELIVERIES_OVER, Ranking, Statistics

_OUTCOMES = (
    frozenset({DeliveryState.SENT}),
    frozenset({DeliveryState.PENDING, DeliveryState.HELD, DeliveryState.LEASED}),
    frozenset({DeliveryState.EXPIRED}),
    frozenset({DeliveryState.GONE, DeliveryState.FAILED, DeliveryState.UNKNOWN}),
)
"""The states of each part of a bar. What was no longer wanted is left out."""

_OUTCOME_NAMES = ("delivered", "waiting", "late", "failed")
_DAYS_NAMED = 4


def statistics_sheet(words: Words, almanac: Almanac, figures: Statistics) -> StatisticsSheet:
    """Return what the picture says."""
    change = change_in_words(words, figures)
    sources = short_names(sources_of(words, figures, MOST_BARS - 4), LONGEST_NAME)
    return StatisticsSheet(
        title=words.plain("stats-picture-title"),
        day=_plain(day_in_words(words, figures.day, 0)),
        subscribers=words.plain("stats-picture-subscribers", count=amount(words, figures.subscribers)),
        change=change[:1].upper() + change[1:],
        chats=words.plain("stats-picture-chats", count=amount(words, figures.chats)),
        blocked=words.plain(
            "stats-picture-blocked", count=amount(words, figures.in_state(ChatState.BLOCKED))
        ),
        points=figures.history,
        marks=_marks(words, figures),
        too_short=words.plain("stats-picture-too-short"),
        panels=(
            _ranking(words, "stats-picture-topics", topics_followed(words, figures), EVENT),
            _ranking(words, "stats-picture-cities", cities_followed(words, almanac, figures), CITY_DAY),
            _deliveries(words, figures),
            _ranking(words, "stats-picture-sources", sources, JUBILEE),
        ),
    )


def _marks(words: Words, figures: Statistics) -> tuple[tuple[date, str], ...]:
    """Name days from the first to the last, at equal distances, each once."""
    first, span = figures.history[0][0], figures.day - figures.history[0][0]
    days = {first + span * number // (_DAYS_NAMED - 1) for number in range(_DAYS_NAMED)}
    return tuple((day, _plain(day_in_words(words, day, figures.day.year))) for day in sorted(days))


def _ranking(words: Words, heading: str, rows: Ranking, colour: str) -> StatisticsPanel:
    bars = (StatisticsBar(name, amount(words, count), (count,)) for name, count in rows[:MOST_BARS])
    return StatisticsPanel(words.plain(heading), tuple(bars), (colour,), words.plain("stats-picture-none"))


def _deliveries(words: Words, figures: Statistics) -> StatisticsPanel:
    bars = []
    for kind, states in figures.deliveries:
        parts = tuple(sum(count for state, count in states if state in part) for part in _OUTCOMES)
        bars.append(StatisticsBar(notices_in_words(words, kind.value), amount(words, sum(parts)), parts))
    heading = words.plain("stats-picture-deliveries", days=DELIVERIES_OVER.days)
    legend = tuple(words.plain("stats-picture-outcome", outcome=name) for name in _OUTCOME_NAMES)
    return StatisticsPanel(heading, tuple(bars), OUTCOME_COLOURS, words.plain("stats-picture-none"), legend)


def _plain(text: Markup) -> str:
    return parsed(text)
