"""Render messages about copies of the database, for the owners."""

from collections.abc import Callable
from dataclasses import dataclass

from handlers.text.markup import Markup
from handlers.text.words import LANGUAGES, Words, words_in

NO_COPY = "none"
"""Stands for the moment of the last copy where there is none."""

_LONGEST_DETAIL = 200


@dataclass(frozen=True, slots=True)
class FailedCopy:
    """A copy that was not made. reason, detail and folder are those of CopyFailed.

    last is a moment in words that need no translation, or NO_COPY. free and needed are in MiB.
    """

    reason: str
    detail: str
    folder: str
    last: str
    free: int = 0
    needed: int = 0


def failed_copy_payload(failed: FailedCopy) -> dict[str, object]:
    """Tell the owners, by language, that a copy was not made, why, and how old the last one is."""
    return _by_language(
        lambda words: words(
            "backup-failed",
            reason=failed.reason,
            detail=failed.detail[:_LONGEST_DETAIL],
            folder=failed.folder,
            last=failed.last,
            free=failed.free,
            needed=failed.needed,
        )
    )


def old_copy_payload(last: str, folder: str) -> dict[str, object]:
    """Tell the owners, by language, that the last copy is too old. last is as in FailedCopy."""
    return _by_language(lambda words: words("backup-old", last=last, folder=folder))


def copies_again_payload(path: str) -> dict[str, object]:
    """Tell the owners, by language, that copies are made again."""
    return _by_language(lambda words: words("backup-again", path=path))


def _by_language(message_in: Callable[[Words], Markup]) -> dict[str, object]:
    return {language: str(message_in(words_in(language))) for language in LANGUAGES}
