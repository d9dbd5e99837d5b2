"""Word the rows of the statistics, for the message and for its picture."""

from data.calendar.almanac import Almanac
from handlers.text.words import Words
from handlers.views.keyboard import shorten
from handlers.views.lead_times import topic_name
from handlers.views.wording.amounts import amount
from handlers.views.wording.days import day_in_words
from handlers.views.wording.occasions import city_name
from handlers.views.wording.sources import source_in_words
from scheduler.statistics import DELIVERIES_OVER, Ranking, Statistics

LONGEST_NAME = 24
"""Characters of the label of a link, in the caption and in the picture. It has up to 64."""


def topics_followed(words: Words, figures: Statistics) -> Ranking:
    """Return the names of the topics that are followed, the most followed first."""
    found = [
        (words.plain("stats-topic", topic=topic.value, name=topic_name(words, topic)), count)
        for topic, count in figures.topics
        if count
    ]
    return tuple(sorted(found, key=lambda one: -one[1]))


def cities_followed(words: Words, almanac: Almanac, figures: Statistics) -> Ranking:
    """Return the names of the cities that are followed, ids where the catalogue has none."""
    known = almanac.cities.by_id
    return tuple(
        (city_name(words, known[city]) if city in known else city, count) for city, count in figures.cities
    )


def sources_of(words: Words, figures: Statistics, most: int) -> Ranking:
    """Return the most frequent links, the others together, and the chats that came by none."""
    if not figures.arrived:
        return ()
    rows = [(source_in_words(words, source), count) for source, count in figures.sources[:most]]
    if others := figures.arrived - sum(count for _, count in rows):
        rows.append((words.plain("stats-other-sources"), others))
    return (*rows, (words.plain("stats-no-source"), figures.chats - figures.arrived))


def short_names(rows: Ranking, longest: int) -> Ranking:
    """Return rows whose names have at most so many characters."""
    return tuple((shorten(name, longest), count) for name, count in rows)


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
