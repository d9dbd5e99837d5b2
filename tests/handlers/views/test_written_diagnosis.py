"""The diagnosis, written down: a bot that is well, one that is not, and its groups."""

import pytest

from handlers.text.words import LANGUAGES, words_in
from handlers.views.secretariat.diagnosis import (
    CHATS_ON_FIRST_PAGE,
    CHATS_ON_PAGE,
    chats_of_page,
    condition_message,
    pages_of,
    rights_message,
)
from tests.handlers.secretariat.diagnosis_samples import ZONE, ill, rights, well
from tests.handlers.written import check_written


@pytest.mark.parametrize("language", LANGUAGES)
def test_diagnosis_is_what_is_written_down(language: str) -> None:
    """Few groups stand on the first page, many on pages of their own, none in a sentence."""
    words, found = words_in(language), rights()
    check_written("diagnose", language, condition_message(words, well(words), found, len(found)))
    check_written("diagnose-ill", language, condition_message(words, ill(words), (), 0))
    check_written("diagnose-many-chats", language, condition_message(words, well(words), (), 45))
    check_written("diagnose-page-of-chats", language, rights_message(words, found, 2, 45, ZONE))


@pytest.mark.parametrize(
    ("chats", "pages"),
    [(0, 1), (1, 1), (10, 1), (11, 2), (20, 2), (21, 3), (40, 3), (41, 4)],
)
def test_each_group_is_on_one_page(chats: int, pages: int) -> None:
    """No group is on two pages, and none is on no page."""
    assert pages_of(chats) == pages
    shown: list[int] = []
    for page in range(pages):
        first, most = chats_of_page(page, chats)
        shown += range(first, min(first + most, chats))
    assert shown == list(range(chats))
    assert CHATS_ON_FIRST_PAGE <= CHATS_ON_PAGE
