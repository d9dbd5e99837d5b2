"""What became of an event, where the document itself says so: «отменено», «перенесено с …»."""

import re
from dataclasses import dataclass

from data.calendar.plan import EventStatus

_CANCELLED = r"отмен(?:[её]н[аоы]?|яется|ен[ао])"
_MOVED = r"перенес[её]?н[аоы]?|перенос(?:ится)?"
_WORD = re.compile(
    rf"(?<![а-яё])(?<!не )(?:(?P<cancelled>{_CANCELLED})|(?P<moved>{_MOVED}))(?![а-яё])", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_AT_START = re.compile(rf"^(?:{_CANCELLED}|{_MOVED})\s*[:.!–—-]\s*(?=[А-ЯЁA-Z«])", re.IGNORECASE)
_AT_END = re.compile(rf"(?:\s+[–—-]|[.,;:!])\s+((?:{_CANCELLED}|{_MOVED})[^.,;()]*)\.?$", re.IGNORECASE)
_MOVED_TO = re.compile(
    rf"(?:{_MOVED})\s+(?:с|со)\s+(?P<old>.+?)\s+на\s+(?P<new>.+)$", re.IGNORECASE | re.DOTALL
)
_WAS = re.compile(rf"[,;]?\s*(?:{_MOVED})\s+(?:с|со)\s+.+$", re.IGNORECASE | re.DOTALL)
_NOW = re.compile(rf"(?:{_MOVED})\s+(?:на\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its words of status, those words as printed, and the status they give."""

    text: str
    remark: str | None = None
    status: EventStatus = EventStatus.PLANNED


def status_in(text: str) -> EventStatus:
    """The status a note speaks of; a cancellation outweighs a move."""
    found = [word.lastgroup for word in _WORD.finditer(text)]
    if "cancelled" in found:
        return EventStatus.CANCELLED
    return EventStatus.MOVED if found else EventStatus.PLANNED


def mark_title(title: str) -> Marked:
    """A title freed of «(отменено)», «Перенесено: …», «…, отменён»; words inside a title's sense stay."""
    for found in _IN_BRACKETS.finditer(title):
        if _WORD.search(found[1]):
            return _cut(title, found.start(), found.end(), found[1])
    opening = _AT_START.match(title)
    if opening:
        return _cut(title, 0, opening.end(), opening[0])
    ending = _AT_END.search(title)
    return _cut(title, ending.start(), len(title), ending[1]) if ending else Marked(title)


def mark_date(text: str) -> Marked:
    """A place or date cell freed of its words of status: «перенесено с 12 марта на 5 мая» leaves 5 мая."""
    if not _WORD.search(text):
        return Marked(text)
    for found in _IN_BRACKETS.finditer(text):
        if _WORD.search(found[1]):
            return _cut(text, found.start(), found.end(), found[1])
    moved = _MOVED_TO.search(text)
    if moved:
        left = f"{text[: moved.start()]} {moved['new']}"
        return Marked(" ".join(left.split()), moved[0].strip(), EventStatus.MOVED)
    status = status_in(text)
    remark = " ".join(text.split())
    left = _NOW.sub("", _WAS.sub("", text)) if status is EventStatus.MOVED else _WORD.sub("", text)
    return Marked(left.strip(" \n.,;:–—-"), remark, status)


def _cut(text: str, start: int, end: int, remark: str) -> Marked:
    left = f"{text[:start].rstrip(' ,;–—-')} {text[end:].lstrip()}".strip()
    return Marked(left, remark.strip(" \n.,;:–—-!"), status_in(remark))
