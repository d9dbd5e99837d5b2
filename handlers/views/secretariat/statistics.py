"""Render the statistics: a summary for the caption of their picture, and all figures."""

from collections.abc import Iterable, Iterator, Sequence

from data.calendar.almanac import Almanac
from data.store.chat_values import ChatState
from data.store.notices import DeliveryState
from handlers.callbacks.figures import OpenStatistics, StatisticsPart
from handlers.pictures.request import PictureKind, PictureRequest
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import button, keyboard, shorten
from handlers.views.lead_times import topic_name
from handlers.views.message import LONGEST_CAPTION, Message, parsed_length
from handlers.views.wording.amounts import amount
from handlers.views.wording.days import day_in_words
from handlers.views.wording.occasions import city_name
from handlers.views.wording.sources import source_in_words
from scheduler.statistics import DELIVERIES_OVER, Ranking, Statistics

NAMES_TO_TRY = (5, 3, 2, 1, 0)
"""Cities and links that the caption names: the most that leave it short enough for a caption."""

CITIES_LISTED = 20
"""Cities among all figures, the most followed ones."""

SOURCES_LISTED = 20
"""Links among all figures, those by which most chats came."""

LONGEST_NAME, LONGEST_LISTED_NAME = 24, 40
"""Characters of the label of a link, in the caption and among all figures. It has up to 64."""

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
    parts = (
        join(_heading(words, figures)),
        _list(words, "stats-topics-title", topics_followed(words, figures)),
        _list(words, "stats-cities-title", cities_followed(words, almanac, figures)[:CITIES_LISTED]),
        join(_outcomes(words, figures)),
        _list(
            words,
            "stats-sources-title",
            short_names(sources_of(words, figures, SOURCES_LISTED), LONGEST_LISTED_NAME),
        ),
        words("stats-label-hint", bot=bot_name),
    )
    again = button(words.plain("stats-button-again"), OpenStatistics(part=StatisticsPart.ALL))
    return Message(join(parts, "\n\n"), keyboard((again,)))


def cities_followed(words: Words, almanac: Almanac, figures: Statistics) -> Ranking:
    """Return the names of the cities that are followed, ids where the catalogue has none."""
    known = almanac.cities.by_id
    return tuple(
        (city_name(words, known[city]) if city in known else city, count) for city, count in figures.cities
    )


def notices_in_words(words: Words, kind: str) -> str:
    """Return the name of a kind of notices."""
    return words.plain("stats-kind", kind=kind)


def change_in_words(words: Words, figures: Statistics) -> str:
    """Return how the number of subscribers has changed in a month, or since the first day known."""
    before = figures.before(DELIVERIES_OVER)
    if before is None:
        return ""
    day, count = before
    sign = "more" if figures.subscribers > count else "less" if figures.subscribers < count else "same"
    by = amount(words, abs(figures.subscribers - count))
    return words.plain("stats-change", sign=sign, by=by, date=day_in_words(words, day, figures.day.year))


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


def topics_followed(words: Words, figures: Statistics) -> Ranking:
    """Return the names of the topics that are followed, the most followed first."""
    found = [
        (words.plain("stats-topic", topic=topic.value, name=topic_name(words, topic)), count)
        for topic, count in figures.topics
        if count
    ]
    return tuple(sorted(found, key=lambda one: -one[1]))


def short_names(rows: Ranking, longest: int) -> Ranking:
    """Return rows whose names have at most so many characters."""
    return tuple((shorten(name, longest), count) for name, count in rows)


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


def sources_of(words: Words, figures: Statistics, most: int) -> Ranking:
    """Return the most frequent links, the others together, and the chats that came by none."""
    if not figures.arrived:
        return ()
    rows = [(source_in_words(words, source), count) for source, count in figures.sources[:most]]
    if others := figures.arrived - sum(count for _, count in rows):
        rows.append((words.plain("stats-other-sources"), others))
    return (*rows, (words.plain("stats-no-source"), figures.chats - figures.arrived))


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
