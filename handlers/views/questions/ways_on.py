"""Offer the two ways on from an answer that leads nowhere."""

from handlers.callbacks.agenda import OpenAgenda
from handlers.callbacks.cities import OpenCities
from handlers.text.words import Words
from handlers.views.keyboard import Row, button


def ways_on(words: Words) -> Row:
    """Return the buttons to what is coming and to the cities."""
    return (
        button(words.plain("button-coming-up"), OpenAgenda()),
        button(words.plain("button-cities"), OpenCities()),
    )
