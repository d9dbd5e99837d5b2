"""Read what stands above the table: the plan's title, its year, the draft mark."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.plans.files.blocks import Paragraph
from data.plans.unreadable import Unreadable, UnreadableReason

EARLIEST, LATEST = 1990, 2100
"""Years that a plan may have. The Assembly was founded in 1998."""

_TITLE_START = re.compile(
    r"^\W*(?:(?:проект|сводный|календарный|годовой|единый|примерный)\s+){0,2}план(?:а|у)?\b", re.I
)
_FOR_YEAR = re.compile(
    r"(?<!\w)на\s+(?P<first>\d{4})(?:\s*(?:[-–—/,]|и)\s*(?P<second>\d{4}|\d{2}))?\s*(?:-?й\s+)?(?:г\.|гг|год|[)»\"]|$)",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(r"(?<![\d.])(\d{4})(?![\d.]\d|\d)")
_ORDER = re.compile(
    r"утвер|приказ|решени|протокол|распоряжени|постановлени|согласован|\bот\s+[«\"]?\d|\d\s+г\.\s*№|приложени",
    re.I,
)
_DRAFT = re.compile(
    r"^\W*проект\W*$|\(\s*проект\s*\)|^\W*проект\s+(?:годового\s+)?плана|\bпроект\W*$", re.IGNORECASE
)
_AMENDED = re.compile(
    r"\s*\((?=[^()]*(?:изменени|редакци|ред\.|дополнени|по состоянию|актуализ|версия|уточн))[^()]*\)",
    re.IGNORECASE,
)
"""«(с изменениями от 02.03.2026)» after a title names the edition and is no part of it."""

_LONGEST_TITLE = 8
"""Lines of a title at most."""


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The title on one line, the years it names, and the draft mark."""

    title: str
    years: tuple[int, ...]
    draft: bool


def read_title_page(preamble: Sequence[Paragraph], later: Iterable[Paragraph]) -> TitlePage:
    """Read the title among the lines above the first table.

    Years are taken only from titles, also from those in later, and never from orders and approvals.
    """
    lines = [_AMENDED.sub("", paragraph.text).strip() for paragraph in preamble if paragraph.text]
    start, end = _find_title(lines)
    title = " ".join(lines[start:end])
    years = _years(title)
    titles = [
        " ".join(lines[position : position + 4])
        for position in range(end, len(lines))
        if _TITLE_START.match(lines[position])
    ]
    titles += [paragraph.text for paragraph in later if _TITLE_START.match(paragraph.text)]
    for other in titles:
        years.extend(_years(other))
    draft = any(_DRAFT.search(line) for line in lines)
    return TitlePage(re.sub(r"(?<=год)\.$", "", title), tuple(dict.fromkeys(years)), draft)


def choose_year(page: TitlePage, named: int | None) -> int:
    """Return the plan year: the one named by hand, else the only one of the title.

    Raises Unreadable, which asks for the year, where the title names none or several.
    """
    if named is not None:
        return named
    if not page.years:
        raise Unreadable(UnreadableReason.NO_YEAR, expected="на 2026 год", found=page.title)
    if len(page.years) > 1:
        raise Unreadable(UnreadableReason.SEVERAL_YEARS, expected="1", found=", ".join(map(str, page.years)))
    return page.years[0]


def _find_title(lines: Sequence[str]) -> tuple[int, int]:
    """Return the lines of the title, as first and end index.

    It goes from the first line that begins like a plan's title to the line that names the year.
    """
    starts = [
        position
        for position, line in enumerate(lines)
        if _TITLE_START.match(line) and not _ORDER.search(line)
    ]
    if not starts:
        dated = [
            position
            for position, line in enumerate(lines)
            if _FOR_YEAR.search(line) and not _ORDER.search(line)
        ]
        start = _first_title_line(lines, dated[0]) if dated else 0
        return start, dated[0] + 1 if dated else 0
    start = starts[0]
    for end in range(start + 1, min(len(lines), start + _LONGEST_TITLE) + 1):
        if _FOR_YEAR.search(" ".join(lines[start:end])):
            return start, end
    stop = next(
        (position for position in range(start + 1, len(lines)) if _ORDER.search(lines[position])), len(lines)
    )
    return start, min(stop, start + 4)


def _first_title_line(lines: Sequence[str], end: int) -> int:
    start = end
    while (
        start > 0
        and end - start < 3
        and not _ORDER.search(lines[start - 1])
        and not _DRAFT.search(lines[start - 1])
    ):
        start -= 1
    return start


def _years(title: str) -> list[int]:
    found = _FOR_YEAR.search(title)
    if found is not None:
        years = [int(found["first"])]
        if found["second"]:
            second = found["second"]
            years.append(int(second if len(second) == 4 else found["first"][:2] + second))
    elif _ORDER.search(title):
        years = []
    else:
        years = [int(year) for year in _ANY_YEAR.findall(title)]
    return [year for year in years if EARLIEST <= year <= LATEST]
