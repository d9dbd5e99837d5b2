"""Messages about copies of the database."""

import pytest

from handlers.text.words import LANGUAGES, words_in
from handlers.views.backups import (
    NO_COPY,
    FailedCopy,
    copies_again_payload,
    failed_copy_payload,
    old_copy_payload,
)
from handlers.views.message import Message
from tests.handlers.written import check_written

FAILURES = {
    "room": ("", "2027-03-01 01:00"),
    "full": ("No space left on device", "2027-03-01 01:00"),
    "place": ("Permission denied", NO_COPY),
    "damaged": ("row 7 missing from index chats_by_hour", "2027-03-01 01:00"),
    "other": ("DatabaseBusy", "2027-03-01 01:00"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_alerts_about_copies_are_written_out(language: str) -> None:
    """The owners read what is wrong, how old the last copy is, and what to do."""
    for reason, (detail, last) in FAILURES.items():
        failed = FailedCopy(reason, detail, "var/backups", last, 40, 612)
        check_written(
            f"backup-failed-{reason}", language, Message(str(failed_copy_payload(failed)[language]))
        )
    for name, last in (("old", "2027-03-01 01:00"), ("never", NO_COPY)):
        text = old_copy_payload(last, "var/backups")[language]
        check_written(f"backup-{name}", language, Message(str(text)))
    again = copies_again_payload("var/backups/mag-bot-daily-2027-03-02T01-00-00Z.db")[language]
    check_written("backup-again", language, Message(str(again)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("encrypted", [0, 1])
def test_caption_says_who_may_see_the_copy(encrypted: int, language: str) -> None:
    """An encrypted copy needs its key, another one a safe place."""
    text = words_in(language)("backup-caption", made="2027-03-02 01:00", encrypted=encrypted)
    check_written(f"backup-caption-{encrypted}", language, Message(text))


def test_detail_of_an_error_is_no_markup() -> None:
    """The words of a file system error are shown as text."""
    failed = FailedCopy("place", "<b>" + "x" * 900, "a<b", NO_COPY)
    text = str(failed_copy_payload(failed)["ru"])
    assert "&lt;b&gt;" in text
    assert len(text) < 600
