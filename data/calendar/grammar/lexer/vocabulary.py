"""List the Russian words of a date wording: the kind of each and what it says."""

from datetime import time

from data.calendar.grammar.lexer.english import ENGLISH_SHORT_MONTHS, ENGLISH_WORDS
from data.calendar.grammar.lexer.folding import fold_word
from data.calendar.grammar.lexer.kinds import TokenKind
from data.calendar.grammar.lexer.month_names import (
    MONTH_ABBREVIATIONS,
    MONTH_FORMS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAY_FORMS,
)
from data.calendar.imprecise_dates import Recurrence
from data.calendar.month_parts import HALF_WORDS, THIRD_WORDS

Sense = tuple[TokenKind, object]

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

_WORDS: tuple[tuple[TokenKind, object, str], ...] = (
    (TokenKind.WEEKEND, None, "выходные выходных выходным выходными уикенд уикэнд"),
    (TokenKind.ROMAN, 1, "i l ⅰ"),
    (TokenKind.ROMAN, 2, "ii ll п ⅱ"),
    (TokenKind.ROMAN, 3, "iii lll ш ⅲ"),
    (TokenKind.ROMAN, 4, "iv iу lv lу ⅳ"),
    *((TokenKind.THIRD, number, words.russian) for number, words in enumerate(THIRD_WORDS, 1)),
    (TokenKind.DECADE, None, "декада декады декаде декаду декадой декад"),
    (TokenKind.WEEK, None, "неделя недели неделе неделю неделей недель"),
    (TokenKind.HALF, None, HALF_WORDS.russian),
    (TokenKind.QUARTER, None, "квартал квартала кварталу квартале кварталом кварталы кварталов кварталах"),
    (
        TokenKind.HALF_YEAR,
        None,
        "полугодие полугодия полугодию полугодии полугодием полгода полугодий полугодиях",
    ),
    (TokenKind.SEASON, 3, "весна весны весне весну весной весною"),
    (TokenKind.SEASON, 6, "лето лета лету лете летом"),
    (TokenKind.SEASON, 9, "осень осени осенью"),
    (TokenKind.WINTER, None, "зима зимы зиме зиму зимой зимою"),
    (TokenKind.YEAR_WORD, None, "год года году годом годы годов годах"),
    (TokenKind.MONTH_WORD, None, "месяц месяца месяцу месяце месяцем"),
    (TokenKind.DAY_WORD, None, "день"),
    (TokenKind.HOURS, None, "час часа часов часам часах"),
    (TokenKind.MINUTES, None, "минут минуты минута минутам"),
    (TokenKind.DAYTIME, 0, "утра ночи утро утром ночью"),
    (TokenKind.TIME, time(12), "полдень"),
    (TokenKind.DAYTIME, 12, "вечера дня пополудни вечер вечером"),
    (TokenKind.ZONE, None, "мск московское московского местное местного"),
    (TokenKind.TIME_WORD, None, "время регистрация сбор старт открытие"),
    (TokenKind.AT, None, "в во на"),
    (TokenKind.DURING, None, "весь всего целый круглый"),
    (TokenKind.FROM, None, "с со от"),
    (TokenKind.BETWEEN, None, "между"),
    (TokenKind.THROUGH, None, "по"),
    (TokenKind.UNTIL, False, "до к ко"),
    (TokenKind.AFTER, None, "после"),
    (TokenKind.INCLUSIVE, None, "включительно"),
    (TokenKind.AND, None, "и"),
    (TokenKind.OR, None, "или либо"),
    (TokenKind.RECURRING, Recurrence.CONSTANT, "постоянно непрерывно круглогодично"),
    (TokenKind.RECURRING, Recurrence.DAILY, "ежедневно"),
    (TokenKind.RECURRING, Recurrence.WEEKLY, "еженедельно"),
    (TokenKind.RECURRING, Recurrence.MONTHLY, "ежемесячно помесячно"),
    (TokenKind.RECURRING, Recurrence.QUARTERLY, "ежеквартально поквартально"),
    (TokenKind.RECURRING, Recurrence.YEARLY, "ежегодно"),
    (TokenKind.EVERY, None, "каждый каждая каждое каждую каждого каждой каждом каждые"),
    (TokenKind.TIMES, None, "раз раза"),
    (TokenKind.COUNT, 1, "один одного однажды"),
    (TokenKind.COUNT, 2, "два две двух дважды"),
    (TokenKind.COUNT, 3, "три трёх трижды"),
    (TokenKind.COUNT, 4, "четыре четырёх четырежды"),
    (TokenKind.UNCLEAR, None, "уточняется уточняются уточнить определяется определяются"),
    (TokenKind.UNCLEAR, None, "согласовывается согласовываются согласуется согласуются"),
    (TokenKind.ABOUT, None, "ориентировочно ориентировочная ориентировочный ориентировочные предварительно"),
    (TokenKind.ABOUT, None, "примерно приблизительно около ориентир предположительно предварительная"),
    (TokenKind.ABOUT, None, "предварительные возможно вероятно ожидается"),
    (TokenKind.DATE_WORD, None, "дата даты дату срок сроки сроков период"),
    (TokenKind.PLACE_WORD, None, "место места город адрес площадка программа формат состав тема"),
    (TokenKind.FILLER, None, "число числа проведения мероприятия мероприятий события точное точная точные"),
    (
        TokenKind.FILLER,
        None,
        "планируется планируемая планируемый состоится пройдет пройдёт проводится намечено",
    ),
    (TokenKind.FILLER, None, "намечается запланировано проведение реализации действия"),
    (TokenKind.DATES_WORD, None, "числах чисел"),
    (
        TokenKind.HOLIDAY,
        None,
        "масленица масленицы масленицу пасха пасхи пасху троица троицы рождество рождества",
    ),
    (TokenKind.HOLIDAY, None, "навруз навруза наурыз наурыза каникулы каникул праздник праздники праздников"),
    (
        TokenKind.EXCEPT,
        None,
        "кроме исключая вместо накануне перед резерв резервная резервный резервные резервных",
    ),
    (TokenKind.EXCEPT, None, "дождя погоде погоды случае запасная запасной запасные не нет за через спустя"),
    (
        TokenKind.NUMBERED,
        None,
        "зал залы зале павильон павильоне дом корпус офис комната кабинет аудитория этаж",
    ),
    (TokenKind.STREET, None, "улица улице площадь площади проспект проспекте переулок переулке"),
    (TokenKind.NUMBERED, None, "строение школа микрорайон участок стенд"),
)

