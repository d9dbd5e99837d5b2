"""Encode an editor's formatted text as Telegram HTML. It is read as markup nowhere.

The formatting may come from a forged update, so spans may overlap in any way. Where they do, a span is
closed and opened again, so that the result is always well-formed.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from data.store.broadcasts.editorial import FormattedText, Style, StyledSpan
from handlers.text.markup import Markup, escape_cleaned

_LINK = re.compile(r"(?:https?|tg|mailto):\S+", re.IGNORECASE | re.ASCII)
_LANGUAGE = re.compile(r"[\w+#.-]{1,40}", re.ASCII)
_TAGS = {
    Style.BOLD: "b",
    Style.ITALIC: "i",
    Style.UNDERLINE: "u",
    Style.STRIKETHROUGH: "s",
    Style.SPOILER: "tg-spoiler",
    Style.BLOCKQUOTE: "blockquote",
    Style.EXPANDABLE_BLOCKQUOTE: "blockquote",
    Style.CODE: "code",
    Style.PRE: "pre",
    Style.LINK: "a",
}
_QUOTES = frozenset({Style.BLOCKQUOTE, Style.EXPANDABLE_BLOCKQUOTE})
_CODE = frozenset({Style.CODE, Style.PRE})
# Telegram takes no quote inside another style, and no other style inside code.
_OUTER_FIRST = (Style.BLOCKQUOTE, Style.EXPANDABLE_BLOCKQUOTE, Style.LINK, Style.BOLD, Style.ITALIC)


def is_safe_link(url: str) -> bool:
    """Return whether a link may be sent to readers: http, https, tg and mailto only."""
    return _LINK.fullmatch(url) is not None and url.isprintable()


def formatted_markup(text: FormattedText) -> Markup:
    """Return the text as HTML. A span that Telegram would refuse is left out, its text stays."""
    units = text.text.encode("utf-16-le", "surrogatepass")
    spans = [one for one in text.spans if _is_allowed(one)]
    edges = (place for one in spans for place in (one.offset, one.offset + one.length))
    bounds = sorted({0, len(units) // 2, *edges})
    pieces: list[str] = []
    opened: tuple[StyledSpan, ...] = ()
    for first, last in pairwise(bounds):
        inside = _nested([one for one in spans if one.offset <= first < one.offset + one.length])
        pieces += _change(opened, inside)
        pieces.append(escape_cleaned(units[2 * first : 2 * last].decode("utf-16-le", "ignore")))
        opened = inside
    pieces += _change(opened, ())
    return Markup("".join(pieces))


def _is_allowed(span: StyledSpan) -> bool:
    return span.style is not Style.LINK or is_safe_link(span.argument)


def _nested(spans: Sequence[StyledSpan]) -> tuple[StyledSpan, ...]:
    """Return the spans of a stretch, outermost first, without those that Telegram does not nest."""
    ordered = sorted(spans, key=_order)
    code = [one for one in ordered if one.style in _CODE][:1]
    kept = [one for one in ordered if one.style in _QUOTES][:1] + code
    if code:
        return tuple(kept)
    seen: set[Style] = set()
    for one in ordered:
        if one.style not in _QUOTES and one.style not in seen:
            seen.add(one.style)
            kept.append(one)
    return tuple(kept)


def _order(span: StyledSpan) -> tuple[int, int, int]:
    place = _OUTER_FIRST.index(span.style) if span.style in _OUTER_FIRST else len(_OUTER_FIRST)
    return span.offset, -span.length, place


def _change(before: Sequence[StyledSpan], after: Sequence[StyledSpan]) -> Iterator[str]:
    """Yield the tags between two stretches: what ends is closed, with all that is inside it."""
    common = 0
    while common < min(len(before), len(after)) and before[common] == after[common]:
        common += 1
    for one in reversed(before[common:]):
        yield f"</{_TAGS[one.style]}>" if not _has_language(one) else "</code></pre>"
    for one in after[common:]:
        yield _opening(one)


def _opening(span: StyledSpan) -> str:
    match span.style:
        case Style.LINK:
            return f'<a href="{escape_cleaned(span.argument)}">'
        case Style.EXPANDABLE_BLOCKQUOTE:
            return "<blockquote expandable>"
        case Style.PRE if _has_language(span):
            return f'<pre><code class="language-{escape_cleaned(span.argument)}">'
        case _:
            return f"<{_TAGS[span.style]}>"


def _has_language(span: StyledSpan) -> bool:
    return span.style is Style.PRE and _LANGUAGE.fullmatch(span.argument) is not None
