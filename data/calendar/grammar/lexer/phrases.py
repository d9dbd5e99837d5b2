"""Wordings of several words that a date is made of, as regular expressions."""

from data.calendar.grammar.lexer.kinds import Kind
from data.calendar.grammar.lexer.month_names import MONTH_FORMS
from data.calendar.imprecise_dates import Recurrence

_PLAN = r"(?:график|план|расписани|программ|списк|положени|решени|договор[её]нност)\w{0,3}"
_OWN = (
    r"(?:отдельн|особ|дополнительн|согласованн|утвержд[её]нн|собственн|индивидуальн|установленн|ежегодн)"
    r"\w{2,3}"
)
_MONTHS = "|".join(MONTH_FORMS)
_NO_OWNER = (
    rf"ъ|(?:в|во|на|г|с|со|до|к|по|не|кроме|или) |(?:{_MONTHS})(?![^\W\d_])"
    r"|весн|лет[оа]|осен|зим|квартал|полугод|год|еже|постоянн|кажд"
)
_OWNER = rf"(?: (?!{_NO_OWNER})[^\W\d_]+(?:-[^\W\d_]+)*)"
_TAIL = rf"{_OWNER}{{0,5}}(?![^\W\d_])"
"""Whose plan it is: words up to the next sign, figure, preposition or city in the nominative."""

_WITH = rf"(?: со?{_OWNER}{{1,4}}(?![^\W\d_]))?"
_WEEKDAYS = r"(?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)[ая]м"

_FEASTS = (
    r"(?:города|столицы|победы|россии|республики|независимости|конституции|народного единства|труда|знаний"
    r"|космонавтики|защиты детей|молодежи|семьи)"
)

PHRASES: tuple[tuple[str, Kind, object], ...] = (
    (r"по мере (?:необходимости|поступления|готовности|возможности)" + _TAIL, Kind.UNSCHEDULED, None),
    (r"(?:при|по) (?:необходимости|наличии)", Kind.UNSCHEDULED, None),
    (r"по (?:приглашени|запрос|заявк|назначени|обращени)\w{1,3}" + _TAIL, Kind.UNSCHEDULED, None),
    (rf"(?:по|согласно|в соответствии с|в рамках) {_OWN} {_PLAN}{_TAIL}", Kind.UNSCHEDULED, None),
    (rf"(?:по|согласно|в соответствии с) {_PLAN}{_TAIL}", Kind.UNSCHEDULED, None),
    (r"(?:весь|в течение всего) период\w{0,2}", Kind.UNSCHEDULED, None),
    (r"по (?:предварительному )?согласованию" + _WITH, Kind.UNCLEAR, None),
    (r"по согл\.?|на согласовании|под вопросом", Kind.UNCLEAR, None),
    (r"в (?:стадии|процессе) (?:согласования|уточнения)", Kind.UNCLEAR, None),
    (r"(?:подлеж[аи]т|требу[ею]т) (?:уточнению|уточнения|согласованию|согласования)", Kind.UNCLEAR, None),
    (r"не (?:определ|назнач|установл|утвержд|согласова|извест)[а-я]{1,5}", Kind.UNCLEAR, None),
    (
        r"буд[еу]т (?:уточн|определ|объявл|сообщ|назнач|согласова)[а-я]{1,5}"
        r"(?: (?:дополнительно|позднее|позже|отдельно))?",
        Kind.UNCLEAR,
        None,
    ),
    (
        r"(?:уточняется|уточняются|сообщается|объявляется) (?:дополнительно|позднее|отдельно)",
        Kind.UNCLEAR,
        None,
    ),
    (r"на (?:постоянной|регулярной) основе|в постоянном режиме", Kind.RECURRING, Recurrence.CONSTANT),
    (
        rf"по {_WEEKDAYS}(?:(?:, ?| и |, и ){_WEEKDAYS}){{0,6}}",
        Kind.RECURRING,
        Recurrence.WEEKLY,
    ),
    (r"по (?:выходным|субботним|воскресным)(?: дням)?", Kind.RECURRING, Recurrence.WEEKLY),
    (r"(?:в|на) (?:течение|течении|протяжении)(?: всего| целого)?", Kind.DURING, None),
    (r"в период", Kind.AT, None),
    (rf"(?:день|дня|дни) {_FEASTS}", Kind.HOLIDAY, None),
    (r"первы(?:е|х) числ(?:а|ах)|первых чисел", Kind.THIRD, 1),
    (r"последни(?:е|х) числ(?:а|ах)|последних чисел", Kind.THIRD, 3),
    (r"(?:в срок )?не (?:позднее|позже),?(?: чем)?(?: до)?", Kind.UNTIL, True),
    (r"в срок до", Kind.UNTIL, False),
    (r"не (?:ранее|раньше)(?: чем)?|начиная со?", Kind.AFTER, None),
    (r"а также", Kind.AND, None),
    (r"по (?:московскому|местному)(?: времени)?|время (?:московское|местное)", Kind.ZONE, None),
    (r"не (?:реже|менее)(?: чем)?", Kind.FILLER, None),
    (r"кв(?:арт)?-л[а-я]{0,2}", Kind.QUARTER, None),
    (r"п/ ?г|полугод\.", Kind.HALF_YEAR, None),
    (r"с\. ?г\.|т\. ?г\.|(?:сего|текущего|этого|нынешнего) года", Kind.THIS_YEAR, 0),
    (r"следующего года", Kind.THIS_YEAR, 1),
)
"""Tried in this order before single words."""

ENGLISH_PHRASES: tuple[tuple[str, Kind, object], ...] = (
    (r"to be (?:confirmed|announced|determined)", Kind.UNCLEAR, None),
    (r"all year|throughout the year", Kind.THIS_YEAR, 0),
)
"""Phrases kept in Latin letters."""
