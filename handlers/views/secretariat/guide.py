"""Render the secretariat's guide as a document, and the button that asks for it."""

from handlers.callbacks.desk import SendGuide
from handlers.text.words import Words
from handlers.views.keyboard import Button, button
from handlers.views.message import Document, Message


def guide_message(words: Words, content: bytes) -> Message:
    """Return the guide with what it tells of in one sentence."""
    document = Document(words.plain("desk-guide-file"), content, is_shipped=True)
    return Message(words("desk-guide-caption"), document=document)


def guide_button(words: Words) -> Button:
    """Return the button that sends the guide."""
    return button(words.plain("desk-guide-button"), SendGuide())