_SHORT_WORDS: tuple[tuple[TokenKind, object, str], ...] = (
    (TokenKind.YEAR_MARK, None, "г гг"),
    (TokenKind.QUARTER, None, "кв квар кварт"),
    (TokenKind.HALF_YEAR, None, "полуг полугод"),
    (TokenKind.HALF, None, HALF_WORDS.abbreviations),
    *((TokenKind.THIRD, number, words.abbreviations) for number, words in enumerate(THIRD_WORDS, 1)),
    (TokenKind.HOURS, None, "ч час"),
    (TokenKind.MINUTES, None, "мин"),
    (TokenKind.ZONE, None, "моск"),
    (TokenKind.UNCLEAR, None, "согл уточн"),
    (TokenKind.ABOUT, None, "ориент предв предварит"),
    (TokenKind.INCLUSIVE, None, "вкл включ"),
    (TokenKind.RECURRING, Recurrence.CONSTANT, "пост"),
    (TokenKind.RECURRING, Recurrence.DAILY, "ежедн ежедневн"),
    (TokenKind.RECURRING, Recurrence.WEEKLY, "еженед еженедел еженедельн"),
    (TokenKind.RECURRING, Recurrence.MONTHLY, "ежемес ежемесяч ежемесячн"),
    (TokenKind.RECURRING, Recurrence.QUARTERLY, "ежекв ежекварт ежеквартал ежеквартальн"),
    (TokenKind.RECURRING, Recurrence.YEARLY, "ежегод ежегодн"),
    (TokenKind.STREET, None, "ул пл пр просп пер"),
    (TokenKind.NUMBERED, None, "пав д корп оф ком каб ауд эт стр мкр"),
)


def _senses(rows: tuple[tuple[TokenKind, object, str], ...]) -> dict[str, Sense]:
    return {fold_word(word): (kind, value) for kind, value, words in rows for word in words.split()}


def _numbered(kind: TokenKind, forms: dict[str, int]) -> dict[str, Sense]:
    return {fold_word(form): (kind, number) for form, number in forms.items()}


def _ordinals() -> dict[str, Sense]:
    return {
        fold_word(stem + ending): (TokenKind.ORDINAL, number)
        for number, stem, endings in _ORDINALS
        for ending in endings.split()
    }


WORDS: dict[str, Sense] = {
    **ENGLISH_WORDS,
    **_senses(_WORDS),
    **_ordinals(),
    **_numbered(TokenKind.MONTH, MONTH_FORMS),
    **_numbered(TokenKind.WEEKDAY, WEEKDAY_FORMS),
}
"""Whole words, folded."""

SHORT_WORDS: dict[str, Sense] = {
    **_senses(_SHORT_WORDS),
    **_numbered(TokenKind.WEEKDAY, WEEKDAY_ABBREVIATIONS),
}
"""Abbreviations, folded. A full stop right after one belongs to it."""

SHORT_MONTHS: dict[str, int] = {
    **ENGLISH_SHORT_MONTHS,
    **{fold_word(form): number for form, number in MONTH_ABBREVIATIONS.items()},
}
"""Abbreviated months, folded, which need a number, a full stop or another month beside them."""

ORDINAL_ENDINGS = frozenset(
    fold_word(ending) for ending in ("го", "ого", "его", "е", "ое", "я", "ая", "й", "ый", "ий", "ой")
) | {"му", "ому", "ю", "ую", "м", "st", "nd", "rd", "th"}
"""Endings of a number in order: «1-й», «12-го», «I-ое», «6th»."""

TENS_ENDINGS = frozenset({"х", "ых"})
"""Endings of the days from 10 or from 20 on: «в 20-х числах»."""
