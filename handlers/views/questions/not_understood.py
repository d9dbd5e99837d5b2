"""Say plainly that a question was not understood, with two ways on."""

from handlers.text.words import Words
from handlers.views.keyboard import keyboard, shorten
from handlers.views.message import Message
from handlers.views.questions.ways_on import ways_on
from handlers.views.wording.occasions import one_line

LONGEST_QUOTE = 60
"""Characters of a question that an answer repeats."""


def unknown_question_message(words: Words, unread: str) -> Message:
    """Say that nothing was found by the words, or without any that a question is not understood."""
    quote = shorten(one_line(unread), LONGEST_QUOTE)
    text = words("question-nothing-found", text=quote) if quote else words("question-not-understood")
    return Message(text, keyboard(ways_on(words)))


def no_such_day_message(words: Words, day: str) -> Message:
    """Say that the calendar lacks a day."""
    text = words("question-no-such-day", day=shorten(one_line(day), LONGEST_QUOTE))
    return Message(text, keyboard(ways_on(words)))
