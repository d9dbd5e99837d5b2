"""Parse Telegram's legacy Markdown: four marks, no nesting, escapes only before a mark."""

import re

from bot.sandbox.text.html import CONTROL, utf16_length
from bot.sandbox.text.html_tags import Entity, link_entity
from bot.sandbox.wire.refusal import bad_request

_MARK = re.compile(r"\\[_*`\[]|```|[_*`\[]")
_LANGUAGE = re.compile(r"[^ \n`]+(?=[ \n])")
_TYPES = {"_": "italic", "*": "bold", "`": "code", "```": "pre"}


def parse_markdown(source: str) -> tuple[str, list[Entity]]:
    """Return plain text and entities of a legacy Markdown source.

    :raises ApiRefusal: 400 «can't parse entities: Can't find end of the entity starting at byte offset N»
    """
    source = source.translate(CONTROL)
    parts: list[str] = []
    entities: list[Entity] = []
    at = offset = 0
    while found := _MARK.search(source, at):
        parts.append(source[at : found.start()])
        offset += utf16_length(parts[-1])
        if found[0].startswith("\\"):
            parts.append(found[0][1])
            offset, at = offset + 1, found.end()
            continue
        entity, inside, at = _read_entity(source, found)
        if inside and entity is not None:
            entities.append(entity | {"offset": offset, "length": utf16_length(inside)})
        parts.append(inside)
        offset += utf16_length(inside)
    return "".join([*parts, source[at:]]), entities


def _read_entity(source: str, mark: re.Match[str]) -> tuple[Entity | None, str, int]:
    """Read the entity that a mark begins.

    Returns it without offsets, its text, and the index where the source goes on.
    """
    begin, language = mark.end(), ""
    if mark[0] == "```":
        if found := _LANGUAGE.match(source, begin):
            language, begin = found[0], found.end()
        begin += source.startswith("\n", begin)
    ending = "]" if mark[0] == "[" else mark[0]
    end = source.find(ending, begin)
    if end < 0:
        where = len(source[: mark.start()].encode("utf-8", "surrogatepass"))
        raise bad_request(
            f"can't parse entities: Can't find end of the entity starting at byte offset {where}"
        )
    inside, end = source[begin:end], end + len(ending)
    if mark[0] == "[":
        return _read_link(source, inside, end)
    return {"type": _TYPES[mark[0]]} | ({"language": language} if language else {}), inside, end


def _read_link(source: str, inside: str, at: int) -> tuple[Entity | None, str, int]:
    if not source.startswith("(", at):
        return link_entity(inside), inside, at
    close = source.find(")", at)
    # an address without an end takes the rest of the source, as on Telegram
    url = source[at + 1 :] if close < 0 else source[at + 1 : close]
    return link_entity(url), inside, len(source) if close < 0 else close + 1
