"""Turn a text into what Telegram stores.

A parsed text is trimmed, its entities are ordered and cut, and links and commands in it are detected.
"""

import re
from functools import lru_cache

from bot.sandbox.text.explicit_entities import check_explicit
from bot.sandbox.text.html import parse_html, utf16_length
from bot.sandbox.text.html_tags import Entity
from bot.sandbox.text.markdown import parse_markdown_v2
from bot.sandbox.text.old_markdown import parse_markdown
from bot.sandbox.wire.refusal import bad_request

Span = tuple[int, int]

_CODE = frozenset({"pre", "code"})
_QUOTES = frozenset({"blockquote", "expandable_blockquote"})
_SPLITTABLE = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
_DETECTABLE = re.compile(
    r"(?P<bot_command>(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<url>https?://[^\s<>«»\"]+[^\s<>«»\".,:;!?)])"
    r"|(?P<mention>(?<![\w/@])@[A-Za-z][A-Za-z0-9_]{2,31}(?![\w@]))"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
)
_DETECTION_HINT = re.compile(r"[/@#]")


def parse_text(
    source: str, parse_mode: str | None, entities: list[Entity] | None = None
) -> tuple[str, list[Entity]]:
    """Return the stored text and its entities.

    With a parse mode explicit entities are ignored, as Telegram does.

    :raises ApiRefusal: 400 for markup or entities Telegram does not accept, or an unknown parse mode
    """
    mode = (parse_mode or "none").lower()
    if not source or mode == "none":
        text, found = _normalise(*check_explicit(source, entities or []))
    elif mode in _PARSERS:
        text, found = _parse_markup(source, mode)
    else:
        raise bad_request("unsupported parse_mode")
    return text, list(found)


_PARSERS = {"html": parse_html, "markdownv2": parse_markdown_v2, "markdown": parse_markdown}


@lru_cache(maxsize=64)
def _parse_markup(source: str, mode: str) -> tuple[str, list[Entity]]:
    # a bulletin is one text for thousands of chats; entities are never changed after parsing
    return _normalise(*_PARSERS[mode](source))


def _normalise(text: str, found: list[Entity]) -> tuple[str, list[Entity]]:
    if found:
        text, found = _trim(text, found)
        found = _resolve_nesting(found)
    else:
        text = text.strip()
    return text, _add_detected(text, found) if _DETECTION_HINT.search(text) else found


def detect(text: str) -> list[Entity]:
    """Return the commands, links, mentions and hashtags of a text without markup, in order."""
    return _add_detected(text, [])


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    shift = utf16_length(text[: len(text) - len(text.lstrip())])
    text = text.strip()
    end = utf16_length(text)
    kept = []
    for entity in entities:
        first = max(0, entity["offset"] - shift)
        last = min(end, entity["offset"] + entity["length"] - shift)
        if last > first:
            kept.append({**entity, "offset": first, "length": last - first})
    return text, kept


def _resolve_nesting(entities: list[Entity]) -> list[Entity]:
    """Return the entities in order, without those that Telegram does not nest.

    Code contains no entity and lies in a quote at most. Quotes are not nested. No type is repeated inside
    itself.
    """
    codes = [_span(entity) for entity in entities if entity["type"] in _CODE]
    whole = [_span(entity) for entity in entities if entity["type"] not in _SPLITTABLE]
    # of two entities over the same span the later parsed is the outer one
    outer_first = [
        piece
        for entity in reversed(entities)
        for piece in (_pieces(entity, codes, whole) if codes and entity["type"] in _SPLITTABLE else [entity])
    ]
    kept: list[Entity] = []
    around: list[Entity] = []
    for entity in sorted(outer_first, key=_reading_order):
        around = [one for one in around if one["offset"] + one["length"] > entity["offset"]]
        if not any(_covers(one, entity) for one in around):
            kept.append(entity)
            around.append(entity)
    return kept


def _reading_order(entity: Entity) -> tuple[int, int]:
    return entity["offset"], -entity["length"]


def _covers(other: Entity, entity: Entity) -> bool:
    """Return whether `entity` is not allowed inside `other`."""
    first, last = _span(entity)
    begin, end = _span(other)
    if not (begin <= first and last <= end):
        return False
    if other["type"] in _SPLITTABLE or entity["type"] in _SPLITTABLE:
        return bool(other["type"] == entity["type"])
    return other["type"] not in _QUOTES or entity["type"] in _QUOTES


def _pieces(entity: Entity, holes: list[Span], whole: list[Span]) -> list[Entity]:
    """Return the pieces of an entity outside the holes, cut at the edges of `whole` spans."""
    pieces = [_span(entity)]
    for begin, end in holes:
        parts = [
            part for first, last in pieces for part in ((first, min(last, begin)), (max(first, end), last))
        ]
        pieces = list(dict.fromkeys((first, last) for first, last in parts if last > first))
    for begin, end in whole:
        pieces = [part for piece in pieces for part in _cut(piece, begin, end)]
    return [{**entity, "offset": first, "length": last - first} for first, last in pieces]


def _cut(piece: Span, begin: int, end: int) -> list[Span]:
    first, last = piece
    if first < begin < last < end:
        return [(first, begin), (begin, last)]
    if begin < first < end < last:
        return [(first, end), (end, last)]
    return [piece]


def _add_detected(text: str, entities: list[Entity]) -> list[Entity]:
    taken = [_span(entity) for entity in entities if entity["type"] not in _SPLITTABLE | _QUOTES]
    quotes = [_span(entity) for entity in entities if entity["type"] in _QUOTES]
    found: list[Entity] = []
    for match in _DETECTABLE.finditer(text):
        first = utf16_length(text[: match.start()])
        last = first + utf16_length(match[0])
        free = all(last <= begin or first >= end for begin, end in taken)
        if free and not any(first < edge < last for quote in quotes for edge in quote):
            found.append({"type": match.lastgroup, "offset": first, "length": last - first})
    if not found:
        return entities
    spans = [_span(one) for one in found]
    kept = [
        piece
        for entity in entities
        for piece in (_pieces(entity, [], spans) if entity["type"] in _SPLITTABLE else [entity])
    ]
    return sorted(kept + found, key=_reading_order)


def _span(entity: Entity) -> Span:
    return entity["offset"], entity["offset"] + entity["length"]
