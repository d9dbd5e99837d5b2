"""Telegram's HTML is parsed as Telegram parses it."""

from typing import Any

import pytest
from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.text.entities import detect, parse_text
from bot.sandbox.text.html import parse_html
from bot.sandbox.text.html_tags import TAGS
from bot.sandbox.wire.refusal import ApiRefusal


def kinds(entities: list[dict[str, Any]]) -> list[tuple[str, int, int]]:
    """Return entities as short tuples."""
    return [(one["type"], one["offset"], one["length"]) for one in entities]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("просто", "просто", []),
        ("<b>жирно</b>", "жирно", [("bold", 0, 5)]),
        ("<STRONG>a</strong >", "a", [("bold", 0, 1)]),
        ("<B>a</B>", "a", [("bold", 0, 1)]),
        ("😀<i>😀ё</i>", "😀😀ё", [("italic", 2, 3)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        (
            "<s>a</s><strike>b</strike><del>c</del>",
            "abc",
            [("strikethrough", 0, 1), ("strikethrough", 1, 1), ("strikethrough", 2, 1)],
        ),
        (
            '<tg-spoiler>a</tg-spoiler> <span class="tg-spoiler">b</span>',
            "a b",
            [("spoiler", 0, 1), ("spoiler", 2, 1)],
        ),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<b>x</>", "x", [("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("&lt;&gt;&amp;&quot;", '<>&"', []),
        ("&ge;&nbsp;&apos; & &;", "&ge;&nbsp;&apos; & &;", []),
        ("&lt b", "< b", []),
        ("&#1078;&#x1F600;", "ж😀", []),
        ("&#0;&#99999999;", "&#0;&#99999999;", []),
        ("  <b>a</b>\n\n", "a", [("bold", 0, 1)]),
        ("<b> a </b>", "a", [("bold", 0, 1)]),
        ("<b>a<code>b</code>c</b>", "abc", [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)]),
        (
            "<blockquote>a<blockquote>b</blockquote></blockquote>",
            "ab",
            [("blockquote", 0, 2)],
        ),
        ("a\r\nb\tc", "a\nb c", []),
        ("<a>текст</a>", "текст", []),
        ('<a href="javascript:alert(1)">x</a>', "x", []),
        ("<a href='tg://user?id=5'>x</a>", "x", [("text_link", 0, 1)]),
    ],
)
def test_html_source_becomes_text_and_entities(
    source: str, text: str, expected: list[tuple[str, int, int]]
) -> None:
    """The stored text and entities are those Telegram would store, in UTF-16 units."""
    stored, entities = parse_text(source, "HTML")
    assert (stored, kinds(entities)) == (text, expected)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            '<a href="https://e.org/?a=1&amp;b=2">x</a>',
            {"type": "text_link", "url": "https://e.org/?a=1&b=2"},
        ),
        ("<a href=e.org>x</a>", {"type": "text_link", "url": "http://e.org"}),
        ('<tg-emoji emoji-id="5368324170671202286">x</tg-emoji>', {"custom_emoji_id": "5368324170671202286"}),
        ('<pre><code class="language-python">x</code></pre>', {"type": "pre", "language": "python"}),
        ('<code class="language-python"><pre>x</pre></code>', {"type": "pre", "language": "python"}),
        (
            '<tg-time unix="1772434800" format="wDT">x</tg-time>',
            {"type": "date_time", "unix_time": 1772434800},
        ),
    ],
)
def test_tag_attribute_arrives_in_the_entity(source: str, expected: dict[str, Any]) -> None:
    """Addresses, languages, identifiers and times are attributes."""
    _, (entity,) = parse_text(source, "html")
    assert expected.items() <= entity.items()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("ж<p>a</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("😀<b", "Unclosed start tag at byte offset 4"),
        ("<", "Unclosed start tag at byte offset 0"),
        ("1 < 2 > 0", 'Unsupported start tag "" at byte offset 2'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<b =x>a</b>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ('<b/">a</b>', 'Unsupported start tag "b/"" at byte offset 0'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("<b a ", 'Unclosed start tag "b" at byte offset 0'),
        ("<a href=ж>a</a>", "Unexpected end of name token at byte offset 8"),
        ("<a href='x>a</a>", "Unclosed start tag at byte offset 0"),
        ("<b a=", 'Unclosed start tag "b" at byte offset 0'),
        ("<tg-emoji emoji-id='x'>a</tg-emoji>", "Invalid custom emoji identifier specified"),
        (
            "&#xD83D;",
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units",
        ),
    ],
)
def test_broken_html_is_refused_with_byte_offset(source: str, words: str) -> None:
    """Broken markup is refused with Telegram's words and byte offset."""
    with pytest.raises(ApiRefusal) as caught:
        parse_text(source, "HTML")
    assert caught.value.description == f"Bad Request: can't parse entities: {words}"


def test_links_and_commands_are_detected_in_plain_text() -> None:
    """Mentions and hashtags become entities too. An e-mail address or a path does not."""
    text = "/start@mag_bot 😀 https://e.org/a?b=1, @mag_news #МАГ me@e.org a/b"
    assert kinds(detect(text)) == [
        ("bot_command", 0, 14),
        ("url", 18, 19),
        ("mention", 39, 9),
        ("hashtag", 49, 4),
    ]


PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in sorted(TAGS)] + [f"</{tag}>" for tag in sorted(TAGS)]),
    st.sampled_from(
        ["<", ">", "&", "&lt;", "&#128512;", "</>", '<a href="', "=", "'", '"', "\0", "\r", "<b a"]
    ),
    st.text(max_size=4),
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_html_source_is_read_or_refused(source: str) -> None:
    """No source raises another error."""
    try:
        parse_html(source)
    except ApiRefusal:
        return


@st.composite
def well_formed(draw: st.DrawFn, depth: int = 3) -> str:
    """Draw text with balanced tags."""
    parts = []
    for _ in range(draw(st.integers(0, 3))):
        inner = draw(well_formed(depth - 1)) if depth else draw(st.text(max_size=5)).replace("<", "")
        tag = draw(st.sampled_from(sorted(TAGS - {"span", "tg-emoji", "tg-time", "a"})))
        parts.append(f"<{tag}>{inner}</{tag}>" if draw(st.booleans()) else inner)
    return "".join(parts)


@given(well_formed())
def test_parsed_html_renders_back_to_the_same_text(source: str) -> None:
    """Entities written as HTML by aiogram and parsed again are the same."""
    text, entities = parse_text(source, "HTML")
    models = [MessageEntity.model_validate(one) for one in entities]
    again, found = parse_text(html_decoration.unparse(text, models), "HTML")
    assert again == text
    assert {one["type"] for one in found} == {one["type"] for one in entities}
