"""What became of an event, where the document says so: «отменено», «снято с плана», «перенос на 9 июня»."""

import re
from dataclasses import dataclass

from data.calendar.plan import EventStatus

_BE = r"(?:был[аои]?\s+|будет\s+|будут\s+)?"
_CANCELLED = (
    rf"{_BE}отмен(?:[её]н[аоы]?|яется|яются|ить(?:\s+проведение)?|а(?:\s+мероприятия)?)"
    rf"|{_BE}исключ(?:[её]н[аоы]?|ить|ается|ение)(?:\s+из\s+плана)?"
    rf"|{_BE}снят[аоы]?(?:\s+с\s+(?:плана|учета|учёта|контроля))?(?![а-яё])|снимается\s+с\s+плана"
    rf"|{_BE}аннулирован[аоы]?|не\s+состо(?:ится|ятся|ялось|ялся|ялась|ялись)|не\s+проводи(?:тся|лось|лся|лась|лись)"
    r"|не\s+проводятся|не\s+будет\s+(?:проводиться|проведен[оа]?|проведён)|не\s+будут\s+проводиться"
    r"|проводиться\s+не\s+(?:будет|будут)|cancell?ed"
)
_MOVED = (
    rf"{_BE}перенес[её]?н[аоы]?|перенос(?:ится|ятся)?|{_BE}отложен[аоы]?|откладыва[ею]тся"
    r"|postponed|rescheduled|moved"
)
_WORD = re.compile(
    rf"(?<![а-яёa-z])(?<!не )(?:(?P<cancelled>{_CANCELLED})|(?P<moved>{_MOVED}))(?![а-яёa-z])", re.IGNORECASE
)
_LOOKS_LIKE = re.compile(
    r"(?<![а-яё])(?:отмен|исключ[аеи]|снят|аннулир|перенес|перенос|приостан|отложен|отклады|сорва[лн]|не\s+(?:состо|провод|провед))",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_AT_START = re.compile(
    rf"^(?:{_CANCELLED}|{_MOVED})(?:\s+(?:с|на)\s+[\w.\s–-]{{1,40}}?)?\s*[:.!–—-]\s*(?=[А-ЯЁA-Z«\"])",
    re.IGNORECASE,
)
_AT_END = re.compile(
    rf"(?:\s+[–—-]|[.,;:!]|(?<=[»\"]))\s+((?:{_CANCELLED}|{_MOVED})[^.,;()]*)\.?$", re.IGNORECASE
)
_ALONE = re.compile(rf"^(?:мероприятие\s+)?(?:{_CANCELLED})\W*$", re.IGNORECASE)
_MOVED_TO = re.compile(
    rf"(?:{_MOVED})\s+(?:с|со)\s+(?P<old>.+?)\s+на\s+(?P<new>.+)$", re.IGNORECASE | re.DOTALL
)
_WAS = re.compile(rf"[,;]?\s*(?:{_MOVED})\s+(?:с|со)\s+.+$", re.IGNORECASE | re.DOTALL)
_NOW = re.compile(rf"(?:{_MOVED})(?:\s+(?:на\s+)?|\s*$)", re.IGNORECASE)
_NEW_DATE = re.compile(rf"(?:{_MOVED})(?:\s+(?:с|со)\s+[^;]+?)?\s+на\s+(?P<new>[^;()]+)", re.IGNORECASE)
_EDGES = " \n.,;:–—-"
_QUOTED = re.compile(r"«[^«»]*»|\"[^\"]*\"")


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


def looks_like_status(text: str) -> bool:
    """Whether a text has a word that may say what became of the event, whether or not it is understood."""
    return _LOOKS_LIKE.search(_QUOTED.sub("", text)) is not None


def new_date(note: str) -> str:
    """The words after «перенесено на» in a note, which name the date that holds, or nothing."""
    found = _NEW_DATE.search(" ".join(note.split()))
    return found["new"].strip(" .,") if found else ""


def mark_title(title: str) -> Marked:
    """A title freed of «(отменено)», «Перенесено: …», «…, отменён»; words inside a title's sense stay."""
    if _ALONE.match(title.strip()):
        return Marked(title, status=EventStatus.CANCELLED)
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
    named = _NEW_DATE.search(text) if status is EventStatus.MOVED else None
    if named and text[: named.start()].strip(_EDGES):
        return Marked(text[: named.start()].strip(_EDGES), remark, status)
    left = _NOW.sub("", _WAS.sub("", text)) if status is EventStatus.MOVED else _WORD.sub("", text)
    return Marked(left.strip(_EDGES), remark, status)


def _cut(text: str, start: int, end: int, remark: str) -> Marked:
    left = f"{text[:start].rstrip(' ,;:–—-')} {text[end:].lstrip()}".strip()
    return Marked(left, remark.strip(" \n.,;:–—-!"), status_in(remark))
