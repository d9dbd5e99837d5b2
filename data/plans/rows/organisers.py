"""Read the organisers of an event, and the remarks beside them, from their cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.plans.doubts import Flag
from data.plans.layout.note_words import NOTE_START, ORGANISER_LABEL

_ABBREVIATED = re.compile(
    r"(?:^|[\s(«.])(?:г|гг|им|ул|обл|респ|р|о|с|п|стр|д|тыс|ст|пр|др|т\.д|т\.п|[А-ЯЁA-Z])$"
)
_LONGEST_ABBREVIATION = 8
_CAPITALS = re.compile(r"\s+(?=[А-ЯЁA-Z]{2,}\b(?!\s*\.?\s+[а-яё]))")
_HALF_NAME = re.compile(
    r"(?:^|[;,]\s*)(?:администрация|мэрия|правительство|акимат|комитет|департамент|управление|министерство|союз|"
    r"ассоциация|совет|дума|горисполком|исполком|институт|университет|музей|центр|фонд|"
    r"(?:мэрия|администрация|акимат)\s+(?:г\.|города))$",
    re.IGNORECASE,
)
"""A kind of body whose name continues on the next line."""

_BRACKETS = {"«": "»", "(": ")", "“": "”", "„": "“", "[": "]"}
_EDGES = " \n\t,;:–—-"


@dataclass(frozen=True, slots=True)
class OrganiserGroup:
    """One label with the names under it. The label is None where none is printed."""

    label: str | None
    names: tuple[str, ...]
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisers:
    """The organiser groups in order, and the remaining text, which names no organiser."""

    groups: tuple[OrganiserGroup, ...]
    note: str | None = None

    def merged(self) -> OrganiserGroup:
        """Return all groups as one, under the first label."""
        names = tuple(dict.fromkeys(name for group in self.groups for name in group.names))
        flags = tuple(dict.fromkeys(flag for group in self.groups for flag in group.flags))
        return OrganiserGroup(next((group.label for group in self.groups if group.label), None), names, flags)


NO_ORGANISERS = Organisers(())


def read_note(text: str) -> Organisers:
    """Read a note cell: names after the label «Организатор(ы)», the rest is the note."""
    return _read_groups(text, unlabelled_are_names=False)


def read_organisers(text: str) -> Organisers:
    """Read a cell of a column for organisers, where names need no label."""
    return _read_groups(text, unlabelled_are_names=True)


def _read_groups(text: str, *, unlabelled_are_names: bool) -> Organisers:
    labels = [found for found in ORGANISER_LABEL.finditer(text) if _opens_group(text, found)]
    opening = text[: labels[0].start()] if labels else text
    notes = [] if unlabelled_are_names and not NOTE_START.match(opening.strip()) else [opening]
    groups = [_read_group(None, opening, [])] if not notes and opening.strip(_EDGES) else []
    for position, label in enumerate(labels):
        end = labels[position + 1].start() if position + 1 < len(labels) else len(text)
        _add_labelled(label, text[label.end() : end], groups, notes)
    note = "; ".join(" ".join(note.split()) for note in notes if note.strip(_EDGES))
    return Organisers(tuple(groups), note.strip(_EDGES) or None)


def _add_labelled(label: re.Match[str], words: str, groups: list[OrganiserGroup], notes: list[str]) -> None:
    """Add the words after a label to the groups or the notes.

    «Организатор» begins a group, «Соорганизатор» adds names to the last one, «Ответственный» below a group is
    a note.
    """
    flags = [] if label["colon"] else [Flag.LABEL_WITHOUT_COLON]
    names, rest = _split_note(words)
    group = _read_group(_printed_label(label[0]), names, flags)
    if rest:
        notes.append(rest)
    if groups and label["co"]:
        last = groups.pop()
        groups.append(OrganiserGroup(last.label, last.names + group.names, (*last.flags, *group.flags)))
    elif groups and not label["label"].lower().startswith("орг"):
        notes.append(f"{group.label}: {', '.join(group.names)}")
    else:
        groups.append(group)


def _printed_label(label: str) -> str:
    words = " ".join(label.strip(" :–—-").split())
    return words[:1].upper() + words[1:]


def _opens_group(text: str, label: re.Match[str]) -> bool:
    """Return whether a label has its colon, or begins the cell, a line or a sentence."""
    if label["colon"]:
        return True
    before = text[: label.start()]
    capital = label[0].strip()[:1].isupper()
    return capital and (not before.strip() or before.endswith(("\n", "  ", ". ", "; ")))


def _split_note(words: str) -> tuple[str, str]:
    """Split off the sentence or line after the names that is a remark: «По плану …»."""
    for position in _sentence_ends(words):
        rest = words[position:].lstrip(" .;\n")
        is_line = "\n" in words[position : len(words) - len(rest)]
        if NOTE_START.match(rest) and (rest[:1].isupper() or is_line):
            return words[:position], rest
    return words, ""


def _sentence_ends(text: str) -> Iterator[int]:
    for found in re.finditer(r"[.;\n]\s*", text):
        if found[0].startswith(".") and _ABBREVIATED.search(
            text[max(0, found.start() - _LONGEST_ABBREVIATION) : found.start()]
        ):
            continue
        yield found.start()


def _read_group(label: str | None, words: str, flags: list[Flag]) -> OrganiserGroup:
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    pieces = [piece for line in lines for piece in _split_names(line)]
    if len(lines) > 1 and len(pieces) > len(lines):
        pieces = list(_split_names(" ".join(lines)))
    elif len(lines) > 1:
        pieces = list(_split_names(_join_lines(lines, flags)))
    names: list[str] = []
    for piece in pieces:
        split_names = _split_at_full_stop(piece)
        if len(split_names) > 1 and Flag.FULL_STOP_AS_SEPARATOR not in flags:
            flags.append(Flag.FULL_STOP_AS_SEPARATOR)
        names.extend(split_names)
    return OrganiserGroup(label, tuple(name for name in map(_trimmed, names) if name), tuple(flags))


def _join_lines(lines: list[str], flags: list[Flag]) -> str:
    """Join lines that have no other separator between names.

    A capital begins another name, small letters continue the one above.
    """
    text = lines[0]
    for line in lines[1:]:
        continues_name = text.endswith((",", ";")) or _HALF_NAME.search(text) is not None
        if continues_name or not (line[0].isupper() or line[0] in '«"•'):
            text = f"{text} {line}"
            continue
        text = f"{text}; {line}"
        if Flag.LINE_BREAK_AS_SEPARATOR not in flags:
            flags.append(Flag.LINE_BREAK_AS_SEPARATOR)
    return text


def _split_names(text: str) -> Iterator[str]:
    """Yield the parts between commas and semicolons that stand outside quotes and brackets."""
    last = {opening: text.rfind(closing) for opening, closing in _BRACKETS.items()}
    depth: list[str] = []
    start = 0
    for position, char in enumerate(text):
        if depth and char == depth[-1]:
            depth.pop()
        elif char == '"':
            depth.append(char)
        elif char in _BRACKETS and last[char] > position:
            depth.append(_BRACKETS[char])
        elif char in ",;•" and not depth:
            yield text[start:position]
            start = position + 1
    yield text[start:]


def _split_at_full_stop(piece: str) -> list[str]:
    """Split at a full stop before a word of capitals.

    «Акимат города Нур-Султан. НАМСУ» are two names, «Мэрия г. Грозного» is one.
    """
    parts: list[str] = []
    start = 0
    for position, char in enumerate(piece):
        if char != "." or _ABBREVIATED.search(piece[max(start, position - _LONGEST_ABBREVIATION) : position]):
            continue
        if _CAPITALS.match(piece, position + 1):
            parts.append(piece[start:position])
            start = position + 1
    return [*parts, piece[start:]]


def _trimmed(name: str) -> str:
    name = " ".join(name.split()).strip(" ,;:–—")
    if name.endswith(".") and not _ABBREVIATED.search(name[:-1]):
        name = name.removesuffix(".")
    return name.lstrip("-• ").rstrip()
