"""Word by which link a chat has come."""

from handlers.text.words import Words


def source_in_words(words: Words, source: str) -> str:
    """Return the label of a link, or what kind of card a link without a label leads to."""
    return words.plain("arrival-kind", kind=source[1:]) if source.startswith(":") else source
