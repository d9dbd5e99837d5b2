"""Texts of editors are stored clean, with the formatting in the right places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store.broadcasts.editorial import (
    AttachedFile,
    ChosenPicture,
    EditorContent,
    FormattedText,
    LinkButton,
    PictureSource,
    Placement,
    SourceMessage,
    Style,
    StyledSpan,
    content_from_json,
    content_to_json,
    formatted_text,
    utf16_length,
)


def covered(text: FormattedText) -> list[str]:
    """Return what each span covers."""
    units = text.text.encode("utf-16-le")
    return [units[2 * one.offset : 2 * (one.offset + one.length)].decode("utf-16-le") for one in text.spans]


@pytest.mark.parametrize(
    ("text", "offset", "length", "stored", "found"),
    [
        ("  Форум  ", 2, 5, "Форум", ["Форум"]),
        ("🎉🎉 Форум", 5, 5, "🎉🎉 Форум", ["Форум"]),
        ("Фо\u202eрум столиц", 0, 6, "Форум столиц", ["Форум"]),
        ("a\r\nb", 0, 4, "a\nb", ["a\nb"]),
        ("й и\u0306", 2, 2, "й й", ["й"]),
        ("Форум", 3, 99, "Форум", ["ум"]),
        ("Форум", 9, 1, "Форум", []),
        ("Форум", 1, 0, "Форум", []),
        ("\u200b\u200b Форум", 0, 2, "Форум", []),
        ("\n\nФорум\n", 0, 8, "Форум", ["Форум"]),
        ("👨\u200d👩\u200d👧", 0, 8, "👨\u200d👩\u200d👧", ["👨\u200d👩\u200d👧"]),
        ("", 0, 1, "", []),
    ],
)
def test_span_stays_on_its_words(text: str, offset: int, length: int, stored: str, found: list[str]) -> None:
    """Blanks and unfit signs before a span move it. One that covers nothing any more goes."""
    result = formatted_text(text, [StyledSpan(Style.BOLD, offset, length)])
    assert (result.text, covered(result)) == (stored, found)


@given(st.text(max_size=50), st.lists(st.tuples(st.integers(-5, 120), st.integers(-5, 120)), max_size=5))
def test_spans_lie_within_the_text(text: str, places: list[tuple[int, int]]) -> None:
    """Any text with any numbers can be stored, and stored again without a change."""
    result = formatted_text(text, [StyledSpan(Style.ITALIC, *place) for place in places])
    assert all(0 <= one.offset < one.offset + one.length <= utf16_length(result.text) for one in result.spans)
    result.text.encode()
    assert content_from_json(content_to_json(EditorContent(result))).text == result


def test_content_comes_back_from_json() -> None:
    """Every part of it."""
    content = EditorContent(
        FormattedText("Форум", (StyledSpan(Style.LINK, 0, 5, "https://example.org"),)),
        Placement.AFTER,
        frozenset({"past", "month"}),
        ChosenPicture(PictureSource.CARD, year=2027, city="kazan"),
        AttachedFile("BQAC1", "Программа.pdf"),
        (LinkButton("Программа", "https://example.org"),),
        SourceMessage(7, 8),
    )
    assert content_from_json(content_to_json(content)) == content
    assert content_from_json("{}") == EditorContent()
