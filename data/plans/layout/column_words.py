"""Recognise what the words of a header say about their column."""

import re

from data.plans.layout.columns import ColumnRole

LONGEST_NAME = 80
"""Characters of the longest column name. Titles of events are longer."""

_NUMBER = re.compile(
    r"^(?:[№#n]+[°ºo]?|nr|no|номер|пункт|поз|позиция|порядковый ?номер)?(?:п?п|п?№|попорядку)?$"
)
_NUMBER_OF = re.compile(r"^(?:№|номер)\s+(?!и\s)\w[\w.]*(?:\s+\w+)?$")
_BARE = re.compile(r"[\s./\\_-]+")
_OTHER = re.compile(
    r"^(?:вид|тип|форма\b(?! проведен)|уровень|категори|направлен|участник|целев|цел[ьи]\b|бюджет|финанс|"
    r"стоимост|сумм|объ[её]м|охват|количеств|кол-во|ссылк|контакт|телефон|результат|основани|приоритет|смет|затрат|"
    r"источник|ресурс|аудитор|год\b|язык)"
)
_START = re.compile(r"\bначал\w*\b|\bстарт\b|\bоткрыти|\bс$|\bоткуда\b|\bstart\b|\bfrom$|\bbegin")
_END = re.compile(r"\bокончани|\bзавершени|\bкон(?:ец|ца)\b|\bзакрыти|\bпо$|\bend\b|\bto$|\bfinish")
_DAILY_TIME = re.compile(r"\bврем[яе]\w*|\bчас(?:ы|ов)?\b|\btime\b")
_MONTHS = re.compile(r"\bмесяц|\bmonth\b")
_DAYS = re.compile(r"\bчисл[оа]\b|\b(?:день|дни)\b|^day\b")
_DATE = re.compile(r"\bдат[аы]\b|\bсрок|\bпериод\b|\bкогда\b|\bкалендарн|\bпразднован|\bdates?\b|\bwhen\b")
_WORDS = (
    (
        ColumnRole.ORGANISERS,
        r"организатор|проводящ|\bпроводит|инициатор|учреждени|учредител|"
        r"^организаци[ия]$|^кто\b|organi[sz]er|\bhost",
    ),
    (ColumnRole.RESPONSIBLE, r"ответствен|исполнител|куратор|responsible"),
    (
        ColumnRole.NOTE,
        r"\bпримечан|\bкомментар|\bдополнительн|\bзамечан|\bописани|\bпояснен|"
        r"^статус|^отметк|^состояни|\bnotes?\b|\bremark",
    ),
    (ColumnRole.FORMAT, r"^формат\b|^форма проведен|^format\b"),
    (
        ColumnRole.TITLE,
        r"мероприяти|\bнаименован|\bназвани|\bсодержани|\bсобыти|\bтем[аы]\b|"
        r"^что\b|\bevent|\btitle",
    ),
    (
        ColumnRole.REGION,
        r"\bрегион|\bсубъект|\bобласт|\bстран[аы]\b|\bреспублик|"
        r"\bcountry\b|\bregion\b",
    ),
    (ColumnRole.ADDRESS, r"\bадрес|\bплощадк|\bлокаци|\bпомещени|\baddress\b|\bvenue\b"),
    (
        ColumnRole.PLACE,
        r"\bмест[оа]\b|\bгород\b|\bнасел[её]нн\w+ пункт|\bгде\b|"
        r"\bplace\b|\bcity\b|\blocation\b|\bwhere\b",
    ),
)
_PATTERNS = {role: re.compile(words) for role, words in _WORDS}
_NAMED = re.compile(r"\b(?:наименован|названи|содержани)")
_CITY = re.compile(r"\bгород\w*\b|\bстолиц")
_AGE = re.compile(r"\bвозраст|\bлет\b|\bюбилей\b|\bгодовщин|\bисполняется")
_CITY_DATE = re.compile(
    r"\bдат[аы]\b|\bсрок|\bпериод\b|\bкогда\b|\bмесяц|\bпразднован|\bдень города\b|\bдень\b"
)
_FOUNDED = re.compile(r"\bоснован")
_HOLDERS = (ColumnRole.ORGANISERS, ColumnRole.RESPONSIBLE, ColumnRole.NOTE, ColumnRole.FORMAT)
_STEMS = (
    "мероприят наименов назван содержан событи тем мест дат срок период врем проведен начал окончан "
    "заверш открыт закрыт организ проводящ инициатор учрежден ответствен исполнит соисполнит примечан "
    "комментар дополнит замечан город населен населён пункт адрес формат регион субъект област стран "
    "числ день дни недел квартал месяц час возраст лет юбиле годовщин исполня праздн столиц площадк "
    "локаци календарн когда где что кто описан пояснен статус отметк форм план планов планир предполаг "
    "лиц федерац председат секретар номер строк порядк event title name date place venue city "
    "location organi host note remark comment time day month period start end"
)
"""Beginnings of the words that stand over columns."""

