"""Recognise what a line alone may be: a section, a city list, a footnote, a page number."""

import re

from data.calendar.grammar.lexer.month_names import MONTH_FORMS
from data.plans.doubts import ListName
from data.plans.files.blocks import Cell, Row

LONGEST_HEADING = 160
AGE = re.compile(r"(?<![\d.])(\d{1,4})\s*[-–]?\s*(год[а-я]*|лет[а-я]*|г\.)(?![а-я])", re.IGNORECASE)
"""A printed age: «85 лет», «953 год», «85-летие»."""

CITY_LINE = re.compile(
    r"\d\s*[-–]?\s*(?:лет|год|янв|фев|мар|апр|ма[йя]|ию[нл]|авг|сен|окт|ноя|дек)|\d\.\d|"
    r"(?:воскресень|суббот|пятниц|недел|декад|понедельник|вторник|сред[аы]|четверг)\w*\s+\w"
)
"""What a paragraph must have to be a row of a city list: an age or a day."""

_JUBILEES = re.compile(r"юбиле\w*(?:\s+дат\w*)?\s+(?:[\w,]+[\s-]+){0,3}(?:город|столиц)|юбиляр|^юбилеи\b")
_CITY_DAYS = re.compile(r"\b(?:дни|день|дней|даты|праздник\w*)\s+(?:\w+[\s-]+){0,2}?(?:город|столиц)")
_NO_LIST = re.compile(r"мероприят|конференц|форум")
_SECTION = re.compile(
    r"^(?:раздел|часть|глава|блок)\b|^[IVX]{1,5}[.)]\s|^деятельность\b|^мероприятия\b|^информационн",
    re.IGNORECASE,
)
_STATEMENT = re.compile(r"\bуказан|\bмогут\b|\bможет\b|\bуточня|\bбуд[еу]т\b|\bподлеж|\bтребу")
_PLAIN_MARK = re.compile(r"^(\d{1,2}|[ivxIVX]{1,3})[.)]?\s+(?=[^\W\d_]|«)")
_APPROXIMATE = re.compile(r"ориентировочн|предварительн\w+ дат|приблизительн", re.IGNORECASE)
LOOKS_LIKE_ONE = frozenset("iIlі|!ІIӏ1")
"""Marks of footnotes that may be a 1 misread."""

_PAGE = re.compile(r"^\W*(?:стр(?:аница|\.)?\s*)?\d{0,3}(?:\s*из\s*\d{1,3})?\W*$", re.IGNORECASE)
_NUMBERED = re.compile(r"^№?\s*(\d{1,3}(?:\.\d{1,3}){0,3}[а-яa-z]?|[IVXLC]{1,6}|[а-я](?=\)))\s*[.)]{0,2}$")
_DATED = re.compile(r"\d{1,2}\.0\d(?:\.|$)|\d{1,2}\.\d{2}\.\d{2}$")
"""A date in figures, which is no row number of several parts: «12.03», «12.03.26»."""

_ROMAN_NUMBER = re.compile(r"^[IVXLC]{1,6}$")
_SUM = re.compile(r"^(?:всего|итого)\b|^total\b", re.IGNORECASE)
_NUMBERED_WORDS = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})?|[IVX]{1,5})[.)]\s+(?=[А-ЯЁA-Z«])[^:;]*$")
_MONTH_NAMES = "|".join(sorted(MONTH_FORMS, key=len, reverse=True))
_NTH = r"(?:[1-4]|i{1,3}|iv|перв\w+|втор\w+|трет\w+|четв[её]рт\w+)(?:[-\s]*(?:й|ый|ой|ий|е|ое))?"
_QUARTER = rf"{_NTH}[\s-]*(?:квартал\w*|полугоди\w*)"
_PERIOD = re.compile(
    r"^\W*(?:(?:[ivx\d]{1,4}[.)]\s*)?(?:план\s+)?(?:мероприятия\s+)?(?:на|в|во|за)?\s*)?"
    rf"(?:(?:{_MONTH_NAMES})(?:\s+месяц\w*)?|{_QUARTER})"
    r"(?:\s+\d{4}(?:\s*(?:г\.?|год\w*))?)?\W*$",
    re.IGNORECASE,
)
_LEADING_NUMBER = re.compile(r"^(\d{1,3}(?:\.\d{1,3}){0,3})(?:[.)]\s*|\s+)(?=\D)")


