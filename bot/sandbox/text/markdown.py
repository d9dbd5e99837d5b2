"""Parse MarkdownV2 into a plain text and entities, or refuse it in Telegram's words.

Some of its rules surprise, and this parser follows them.
Every mark outside code must be escaped or paired, in the middle of a word too.
«__» begins an underline before it can begin an italic.
A quote runs line by line and ends with the first line that does not begin with «>», its line feed included.
«||» at the end of a quote makes it expandable.
Offsets in entities are UTF-16 units. Offsets in refusals are UTF-8 bytes of the source.
"""

import re
from dataclasses import dataclass

from bot.sandbox.text.html import CONTROL, utf16_length
from bot.sandbox.text.html_tags import Entity, entity_of_link, link_entity
from bot.sandbox.wire.refusal import ApiRefusal, bad_request

_RESERVED = re.compile(r"[_*\[\]()~`>#+\-=|{}.!\n\\]")
_IN_CODE = re.compile(r"[`\\]")
_LANGUAGE = re.compile(r"[^ \n`]+(?=[ \n])")
_ESCAPE = re.compile(r"\\([\x01-\x7e])", re.DOTALL)
_URL = re.compile(r"((?:\\[\x01-\x7e]|\\(?![\x01-\x7e])|[^)\\])*)\)", re.DOTALL)
_KINDS = {"*": "Bold", "~": "Strikethrough", "[": "TextUrl"}
_ENTITIES = {
    "Bold": "bold", "Italic": "italic", "Underline": "underline", "Strikethrough": "strikethrough",
    "Spoiler": "spoiler", "Code": "code", "Pre": "pre", "PreCode": "pre",
}  # fmt: skip
_CODES = frozenset({"Code", "Pre", "PreCode"})
# the mark that ends each kind of entity
_ENDS = {
    "Bold": "*", "Strikethrough": "~", "TextUrl": "]", "CustomEmoji": "]", "Code": "`", "Pre": "```",
    "PreCode": "```", "Underline": "__", "Spoiler": "||",
}  # fmt: skip


def parse_markdown_v2(source: str) -> tuple[str, list[Entity]]:
    """Return plain text and entities of a MarkdownV2 source, not sorted and not trimmed.

    :raises ApiRefusal: 400 «can't parse entities: …»
    """
    return _MarkdownParser(source.translate(CONTROL)).parse()


@dataclass(slots=True)
class _OpenEntity:
    kind: str
    mark: int
    offset: int
    part: int
    language: str = ""


