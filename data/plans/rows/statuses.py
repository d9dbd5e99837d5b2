"""Take the words of status out of the cells of a row, with the date an event was moved to."""

import re
from dataclasses import dataclass

from data.calendar.plan import EventStatus
from data.plans.layout.status_words import CANCELLED, MOVED, STATUS_WORD, status_in

_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_AT_START = re.compile(
    rf"^(?:{CANCELLED}|{MOVED})(?:\s+(?:с|на)\s+[\w.\s–-]{{1,40}}?)?\s*[:.!–—-]\s*(?=[А-ЯЁA-Z«\"])",
    re.IGNORECASE,
)
_AT_END = re.compile(
    rf"(?:\s+[–—-]|[.,;:!]|(?<=[»\"]))\s+((?:{CANCELLED}|{MOVED})[^.,;()]*)\.?$", re.IGNORECASE
)
_ALONE = re.compile(rf"^(?:мероприятие\s+)?(?:{CANCELLED})\W*$", re.IGNORECASE)
_MOVED_TO = re.compile(
    rf"(?:{MOVED})\s+(?:с|со)\s+(?P<old>.+?)\s+на\s+(?P<new>.+)$", re.IGNORECASE | re.DOTALL
)
_WAS = re.compile(rf"[,;]?\s*(?:{MOVED})\s+(?:с|со)\s+.+$", re.IGNORECASE | re.DOTALL)
_NOW = re.compile(rf"(?:{MOVED})(?:\s+(?:на\s+)?|\s*$)", re.IGNORECASE)
_NEW_DATE = re.compile(rf"(?:{MOVED})(?:\s+(?:с|со)\s+[^;]+?)?\s+на\s+(?P<new>[^;()]+)", re.IGNORECASE)
_EDGES = " \n.,;:–—-"


@dataclass(frozen=True, slots=True)
class StatusReading:
    """A text without its words of status.

    remark are those words as printed, status is what they say.
    """

    text: str
    remark: str | None = None
    status: EventStatus = EventStatus.PLANNED


def new_date_in(note: str) -> str:
    """Return the words after «перенесено на» in a note, which name the new date, or nothing."""
    found = _NEW_DATE.search(" ".join(note.split()))
    return found["new"].strip(" .,") if found else ""


def read_title_status(title: str) -> StatusReading:
    """Take «(отменено)», «Перенесено: …» or «…, отменён» out of a title.

    The same words inside the sense of a title stay: «Перенос столиц: семинар».
    """
    if _ALONE.match(title.strip()):
        return StatusReading(title, status=EventStatus.CANCELLED)
    for found in _IN_BRACKETS.finditer(title):
        if STATUS_WORD.search(found[1]):
            return _cut_out(title, found.start(), found.end(), found[1])
    opening = _AT_START.match(title)
    if opening:
        return _cut_out(title, 0, opening.end(), opening[0])
    ending = _AT_END.search(title)
    return _cut_out(title, ending.start(), len(title), ending[1]) if ending else StatusReading(title)


def read_date_status(text: str) -> StatusReading:
    """Take the words of status out of a place or date cell.

    Of «перенесено с 12 марта на 5 мая» the new date is left.
    """
    if not STATUS_WORD.search(text):
        return StatusReading(text)
    for found in _IN_BRACKETS.finditer(text):
        if STATUS_WORD.search(found[1]):
            return _cut_out(text, found.start(), found.end(), found[1])
    moved = _MOVED_TO.search(text)
    if moved:
        left = f"{text[: moved.start()]} {moved['new']}"
        return StatusReading(" ".join(left.split()), moved[0].strip(), EventStatus.MOVED)
    status = status_in(text)
    remark = " ".join(text.split())
    named = _NEW_DATE.search(text) if status is EventStatus.MOVED else None
    if named and text[: named.start()].strip(_EDGES):
        return StatusReading(text[: named.start()].strip(_EDGES), remark, status)
    left = _NOW.sub("", _WAS.sub("", text)) if status is EventStatus.MOVED else STATUS_WORD.sub("", text)
    return StatusReading(left.strip(_EDGES), remark, status)


def _cut_out(text: str, start: int, end: int, remark: str) -> StatusReading:
    left = f"{text[:start].rstrip(' ,;:–—-')} {text[end:].lstrip()}".strip()
    return StatusReading(left, remark.strip(" \n.,;:–—-!"), status_in(remark))
