"""What a lone line of a plan may be: a section, a city list, a footnote, a page number."""

import re
from enum import StrEnum

from data.plans.sheet import Cell


class ListName(StrEnum):
    """The three lists of a plan; numbers restart in each."""

    EVENTS = "events"
    JUBILEES = "jubilees"
    CITY_DAYS = "city_days"


LONGEST_HEADING = 160
AGE = re.compile(r"(?<![\d.])(\d{1,4})\s*[-–]?\s*(год[а-я]*|лет[а-я]*|г\.)(?![а-я])", re.IGNORECASE)
"""A printed age: «85 лет», «953 год», «85-летие»."""

CITY_LINE = re.compile(
    r"\d\s*[-–]?\s*(?:лет|год|янв|фев|мар|апр|ма[йя]|ию[нл]|авг|сен|окт|ноя|дек)|\d\.\d|"
    r"(?:воскресень|суббот|пятниц|недел|декад|понедельник|вторник|сред[аы]|четверг)\w*\s+\w"
)
"""What a loose line must have to be a row of a city list: an age or a day."""

_JUBILEES = re.compile(r"юбиле\w*(?:\s+дат\w*)?\s+(?:[\w,]+[\s-]+){0,3}(?:город|столиц)|юбиляр|^юбилеи\b")
_CITY_DAYS = re.compile(r"\b(?:дни|день|дней|даты|праздник\w*)\s+(?:\w+[\s-]+){0,2}?(?:город|столиц)")
_NO_LIST = re.compile(r"мероприят|конференц|форум")
_SECTION = re.compile(
    r"^(?:раздел|часть|глава|блок)\b|^[IVX]{1,5}[.)]\s|^деятельность\b|^мероприятия\b|^информационн",
    re.IGNORECASE,
)
_STATEMENT = re.compile(r"\bуказан|\bмогут\b|\bможет\b|\bуточня|\bбуд[еу]т\b|\bподлеж|\bтребу")
_PLAIN_MARK = re.compile(r"^(\d{1,2}|[ivxIVX]{1,3})[.)]?\s+(?=[А-ЯЁA-Z«])")
_PAGE = re.compile(r"^\W*(?:стр(?:аница|\.)?\s*)?\d{0,3}(?:\s*из\s*\d{1,3})?\W*$", re.IGNORECASE)
_NUMBERED = re.compile(r"^№?\s*(\d{1,3}(?:\.\d{1,3}){0,3}[а-яa-z]?)\s*[.)]?$")
_LEADING_NUMBER = re.compile(r"^(\d{1,3}(?:\.\d{1,3}){0,3})(?:[.)]\s*|\s+)(?=\D)")


def list_of_heading(text: str) -> ListName | None:
    """Which city list a heading opens, or None for a heading of events."""
    lowered = text.lower()
    if len(text) > LONGEST_HEADING or _NO_LIST.search(lowered):
        return None
    jubilees = _JUBILEES.search(lowered) is not None
    if _CITY_DAYS.search(lowered) and not (jubilees and "юбиляр" in lowered):
        return ListName.CITY_DAYS
    return ListName.JUBILEES if jubilees else None


def is_heading(cell: Cell, *, first_column: bool) -> bool:
    """Whether the only filled cell of a row is a heading and not the rest of the row above it."""
    if read_number(cell.text) is not None or len(cell.text) > LONGEST_HEADING:
        return False
    listed = list_of_heading(cell.text) is not None and cell.text[:1].isupper()
    return first_column or cell.bold or listed or is_section(cell.text)


def is_section(text: str) -> bool:
    """Whether the words themselves announce a section of the plan."""
    return len(text) <= LONGEST_HEADING and _SECTION.search(text) is not None


def is_page_number(text: str) -> bool:
    """Whether the line is a folio or a rule and nothing else."""
    return len(text) <= 24 and _PAGE.match(text) is not None


def read_number(text: str) -> str | None:
    """The number of a row without its final sign, or None where the cell holds no number."""
    found = _NUMBERED.match(text.strip())
    return found[1] if found else None


def split_number(text: str) -> tuple[str, str]:
    """A number printed in front of a text, and the text; the number is empty where there is none."""
    found = _LEADING_NUMBER.match(text)
    return (found[1], text[found.end() :].lstrip()) if found else ("", text)


def read_footnote(cell: Cell) -> tuple[str, str] | None:
    """The mark and the words of a footnote, or None for a line that is none. The mark may be empty."""
    text = " ".join(cell.text.split())
    if cell.lead:
        return cell.lead, text
    if AGE.search(text) or cell.bold:
        return None
    plain = _PLAIN_MARK.match(text)
    if plain:
        return plain[1], text[plain.end() :]
    listed = list_of_heading(text) is not None or "ориентировочно" in text.lower()
    return ("", text) if listed and _STATEMENT.search(text.lower()) else None


def looks_like_city_row(texts: list[str]) -> bool:
    """Whether the cells after the number are those of a city list: an age, or a short name to begin with."""
    if any(AGE.match(text.strip()) for text in texts):
        return True
    first = next((text for text in texts if text), "")
    return len(first) <= 60 and "рганизатор" not in " ".join(texts) and len(first.split()) <= 8
