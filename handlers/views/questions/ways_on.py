"""Offer the two ways on from an answer that leads nowhere."""

from handlers.callbacks.browsing import OpenAgenda, OpenCities
from handlers.text.words import Words
from handlers.views.keyboard import Row, button


def ways_on(words: Words) -> Row:
    """Return the buttons to what is coming and to the cities."""
    return (
        button(words.plain("button-coming-up"), OpenAgenda()),
        button(words.plain("button-cities"), OpenCities()),
    )
