"""The words a date wording is made of: which kind each is, and what it says."""

from datetime import time

from data.calendar.grammar.lexer.english import ENGLISH_SHORT_MONTHS, ENGLISH_WORDS
from data.calendar.grammar.lexer.folding import fold_word
from data.calendar.grammar.lexer.kinds import Kind
from data.calendar.grammar.lexer.month_names import (
    MONTH_ABBREVIATIONS,
    MONTH_FORMS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAY_FORMS,
)
from data.calendar.imprecise_dates import Recurrence

Sense = tuple[Kind, object]

_HARD = "ый ой ая ое ого ую ом ому ым ые ых ыми"
_SOFT = "ий яя ее его ей юю ем ему им ие их ими"
_MIXED = "ий ья ье ьего ьей ью ьем ьему ьим ьи ьих ьими"
_ORDINALS = (
    (1, "перв", _HARD),
    (2, "втор", _HARD),
    (3, "трет", _MIXED),
    (4, "четвёрт", _HARD),
    (5, "пят", _HARD),
    (6, "шест", _HARD),
    (7, "седьм", _HARD),
    (8, "восьм", _HARD),
    (9, "девят", _HARD),
    (10, "десят", _HARD),
    (11, "одиннадцат", _HARD),
    (12, "двенадцат", _HARD),
    (13, "тринадцат", _HARD),
    (14, "четырнадцат", _HARD),
    (15, "пятнадцат", _HARD),
    (16, "шестнадцат", _HARD),
    (17, "семнадцат", _HARD),
    (18, "восемнадцат", _HARD),
    (19, "девятнадцат", _HARD),
    (20, "двадцат", _HARD),
    (30, "тридцат", _HARD),
    (-1, "последн", _SOFT),
    (-2, "предпоследн", _SOFT),
)

_WORDS: tuple[tuple[Kind, object, str], ...] = (
    (Kind.WEEKEND, None, "выходные выходных выходным выходными уикенд уикэнд"),
    (Kind.ROMAN, 1, "i l ⅰ"),
    (Kind.ROMAN, 2, "ii ll п ⅱ"),
    (Kind.ROMAN, 3, "iii lll ш ⅲ"),
    (Kind.ROMAN, 4, "iv iу lv lу ⅳ"),
    (Kind.THIRD, 1, "начало начала началу начале началом"),
    (Kind.THIRD, 2, "середина середины середине середину серединой"),
    (Kind.THIRD, 3, "конец конца концу конце концом"),
    (Kind.DECADE, None, "декада декады декаде декаду декадой декад"),
    (Kind.WEEK, None, "неделя недели неделе неделю неделей недель"),
    (Kind.HALF, None, "половина половины половине половину половиной"),
    (Kind.QUARTER, None, "квартал квартала кварталу квартале кварталом кварталы кварталов кварталах"),
    (Kind.HALF_YEAR, None, "полугодие полугодия полугодию полугодии полугодием полгода полугодий полугодиях"),
    (Kind.SEASON, 3, "весна весны весне весну весной весною"),
    (Kind.SEASON, 6, "лето лета лету лете летом"),
    (Kind.SEASON, 9, "осень осени осенью"),
    (Kind.WINTER, None, "зима зимы зиме зиму зимой зимою"),
    (Kind.YEAR_WORD, None, "год года году годом годы годов годах"),
    (Kind.MONTH_WORD, None, "месяц месяца месяцу месяце месяцем"),
    (Kind.DAY_WORD, None, "день"),
    (Kind.HOURS, None, "час часа часов часам часах"),
    (Kind.MINUTES, None, "минут минуты минута минутам"),
    (Kind.DAYTIME, 0, "утра ночи утро утром ночью"),
    (Kind.TIME, time(12), "полдень"),
    (Kind.DAYTIME, 12, "вечера дня пополудни вечер вечером"),
    (Kind.ZONE, None, "мск московское московского местное местного"),
    (Kind.TIME_WORD, None, "время регистрация сбор старт открытие"),
    (Kind.AT, None, "в во на"),
    (Kind.DURING, None, "весь всего целый круглый"),
    (Kind.FROM, None, "с со от"),
    (Kind.BETWEEN, None, "между"),
    (Kind.THROUGH, None, "по"),
    (Kind.UNTIL, False, "до к ко"),
    (Kind.AFTER, None, "после"),
    (Kind.INCLUSIVE, None, "включительно"),
    (Kind.AND, None, "и"),
    (Kind.OR, None, "или либо"),
    (Kind.RECURRING, Recurrence.CONSTANT, "постоянно непрерывно круглогодично"),
    (Kind.RECURRING, Recurrence.DAILY, "ежедневно"),
    (Kind.RECURRING, Recurrence.WEEKLY, "еженедельно"),
    (Kind.RECURRING, Recurrence.MONTHLY, "ежемесячно помесячно"),
    (Kind.RECURRING, Recurrence.QUARTERLY, "ежеквартально поквартально"),
    (Kind.RECURRING, Recurrence.YEARLY, "ежегодно"),
    (Kind.EVERY, None, "каждый каждая каждое каждую каждого каждой каждом"),
    (Kind.TIMES, None, "раз раза"),
    (Kind.COUNT, 1, "один одного однажды"),
    (Kind.COUNT, 2, "два две двух дважды"),
    (Kind.COUNT, 3, "три трёх трижды"),
    (Kind.COUNT, 4, "четыре четырёх четырежды"),
    (Kind.UNCLEAR, None, "уточняется уточняются уточнить определяется определяются"),
    (Kind.UNCLEAR, None, "согласовывается согласовываются согласуется согласуются"),
    (Kind.ABOUT, None, "ориентировочно ориентировочная ориентировочный ориентировочные предварительно"),
    (Kind.ABOUT, None, "примерно приблизительно около ориентир предположительно предварительная"),
    (Kind.ABOUT, None, "предварительные возможно вероятно ожидается"),
    (Kind.DATE_WORD, None, "дата даты дату срок сроки сроков период"),
    (Kind.PLACE_WORD, None, "место места город адрес площадка программа формат состав тема"),
    (Kind.FILLER, None, "число числа проведения мероприятия мероприятий события точное точная точные"),
    (Kind.FILLER, None, "планируется планируемая планируемый состоится пройдет пройдёт проводится намечено"),
    (Kind.FILLER, None, "намечается запланировано проведение реализации действия"),
    (Kind.DATES_WORD, None, "числах чисел"),
    (Kind.HOLIDAY, None, "масленица масленицы масленицу пасха пасхи пасху троица троицы рождество рождества"),
    (Kind.HOLIDAY, None, "навруз навруза наурыз наурыза каникулы каникул праздник праздники праздников"),
    (
        Kind.EXCEPT,
        None,
        "кроме исключая вместо накануне перед резерв резервная резервный резервные резервных",
    ),
    (Kind.EXCEPT, None, "дождя погоде погоды случае запасная запасной запасные не нет за через спустя"),
    (Kind.NUMBERED, None, "зал залы зале павильон павильоне дом корпус офис комната кабинет аудитория этаж"),
    (Kind.STREET, None, "улица улице площадь площади проспект проспекте переулок переулке"),
    (Kind.NUMBERED, None, "строение школа микрорайон участок стенд"),
)

