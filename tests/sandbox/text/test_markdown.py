"""Both kinds of Telegram's Markdown and explicit entities are read as Telegram reads them."""

from contextlib import suppress
from typing import Any

import pytest
from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import markdown_decoration
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.text.entities import parse_text
from bot.sandbox.wire.refusal import ApiRefusal


def kinds(entities: list[dict[str, Any]]) -> list[tuple[str, int, int]]:
    """Return entities as short tuples."""
    return [(one["type"], one["offset"], one["length"]) for one in entities]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("просто", "просто", []),
        ("*жирно*", "жирно", [("bold", 0, 5)]),
        ("_a_ __b__ ~c~ ||d||", "a b c d", [
            ("italic", 0, 1), ("underline", 2, 1), ("strikethrough", 4, 1), ("spoiler", 6, 1),
        ]),
        ("😀*😀ё*", "😀😀ё", [("bold", 2, 3)]),
        ("*a _b_*", "a b", [("bold", 0, 3), ("italic", 2, 1)]),
        ("__a _b___", "a b", None),
        (r"1\. \*\_\[\]\(\)\~\`\>\#\+\-\=\|\{\}\.\!\\", "1. *_[]()~`>#+-=|{}.!\\", []),
        ("a\\ё", "a\\ё", []),
        ("`a.b*c`", "a.b*c", [("code", 0, 5)]),
        (r"`a\`b\\`", "a`b\\", [("code", 0, 4)]),
        ("```\na.b\n```", "a.b", [("pre", 0, 3)]),
        ("```python\nx = 1```", "x = 1", [("pre", 0, 5)]),
        ("[текст](https://e.org/a\\)b)", "текст", [("text_link", 0, 5)]),
        ("[кто](tg://user?id=5)", "кто", [("text_link", 0, 3)]),
        ("[плохо](javascript:1)", "плохо", []),
        ("![😀](tg://emoji?id=5368324170671202286)", "😀", [("custom_emoji", 0, 2)]),
        ("![3 октября](tg://time?unix=1790000000&format=d)", "3 октября", [("date_time", 0, 9)]),
        (">a\n>b\nc", "a\nb\nc", [("blockquote", 0, 4)]),
        (">a\n>b||\nc", "a\nb\nc", [("expandable_blockquote", 0, 4)]),
        (">a||", "a", [("expandable_blockquote", 0, 1)]),
        (">a\n*b*", "a\nb", [("blockquote", 0, 2), ("bold", 2, 1)]),
        (">a\n\n>b", "a\n\nb", [("blockquote", 0, 2), ("blockquote", 3, 1)]),
        ("**", "", []),
        ("a\r\nb", "a\nb", []),
    ],
)  # fmt: skip
def test_markdown_v2_becomes_text_and_entities(
    source: str, text: str, expected: list[tuple[str, int, int]] | None
) -> None:
    """The stored text and entities are those Telegram would store, in UTF-16 units."""
    if expected is None:
        with pytest.raises(ApiRefusal):
            parse_text(source, "MarkdownV2")
        return
    stored, entities = parse_text(source, "markdownv2")
    assert (stored, kinds(entities)) == (text, expected)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        *((f"a{mark}b", f"Character '{mark}' is reserved and must be escaped with the preceding '\\'")
          for mark in "])(>#+-=|{}.!"),
        ("*a", "Can't find end of Bold entity at byte offset 0"),
        ("ё _a", "Can't find end of Italic entity at byte offset 3"),
        ("__a", "Can't find end of Underline entity at byte offset 0"),
        ("~a", "Can't find end of Strikethrough entity at byte offset 0"),
        ("||a", "Can't find end of Spoiler entity at byte offset 0"),
        ("`a", "Can't find end of Code entity at byte offset 0"),
        ("```a", "Can't find end of Pre entity at byte offset 0"),
        ("```py a", "Can't find end of PreCode entity at byte offset 0"),
        ("[a", "Can't find end of TextUrl entity at byte offset 0"),
        ("![a", "Can't find end of CustomEmoji entity at byte offset 0"),
        (">*a\nb", "Can't find end of Bold entity at byte offset 1"),
        ("[a](https://e.org", "Can't find end of a URL at byte offset 4"),
        ("[a](https://e.org\\)", "Can't find end of a URL at byte offset 4"),
        ("![a]", "The entity must contain a tg://emoji or tg://time URL"),
        ("![a](https://e.org)", "Invalid tg://emoji or tg://time URL specified"),
        ("![a](tg://emoji?id=x)", "Invalid tg://emoji or tg://time URL specified"),
        ("![a](tg://time?unix=1790000000&format=q)", "Invalid tg://emoji or tg://time URL specified"),
    ],
)  # fmt: skip
def test_broken_markdown_v2_is_refused_with_byte_offset(source: str, words: str) -> None:
    """A mistake in MarkdownV2 is answered with Telegram's words and byte offset."""
    with pytest.raises(ApiRefusal) as caught:
        parse_text(source, "MarkdownV2")
    assert caught.value.description == f"Bad Request: can't parse entities: {words}"


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("*a* _b_ `c` [d](e.org)", "a b c d", [
            ("bold", 0, 1), ("italic", 2, 1), ("code", 4, 1), ("text_link", 6, 1),
        ]),
        ("*a_b*", "a_b", [("bold", 0, 3)]),
        (r"\*a\_ \. \!", r"*a_ \. \!", []),
        ("```py\nx```", "x", [("pre", 0, 1)]),
        ("1. a! (b)", "1. a! (b)", []),
        ("😀*ё*", "😀ё", [("bold", 2, 1)]),
        ("[e.org] x", "e.org x", [("text_link", 0, 5)]),
    ],
)  # fmt: skip
def test_legacy_markdown_becomes_text_and_entities(
    source: str, text: str, expected: list[tuple[str, int, int]]
) -> None:
    """Legacy Markdown has four marks and no nesting."""
    stored, entities = parse_text(source, "Markdown")
    assert (stored, kinds(entities)) == (text, expected)


