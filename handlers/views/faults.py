"""What is said when the fault is ours."""

from handlers.views.message import Message
from handlers.words import LANGUAGES, Words, words_in


def apology_message(words: Words, reference: str) -> Message:
    """For the person who got no answer."""
    return Message(words("fault-apology", reference=reference))


def alert_payload(reference: str, error: str) -> dict[str, object]:
    """For the owners, by language: the reference number and the error's class, no text of theirs."""
    return {
        language: str(words_in(language)("fault-alert", reference=reference, error=error))
        for language in LANGUAGES
    }