def list_of_heading(text: str) -> ListName | None:
    """Return which city list a heading opens («Юбилеи городов»), or None for events."""
    lowered = text.lower()
    if len(text) > LONGEST_HEADING or _NO_LIST.search(lowered):
        return None
    jubilees = _JUBILEES.search(lowered) is not None
    if _CITY_DAYS.search(lowered) and not (jubilees and "юбиляр" in lowered):
        return ListName.CITY_DAYS
    return ListName.JUBILEES if jubilees else None


def is_heading(cell: Cell, *, first_column: bool) -> bool:
    """Return whether the only filled cell of a row is a heading, not the rest of the row above."""
    if read_number(cell.text) is not None or len(cell.text) > LONGEST_HEADING:
        return False
    listed = list_of_heading(cell.text) is not None and cell.text[:1].isupper()
    return first_column or cell.bold or listed or is_section(cell.text) or is_period(cell.text)


def is_section(text: str) -> bool:
    """Return whether the words themselves announce a section: «Раздел II», «Мероприятия МАГ»."""
    return len(text) <= LONGEST_HEADING and _SECTION.search(text) is not None


def has_heading_words(text: str) -> bool:
    """Return whether a paragraph above a table is a heading.

    Examples: «Раздел 2», «2. Информационное обеспечение».
    """
    return is_section(text) or (len(text) <= LONGEST_HEADING and _NUMBERED_WORDS.match(text) is not None)


def is_period(text: str) -> bool:
    """Return whether a heading names only a month, a quarter or half a year: «АПРЕЛЬ»."""
    return len(text) <= 60 and _PERIOD.match(text) is not None


def is_sum(row: Row) -> bool:
    """Return whether a row only counts the rows above it: «Всего: 14», «Итого»."""
    filled = row.filled
    return len(filled) <= 3 and bool(filled) and _SUM.match(row.cells[filled[0]].text) is not None


def is_roman(number: str) -> bool:
    """Return whether a number is printed in Roman figures, as sections are: «II»."""
    return _ROMAN_NUMBER.match(number) is not None


def is_page_number(text: str) -> bool:
    """Return whether the line is only a page number or a rule: «- 5 -», «стр. 2 из 7»."""
    return len(text) <= 24 and _PAGE.match(text) is not None


def read_number(text: str) -> str | None:
    """Return the number of a row without its final full stop or bracket: «14.», «1.1», «б)».

    None where the cell holds no number.
    """
    found = _NUMBERED.match(text.strip())
    return found[1] if found and not _DATED.match(found[1]) else None


def split_number(text: str) -> tuple[str, str]:
    """Split a text into the number in front of it and the rest: «12. Казань».

    The number is empty where there is none.
    """
    found = _LEADING_NUMBER.match(text)
    return (found[1], text[found.end() :].lstrip()) if found else ("", text)


def read_footnote(cell: Cell, marks: frozenset[str]) -> tuple[str, str] | None:
    """Return the mark and the words of a footnote, or None. The mark may be empty.

    marks are those that the document refers to. A number in front of a line is a footnote's mark only if it
    is one of them, or if the line says that dates are approximate: «1 Дни городов указаны ориентировочно».
    """
    text = " ".join(cell.text.split())
    if cell.lead:
        return cell.lead, text
    if AGE.search(text) or cell.bold:
        return None
    is_remark = _APPROXIMATE.search(text) is not None or _STATEMENT.search(text.lower()) is not None
    plain = _PLAIN_MARK.match(text)
    if plain:
        is_known = plain[1] in marks or (plain[1] == "1" and not LOOKS_LIKE_ONE.isdisjoint(marks))
        is_counted = plain[0].rstrip().endswith((".", ")"))  # «1. Форум» is a row, «1 Дни городов» a footnote
        return (plain[1], text[plain.end() :]) if is_remark or (is_known and not is_counted) else None
    listed = list_of_heading(text) is not None or _APPROXIMATE.search(text) is not None
    return ("", text) if listed and is_remark else None


def is_statement(text: str) -> bool:
    """Return whether a line says something about the plan, as a footnote does.

    Footnotes say «могут уточняться» or «указаны ориентировочно», headings do not.
    """
    return _STATEMENT.search(text.lower()) is not None


def looks_like_city_row(texts: list[str]) -> bool:
    """Return whether the cells after the number are those of a city list.

    They are if one holds an age, or if the first is a short name: «Тверь | 885 лет | 19 июля».
    """
    if any(AGE.match(text.strip()) for text in texts):
        return True
    first = next((text for text in texts if text), "")
    return len(first) <= 60 and "рганизатор" not in " ".join(texts) and len(first.split()) <= 8
