"""Answer in a sentence what is neither an occasion nor a city."""

from data.calendar.questions.wishes import Wish
from handlers.text.words import Words
from handlers.views.keyboard import keyboard
from handlers.views.message import Message
from handlers.views.questions.ways_on import ways_on


def small_talk_message(words: Words, wish: Wish) -> Message:
    """Answer a greeting, thanks or a farewell, or say where a wish is fulfilled."""
    return Message(words("small-talk", wish=wish.value), keyboard(ways_on(words)))
