"""What Telegram does to a parsed text before it stores it: trims, orders, cuts, and finds links and commands
itself.
"""

import re

from bot.sandbox.markup import Entity, clean, parse_html, utf16_length
from bot.sandbox.refusal import bad_request

Span = tuple[int, int]

_CODE = frozenset({"pre", "code"})
_QUOTES = frozenset({"blockquote", "expandable_blockquote"})
_SPLITTABLE = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<url>https?://[^\s<>«»\"]+[^\s<>«»\".,:;!?)])"
    r"|(?P<mention>(?<![\w/@])@[A-Za-z][A-Za-z0-9_]{2,31}(?![\w@]))"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
)
_HINT = re.compile(r"[/@#]")


def read_text(
    source: str, parse_mode: str | None, entities: list[Entity] | None = None
) -> tuple[str, list[Entity]]:
    """The stored text and its entities. With a parse mode the given entities are ignored, as Telegram does.

    :raises Refusal: 400 for markup Telegram cannot parse, or a parse mode the sandbox does not speak
    """
    if not parse_mode:
        text, found = clean(source), [dict(entity) for entity in entities or ()]
    elif parse_mode.lower() == "html":
        text, found = parse_html(source)
    else:
        raise bad_request("unsupported parse_mode: the sandbox reads HTML only")
    if found:
        text, found = _trim(text, found)
        found = _settle(found)
    else:
        text = text.strip()
    if _HINT.search(text):
        found = _with_found(text, found)
    return text, found


def detect(text: str) -> list[Entity]:
    """Commands, links, mentions and hashtags of a text without markup, in order."""
    return _with_found(text, [])


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


def _settle(entities: list[Entity]) -> list[Entity]:
    """Code holds nothing and lies in nothing but a quote; quotes are not nested; nothing is said twice."""
    codes = [_span(entity) for entity in entities if entity["type"] in _CODE]
    whole = [_span(entity) for entity in entities if entity["type"] not in _SPLITTABLE]
    kept: list[Entity] = []
    # wider ones first, and of equal ones the later parsed, which is the outer
    outermost_first = list(reversed(entities))
    for entity in sorted(outermost_first, key=lambda one: (one["offset"], -one["length"])):
        if entity["type"] in _SPLITTABLE and codes:
            kept.extend(_pieces(entity, codes, whole))
        elif not any(_covers(other, entity) for other in kept):
            kept.append(entity)
    return sorted(_without_repeats(kept), key=lambda one: (one["offset"], -one["length"]))


def _covers(other: Entity, entity: Entity) -> bool:
    """Whether `entity` may not stand inside `other`."""
    first, last = _span(entity)
    begin, end = _span(other)
    if not (begin <= first and last <= end):
        return False
    if other["type"] in _SPLITTABLE or entity["type"] in _SPLITTABLE:
        return bool(other["type"] == entity["type"])
    return other["type"] not in _QUOTES or entity["type"] in _QUOTES


def _without_repeats(entities: list[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    for entity in entities:
        if entity["type"] not in _SPLITTABLE or not any(_covers(other, entity) for other in kept):
            kept.append(entity)
    return kept


def _pieces(entity: Entity, holes: list[Span], whole: list[Span]) -> list[Entity]:
    """The pieces of an entity outside the holes, cut where one would cross the edge of something whole."""
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


def _with_found(text: str, entities: list[Entity]) -> list[Entity]:
    taken = [_span(entity) for entity in entities if entity["type"] not in _SPLITTABLE | _QUOTES]
    found: list[Entity] = []
    for match in _FOUND.finditer(text):
        first = utf16_length(text[: match.start()])
        last = first + utf16_length(match[0])
        if all(last <= begin or first >= end for begin, end in taken):
            found.append({"type": match.lastgroup, "offset": first, "length": last - first})
    return sorted(entities + found, key=lambda one: (one["offset"], -one["length"])) if found else entities


def _span(entity: Entity) -> Span:
    return entity["offset"], entity["offset"] + entity["length"]