_PLAIN_WORDS = frozenset(
    [
        "№",
        "п",
        "пп",
        "и",
        "или",
        "на",
        "по",
        "с",
        "со",
        "до",
        "для",
        "о",
        "об",
        "к",
        "в",
        "во",
        "г",
        "гг",
        "рф",
        "от",
        "the",
        "of",
        "and",
        "no",
        "nr",
        "n",
    ]
)
_WORD = re.compile(r"[^\W\d_]+|№")
_STEM = re.compile(rf"^(?:{'|'.join(_STEMS.split())})\w{{0,8}}$")
_YEAR = re.compile(r"\b20\d\d\b")


def is_number_name(name: str) -> bool:
    """Return whether the words head a number column: «№ п/п», «N п/п», «П№», «Nr», «#»."""
    lowered = name.lower().strip()
    bare = _BARE.sub("", lowered)
    return bool(bare) and bool(_NUMBER.match(bare) or _NUMBER_OF.match(lowered))


def may_head(name: str) -> bool:
    """Return whether words may stand over a column.

    They are short, without a figure, a colon or a quotation mark. A year is allowed: «Сроки в 2026 году».
    """
    if len(name) > LONGEST_NAME or any(char in ':«»"“”„' for char in name):
        return False
    return not any(char.isdigit() for char in _YEAR.sub("", name))


def is_header_word(name: str) -> bool:
    """Return whether the cell holds only words of headers: «Место и дата проведения»."""
    if is_number_name(name):
        return True
    words = _WORD.findall(_YEAR.sub("", name.lower()))
    return bool(words) and all(word in _PLAIN_WORDS or _STEM.match(word) for word in words)


def event_role(name: str) -> ColumnRole:
    """Return what a column of events holds, by its name: «Место, дата», «Организаторы»."""
    lowered = " ".join(name.lower().split())
    if is_number_name(lowered):
        return ColumnRole.NUMBER
    if not lowered or _OTHER.match(lowered):
        return ColumnRole.OTHER
    found = {role for role, words in _PATTERNS.items() if words.search(lowered)}
    holder = next((role for role in _HOLDERS if role in found), None)
    if holder is not None:
        return holder
    date = _date_role(lowered)
    if (
        ColumnRole.TITLE in found
        and _NAMED.search(lowered)
        and not found & {ColumnRole.PLACE, ColumnRole.ADDRESS, ColumnRole.REGION}
    ):
        return ColumnRole.OTHER if _CITY.search(lowered) else ColumnRole.TITLE
    place = next(
        (role for role in (ColumnRole.PLACE, ColumnRole.ADDRESS, ColumnRole.REGION) if role in found), None
    )
    if place is not None:
        return ColumnRole.PLACE_AND_WHEN if date is not None else place
    return date or (ColumnRole.TITLE if ColumnRole.TITLE in found else ColumnRole.OTHER)


def _date_role(lowered: str) -> ColumnRole | None:
    """Return which part of a date the words announce, or None: «Начало», «Месяц», «Время»."""
    begins, ends = _START.search(lowered), _END.search(lowered)
    timed, dated = _DAILY_TIME.search(lowered), _DATE.search(lowered)
    if timed and not dated:
        return ColumnRole.TIME
    if "день недели" in lowered or "дни недели" in lowered:
        return ColumnRole.WEEKDAY
    if begins or ends:
        return ColumnRole.WHEN if begins and ends else ColumnRole.START if begins else ColumnRole.END
    months, days = _MONTHS.search(lowered), _DAYS.search(lowered)
    if dated or (months and days):
        return ColumnRole.WHEN
    if months or days:
        return ColumnRole.MONTH if months else ColumnRole.DAY
    return ColumnRole.QUARTER if "квартал" in lowered or "quarter" in lowered else None


def city_role(name: str) -> ColumnRole:
    """Return what a column of a city list holds, by its name: «Город», «Возраст», «Дата»."""
    lowered = name.lower()
    if is_number_name(lowered):
        return ColumnRole.NUMBER
    if _FOUNDED.search(lowered):
        return ColumnRole.OTHER
    for role, words in (
        (ColumnRole.WHEN, _CITY_DATE),
        (ColumnRole.AGE, _AGE),
        (ColumnRole.CITY, _CITY),
        (ColumnRole.NOTE, _PATTERNS[ColumnRole.NOTE]),
    ):
        if words.search(lowered):
            return role
    return ColumnRole.OTHER
