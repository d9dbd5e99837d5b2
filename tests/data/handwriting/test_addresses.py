"""Which links of editors are taken, and which are refused."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from aiogram.types import Message, MessageEntity
from hypothesis import given
from hypothesis import strategies as st

from data.handwriting.addresses import SCHEMES, read_link
from data.handwriting.misread import Misread
from handlers.secretariat.desk.reading import text_with_addresses
from tests.cast import OWNER, private


@pytest.mark.parametrize(
    ("text", "url", "label"),
    [
        ("https://mag.org/forum Регистрация", "https://mag.org/forum", "Регистрация"),
        ("Программа: mag.org/x", "https://mag.org/x", "Программа"),
        ("Сайт форума — https://forum.by/2027.", "https://forum.by/2027", "Сайт форума"),
        ("mag@mag.org", "mailto:mag@mag.org", ""),
        ("tg://resolve?domain=mag", "tg://resolve?domain=mag", ""),
        ("https://маг.рф/план", "https://маг.рф/план", ""),
        ("http://mag.org:8080/a?b=c&d=%20#e", "http://mag.org:8080/a?b=c&d=%20#e", ""),
    ],
)
def test_an_address_has_the_rest_as_its_label(text: str, url: str, label: str) -> None:
    """Before the address or after it, with what separates the two left out."""
    link = read_link(text)
    assert (link.url, link.label) == (url, label)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("javascript:alert(1)", "link-scheme"),
        ("data:text/html,<b>", "link-scheme"),
        ("file:///etc/passwd", "link-scheme"),
        ("ftp://mag.org/a", "link-scheme"),
        ("https://mag.org@evil.example/", "link-unclear"),
        ("https://mag:secret@mag.org/", "link-unclear"),
        ("http://localhost/x", "link-unclear"),
        ("http://[::1]/", "link-unclear"),
        ("https://mag.org:99999999/", "link-unclear"),
        ("tg://<b>", "link-unclear"),
        ("нет ссылки", "link-unclear"),
        ("mag.org forum.by", "link-several"),
        ("https://mag.org " + "о" * 61, "label-too-long"),
        ("https://mag.org/" + "a" * 1100, "link-unclear"),
    ],
)
def test_an_unsafe_or_unclear_address_is_refused(text: str, key: str) -> None:
    """Other schemes, hidden hosts, names of the machine itself, several addresses, what is too long."""
    with pytest.raises(Misread) as refused:
        read_link(text)
    assert refused.value.code == key


@given(st.text(max_size=120) | st.from_regex(r"[a-z]{2,10}:[^\s]{0,40}", fullmatch=True))
def test_a_link_that_is_taken_opens_only_what_is_safe(text: str) -> None:
    """Any text gives a link with one of four schemes and a host without a user, or a refusal."""
    try:
        link = read_link(text)
    except Misread:
        return
    parts = urlsplit(link.url)
    assert parts.scheme in SCHEMES
    assert parts.scheme == "mailto" or "@" not in parts.netloc


def test_a_word_that_is_a_link_brings_its_address() -> None:
    """Of «🏛 Сайт» with a link behind the word, the word is the label. Telegram counts UTF-16 units."""
    link = MessageEntity(type="text_link", offset=3, length=4, url="https://mag.org/")
    message = Message(
        message_id=1,
        date=datetime(2027, 1, 1, tzinfo=UTC),
        chat=private(OWNER),
        text="🏛 Сайт форума",
        entities=[link],
    )
    found = read_link(text_with_addresses(message))
    assert (found.url, found.label) == ("https://mag.org/", "🏛 Сайт форума")
