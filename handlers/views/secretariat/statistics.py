"""Render the statistics: a summary for the caption of their picture, and all figures."""

from collections.abc import Iterable, Iterator, Sequence

from data.calendar.almanac import Almanac
from data.store.chat_values import ChatState
from data.store.notices import DeliveryState
from handlers.callbacks.figures import OpenStatistics, StatisticsPart
from handlers.pictures.request import PictureKind, PictureRequest
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import button, keyboard
from handlers.views.message import LONGEST_CAPTION, LONGEST_TEXT, Message, parsed_length
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
from scheduler.statistics import DELIVERIES_OVER, Statistics

NAMES_TO_TRY = (5, 3, 2, 1, 0)
"""Cities and links that the caption names: the most that leave it short enough for a caption."""

NAMES_LISTED = (20, 15, 10, 5)
"""Cities and links among all figures, the most followed and used: the most that one message has room for."""

LONGEST_LISTED_NAME = 40
"""Characters of the label of a link among all figures. It has up to 64."""

_OUTCOMES = {
    "sent": (DeliveryState.SENT,),
    "gone": (DeliveryState.GONE,),
    "failed": (DeliveryState.FAILED,),
    "expired": (DeliveryState.EXPIRED,),
    "unknown": (DeliveryState.UNKNOWN,),
    "void": (DeliveryState.VOID,),
    "held": (DeliveryState.HELD,),
    "pending": (DeliveryState.PENDING, DeliveryState.LEASED),
}
"""The outcomes that are told apart, in their order, and the states of each."""


def statistics_message(words: Words, almanac: Almanac, figures: Statistics) -> Message:
    """Render the summary, with the picture."""
    texts = [_summary(words, almanac, figures, most) for most in NAMES_TO_TRY]
    text = next((one for one in texts if parsed_length(one) <= LONGEST_CAPTION), texts[-1])
    picture = PictureRequest(
        PictureKind.STATISTICS, words.language, figures.day.year, figures.day, statistics=figures
    )
    buttons = [
        button(words.plain("stats-button-all"), OpenStatistics(part=StatisticsPart.ALL)),
        button(words.plain("stats-button-again"), OpenStatistics(part=StatisticsPart.SUMMARY)),
    ]
    return Message(text, keyboard(buttons), picture=picture)


def figures_message(words: Words, almanac: Almanac, figures: Statistics, bot_name: str) -> Message:
    """Render all figures, and how to give a link to the bot a label."""
    texts = [_all_figures(words, almanac, figures, bot_name, most) for most in NAMES_LISTED]
    text = next((one for one in texts if parsed_length(one) <= LONGEST_TEXT), texts[-1])
    again = button(words.plain("stats-button-again"), OpenStatistics(part=StatisticsPart.ALL))
    return Message(text, keyboard((again,)))


def _all_figures(words: Words, almanac: Almanac, figures: Statistics, bot_name: str, most: int) -> Markup:
    parts = (
        join(_heading(words, figures)),
        _list(words, "stats-topics-title", topics_followed(words, figures)),
        _list(words, "stats-cities-title", cities_followed(words, almanac, figures)[:most]),
        join(_outcomes(words, figures)),
        _list(
            words,
            "stats-sources-title",
            short_names(sources_of(words, figures, most), LONGEST_LISTED_NAME),
        ),
        words("stats-label-hint", bot=bot_name),
    )
    return join(parts, "\n\n")


def _summary(words: Words, almanac: Almanac, figures: Statistics, most: int) -> Markup:
    cities = _named(words, "stats-cities", cities_followed(words, almanac, figures)[:most])
    sources = sources_of(words, figures, most) if most else ()
    return join(
        (
            join(_heading(words, figures)),
            _list(words, "stats-topics-title", topics_followed(words, figures)),
            cities,
            join(_delivered(words, figures)),
            _named(words, "stats-sources", short_names(sources, LONGEST_NAME)),
        ),
        "\n\n",
    )


def _heading(words: Words, figures: Statistics) -> Iterator[Markup]:
    yield words("stats-title", date=day_in_words(words, figures.day, 0))
    yield Markup("")
    change = change_in_words(words, figures)
    yield words("stats-subscribers", count=amount(words, figures.subscribers), change=change or "none")
    counts = {state.value: amount(words, figures.in_state(state)) for state in ChatState}
    yield words("stats-chats", all=amount(words, figures.chats), **counts)


def _list(words: Words, title: str, rows: Iterable[tuple[str, int]]) -> Markup:
    """Return rows under a title, or nothing without rows."""
    lines = [words("stats-row", name=name, count=amount(words, count)) for name, count in rows]
    return join((words(title), *lines)) if lines else Markup("")


def _named(words: Words, key: str, rows: Sequence[tuple[str, int]]) -> Markup:
    """Return rows in one line, or nothing without rows."""
    names = ", ".join(
        words.plain("stats-named", name=name, count=amount(words, count)) for name, count in rows
    )
    return words(key, names=names) if names else Markup("")


def _delivered(words: Words, figures: Statistics) -> Iterator[Markup]:
    if figures.deliveries:
        yield words("stats-deliveries-title", days=DELIVERIES_OVER.days)
    for kind, states in figures.deliveries:
        # what was no longer wanted is no failure
        wanted = sum(count for state, count in states if state is not DeliveryState.VOID)
        sent = dict(states).get(DeliveryState.SENT, 0)
        yield words(
            "stats-delivered",
            kind=notices_in_words(words, kind.value),
            sent=amount(words, sent),
            all=amount(words, wanted),
        )


def _outcomes(words: Words, figures: Statistics) -> Iterator[Markup]:
    """Yield a line for each kind of notices with each outcome that it has had."""
    if figures.deliveries:
        yield words("stats-deliveries-title", days=DELIVERIES_OVER.days)
    for kind, states in figures.deliveries:
        counts = ((name, sum(dict(states).get(one, 0) for one in among)) for name, among in _OUTCOMES.items())
        outcomes = [
            words.plain("stats-outcome", state=name, count=amount(words, count))
            for name, count in counts
            if count
        ]
        yield words("stats-outcomes", kind=notices_in_words(words, kind.value), outcomes=", ".join(outcomes))