@pytest.mark.parametrize(("source", "offset"), [("*a", 0), ("ё _a", 3), ("`a", 0), ("```a``", 0), ("[a", 0)])
def test_open_entity_of_legacy_markdown_is_refused(source: str, offset: int) -> None:
    """The refusal names the byte offset of its beginning."""
    with pytest.raises(ApiRefusal) as caught:
        parse_text(source, "markdown")
    assert caught.value.description == (
        f"Bad Request: can't parse entities: Can't find end of the entity starting at byte offset {offset}"
    )


def test_unknown_parse_mode_is_refused() -> None:
    """There are three modes. An empty text needs none."""
    with pytest.raises(ApiRefusal, match="unsupported parse_mode"):
        parse_text("a", "bbcode")
    assert parse_text("", "bbcode") == ("", [])


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        ({"type": "blink"}, "can't parse MessageEntity: Unsupported type specified"),
        ({"type": "text_link"}, "can't parse MessageEntity: Can't find field \"url\""),
        (
            {"type": "text_link", "url": "javascript:1"},
            "entity URL 'javascript:1' is invalid: Wrong HTTP URL",
        ),
        ({"type": "text_mention"}, "can't parse MessageEntity: Can't find field \"user\""),
        ({"type": "custom_emoji", "custom_emoji_id": "x"}, "invalid custom emoji identifier specified"),
        (
            {"type": "date_time", "unix_time": 1, "date_time_format": "q"},
            "can't parse MessageEntity: Invalid date-time format specified",
        ),
        ({"type": "date_time", "unix_time": 0}, "invalid date specified"),
        ({"type": "bold", "offset": -1}, "receive an entity with incorrect offset -1"),
        ({"type": "bold", "length": -1}, "receive an entity with incorrect length -1"),
        ({"type": "bold", "offset": 6}, "entity begins after the end of the text at UTF-16 offset 6"),
        (
            {"type": "bold", "offset": 5, "length": 2},
            "entity beginning at UTF-16 offset 5 ends after the end of the text at UTF-16 offset 7",
        ),
        ({"type": "bold", "offset": 3}, "entity begins in a middle of a UTF-16 symbol at byte offset 8"),
        (
            {"type": "bold", "offset": 1, "length": 2},
            "entity beginning at UTF-16 offset 1 ends in a middle of a UTF-16 symbol at byte offset 8",
        ),
    ],
)
def test_invalid_explicit_entity_is_refused(entity: dict[str, Any], words: str) -> None:
    """It lies outside the text, ends inside a character, or lacks a field."""
    with pytest.raises(ApiRefusal) as caught:
        parse_text("ёё😀aa", None, [{"offset": 0, "length": 1} | entity])
    assert caught.value.description == f"Bad Request: {words}"


def test_valid_explicit_entities_are_stored() -> None:
    """Kinds that Telegram detects itself are ignored."""
    given_ones = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "italic", "offset": 2, "length": 0},
        {"type": "url", "offset": 0, "length": 4},
        {"type": "text_link", "offset": 4, "length": 2, "url": "https://e.org"},
    ]
    text, entities = parse_text("ёё😀aa", None, given_ones)
    assert (text, kinds(entities)) == ("ёё😀aa", [("bold", 0, 4), ("text_link", 4, 2)])
    assert kinds(parse_text("a\r\nbc", None, [{"type": "bold", "offset": 3, "length": 2}])[1]) == [
        ("bold", 2, 2)
    ]


MARKS = st.sampled_from(["bold", "italic", "underline", "strikethrough", "spoiler", "code"])


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"]), min_size=1), MARKS)
def test_markdown_written_by_aiogram_is_read_back(text: str, mark: str) -> None:
    """Any text marked by aiogram is read back with one entity over all of it."""
    size = len(text.encode("utf-16-le")) // 2
    entity = MessageEntity(type=mark, offset=0, length=size)
    source = markdown_decoration.unparse(text, [entity])
    stored, found = parse_text(source, "MarkdownV2")
    assert stored == text
    assert (mark, 0, size) in kinds(found) or any(one["type"] not in ("bold", mark) for one in found)


@given(st.text("*_~|`[]()!>\\\n aё😀.", max_size=40))
def test_any_markdown_source_is_read_or_refused(source: str) -> None:
    """This holds for both kinds of Markdown."""
    for mode in ("MarkdownV2", "Markdown"):
        with suppress(ApiRefusal):
            text, entities = parse_text(source, mode)
            end = len(text.encode("utf-16-le")) // 2
            assert all(one["offset"] + one["length"] <= end for one in entities)
