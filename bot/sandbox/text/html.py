"""Parse Telegram's HTML into a plain text and entities, or refuse it in Telegram's words.

The server reads HTML differently from a browser, and this parser follows it.
Only the server's own tags exist.
Only four named references are known, and any other «&» stays as it is. The semicolon of a reference may be
missing.
Attributes without a meaning are ignored. «</>» closes the innermost open tag.
Offsets in entities are UTF-16 units. Offsets in refusals are UTF-8 bytes of the source.
"""

import re
from dataclasses import dataclass

from bot.sandbox.text.html_tags import MEANINGFUL, TAGS, Entity, entity_of
from bot.sandbox.wire.refusal import ApiRefusal, bad_request

_SPACE = " \t\r\n\0\v"
_STOP = re.compile(r"[<&]")
_WORD = re.compile(rf"[^{_SPACE}>]*")
_BLANK = re.compile(rf"[{_SPACE}]*")
_ATTRIBUTE = re.compile(rf"[^{_SPACE}=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot)(?![A-Za-z]));?", re.ASCII)
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
# Telegram replaces these by a space before it parses a text; a carriage return is removed
CONTROL = {code: " " for code in range(32) if code != 10} | {13: None}


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units Telegram counts for this text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Return plain text and entities of an HTML source, not sorted and not trimmed.

    :raises ApiRefusal: 400 «can't parse entities: …» with the byte offset of the mistake
    """
    return _HtmlParser(source.translate(CONTROL)).parse()


def clean(text: str) -> str:
    """Return the text without control characters, as Telegram stores it."""
    return text if text.isprintable() else text.translate(CONTROL)


@dataclass(slots=True)
class _OpenTag:
    name: str
    attributes: dict[str, str]
    offset: int
    part: int


class _HtmlParser:
    """One pass over the source from left to right."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.parts: list[str] = []
        self.offset = 0
        self.open: list[_OpenTag] = []
        self.entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        while stop := _STOP.search(self.source, self.at):
            self._emit(self.source[self.at : stop.start()])
            self.at = stop.start()
            if stop[0] == "&":
                self._emit(self._reference())
            elif self.source.startswith("</", self.at):
                self._close_tag()
            else:
                self._open_tag()
        self._emit(self.source[self.at :])
        if self.open:
            raise self._refuse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return "".join(self.parts), self.entities

    def _emit(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.offset += utf16_length(text)

    def _reference(self) -> str:
        found = _REFERENCE.match(self.source, self.at)
        decoded = _decode(found) if found else ""
        if not found or not decoded:
            self.at += 1
            return "&"
        if "\ud800" <= decoded <= "\udfff":
            raise self._refuse(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        self.at = found.end()
        return decoded.translate(CONTROL)

    def _open_tag(self) -> None:
        begin = self.at
        word = _WORD.match(self.source, begin + 1)
        name = word[0].lower() if word else ""
        self.at = begin + 1 + len(name)
        if self.at >= len(self.source):
            raise self._refuse("Unclosed start tag", begin)
        if name not in TAGS:
            raise self._refuse(f'Unsupported start tag "{name}"', begin)
        attributes = self._attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._refuse('Tag "span" must have class "tg-spoiler"', begin)
        self.at += 1
        self.open.append(_OpenTag(name, attributes, self.offset, len(self.parts)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        kept: dict[str, str] = {}
        if self.source.startswith(">", self.at):
            return kept
        self._skip_blank()
        while not self.source.startswith(">", self.at):
            name = self._match(_ATTRIBUTE)
            if not name:
                raise self._refuse(f'Empty attribute name in the tag "{tag}"', begin)
            self._skip_blank()
            value = self._value(tag, begin) if self.source.startswith("=", self.at) else ""
            if self.at >= len(self.source):
                raise self._refuse(f'Unclosed start tag "{tag}"', begin)
            if (tag, name) in MEANINGFUL:
                kept[name] = value
            self._skip_blank()
        return kept

    def _value(self, tag: str, begin: int) -> str:
        self.at += 1
        self._skip_blank()
        quote = self.source[self.at : self.at + 1]
        if not quote:
            raise self._refuse(f'Unclosed start tag "{tag}"', begin)
        if quote in "'\"":
            return self._quoted(quote, begin)
        start = self.at
        token = self._match(_TOKEN).lower()
        if self.source[self.at : self.at + 1] not in tuple(_SPACE + ">"):
            raise self._refuse("Unexpected end of name token", start)
        return token

    def _quoted(self, quote: str, begin: int) -> str:
        end = self.source.find(quote, self.at + 1)
        if end < 0 or end + 1 >= len(self.source):
            raise self._refuse("Unclosed start tag", begin)
        raw = self.source[self.at + 1 : end]
        self.at = end + 1
        return _REFERENCE.sub(lambda found: _decode(found) or found[0], raw)

    def _close_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._refuse("Unexpected end tag", begin)
        self.at += 2
        name = self._match(_WORD).lower()
        self._skip_blank()
        if not self.source.startswith(">", self.at):
            raise self._refuse("Unclosed end tag", begin)
        self.at += 1
        tag = self.open.pop()
        if name and name != tag.name:
            where = f"at byte offset {self._byte(begin)}"
            raise self._refuse(f'Unmatched end tag {where}, expected "</{tag.name}>", found "</{name}>"')
        if self.offset > tag.offset:
            self._add(tag)

    def _add(self, tag: _OpenTag) -> None:
        entity = entity_of(tag.name, tag.attributes, "".join(self.parts[tag.part :]))
        if entity is None:
            return
        entity |= {"offset": tag.offset, "length": self.offset - tag.offset}
        if tag.name in ("pre", "code") and self._join_code(entity):
            return
        self.entities.append(entity)

    def _join_code(self, outer: Entity) -> bool:
        """Merge `<pre><code class="language-x">` over the same text into one entity.

        Either may be the inner one. Returns whether the entities were merged.
        """
        inner = self.entities[-1] if self.entities else None
        if not inner or (inner["offset"], inner["length"]) != (outer["offset"], outer["length"]):
            return False
        language = inner.get("language") or outer.get("language")
        if {inner["type"], outer["type"]} != {"pre", "code"} or not language:
            return False
        inner |= {"type": "pre", "language": language}
        return True

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.at)
        text = found[0] if found else ""
        self.at += len(text)
        return text

    def _skip_blank(self) -> None:
        self._match(_BLANK)

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def _refuse(self, text: str, position: int | None = None) -> ApiRefusal:
        where = "" if position is None else f" at byte offset {self._byte(position)}"
        return bad_request(f"can't parse entities: {text}{where}")


def _decode(found: re.Match[str]) -> str:
    """Return the referenced character, or nothing where Telegram keeps the reference as text."""
    if found[3]:
        return _NAMED[found[3]]
    if len(found[0].removesuffix(";")) >= 10:
        return ""
    code = int(found[1], 16) if found[1] else int(found[2])
    return chr(code) if 0 < code < 0x10FFFF else ""
