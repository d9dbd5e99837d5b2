"""Read the rows of the two city lists: jubilees and city days."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.calendar.cities import City
from data.calendar.city_search.lookup import CityIndex
from data.calendar.imprecise_dates import Precision
from data.calendar.plan import CityDate
from data.calendar.wording import find_wording, read_city_date, weekday_mismatch
from data.plans.doubts import Flag, ListName
from data.plans.layout.columns import ColumnRole
from data.plans.layout.footnotes import says_approximate
from data.plans.layout.headings import AGE, split_number
from data.plans.layout.printed_rows import PrintedRow

_EDGES = " \n\t,;.:–—-()"
_PREFIX = re.compile(r"^(?:г\.|гор\.|город\s)\s*", re.IGNORECASE)
_BRACKETED = re.compile(r"(?<=\w)\s*\([^()]*\)\s*$")
"""«Казань (Татарстан)»: words in brackets after a name are not part of it."""

_BARE_AGE = re.compile(r"^\d{1,4}$")
_COUNTED = re.compile(r"=\s*(\d{1,4})\s*(год[а-я]*|лет)?", re.IGNORECASE)
_AGREEING = {"год": "one", "года": "few", "лет": "many"}


@dataclass(frozen=True, slots=True)
class _CityCells:
    """The three texts of a city row as printed."""

    city: str
    age: str
    date: str


def read_city_row(row: PrintedRow, year: int, index: CityIndex, *, approx: bool) -> CityDate | None:
    """Read one city with its age and its day in the plan year, or None without a city.

    A city that the catalogue lacks keeps its printed name and gets a flag.
    """
    cells = _cells_by_header(row) or _cells_by_content(list(row.texts), year, index)
    name = _BRACKETED.sub("", _PREFIX.sub("", cells.city)).strip(_EDGES)
    if not any(char.isalpha() for char in name) or not (cells.age or cells.date):
        return None
    city = _find_city(name, index)
    found = read_city_date(cells.date, year)
    age, age_flags = _read_age(cells.age, row.list_name)
    flags = [*([] if city else [Flag.UNKNOWN_CITY]), *age_flags]
    if row.joined:
        flags.append(Flag.ROW_JOINED_ACROSS_PAGE_BREAK)
    city_date = CityDate(
        number=row.number,
        city_raw=" ".join(cells.city.split()).strip(" ,;"),
        city=city.name if city else name,
        age=age,
        age_raw=cells.age,
        date_raw=cells.date,
        precision=found.precision,
        start=found.start,
        end=found.end,
        rule=found.rule,
        approx=approx or says_approximate(" ".join(row.texts)),
        flags=tuple(flags),
        city_id=city.id if city else None,
    )
    return replace(city_date, flags=(*city_date.flags, *_date_flags(city_date)))


def _find_city(name: str, index: CityIndex) -> City | None:
    """Return the city of this name, or the one it begins with if no other word follows."""
    exact = index.exact(name)
    leading = None if exact else index.leading(name)
    if leading is None or name[leading[1] :].strip(" ,()").isalpha():
        return exact
    return leading[0]


def _cells_by_header(row: PrintedRow) -> _CityCells | None:
    """Return the texts by the names of the columns, if the list has a header that fits the row."""
    if not row.columns.is_cities:
        return None
    city, age, date = (
        " ".join(row.text(role).split()) for role in (ColumnRole.CITY, ColumnRole.AGE, ColumnRole.WHEN)
    )
    return _CityCells(city, age, date) if city and (age or date) else None


def _cells_by_content(texts: list[str], year: int, index: CityIndex) -> _CityCells:
    """Return the texts by what the cells hold: «Тверь | 885 лет | 19 июля».

    The city comes first, the age has its noun, the rest is the date.
    """
    cells = [" ".join(text.split()) for text in texts if text.strip()]
    if not cells:
        return _CityCells("", "", "")
    if len(cells) == 1:
        return _cells_of_line(cells[0], year, index)
    age = next((cell for cell in cells[1:] if AGE.match(cell) or _BARE_AGE.match(cell)), "") or next(
        (cell for cell in cells[1:] if find_age(cell) is not None), ""
    )
    rest = [cell for cell in cells[1:] if cell is not age]
    if not age and AGE.search(cells[0]):
        line = _cells_of_line(cells[0], year, index)
        return replace(line, date=line.date or " ".join(rest))
    return _CityCells(cells[0], age, " ".join(rest))


def _cells_of_line(line: str, year: int, index: CityIndex) -> _CityCells:
    """Split a row in one cell: «Нарьян-Мар – 85 лет (10 марта)».

    The city comes first, then the age. The rest is the date.
    """
    _, line = split_number(line)
    leading = index.leading(line)
    age = AGE.search(line)
    if leading is not None:
        end = leading[1]
    else:
        dated = find_wording(line, year)
        ends = [found for found in (age.start() if age else None, dated.first if dated else None) if found]
        end = min(ends, default=len(line))
    rest = line[end:]
    words = rest.replace(age[0], " ", 1) if age else rest
    date = re.sub(r"\s*[()]\s*|^[\s,;–—-]+|[\s,;–—-]+$", " ", words)
    return _CityCells(line[:end].strip(_EDGES), age[0] if age else "", " ".join(date.split()).strip(" ,;–—-"))


def find_age(text: str) -> tuple[int, str] | None:
    """Return the age in a phrase with its noun: «исполняется 880 лет», «2026 – 1586 = 440».

    None where there is none, or where two figures could be one.
    """
    counted = _COUNTED.search(text)
    if counted is not None:
        return int(counted[1]), counted[2] or ""
    bare = _BARE_AGE.match(text.strip())
    if bare is not None:
        return int(bare[0]), ""
    found = [one for one in AGE.finditer(text) if not _is_year(one)]
    return (int(found[0][1]), found[0][2].lower()) if len(found) == 1 else None


def _is_year(age: re.Match[str]) -> bool:
    """Return whether the figure is a year of the plan and no age: «в 2026 г.», «2026 год»."""
    return age[2].lower().startswith("г") and 1990 <= int(age[1]) <= 2100


def _read_age(text: str, name: ListName) -> tuple[int | None, list[Flag]]:
    found = find_age(text)
    if found is None:
        return None, [Flag.NO_AGE] if name is ListName.JUBILEES or text.strip() else []
    age, word = found
    flags = []
    if word in _AGREEING and _AGREEING[word] != _plural_category(age):
        flags.append(Flag.AGE_WORD_MISMATCH)
    if name is ListName.JUBILEES and age % 5:
        flags.append(Flag.NOT_MULTIPLE_OF_5)
    return age, flags


def _plural_category(number: int) -> str:
    """Return the CLDR plural category of a whole number in Russian."""
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    return "few" if number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14} else "many"


def _date_flags(row: CityDate) -> list[Flag]:
    if not row.date_raw:
        return [Flag.NO_DATE]
    if row.precision is Precision.INVALID:
        return [Flag.INVALID_DATE]
    return [Flag.WEEKDAY_MISMATCH] if weekday_mismatch(row.date_raw, row.when) else []


def flag_repeats(
    jubilees: Sequence[CityDate], city_days: Sequence[CityDate]
) -> tuple[tuple[CityDate, ...], tuple[CityDate, ...]]:
    """Flag the cities that stand in both lists, or twice in one."""
    both = {_city_key(row) for row in jubilees} & {_city_key(row) for row in city_days}
    return _flag_list(jubilees, both), _flag_list(city_days, both)


def _flag_list(rows: Sequence[CityDate], both: set[str]) -> tuple[CityDate, ...]:
    seen: set[str] = set()
    flagged: list[CityDate] = []
    for row in rows:
        extra = [Flag.IN_BOTH_LISTS] if _city_key(row) in both else []
        if _city_key(row) in seen:
            extra.append(Flag.TWICE_IN_LIST)
        seen.add(_city_key(row))
        flagged.append(replace(row, flags=(*row.flags, *extra)) if extra else row)
    return tuple(flagged)


def _city_key(row: CityDate) -> str:
    return row.city_id or row.city.lower()
