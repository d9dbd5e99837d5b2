"""List the names of months and weekdays as people write them, for reading.

The names to print are in the locales.
"""

import re

_MONTHS = (
    "январь января январю январе январём",
    "февраль февраля февралю феврале февралём",
    "март марта марту марте мартом",
    "апрель апреля апрелю апреле апрелем",
    "май мая маю мае маем",
    "июнь июня июню июне июнем",
    "июль июля июлю июле июлем",
    "август августа августу августе августом",
    "сентябрь сентября сентябрю сентябре сентябрём",
    "октябрь октября октябрю октябре октябрём",
    "ноябрь ноября ноябрю ноябре ноябрём",
    "декабрь декабря декабрю декабре декабрём",
)

_SHORT_MONTHS = (
    "янв",
    "фев февр",
    "мар",
    "апр",
    "",
    "июн",
    "июл",
    "авг",
    "сен сент",
    "окт",
    "ноя нояб",
    "дек",
)

_WEEKDAYS = (
    "понедельник понедельника понедельнику понедельником понедельнике",
    "вторник вторника вторнику вторником вторнике",
    "среда среды среде среду средой",
    "четверг четверга четвергу четвергом четверге",
    "пятница пятницы пятнице пятницу пятницей",
    "суббота субботы субботе субботу субботой",
    "воскресенье воскресенья воскресенью воскресеньем воскресение воскресения",
)

_SHORT_WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")


def _numbered(rows: tuple[str, ...], start: int) -> dict[str, int]:
    return {form: number for number, forms in enumerate(rows, start) for form in forms.split()}


MONTH_FORMS = _numbered(_MONTHS, 1)
"""Every case form of a month's full name, and its number from 1."""

MONTH_ABBREVIATIONS = _numbered(_SHORT_MONTHS, 1)
"""Short forms without their full stop. «мар» is also half of Нарьян-Мар: its neighbours decide."""

WEEKDAY_FORMS = _numbered(_WEEKDAYS, 0)
"""Every singular case form of a weekday, and its number from 0 for Monday."""

WEEKDAY_ABBREVIATIONS = _numbered(_SHORT_WEEKDAYS, 0)
"""Two-letter weekdays without a full stop."""

_NAMED_SPAN = re.compile(
    r"янв|фев|мар|апр|ма[йяе]|ию[нл]|авг|сен|окт|ноя|дек|осен|весн|лет|год|квартал", re.IGNORECASE
)


def names_its_month(wording: str) -> bool:
    """Return whether a wording names the month, season, quarter or year that it is a part of.

    «конец мая» does. «конец месяца» does not: only the heading above it named the month.
    """
    return _NAMED_SPAN.search(wording) is not None
