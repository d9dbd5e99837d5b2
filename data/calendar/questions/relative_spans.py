"""Read spans of days counted from today: «завтра», «на следующей неделе», “this month”."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import MAXYEAR, MINYEAR, date, timedelta
from types import MappingProxyType

LONGEST_DAYS = 731
"""Days after which a longer span is cut: lists reach two years ahead."""

_DAY = timedelta(days=1)
_NUMBERS = {
    "один": 1,
    "одну": 1,
    "два": 2,
    "две": 2,
    "пару": 2,
    "три": 3,
    "четыре": 4,
    "пять": 5,
    "шесть": 6,
    "семь": 7,
    "восемь": 8,
    "девять": 9,
    "десять": 10,
    "полтора": 1,
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "couple": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_SEVERAL = {
    "дни": 7,
    "дней": 7,
    "days": 7,
    "недели": 2,
    "weeks": 2,
    "месяцы": 3,
    "months": 3,
    "годы": 2,
    "years": 2,
}
"""What «ближайшие дни» and “coming weeks” stand for, in their own unit."""

_WEEKDAYS = (
    ("понедельник", "monday"),
    ("вторник", "tuesday"),
    ("сред", "wednesday"),
    ("четверг", "thursday"),
    ("пятниц", "friday"),
    ("суббот", "saturday"),
    ("воскресень", "sunday"),
)
_SHIFTS = (
    (-1, r"прошл\w+|прошедш\w+|минувш\w+|last|past|previous"),
    (0, r"эт[оаиуй]\w*|текущ\w+|нынешн\w+|this|current"),
    (1, r"следующ\w+|будущ\w+|той|next"),
)
_UNITS = (
    ("day", r"д(?:ень|ня|ней|ни)|days?|суток"),
    ("week", r"недел\w+|weeks?"),
    ("month", r"месяц\w*|months?"),
    ("quarter", r"квартал\w*|quarters?"),
    ("half", r"полгода|полугоди\w+|half(?: a)? year"),
    ("year", r"год\w*|лет|years?"),
)
_UNIT = "|".join(f"(?P<{name}>{words})" for name, words in _UNITS)
SHIFT = "|".join(f"(?P<shift{number}>{words})" for number, (_, words) in enumerate(_SHIFTS))
"""A pattern for words that say which: last, this or next."""

_COUNT = r"(?P<count>\d{1,3}|" + "|".join(_NUMBERS) + ")"
_TIME_LEADS = r"(?:(?:в|во|на|за|к|in|on|for|during|over|within|the|в течение)\s+)*"


def read_relative(text: str, today: date) -> tuple[date, date, tuple[int, int]] | None:
    """Return the first and last day a text counts from today, and where it says so.

    The place is a half-open stretch of the text. today is the local day of the chat.
    The first rule that fits is taken.
    """
    for pattern, resolve in _RULES:
        match = pattern.search(text)
        days = resolve(match, today) if match else None
        if match and days is not None:
            first, last = days
            return first, min(last, first + timedelta(days=LONGEST_DAYS)), match.span()
    return None


def shift_of(match: re.Match[str]) -> int:
    """Return -1, 0 or 1 for «прошлый», «этот» or «следующий» of a match of SHIFT.

    It is 0 where the match has none.
    """
    return next((shift for number, (shift, _) in enumerate(_SHIFTS) if match[f"shift{number}"]), 0)


def _day(offset: int) -> Callable[[re.Match[str], date], tuple[date, date]]:
    return lambda _match, today: (today + offset * _DAY, today + offset * _DAY)


def _shifted(match: re.Match[str], today: date) -> tuple[date, date] | None:
    """«на следующей неделе», “last month”: a whole unit of the calendar."""
    return _calendar_unit(_unit_of(match), shift_of(match), today)


def _bare(match: re.Match[str], today: date) -> tuple[date, date] | None:
    """«на неделе», «в месяце»: the unit today lies in."""
    return _calendar_unit(_unit_of(match), 0, today)


def _until_end(match: re.Match[str], today: date) -> tuple[date, date] | None:
    """«до конца месяца»: from today to the end of the unit."""
    unit = _calendar_unit(_unit_of(match), 0, today)
    return (today, unit[1]) if unit else None


def _ahead(match: re.Match[str], today: date) -> tuple[date, date]:
    """«ближайшие три недели», “next 10 days”: from today on."""
    return today, _after(today, _count_of(match, _SEVERAL), _unit_of(match))


def _later(match: re.Match[str], today: date) -> tuple[date, date]:
    """«через неделю», “in two months”: the unit that begins so much later."""
    unit = _unit_of(match)
    begin = _after(today, _count_of(match), unit)
    return (begin, begin) if unit == "day" else (begin, _after(begin, 1, unit) - _DAY)


def _weekend(match: re.Match[str], today: date) -> tuple[date, date]:
    """«на выходных»: this week's Saturday and Sunday from today on.

    «на следующих выходных» are those of the next week.
    """
    saturday = today + (5 - today.weekday()) * _DAY
    shift = shift_of(match)
    first, last = saturday + 7 * shift * _DAY, saturday + (7 * shift + 1) * _DAY
    return (first if shift else max(first, today)), last


def _adjective(match: re.Match[str], today: date) -> tuple[date, date]:
    """«майские праздники»: the month the adjective is made of, the next from this one on."""
    month = next(
        number for number, stem in enumerate(_MONTH_STEMS, 1) if match[0].casefold().startswith(stem)
    )
    first = date(today.year + (month < today.month), month, 1)
    return first, _add_months(first, 1) - _DAY


def _weekday(match: re.Match[str], today: date) -> tuple[date, date]:
    """«в пятницу», “on Friday”: the next day of that name, today excluded."""
    number = next(
        number for number, names in enumerate(_WEEKDAYS) if match["weekday"].casefold().startswith(names)
    )
    day = today + ((number - today.weekday() - 1) % 7 + 1) * _DAY
    return day, day


def _unit_of(match: re.Match[str]) -> str:
    return next(name for name, _ in _UNITS if match[name])


def _count_of(match: re.Match[str], several: Mapping[str, int] = MappingProxyType({})) -> int:
    """Return the number that is written, else that of the plural in several, else 1."""
    count = match.groupdict().get("count")
    if not count:
        return several.get(match[0].split()[-1].casefold(), 1)
    return int(count) if count.isdigit() else _NUMBERS[count.casefold()]


def _calendar_unit(unit: str, shift: int, today: date) -> tuple[date, date] | None:
    """Return the days of the calendar's unit so many units from the one of today."""
    if unit == "day":
        return None
    if unit == "week":
        monday = today - today.weekday() * _DAY + 7 * shift * _DAY
        return monday, monday + 6 * _DAY
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit]
    first = _add_months(today.replace(day=1), shift * months - (today.month - 1) % months)
    return first, _add_months(first, months) - _DAY


