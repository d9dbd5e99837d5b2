"""Forms are decoded fast, with the same result as by the standard library."""

from urllib.parse import quote, unquote_to_bytes

from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.wire.requests import unquote

PIECES = st.sampled_from(
    ["%", "=", "3D", "3d", "D0%AF", "\n", "\r", "%25", " ", "a", "%2", "F", "_", "%0A", "%0D"]
)


@given(st.text())
def test_quoted_text_is_read_back(text: str) -> None:
    """A text quoted by the standard library is read back unchanged."""
    text = text.encode("utf-8", "replace").decode()
    assert unquote(quote(text).encode()) == text


@given(st.lists(PIECES))
def test_invalid_escapes_stay_as_text(pieces: list[str]) -> None:
    """They stay at the beginning, in the middle and at the end."""
    quoted = "".join(pieces).encode()
    try:
        expected = unquote_to_bytes(quoted).decode()
    except UnicodeDecodeError:
        return
    assert unquote(quoted) == expected