_SHORT_WORDS: tuple[tuple[Kind, object, str], ...] = (
    (Kind.YEAR_MARK, None, "г гг"),
    (Kind.QUARTER, None, "кв квар кварт"),
    (Kind.HALF_YEAR, None, "полуг полугод"),
    (Kind.HALF, None, "пол полов"),
    (Kind.THIRD, 1, "нач"),
    (Kind.THIRD, 2, "сер"),
    (Kind.THIRD, 3, "кон"),
    (Kind.HOURS, None, "ч час"),
    (Kind.MINUTES, None, "мин"),
    (Kind.ZONE, None, "моск"),
    (Kind.UNCLEAR, None, "согл уточн"),
    (Kind.ABOUT, None, "ориент предв предварит"),
    (Kind.INCLUSIVE, None, "вкл включ"),
    (Kind.RECURRING, Recurrence.CONSTANT, "пост"),
    (Kind.RECURRING, Recurrence.DAILY, "ежедн ежедневн"),
    (Kind.RECURRING, Recurrence.WEEKLY, "еженед еженедел еженедельн"),
    (Kind.RECURRING, Recurrence.MONTHLY, "ежемес ежемесяч ежемесячн"),
    (Kind.RECURRING, Recurrence.QUARTERLY, "ежекв ежекварт ежеквартал ежеквартальн"),
    (Kind.RECURRING, Recurrence.YEARLY, "ежегод ежегодн"),
    (Kind.STREET, None, "ул пл пр просп пер"),
    (Kind.NUMBERED, None, "пав д корп оф ком каб ауд эт стр мкр"),
)


def _senses(rows: tuple[tuple[Kind, object, str], ...]) -> dict[str, Sense]:
    return {fold_word(word): (kind, value) for kind, value, words in rows for word in words.split()}


def _numbered(kind: Kind, forms: dict[str, int]) -> dict[str, Sense]:
    return {fold_word(form): (kind, number) for form, number in forms.items()}


def _ordinals() -> dict[str, Sense]:
    return {
        fold_word(stem + ending): (Kind.ORDINAL, number)
        for number, stem, endings in _ORDINALS
        for ending in endings.split()
    }


WORDS: dict[str, Sense] = {
    **ENGLISH_WORDS,
    **_senses(_WORDS),
    **_ordinals(),
    **_numbered(Kind.MONTH, MONTH_FORMS),
    **_numbered(Kind.WEEKDAY, WEEKDAY_FORMS),
}
"""Full words, folded."""

SHORT_WORDS: dict[str, Sense] = {
    **_senses(_SHORT_WORDS),
    **_numbered(Kind.WEEKDAY, WEEKDAY_ABBREVIATIONS),
}
"""Abbreviations, folded; a full stop right after one belongs to it."""

SHORT_MONTHS: dict[str, int] = {
    **ENGLISH_SHORT_MONTHS,
    **{fold_word(form): number for form, number in MONTH_ABBREVIATIONS.items()},
}
"""Months that are months only beside a number or before a full stop."""

ORDINAL_ENDINGS = frozenset(
    fold_word(ending) for ending in ("го", "ого", "его", "е", "ое", "я", "ая", "й", "ый", "ий", "ой")
) | {"му", "ому", "ю", "ую", "м", "st", "nd", "rd", "th"}
"""What may follow a figure and a hyphen: 1-й, 12-го, I-ое, 6th."""

TENS_ENDINGS = frozenset({"х", "ых"})
"""What makes tens of a figure: «в 20-х числах»."""
