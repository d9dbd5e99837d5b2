"""Render messages about our own faults, for the person concerned and for the owners."""

from collections.abc import Mapping

from handlers.text.markup import Markup, join
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.keyboard import LONGEST_LABEL, keyboard, shorten
from handlers.views.message import Message
from handlers.views.secretariat.feedback import feedback_button

_FAULTS_SHOWN = 10


def apology_message(words: Words, reference: str, *, is_private: bool = False) -> Message:
    """Apologise to the person who got no answer.

    In private a button writes to the secretariat about it.
    """
    buttons = keyboard((feedback_button(words, reference),)) if is_private else None
    return Message(words("fault-apology", reference=reference), buttons)


def alert_payload(reference: str, error: str) -> dict[str, object]:
    """Alert the owners, by language: the reference number and the class of the error.

    It has no text of the person's.
    """
    return {
        language: str(words_in(language)("fault-alert", reference=reference, error=error))
        for language in LANGUAGES
    }


def summary_payload(counts: Mapping[str, int]) -> dict[str, object]:
    """Tell the owners, by language, how often each fault occurred beyond the alerts."""
    return {language: str(_summary(words_in(language), counts)) for language in LANGUAGES}


def _summary(words: Words, counts: Mapping[str, int]) -> Markup:
    shown = [
        words("fault-summary-line", fault=shorten(fault, LONGEST_LABEL), count=count)
        for fault, count in list(counts.items())[:_FAULTS_SHOWN]
    ]
    if len(counts) > len(shown):
        shown.append(words("fault-summary-more", count=len(counts) - len(shown)))
    head = words("fault-summary", count=sum(counts.values()))
    return join((head, join(shown, "\n"), words("fault-summary-log")), "\n")


def flood_message(words: Words) -> Message:
    """Ask a chat to slow down when it sends more than can be answered."""
    return Message(words("fault-flood"))


def notice_fault_payload(notice_id: int, error: str) -> dict[str, object]:
    """Alert the owners, by language: the notice not sent and the class of the error."""
    return {
        language: str(words_in(language)("fault-letter", notice=str(notice_id), error=error))
        for language in LANGUAGES
    }


def disk_message(words: Words, trouble: str, free: int) -> Message:
    """Alert the owners that nothing can be stored.

    trouble is the class of the error, free the free space in MB.
    """
    return Message(words("fault-disk", trouble=trouble, free=free))


def disk_over_message(words: Words) -> Message:
    """Tell the owners that storing works again."""
    return Message(words("fault-disk-over"))
