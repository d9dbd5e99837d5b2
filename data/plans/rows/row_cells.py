"""Put together what a row says of its place and its date in several columns."""

import re

from data.calendar.wording import find_wording
from data.plans.layout.columns import PLACES, ColumnRole
from data.plans.layout.date_words import ANY_LEAP_YEAR
from data.plans.layout.printed_rows import PrintedRow

_DASHES = "-–—− \n"
_BARE_DAYS = re.compile(r"[\d\s,.;и–—-]+(?:числ\w+)?")
_MONTH_FIGURE = re.compile(r"0?([1-9]|1[0-2])\.?")
_MONTHS = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()  # noqa: SIM905
_QUARTER_NUMBER = re.compile(r"[1-4]|I{1,3}|IV", re.IGNORECASE)
_ONLINE = re.compile(
    r"\bон-?лайн|\bonline\b|\bдистанционн|\bвкс\b|видео-?конференц|\bудал[её]нн", re.IGNORECASE
)
_BARE_HOURS = re.compile(r"(?:с\s+)?\d{1,2}(?:\s*(?:до|по|[-–—])\s*\d{1,2})?")
_HYBRID = re.compile(r"\bгибрид|\bсмешанн|\bочно[^а-я]+(?:и\s+)?(?:он-?лайн|дистанционно)", re.IGNORECASE)
_CLOCK = r"(?:[01]?\d|2[0-3])[:.-][0-5]\d"
_DAY_AND_CLOCK = re.compile(rf"(?P<day>.*\d.*?)[,\s]+(?:в\s+)?(?P<clock>{_CLOCK})", re.DOTALL)


def place_text(row: PrintedRow) -> str:
    """Return where the event is: region, place and address, in this order.

    Without them it is what the format says: «онлайн».
    """
    both = _without_dash(row.text(ColumnRole.PLACE_AND_WHEN))
    parts = [text for role in PLACES if (text := _without_dash(row.text(role)))]
    if len(parts) > 1:
        parts = [", ".join(dict.fromkeys(" ".join(part.split()) for part in parts))]
    text = "\n".join(filter(None, (*parts, both)))
    form = row.text(ColumnRole.FORMAT)
    if not text:
        return form if _ONLINE.search(form) else ""
    return f"{text} и онлайн" if _HYBRID.search(form) else text


def date_text(row: PrintedRow) -> str:
    """Return when the event is, as one wording.

    «5 мая» and «7 мая» of two columns are «5 мая – 7 мая».
    """
    begin, end = _without_dash(row.text(ColumnRole.START)), _without_dash(row.text(ColumnRole.END))
    date = _without_dash(row.text(ColumnRole.WHEN)) or _span_of(begin, end)
    month, day, quarter = (
        _without_dash(row.text(role)) for role in (ColumnRole.MONTH, ColumnRole.DAY, ColumnRole.QUARTER)
    )
    date = _with_month(date or day, month)
    if not date and quarter:
        date = f"{quarter} квартал" if _QUARTER_NUMBER.fullmatch(quarter) else quarter
    hours = "–".join(filter(None, map(_without_dash, row.text(ColumnRole.TIME).split("\n"))))
    return _with_hour(_with_weekday(date, _without_dash(row.text(ColumnRole.WEEKDAY))), hours)


def columns_differ(row: PrintedRow) -> str:
    """Return the two wordings of a date and a month column that differ, or nothing."""
    month = _month_name(_without_dash(row.text(ColumnRole.MONTH)))
    date = _without_dash(row.text(ColumnRole.WHEN)) or _without_dash(row.text(ColumnRole.DAY))
    if not month or not date or _BARE_DAYS.fullmatch(date):
        return ""
    named, dated = find_wording(month, ANY_LEAP_YEAR), find_wording(date, ANY_LEAP_YEAR)
    if named is None:
        return f"{month}; {date}"
    windows = [
        found.value for found in (named, dated) if found is not None and found.value.begins is not None
    ]
    if len(windows) < 2 or windows[0].end is None or windows[1].end is None:
        return ""
    return (
        "" if windows[0].overlaps(windows[1].begins or windows[1].end, windows[1].end) else f"{month}; {date}"
    )


def _span_of(begin: str, end: str) -> str:
    """Return one span from two columns: «5 мая» and «7 мая».

    The same day twice is that day, an end without a beginning is a deadline.
    """
    if not end or " ".join(begin.split()) == " ".join(end.split()):
        return begin
    if not begin:
        return f"до {end}"
    first, last = _DAY_AND_CLOCK.fullmatch(begin), _DAY_AND_CLOCK.fullmatch(end)
    if first and last and first["day"] == last["day"]:
        return f"{first['day']} {first['clock']}–{last['clock']}"
    return f"{begin} – {end}"


def _with_month(date: str, month: str) -> str:
    """Return bare days of one column with the month of another: «5-7» and «май».

    A date that names its own month stays.
    """
    name = _month_name(month)
    if not date or not name:
        return date or name
    return f"{date.rstrip('. ')} {name}" if _BARE_DAYS.fullmatch(date) else date


def _month_name(month: str) -> str:
    found = _MONTH_FIGURE.fullmatch(month)
    return _MONTHS[int(found[1]) - 1] if found else month


def _with_weekday(date: str, weekday: str) -> str:
    return f"{date} ({weekday})" if date and weekday else date or weekday


def _with_hour(date: str, hour: str) -> str:
    if not date or not hour:
        return date or hour
    clock = f"{hour} ч." if _BARE_HOURS.fullmatch(hour) else hour
    return f"{date} в {clock}" if clock[0].isdigit() else f"{date}, {clock}"


def _without_dash(text: str) -> str:
    """Return the words of a cell. A dash alone means that there are none."""
    return "" if not text.strip(_DASHES) else text.strip()