def _after(day: date, count: int, unit: str) -> date:
    """Return the day so many units after another."""
    if unit in {"day", "week"}:
        return day + count * (7 if unit == "week" else 1) * _DAY
    return _add_months(day, count * {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit])


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, MINYEAR), MAXYEAR - 1)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _rule(
    pattern: str, resolve: Callable[[re.Match[str], date], tuple[date, date] | None]
) -> tuple[re.Pattern[str], Callable[[re.Match[str], date], tuple[date, date] | None]]:
    return re.compile(rf"\b{pattern}(?!\w)", re.I), resolve


_MONTH_STEMS = (
    *("январ", "феврал", "март", "апрел", "май", "июн"),
    *("июл", "август", "сентябр", "октябр", "ноябр", "декабр"),
)
_DAY_NAMES = "|".join(rf"{russian}\w*|{english}s?" for russian, english in _WEEKDAYS)
_RULES = (
    _rule(rf"(?:{'|'.join(_MONTH_STEMS)})ь?ск\w+", _adjective),
    _rule(r"(?:послезавтра|(?:the )?day after tomorrow)", _day(2)),
    _rule(r"(?:позавчера|(?:the )?day before yesterday)", _day(-2)),
    _rule(r"(?:завтра|tomorrow)", _day(1)),
    _rule(r"(?:вчера|yesterday)", _day(-1)),
    _rule(r"(?:сегодня\w*|today|tonight)", _day(0)),
    _rule(
        r"(?:(?:до|по)\s+конца|(?:till|until|by|to|before) the end of|rest of)\s+"
        rf"(?:the\s+|this\s+|эт\w+\s+)?(?:{_UNIT})",
        _until_end,
    ),
    _rule(rf"(?:через|спустя)\s+(?:{_COUNT}\s+)?(?:{_UNIT})", _later),
    _rule(rf"in\s+{_COUNT}\s+(?:{_UNIT})(?!\s+time)", _later),
    _rule(
        rf"{_TIME_LEADS}(?:ближайш\w+|следующ\w+|предстоящ\w+|next|coming)\s+{_COUNT}\s+(?:{_UNIT})", _ahead
    ),
    _rule(rf"(?:за|на|в течение|for|within)\s+(?:the\s+)?{_COUNT}\s+(?:{_UNIT})", _ahead),
    _rule(rf"{_TIME_LEADS}(?:ближайш\w+|предстоящ\w+|coming)\s+(?:{_UNIT})", _ahead),
    _rule(rf"{_TIME_LEADS}(?:(?:{SHIFT}|ближайш\w+|coming)\s+)?(?:выходн\w+|уик-?энд\w*|weekend)", _weekend),
    _rule(rf"{_TIME_LEADS}(?:{SHIFT})\s+(?:{_UNIT})", _shifted),
    _rule(rf"(?:в|во|on|this|эт\w+|ближайш\w+)\s+(?P<weekday>{_DAY_NAMES})", _weekday),
    _rule(rf"на\s+(?=неделе)(?:{_UNIT})", _bare),
    _rule(rf"на\s+(?:{_UNIT})(?:\s+впер[её]д)?", _ahead),
    _rule(rf"(?:весь|всего|целый|whole|all)\s+(?:{_UNIT})", _bare),
)
