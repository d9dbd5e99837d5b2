"""Mend the titles of events, split several in one row, and tell whose event it is."""

import re
from collections.abc import Sequence

from data.calendar.plan import EventKind
from data.plans.rows.lookalikes import mend_look_alikes
from data.plans.rows.organisers import OrganiserGroup

_ROMAN_LOOKS = str.maketrans({"Х": "X", "І": "I", "М": "M", "С": "C", "х": "x", "V": "V"})
_ROMAN = re.compile(r"(?<![\w-])(?=[IVXLХІСМ]*[IVXХІ])[IVXLХІСМ]{1,8}(?![\w.])")
_ROMAN_WORTH = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ABBREVIATIONS = ("г", "гг", "др", "пр", "т.д", "т.п", "т.ч", "руб", "чел", "тыс", "млн", "им")
_PART_BREAK = re.compile(r" {2,}(?=[А-ЯЁA-Z«\"])|\n(?=[А-ЯЁA-Z])")
_OPEN_ENDS = re.compile(r"(?:[,:–—(-]|(?<![а-яё])(?:и|в|во|на|с|со|о|об|по|к|для|из|от|за|под|при|г\.))$")
_SENTENCE = re.compile(r"[^\W\d_]{3,}[»\")]?\.\s+(?=[А-ЯЁ«\"XVI])")
_TWO_ORDINALS = re.compile(r"\s(?:и|а также)\s+(?=(?:[IVXLC]{1,7}|\d{1,3}-(?:й|я|е|го|м|ом|ой))\s+\w)")
_OPENING_ORDINAL = re.compile(r"^(?:Участие\s+в[о]?\s+)?(?:[IVXLC]{1,7}|\d{1,3}-(?:й|я|е|го|м|ом|ой))\s")
_PARTICIPATION = re.compile(r"^участие(?![а-яё])", re.IGNORECASE)
_OURS = re.compile(r"(?<![\w-])МАГ(?![\w-])|(?<!\w)Международн\w+ Ассамбле\w+ столиц", re.IGNORECASE)
_BULLET = re.compile(r"(?:^|\s)[•●▪◦‣·∙]\s*\S")


def mend_title(text: str) -> str:
    """Return the title on one line, its Roman ordinals in Latin letters, no final full stop.

    The stop of an abbreviation («1941–1945 гг.», «и др.») and an ellipsis stay.
    """
    line = mend_look_alikes(_mend_ordinals(" ".join(text.split())))
    bare = line.removesuffix(".").rstrip()
    if not line.endswith(".") or bare.endswith((".", *(f" {short}" for short in _ABBREVIATIONS))):
        return line
    return bare


def _mend_ordinals(line: str) -> str:
    return _ROMAN.sub(_mended_ordinal, line)


def _mended_ordinal(found: re.Match[str]) -> str:
    """Return a Roman numeral in Latin letters: «ХХVII» has Cyrillic ones.

    A letter alone may be a preposition or an initial, so it is mended only before a longer word.
    """
    mended = found[0].translate(_ROMAN_LOOKS)
    if len(mended) == 1 and not re.match(r"\s+[а-яёА-ЯЁ]{4}", found.string[found.end() :]):
        return found[0]
    return mended if _ROMAN_WORTH.fullmatch(mended) else found[0]


def split_titles(text: str, count: int) -> list[str]:
    """Split a text into as many titles as there are organiser groups.

    It is split at double spaces or line breaks. If these do not give exactly that many, the text stays one
    title.
    """
    if count < 2:
        return [text]
    parts = _split_at(_PART_BREAK, text)
    if len(parts) != count:
        parts = _split_at(re.compile(r" {2,}(?=[А-ЯЁA-Z])"), text)
    return parts if len(parts) == count else [text]


def _split_at(breaks: re.Pattern[str], text: str) -> list[str]:
    parts: list[str] = []
    start = 0
    for found in breaks.finditer(text):
        piece = text[start : found.start()].rstrip()
        if piece and not _OPEN_ENDS.search(piece) and _has_closed_quotes(piece):
            parts.append(piece)
            start = found.end()
    return [*parts, text[start:]]


def _has_closed_quotes(piece: str) -> bool:
    return piece.count("«") <= piece.count("»") and piece.count("(") <= piece.count(")")


def is_compound(title: str) -> bool:
    """Return whether the title names two things.

    They are two sentences, or two numbered events joined by «и».
    """
    outside = re.sub(
        r"«[^«»]*»|\"[^\"]*\"|\([^()]*\)", lambda found: "«" + "_" * (len(found[0]) - 2) + "»", title
    )
    if _SENTENCE.search(outside):
        return True
    return bool(_OPENING_ORDINAL.match(title)) and bool(_TWO_ORDINALS.search(outside))


def has_bullets(text: str) -> bool:
    """Return whether the title has a bulleted list."""
    return _BULLET.search(text) is not None


def kind_of(title: str, organisers: Sequence[OrganiserGroup], section: str | None) -> EventKind:
    """Return whose event it is: by the section, then the first word, then the organisers."""
    if section is not None and "информаци" in section.lower():
        return EventKind.ACTIVITY
    if _PARTICIPATION.match(title):
        return EventKind.PARTICIPATION
    names = [name for group in organisers for name in group.names]
    if not names or _OURS.search(title) or any(_OURS.search(name) for name in names):
        return EventKind.OWN
    return EventKind.PARTNER
