"""Buttons of screens where something is chosen: ticked when it is."""

from aiogram.filters.callback_data import CallbackData

from handlers.text.words import Words
from handlers.views.keyboard import Button, button


def checkbox(words: Words, label: str, data: CallbackData, *, chosen: bool) -> Button:
    """One of several that hold each for itself: ticked, or with an empty box."""
    return button(words.plain("choice-on" if chosen else "choice-off", label=label), data)


def radio_button(words: Words, label: str, data: CallbackData, *, chosen: bool) -> Button:
    """One of several of which exactly one holds: ticked, or the bare label."""
    return button(words.plain("choice-on", label=label) if chosen else label, data)
