"""Messages about our own faults."""

import pytest

from handlers.text.words import LANGUAGES, words_in
from handlers.views.faults import (
    alert_payload,
    apology_message,
    disk_message,
    disk_over_message,
    notice_fault_payload,
    summary_payload,
)
from handlers.views.message import Message
from tests.handlers.written import check_written


@pytest.mark.parametrize("language", LANGUAGES)
def test_faults_are_written_out(language: str) -> None:
    """The person gets a number, the owners the error's class or the state of the disk."""
    check_written("fault-apology", language, apology_message(words_in(language), "K7Q2MX"))
    in_private = apology_message(words_in(language), "K7Q2MX", is_private=True)
    check_written("fault-apology-private", language, in_private)
    alert = alert_payload("K7Q2MX", "ZeroDivisionError")[language]
    check_written("fault-alert", language, Message(str(alert)))
    letter = notice_fault_payload(1207, "ZeroDivisionError")[language]
    check_written("fault-letter", language, Message(str(letter)))
    for count in (1, 3, 27):
        counts = {f"UnreadableUpdate:message.field{number}": count for number in range(count)}
        check_written(f"fault-summary-{count}", language, Message(str(summary_payload(counts)[language])))
    for name, trouble in (("full", "DiskFull"), ("closed", "DatabaseReadOnly"), ("failing", "DiskFailing")):
        check_written(f"fault-disk-{name}", language, disk_message(words_in(language), trouble, 3))
    check_written("fault-disk-over", language, disk_over_message(words_in(language)))


def test_an_alert_is_there_in_every_language() -> None:
    """The owners' languages are unknown when the alert is made."""
    assert set(alert_payload("K7Q2MX", "<b>")) == set(LANGUAGES)
    assert all("&lt;b&gt;" in str(text) for text in alert_payload("K7Q2MX", "<b>").values())
