"""List the phrases of several words that become one token, as regular expressions."""

from data.calendar.grammar.lexer.kinds import TokenKind
from data.calendar.grammar.lexer.month_names import MONTH_FORMS
from data.calendar.imprecise_dates import Recurrence
from data.calendar.month_parts import THIRD_WORDS

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
"""Whose plan it is: up to five words («по плану работы комитета»), up to a preposition, a month or a city."""

_WITH = rf"(?: со?{_OWNER}{{1,4}}(?![^\W\d_]))?"
_WEEKDAYS = r"(?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)[ая]м"

_FEASTS = (
    r"(?:города|столицы|победы|россии|республики|независимости|конституции|народного единства|труда|знаний"
    r"|космонавтики|защиты детей|молодежи|семьи)"
)

PHRASES: tuple[tuple[str, TokenKind, object], ...] = (
    (r"по мере (?:необходимости|поступления|готовности|возможности)" + _TAIL, TokenKind.UNSCHEDULED, None),
    (r"(?:при|по) (?:необходимости|наличии)", TokenKind.UNSCHEDULED, None),
    (r"по (?:приглашени|запрос|заявк|назначени|обращени)\w{1,3}" + _TAIL, TokenKind.UNSCHEDULED, None),
    (rf"(?:по|согласно|в соответствии с|в рамках) {_OWN} {_PLAN}{_TAIL}", TokenKind.UNSCHEDULED, None),
    (rf"(?:по|согласно|в соответствии с) {_PLAN}{_TAIL}", TokenKind.UNSCHEDULED, None),
    (r"(?:весь|в течение всего) период\w{0,2}", TokenKind.UNSCHEDULED, None),
    (r"по (?:предварительному )?согласованию" + _WITH, TokenKind.UNCLEAR, None),
    (r"по согл\.?|на согласовании|под вопросом", TokenKind.UNCLEAR, None),
    (r"в (?:стадии|процессе) (?:согласования|уточнения)", TokenKind.UNCLEAR, None),
    (
        r"(?:подлеж[аи]т|требу[ею]т) (?:уточнению|уточнения|согласованию|согласования)",
        TokenKind.UNCLEAR,
        None,
    ),
    (r"не (?:определ|назнач|установл|утвержд|согласова|извест)[а-я]{1,5}", TokenKind.UNCLEAR, None),
    (
        r"буд[еу]т (?:уточн|определ|объявл|сообщ|назнач|согласова)[а-я]{1,5}"
        r"(?: (?:дополнительно|позднее|позже|отдельно))?",
        TokenKind.UNCLEAR,
        None,
    ),
    (
        r"(?:уточняется|уточняются|сообщается|объявляется) (?:дополнительно|позднее|отдельно)",
        TokenKind.UNCLEAR,
        None,
    ),
    (r"на (?:постоянной|регулярной) основе|в постоянном режиме", TokenKind.RECURRING, Recurrence.CONSTANT),
    (
        rf"по {_WEEKDAYS}(?:(?:, ?| и |, и ){_WEEKDAYS}){{0,6}}",
        TokenKind.RECURRING,
        Recurrence.WEEKLY,
    ),
    (r"по (?:выходным|субботним|воскресным)(?: дням)?", TokenKind.RECURRING, Recurrence.WEEKLY),
    (r"(?:в|на) (?:течение|течении|протяжении)(?: всего| целого)?", TokenKind.DURING, None),
    (r"в период", TokenKind.AT, None),
    (rf"(?:день|дня|дни) {_FEASTS}", TokenKind.HOLIDAY, None),
    *((words.phrase, TokenKind.THIRD, number) for number, words in enumerate(THIRD_WORDS, 1) if words.phrase),
    (r"(?:в срок )?не (?:позднее|позже),?(?: чем)?(?: до)?", TokenKind.UNTIL, True),
    (r"в срок до", TokenKind.UNTIL, False),
    (r"не (?:ранее|раньше)(?: чем)?|начиная со?", TokenKind.AFTER, None),
    (r"а также", TokenKind.AND, None),
    (r"по (?:московскому|местному)(?: времени)?|время (?:московское|местное)", TokenKind.ZONE, None),
    (r"не (?:реже|менее)(?: чем)?", TokenKind.FILLER, None),
    (r"кв(?:арт)?-л[а-я]{0,2}", TokenKind.QUARTER, None),
    (r"п/ ?г|полугод\.", TokenKind.HALF_YEAR, None),
    (r"с\. ?г\.|т\. ?г\.|(?:сего|текущего|этого|нынешнего) года", TokenKind.THIS_YEAR, 0),
    (r"следующего года", TokenKind.THIS_YEAR, 1),
)
"""Regular expression, kind and value of each phrase. They are tried in this order, before single words."""

ENGLISH_PHRASES: tuple[tuple[str, TokenKind, object], ...] = (
    (r"to be (?:confirmed|announced|determined)", TokenKind.UNCLEAR, None),
    (r"all year|throughout the year", TokenKind.THIS_YEAR, 0),
)
"""Phrases whose words folding leaves in Latin letters."""
