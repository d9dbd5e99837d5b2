"""The columns of a plan's tables, found by the words of their header, not by their position."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from data.plans.sheet import Row, join_pieces


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    TITLE = "title"
    PLACE = "place"
    WHEN = "when"
    PLACE_AND_WHEN = "place_and_when"
    ORGANISERS = "organisers"
    RESPONSIBLE = "responsible"
    NOTE = "note"
    CITY = "city"
    AGE = "age"
    OTHER = "other"


_WORDS = (
    (Role.AGE, r"\bвозраст|\bлет\b|\bюбилей\b|\bгодовщин|\bисполняется"),
    (Role.WHEN, r"\bдат[аы]\b|\bсрок|\bпериод\b|\bврем[яе]\b|\bкогда\b|\bмесяц|\bпразднован|\bдень города\b"),
    (Role.TITLE, r"мероприяти|\bнаименован|\bназвани|\bсодержани|\bсобыти|\bтем[аы]\b"),
    (Role.CITY, r"\bгород\w*\b|\bстолиц"),
    (Role.ORGANISERS, r"организатор|\bпроводит"),
    (Role.RESPONSIBLE, r"ответствен|исполнител"),
    (Role.NOTE, r"\bпримечан|\bкомментар|\bдополнительн"),
)
_PATTERNS = tuple((role, re.compile(words)) for role, words in _WORDS)
_NUMBER = re.compile(r"^(?:№|n|no|номер|п/?п|№?\s*п\s*[/.\\-]\s*п\.?|№\s*\S{0,5})\.?$")
_PLACE = re.compile(r"\bмест[оа]\b|\bгород\b|\bгде\b|\bлокаци|\bплощадк")
_NAMED = re.compile(r"\b(?:наименован|названи|содержани)")
_FOUNDED = re.compile(r"\bоснован")
_DATED = (Role.WHEN, Role.PLACE, Role.PLACE_AND_WHEN)
_CITY_ROLES = {Role.CITY, Role.AGE, Role.WHEN}
LONGEST_HEADER = 60


@dataclass(frozen=True, slots=True)
class Columns:
    """The roles of a table's columns, left to right, with the words they were printed under."""

    roles: tuple[Role, ...]
    names: tuple[str, ...]

    def text(self, cells: Sequence[str], role: Role) -> str:
        """What the row has under a role; two columns of one role are joined."""
        found = [cell for cell, own in zip(cells, self.roles, strict=False) if own is role and cell]
        return "\n".join(found)

    def place(self, role: Role) -> int | None:
        """The first column of a role, or None."""
        return self.roles.index(role) if role in self.roles else None

    @property
    def is_events(self) -> bool:
        """Whether these are the columns of a table of events."""
        return Role.TITLE in self.roles and any(role in self.roles for role in _DATED)

    @property
    def is_cities(self) -> bool:
        """Whether these are the columns of a list of cities."""
        return (
            Role.CITY in self.roles and len(_CITY_ROLES & set(self.roles)) > 1 and Role.NOTE not in self.roles
        )


def read_header(row: Row) -> Columns | None:
    """The columns a header row announces, or None for a row that is no header."""
    names = tuple(" ".join(cell.text.split()) for cell in row.cells)
    if any(len(name) > LONGEST_HEADER for name in names):
        return None
    for roles in (tuple(_event_role(name) for name in names), tuple(_city_role(name) for name in names)):
        columns = Columns(_with_number(roles, names), names)
        known = sum(role is not Role.OTHER for role in columns.roles)
        if known > 1 and (columns.is_events or columns.is_cities):
            return columns
    return None


def extend_header(columns: Columns, row: Row) -> Columns | None:
    """The header continued by the row below it («Место,» + «дата»), or None when that row is none of it."""
    texts = tuple(" ".join(cell.text.split()) for cell in row.cells)
    words = [text for text in texts if text]
    if not words or any(len(word) > LONGEST_HEADER or any(map(str.isdigit, word)) for word in words):
        return None
    if not all(_is_header_word(word) for word in words) or _is_title_alone(words):
        return None
    width = max(len(texts), len(columns.names))
    above = (*columns.names, *[""] * (width - len(columns.names)))
    below = (*texts, *[""] * (width - len(texts)))
    names = tuple(join_pieces(upper, lower) for upper, lower in zip(above, below, strict=True))
    return Columns(_with_number(tuple(_event_role(name) for name in names), names), names)


def is_column_count(row: Row) -> bool:
    """Whether the row only numbers the columns: 1, 2, 3, 4."""
    texts = [cell.text.strip(" .") for cell in row.cells if cell.text]
    return len(texts) > 2 and texts == [str(place) for place in range(1, len(texts) + 1)]


def _is_title_alone(words: list[str]) -> bool:
    """A lone «Мероприятия МАГ» under the header is a section's heading."""
    return len(words) == 1 and _event_role(words[0]) is Role.TITLE


def _is_header_word(word: str) -> bool:
    if len(word.split()) > 3:
        return False
    return bool(_NUMBER.match(word.lower())) or _event_role(word) is not Role.OTHER or not word[0].isupper()


def _event_role(name: str) -> Role:
    lowered = name.lower()
    if _NUMBER.match(lowered):
        return Role.NUMBER
    found = [role for role, words in _PATTERNS if words.search(lowered)]
    placed = _PLACE.search(lowered) is not None
    if Role.ORGANISERS in found or Role.RESPONSIBLE in found or Role.NOTE in found:
        return _holder(found)
    if Role.TITLE in found and _NAMED.search(lowered):
        return Role.OTHER if Role.CITY in found else Role.TITLE
    if placed:
        return Role.PLACE_AND_WHEN if Role.WHEN in found else Role.PLACE
    return next((role for role in (Role.WHEN, Role.TITLE) if role in found), Role.OTHER)


def _holder(found: list[Role]) -> Role:
    """A column named for both organisers and notes is read as that of organisers."""
    order = (Role.ORGANISERS, Role.RESPONSIBLE, Role.NOTE)
    return next(role for role in order if role in found)


def _city_role(name: str) -> Role:
    lowered = name.lower()
    if _NUMBER.match(lowered):
        return Role.NUMBER
    if _FOUNDED.search(lowered):
        return Role.OTHER
    order = (Role.WHEN, Role.AGE, Role.CITY, Role.NOTE)
    found = {role for role, words in _PATTERNS if words.search(lowered)}
    return next((role for role in order if role in found), Role.OTHER)


def _with_number(roles: tuple[Role, ...], names: tuple[str, ...]) -> tuple[Role, ...]:
    """A first column without any word over it is the number's."""
    if roles and Role.NUMBER not in roles and not names[0]:
        return (Role.NUMBER, *roles[1:])
    return roles
