"""Read the inline marks of a text: bold, superscripts, entities, invisible characters."""

import html
import re
import unicodedata

from data.plans.files.blocks import Cell

_TAG = r"[^<>\n]{0,200}"
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SUPERSCRIPT = re.compile(rf"<sup\b{_TAG}>([^<>\n]{{0,8}})</sup\s*>", re.IGNORECASE)
_OPEN_BOLD = re.compile(rf"<(?:b|strong)(?:\s{_TAG})?>", re.IGNORECASE)
_CLOSE_BOLD = re.compile(r"</(?:b|strong)\s*>", re.IGNORECASE)
_OTHER_TAG = re.compile(rf"</?(?:b|strong|i|em|u|s|p|font|span|sup|sub|div)(?:\s{_TAG})?/?>", re.IGNORECASE)
_STRUCK = re.compile(r" *(?:~~([^~\n]+)~~|<(?P<tag>s|strike|del)>([^<>\n]*)</(?P=tag)>) *", re.IGNORECASE)
_SYMBOL_FONT = {
    "-": "–",
    "\u00b7": "•",
    "\u00ae": "→",
    "\u00d7": "•",
    "\u00b3": "≥",
    "\u00a3": "≤",
    "\u00bc": "…",
}
"""What the Symbol font shows for a character, where it is not the character itself."""

_PRIVATE = re.compile("[\uf020-\uf0ff]")
_STARS = re.compile(r"\*\*([^*\n]+)\*\*")
_STARS_OVER_LINES = re.compile(r"\*\*([^*]{1,600}?)\*\*")
_UNDERLINES = re.compile(r"(?<!\w)__([^_\n]+)__(?!\w)")
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹ⁱ", "0123456789i", strict=True))
_RAISED_RUN = re.compile(rf"(?<!\bм)(?<!\bкм)[{''.join(_RAISED)}]{{1,4}}")
_STAR_NOTE = re.compile(r"(?<=[\w»”\")])\*{1,3}(?=[\s.,;:]|$)")
_LEADING_STAR = re.compile(r"^\s*\*{1,3}(?=\s*\w)")
_CUT_WORD = re.compile(r"(?<=\w)([-‐‑–—])\n")
_LIFTED = re.compile("\ue000([^\ue001]*)\ue001")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ue000\ue001]")
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2007\u2009\u202f\u3000", " "))


def clean_text(text: str) -> str:
    """Return the text with composed letters, plain spaces and «\\n» for every line end.

    Invisible and forbidden characters are removed, symbols of private use become what they show.
    """
    text = _PRIVATE.sub(lambda found: symbol(ord(found[0])), text)
    text = re.sub("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    text = _FORBIDDEN.sub("", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", text).translate(_SPACES)


def symbol(code: int) -> str:
    """Return the character that a symbol font shows for a code.

    A dash typed in the Symbol font is a dash. A character with no known meaning becomes the replacement
    character, which is part of no date and so raises a doubt.
    """
    if not 0xF000 <= code <= 0xF0FF:
        return chr(code) if 0x20 <= code < 0xD800 or 0xE100 <= code < 0xFFFE else "\ufffd"
    char = chr(code - 0xF000)
    shown = _SYMBOL_FONT.get(char, char if char.isascii() else "\ufffd")
    return shown if shown.isprintable() and not shown.isalpha() else "\ufffd"


def spread_bold(text: str) -> str:
    """Mark each line of a Markdown bold that spans several, so that each can be read alone."""
    return _STARS_OVER_LINES.sub(lambda found: _bold_each_line(found[1]), text)


def _bold_each_line(text: str) -> str:
    if "\n\n" in text:
        return f"**{text}**"
    return "\n".join(f"<b>{line}</b>" if line.strip() else line for line in text.split("\n"))


def read_cell(text: str) -> Cell:
    """Read the markup of a cell or line. Its text is stripped, with «\\n» for inner line breaks."""
    text = html.unescape(_BREAK.sub("\n", text)).translate(_SPACES)
    struck = " ".join((found[1] or found[3] or "").strip() for found in _STRUCK.finditer(text))
    text = _STRUCK.sub(" ", text) if struck else text
    text = _STARS.sub(r"<b>\1</b>", text)
    text = _UNDERLINES.sub(r"<b>\1</b>", text)
    bold = _is_bold(text)
    lifted, marks, lead = _lift(_OTHER_TAG.sub("", _SUPERSCRIPT.sub("\ue000\\1\ue001", _raise_signs(text))))
    return Cell(lifted, marks, lead, bold, struck)


def _is_bold(text: str) -> bool:
    """Return whether all letters of the text stand inside bold spans."""
    if not _OPEN_BOLD.search(text):
        return False
    outside = _SUPERSCRIPT.sub("", text)
    pieces = _OPEN_BOLD.split(outside)
    rest = pieces[0] + "".join(_CLOSE_BOLD.split(piece, maxsplit=1)[-1] for piece in pieces[1:])
    return not any(char.isalpha() for char in _OTHER_TAG.sub("", rest))


def _raise_signs(text: str) -> str:
    text = _RAISED_RUN.sub(lambda found: f"\ue000{''.join(_RAISED[char] for char in found[0])}\ue001", text)
    text = text.replace("\\*", "*")
    return _LEADING_STAR.sub("\ue000\\g<0>\ue001", _STAR_NOTE.sub("\ue000\\g<0>\ue001", text))


def _lift(text: str) -> tuple[str, tuple[str, ...], str]:
    marks = [found.strip() for found in _LIFTED.findall(text)]
    opening = _LIFTED.match(text.lstrip())
    lead = opening[1].strip() if opening else ""
    plain = _LIFTED.sub("", text).strip()
    lines = (line.strip() for line in plain.split("\n"))
    trailing = marks[1:] if lead else marks
    joined = _CUT_WORD.sub(r"\1", "\n".join(line for line in lines if line))
    return joined, tuple(mark for mark in trailing if mark), lead
