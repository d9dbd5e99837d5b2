"""Messages of editors are read: formatting, buttons, a picture, a file."""

import pytest
from aiogram.types import Chat, Document, Message, MessageEntity, PhotoSize, User

from data.store.broadcasts.editorial import (
    AttachedFile,
    ChosenPicture,
    LinkButton,
    PictureSource,
    Style,
    StyledSpan,
)
from handlers.errors import UserError
from handlers.secretariat.editor.reading import (
    LONGEST_URL,
    count_lost_links,
    file_of,
    link_of,
    picture_of,
    text_of_editor,
)
from handlers.views.keyboard import LONGEST_LABEL
from tests.cast import LONG_AGO

PHOTO = [PhotoSize(file_id=name, file_unique_id=name, width=1, height=1) for name in ("small", "large")]
EDITOR = User(id=1, is_bot=False, first_name="Редактор")


def message(text: str | None = None, **more: object) -> Message:
    """Return a private message."""
    chat = Chat(id=1, type="private")
    return Message.model_validate({"message_id": 1, "date": LONG_AGO, "chat": chat, "text": text, **more})


def entity(kind: str, **more: object) -> MessageEntity:
    """Return an entity over the first five units."""
    return MessageEntity.model_validate({"type": kind, "offset": 0, "length": 5, **more})


@pytest.mark.parametrize(
    ("found", "spans"),
    [
        (entity("bold"), [StyledSpan(Style.BOLD, 0, 5)]),
        (entity("pre", language="sql"), [StyledSpan(Style.PRE, 0, 5, "sql")]),
        (entity("text_link", url="tg://x"), [StyledSpan(Style.LINK, 0, 5, "tg://x")]),
        (entity("text_link", url="javascript:x"), []),
        (entity("text_link"), []),
        (entity("text_mention", user=EDITOR), []),
        (entity("custom_emoji", custom_emoji_id="5"), []),
        (entity("hashtag"), []),
        (entity("a_style_of_tomorrow"), []),
    ],
)
def test_entity_becomes_a_span(found: MessageEntity, spans: list[StyledSpan]) -> None:
    """In a text and in a caption. What Telegram detects by itself, and what cannot be sent, is left out."""
    assert list(text_of_editor(message("Форум", entities=[found])).spans) == spans
    captioned = message(caption="Форум", caption_entities=[found], photo=PHOTO)
    assert list(text_of_editor(captioned).spans) == spans
    is_lost = found.type == "text_link" and not spans
    assert count_lost_links(captioned) == int(is_lost)


def test_picture_and_file_are_kept_by_their_id() -> None:
    """The largest size of a photo. A name of a file is cleaned, a missing one replaced."""
    assert picture_of(message(photo=PHOTO)) == ChosenPicture(PictureSource.OWN, file_id="large")
    assert picture_of(message("текст")) is None
    for name, stored in (("Устав\u202e.pdf", "Устав.pdf"), (None, "file")):
        document = Document(file_id="BQ", file_unique_id="u", file_name=name)
        assert file_of(message(document=document)) == AttachedFile("BQ", stored)
    assert file_of(message("текст")) is None


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Программа — https://example.org/day", LinkButton("Программа", "https://example.org/day")),
        ("Запись: example.org", LinkButton("Запись", "https://example.org")),
        ("Канал МАГ\ntg://resolve?domain=mag", LinkButton("Канал МАГ", "tg://resolve?domain=mag")),
        (
            "Программа\nвторого дня: https://example.org",
            LinkButton("Программа второго дня", "https://example.org"),
        ),
        ("  Сайт   http://пример.рф  ", LinkButton("Сайт", "http://пример.рф")),
    ],
)
def test_button_is_read(text: str, link: LinkButton) -> None:
    """A label and an address, with or without what stands between them."""
    assert link_of(text) == link


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "desk-link-form"),
        ("https://example.org", "desk-link-form"),
        ("— https://example.org", "desk-link-form"),
        ("Просто слова", "desk-link-wrong"),
        ("Почта mailto:a@example.org", "desk-link-wrong"),
        ("Опасно javascript:alert(1)", "desk-link-wrong"),
        ("Пусто https://", "desk-link-wrong"),
        ("Коротко https://a", "desk-link-wrong"),
        ("Чужой https://mag.org@evil.example", "desk-link-wrong"),
        ("Порт https://example.org:99999", "desk-link-wrong"),
        ("Скобка https://[::1", "desk-link-wrong"),
        ("Пусто tg://", "desk-link-wrong"),
        ("Длинно https://example.org/" + "a" * LONGEST_URL, "desk-link-wrong"),
        ("х" * (LONGEST_LABEL + 1) + " https://example.org", "desk-link-long"),
    ],
)
def test_other_texts_are_no_button(text: str, key: str) -> None:
    """Each is refused with its reason."""
    with pytest.raises(UserError) as refused:
        link_of(text)
    assert refused.value.key == key
