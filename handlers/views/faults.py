"""What is said when somebody stays without an answer."""

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


def flood_message(words: Words) -> Message:
    """For a chat that sends more at once than can be answered."""
    return Message(words("fault-flood"))


def letter_payload(notice_id: int, error: str) -> dict[str, object]:
    """For the owners, by language: the notice that could not be sent, and the error's class."""
    return {
        language: str(words_in(language)("fault-letter", notice=str(notice_id), error=error))
        for language in LANGUAGES
    }


def disk_message(words: Words, trouble: str, free: int) -> Message:
    """For the owners: nothing can be written. trouble is the error's class, free the room in MB."""
    return Message(words("fault-disk", trouble=trouble, free=free))


def disk_over_message(words: Words) -> Message:
    """For the owners: all is well again."""
    return Message(words("fault-disk-over"))
