"""Formatted text of editors becomes valid HTML, even from overlapping or bad spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.text.html import parse_html
from data.store.broadcasts.editorial import FormattedText, Style, StyledSpan, formatted_text, utf16_length
from handlers.text.formatting import formatted_markup, is_safe_link

_URLS = st.sampled_from(['https://example.org/?a=1&b="2"', "tg://resolve?domain=x", "javascript:x", ""])
_SPANS = st.builds(StyledSpan, st.sampled_from(Style), st.integers(-3, 60), st.integers(-3, 60), _URLS)


def styled(text: str, style: Style, part: str, argument: str = "") -> StyledSpan:
    """Return a span over a part of a text."""
    return StyledSpan(style, utf16_length(text[: text.index(part)]), utf16_length(part), argument)


@given(text=st.text(max_size=40), spans=st.lists(_SPANS, max_size=6))
def test_markup_is_well_formed_and_says_the_text(text: str, spans: list[StyledSpan]) -> None:
    """Telegram's parser takes overlapping and impossible spans, and reads the very text, tabs as blanks."""
    stored = formatted_text(text, spans)
    parsed, _ = parse_html(formatted_markup(stored))
    assert parsed == stored.text.replace("\t", " ")


@given(text=st.text(max_size=40), spans=st.lists(_SPANS, max_size=6))
def test_no_link_but_the_allowed_leaves(text: str, spans: list[StyledSpan]) -> None:
    """The addresses of all links in the markup are among those that may be sent."""
    _, entities = parse_html(formatted_markup(formatted_text(text, spans)))
    assert all(is_safe_link(str(one["url"])) for one in entities if one["type"] == "text_link")


TEXT = "🎉 Жирный курсив"


@pytest.mark.parametrize(
    ("spans", "markup"),
    [
        ([], TEXT),
        ([styled(TEXT, Style.BOLD, "Жирный")], "🎉 <b>Жирный</b> курсив"),
        (
            [styled(TEXT, Style.BOLD, "Жирный курсив"), styled(TEXT, Style.ITALIC, "курсив")],
            "🎉 <b>Жирный <i>курсив</i></b>",
        ),
        (
            [styled(TEXT, Style.BOLD, "Жирный ку"), styled(TEXT, Style.ITALIC, "ный курсив")],
            "🎉 <b>Жир<i>ный ку</i></b><i>рсив</i>",
        ),
        (
            [styled(TEXT, Style.EXPANDABLE_BLOCKQUOTE, TEXT), styled(TEXT, Style.SPOILER, "курсив")],
            "<blockquote expandable>🎉 Жирный <tg-spoiler>курсив</tg-spoiler></blockquote>",
        ),
        (
            [styled(TEXT, Style.PRE, "Жирный", "python")],
            '🎉 <pre><code class="language-python">Жирный</code></pre> курсив',
        ),
        ([styled(TEXT, Style.PRE, "Жирный", '"><b>')], "🎉 <pre>Жирный</pre> курсив"),
        (
            [styled(TEXT, Style.CODE, "Жирный"), styled(TEXT, Style.BOLD, TEXT)],
            "<b>🎉 </b><code>Жирный</code><b> курсив</b>",
        ),
        (
            [styled(TEXT, Style.LINK, "курсив", 'https://example.org/?a="1"&b=<2>')],
            '🎉 Жирный <a href="https://example.org/?a=&quot;1&quot;&amp;b=&lt;2&gt;">курсив</a>',
        ),
        ([styled(TEXT, Style.LINK, "курсив", "javascript:alert(1)")], TEXT),
    ],
)
def test_span_becomes_its_tag(spans: list[StyledSpan], markup: str) -> None:
    """Each style has its tag. What Telegram does not nest is closed and opened again."""
    assert formatted_markup(FormattedText(TEXT, tuple(spans))) == markup


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("https://example.org", True),
        ("HTTP://EXAMPLE.ORG", True),
        ("tg://user?id=1", True),
        ("mailto:office@example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("example.org", False),
        ("https:// example.org", False),
        ("https://example.org/\u202e", False),
        ("", False),
    ],
)
def test_links_of_four_kinds_are_safe(url: str, *, is_safe: bool) -> None:
    """Links of other kinds and with deceptive addresses are not sent to readers."""
    assert is_safe_link(url) is is_safe