class _MarkdownParser:
    """One pass over the source from left to right."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.parts: list[str] = []
        self.offset = 0
        self.open: list[_OpenEntity] = []
        self.entities: list[Entity] = []
        self.quoting = False
        self.line_start = True

    def parse(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            in_code = bool(self.open) and self.open[-1].kind in _CODES
            stop = (_IN_CODE if in_code else _RESERVED).search(self.source, self.at)
            self._plain(stop.start() if stop else len(self.source))
            if stop:
                self._mark(stop[0])
        self._end_quote()
        if self.open:
            raise self._unended()
        return "".join(self.parts), self.entities

    def _plain(self, end: int) -> None:
        if end > self.at:
            self._emit(self.source[self.at : end])
            self.line_start = False
            self.at = end

    def _emit(self, text: str) -> None:
        self.parts.append(text)
        self.offset += utf16_length(text)

    def _mark(self, mark: str) -> None:
        if mark == "\\":
            self._escape()
        elif self._ends(mark):
            self._close(mark)
        elif mark == "\n":
            self._emit(mark)
            self.at += 1
            self.line_start = True
        elif mark == ">" and self.line_start:
            if not self.quoting:
                self._push("BlockQuote", 1)
                self.quoting = True
            else:
                self.at += 1
        else:
            self._begin(mark)

    def _escape(self) -> None:
        escaped = self.source[self.at + 1 : self.at + 2]
        if escaped and "\x01" <= escaped <= "~":
            self._emit(escaped)
            self.at += 2
            self.line_start = escaped == "\n"
        else:
            self._plain(self.at + 1)

    def _ends(self, mark: str) -> bool:
        if not self.open:
            return False
        if mark == "\n":
            return self.quoting and self.source[self.at + 1 : self.at + 2] != ">"
        kind = self.open[-1].kind
        if kind == "Italic":
            return mark == "_" and not self._follows("__")
        return kind in _ENDS and self._follows(_ENDS[kind])

    def _follows(self, mark: str) -> bool:
        return self.source.startswith(mark, self.at)

    def _begin(self, mark: str) -> None:
        if mark == "_":
            self._push("Underline", 2) if self._follows("__") else self._push("Italic", 1)
        elif mark in _KINDS:
            self._push(_KINDS[mark], 1)
        elif self._follows("||"):
            self._push("Spoiler", 2)
        elif self._follows("!["):
            self._push("CustomEmoji", 2)
        elif mark == "`":
            self._push_code()
        else:
            raise _refuse(f"Character '{mark}' is reserved and must be escaped with the preceding '\\'")

    def _push(self, kind: str, width: int) -> None:
        self.open.append(_OpenEntity(kind, self.at, self.offset, len(self.parts)))
        self.at += width

    def _push_code(self) -> None:
        if not self._follows("```"):
            return self._push("Code", 1)
        self._push("Pre", 3)
        if found := _LANGUAGE.match(self.source, self.at):
            self.open[-1].kind, self.open[-1].language = "PreCode", found[0]
            self.at = found.end()
        # a line feed after the opening mark is not part of the code
        self.at += self._follows("\n")
        return None

    def _close(self, mark: str) -> None:
        if mark == "\n":
            return self._close_quote()
        last = self.open[-1]
        self.at += len(_ENDS.get(last.kind, mark))
        if last.kind == "TextUrl":
            self._close_link(last)
        elif last.kind == "CustomEmoji":
            self._close_special(last)
        else:
            self._add(
                last, {"type": _ENTITIES[last.kind]} | ({"language": last.language} if last.language else {})
            )
        self.open.pop()
        return None

    def _close_quote(self) -> None:
        last = self.open[-1]
        kind = "blockquote"
        if last.kind == "Spoiler" and last.mark == self.at - 2:
            self.open.pop()
            last = self.open[-1]
            kind = "expandable_blockquote"
        if last.kind != "BlockQuote":
            raise self._unended()
        self.quoting = False
        self._emit("\n")
        self.at += 1
        self.line_start = True
        self._add(last, {"type": kind})
        self.open.pop()

    def _end_quote(self) -> None:
        """Close a quote that ends with the source."""
        if not self.quoting:
            return
        kind = "blockquote"
        if self.open[-1].kind == "Spoiler" and self.open[-1].mark == len(self.source) - 2:
            self.open.pop()
            kind = "expandable_blockquote"
        if self.open[-1].kind == "BlockQuote":
            self._add(self.open.pop(), {"type": kind})

    def _close_link(self, last: _OpenEntity) -> None:
        # a link without an address uses its text as the address
        url = self._url() if self._follows("(") else "".join(self.parts[last.part :])
        if (entity := link_entity(url)) is not None:
            self._add(last, entity)

    def _close_special(self, last: _OpenEntity) -> None:
        if not self._follows("("):
            raise _refuse("The entity must contain a tg://emoji or tg://time URL")
        entity = entity_of_link(self._url())
        if entity is None:
            raise _refuse("Invalid tg://emoji or tg://time URL specified")
        self._add(last, entity)

    def _url(self) -> str:
        """Read the address in parentheses and resolve its escapes."""
        start = self.at + 1
        found = _URL.match(self.source, start)
        if found is None:
            raise _refuse(f"Can't find end of a URL at byte offset {self._byte(start)}")
        self.at = found.end()
        return _ESCAPE.sub(r"\1", found[1])

    def _add(self, opened: _OpenEntity, entity: Entity) -> None:
        if self.offset > opened.offset:
            self.entities.append(entity | {"offset": opened.offset, "length": self.offset - opened.offset})

    def _unended(self) -> ApiRefusal:
        last = self.open[-1]
        return _refuse(f"Can't find end of {last.kind} entity at byte offset {self._byte(last.mark)}")

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))


def _refuse(text: str) -> ApiRefusal:
    return bad_request(f"can't parse entities: {text}")
