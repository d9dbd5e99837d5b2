"""Respell a question that is not understood as it stands.

It has slips, short forms, or Russian in Latin letters.
"""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.calendar.city_search.spelling import read_words

SHORTEST_SLIP = 6
"""Letters of a word from which a slip is forgiven: shorter ones are near to others («карта» to «марта»)."""

_SECOND_SLIP = 9
"""Letters of a word from which two slips are forgiven."""


def _pairs(listed: str) -> Mapping[str, str]:
    """Return «short: whole, …» as a mapping."""
    return MappingProxyType(dict(pair.split(": ") for pair in listed.split(", ")))


_SHORT_FORMS = _pairs(
    "янв: январь, фев: февраль, февр: февраль, мар: март, апр: апрель, июн: июнь, июл: июль, авг: август, "
    "сен: сентябрь, сент: сентябрь, окт: октябрь, ноя: ноябрь, нояб: ноябрь, дек: декабрь, "
    "пн: понедельник, вт: вторник, ср: среду, чт: четверг, пт: пятницу, сб: субботу, вс: воскресенье, "
    "щас: сегодня, сейчас: сегодня, выхи: выходные, выхах: выходных, мес: месяц, нед: неделю, "
    "jan: january, feb: february, mar: march, apr: april, jun: june, jul: july, aug: august, "
    "sep: september, sept: september, oct: october, nov: november, dec: december, mon: monday, "
    "tue: tuesday, wed: wednesday, thu: thursday, fri: friday, sat: saturday, sun: sunday, tmrw: tomorrow"
)

_KNOWN = tuple(
    word
    for words in (
        "январь января январе февраль февраля феврале апрель апреля апреле август августа августе",
        "сентябрь сентября сентябре октябрь октября октябре ноябрь ноября ноябре декабрь декабря декабре",
        "понедельник вторник четверг пятницу пятница субботу суббота воскресенье сегодня завтра вчера",
        "послезавтра выходные выходных неделя неделе неделю месяц месяце квартале полугодии следующий",
        "следующая следующей следующем следующую ближайшие ближайший весной осенью летом зимой",
        "мероприятия мероприятие события событие календарь расписание конференция конференции конгресс",
        "конкурс форумы выставка фестиваль заседание сессия бюллетень бюллетеня настройки подписки",
        "напоминания отписаться подписаться помощь справка здравствуйте привет спасибо городов города",
        "сколько исполнится возраст основан праздник праздники празднует",
        "january february march april june july august september october november december monday tuesday",
        "wednesday thursday friday saturday sunday tomorrow today weekend upcoming events anniversary",
        "anniversaries conference conferences congress forum bulletin settings subscribe unsubscribe",
        "subscriptions privacy cities celebrate celebrates founded",
    )
    for word in words.split()
)
"""Words of questions that a slip may have hit."""

_LETTERS = (
    *(("shch", "щ"), ("sch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("tz", "ц"), ("ch", "ч")),
    *(("sh", "ш"), ("yu", "ю"), ("iu", "ю"), ("ju", "ю"), ("ya", "я"), ("ia", "я"), ("ja", "я")),
    *(("yo", "е"), ("jo", "е"), ("ye", "е"), ("je", "е"), ("iy", "ий"), ("yy", "ый")),
)
_SINGLE = str.maketrans("abcdefghijklmnopqrstuvwxz", "абцдефгхийклмнопкрстуввхз")
_Y = re.compile(r"(?<=[аеиоуыэюя])y")

_SOFT_SIGNS = _pairs(
    "сколко: сколько, ден: день, апрел: апрель, июн: июнь, июл: июль, сентябр: сентябрь, октябр: октябрь, "
    "ноябр: ноябрь, декабр: декабрь, январ: январь, феврал: февраль, фестивал: фестиваль, "
    "бюллетен: бюллетень, календар: календарь, помощ: помощь"
)
"""Words whose soft sign people leave out in Latin letters."""


def correct(text: str, unread: Collection[str]) -> str:
    """Return the text with the words that were not understood put right where that is certain.

    unread are folded words. Short forms are written out, and a word that is a slip or two away from a word
    of questions becomes that.
    """
    for word in reversed(read_words(text)):
        if word.text in unread and (known := _corrected(word.text)) is not None:
            text = f"{text[: word.start]}{known}{text[word.end :]}"
    return text


@lru_cache(maxsize=1024)
def _corrected(word: str) -> str | None:
    if word in _SHORT_FORMS:
        return _SHORT_FORMS[word]
    if len(word) < SHORTEST_SLIP:
        return None
    slips = 2 if len(word) >= _SECOND_SLIP else 1
    found = process.extractOne(word, _KNOWN, scorer=OSA.distance, processor=None, score_cutoff=slips)
    return str(found[0]) if found is not None else None


def to_cyrillic(text: str) -> str:
    """Return Russian that is written in Latin letters in its own.

    “kogda den goroda” is «когда день города»: some soft signs are put back. Words in Cyrillic letters
    stay.
    """
    text = text.casefold().replace("'", "").replace("’", "")
    for latin, russian in _LETTERS:
        text = text.replace(latin, russian)
    text = _Y.sub("й", text.translate(_SINGLE)).replace("y", "ы")
    return re.sub(r"\w+", lambda match: _SOFT_SIGNS.get(match[0], match[0]), text)
