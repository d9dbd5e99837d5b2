"""Count the automatic numbers of a Word document.

The file says only which paragraphs are numbered, so the reader counts.
"""

import re
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_PLACEHOLDER = re.compile(r"%([1-9])")
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a numbering: how it looks and where it starts. Bullets do not count."""

    bullet: bool
    pattern: str
    start: int


class Numbering:
    """The counters of the numbered paragraphs of one document. Elements are lxml's."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._abstract = _abstract_levels(numbering)
        self._levels = _levels_by_number(numbering, self._abstract)
        self._styled = _numbers_of_styles(styles)
        self._counts: dict[str, list[int]] = {}

    def label(self, paragraph: Any) -> str:
        """Return what Word would print before the paragraph: «12.», «•», or nothing."""
        number, depth = self._numbering_of(paragraph)
        levels = self._levels.get(number)
        if not levels or depth not in levels:
            return ""
        level = levels[depth]
        if level.bullet:
            return "•"
        counts = self._counts.setdefault(number, [])
        while len(counts) <= depth:
            counts.append(levels[len(counts)].start - 1 if len(counts) in levels else 0)
        counts[depth] += 1
        del counts[depth + 1 :]
        return _PLACEHOLDER.sub(lambda found: _count(counts, int(found[1])), level.pattern)

    def _numbering_of(self, paragraph: Any) -> tuple[str, int]:
        """Return the numbering and the level of a paragraph, its own or its style's."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return "", 0
        own = properties.find(qn("w:numPr"))
        if own is not None:
            return _reference(own)
        style = properties.find(qn("w:pStyle"))
        return self._styled.get(style.get(qn("w:val")), ("", 0)) if style is not None else ("", 0)


def _count(counts: list[int], position: int) -> str:
    return str(counts[position - 1]) if position <= len(counts) else ""


def _value(parent: Any, tag: str, default: str) -> str:
    found = parent.find(qn(tag))
    return default if found is None else str(found.get(qn("w:val"), default))


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default


def _reference(properties: Any) -> tuple[str, int]:
    depth = _whole(_value(properties, "w:ilvl", "0"), 0)
    return _value(properties, "w:numId", ""), min(depth, _DEEPEST - 1)


def _abstract_levels(numbering: Any | None) -> dict[str, dict[int, _Level]]:
    if numbering is None:
        return {}
    return {
        str(definition.get(qn("w:abstractNumId"))): {
            _whole(str(level.get(qn("w:ilvl"))), 0): _Level(
                _value(level, "w:numFmt", "decimal") in {"bullet", "none"},
                _value(level, "w:lvlText", "%1."),
                _whole(_value(level, "w:start", "1"), 1),
            )
            for level in definition.findall(qn("w:lvl"))
        }
        for definition in numbering.findall(qn("w:abstractNum"))
    }


def _levels_by_number(
    numbering: Any | None, abstract: dict[str, dict[int, _Level]]
) -> dict[str, dict[int, _Level]]:
    if numbering is None:
        return {}
    return {
        str(number.get(qn("w:numId"))): abstract.get(_value(number, "w:abstractNumId", ""), {})
        for number in numbering.findall(qn("w:num"))
    }


def _numbers_of_styles(styles: Any | None) -> dict[str, tuple[str, int]]:
    if styles is None:
        return {}
    return {
        str(style.get(qn("w:styleId"))): _reference(found)
        for style in styles.findall(qn("w:style"))
        if (found := style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")) is not None
    }
