"""List the phrases of several words that become one token, as regular expressions."""

from dataclasses import dataclass

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
"""At most five words that belong to the phrase («по плану работы комитета»).

A preposition, a month or a city ends them.
"""

_WITH = rf"(?: со?{_OWNER}{{1,4}}(?![^\W\d_]))?"
"""With whom something is agreed: «с администрацией города»."""

_WEEKDAYS = r"(?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)[ая]м"

_FEASTS = (
    r"(?:города|столицы|победы|россии|республики|независимости|конституции|народного единства|труда|знаний"
    r"|космонавтики|защиты детей|молодежи|семьи)"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that is one token: an example, its regular expression, the kind and the value."""

    example: str
    source: str
    kind: TokenKind
    value: object = None


PHRASES: tuple[Phrase, ...] = (
    Phrase(
        "по мере поступления заявок городов",
        r"по мере (?:необходимости|поступления|готовности|возможности)" + _TAIL,
        TokenKind.UNSCHEDULED,
    ),
    Phrase("при необходимости", r"(?:при|по) (?:необходимости|наличии)", TokenKind.UNSCHEDULED),
    Phrase(
        "по приглашению организаторов",
        r"по (?:приглашени|запрос|заявк|назначени|обращени)\w{1,3}" + _TAIL,
        TokenKind.UNSCHEDULED,
    ),
    Phrase(
        "по отдельному плану",
        rf"(?:по|согласно|в соответствии с|в рамках) {_OWN} {_PLAN}{_TAIL}",
        TokenKind.UNSCHEDULED,
    ),
    Phrase(
        "согласно графику комитета",
        rf"(?:по|согласно|в соответствии с) {_PLAN}{_TAIL}",
        TokenKind.UNSCHEDULED,
    ),
    Phrase("весь период", r"(?:весь|в течение всего) период\w{0,2}", TokenKind.UNSCHEDULED),
    Phrase(
        "по согласованию с администрацией",
        r"по (?:предварительному )?согласованию" + _WITH,
        TokenKind.UNCLEAR,
    ),
    Phrase("по согл.", r"по согл\.?|на согласовании|под вопросом", TokenKind.UNCLEAR),
    Phrase("в стадии согласования", r"в (?:стадии|процессе) (?:согласования|уточнения)", TokenKind.UNCLEAR),
    Phrase(
        "требует уточнения",
        r"(?:подлеж[аи]т|требу[ею]т) (?:уточнению|уточнения|согласованию|согласования)",
        TokenKind.UNCLEAR,
    ),
    Phrase(
        "не определена",
        r"не (?:определ|назнач|установл|утвержд|согласова|извест)[а-я]{1,5}",
        TokenKind.UNCLEAR,
    ),
    Phrase(
        "будет объявлена дополнительно",
        r"буд[еу]т (?:уточн|определ|объявл|сообщ|назнач|согласова)[а-я]{1,5}"
        r"(?: (?:дополнительно|позднее|позже|отдельно))?",
        TokenKind.UNCLEAR,
    ),
    Phrase(
        "уточняется дополнительно",
        r"(?:уточняется|уточняются|сообщается|объявляется) (?:дополнительно|позднее|отдельно)",
        TokenKind.UNCLEAR,
    ),
    Phrase(
        "на постоянной основе",
        r"на (?:постоянной|регулярной) основе|в постоянном режиме",
        TokenKind.RECURRING,
        Recurrence.CONSTANT,
    ),
    Phrase(
        "по вторникам и четвергам",
        rf"по {_WEEKDAYS}(?:(?:, ?| и |, и ){_WEEKDAYS}){{0,6}}",
        TokenKind.RECURRING,
        Recurrence.WEEKLY,
    ),
    Phrase(
        "по выходным дням",
        r"по (?:выходным|субботним|воскресным)(?: дням)?",
        TokenKind.RECURRING,
        Recurrence.WEEKLY,
    ),
    Phrase(
        "в течение всего",
        r"(?:в|на) (?:течение|течении|протяжении)(?: всего| целого)?",
        TokenKind.DURING,
    ),
    Phrase("в период", r"в период", TokenKind.AT),
    Phrase("день победы", rf"(?:день|дня|дни) {_FEASTS}", TokenKind.HOLIDAY),
    *(
        Phrase(*words.phrase, TokenKind.THIRD, number)
        for number, words in enumerate(THIRD_WORDS, 1)
        if words.phrase
    ),
    Phrase("не позднее", r"(?:в срок )?не (?:позднее|позже),?(?: чем)?(?: до)?", TokenKind.UNTIL, value=True),
    Phrase("в срок до", r"в срок до", TokenKind.UNTIL, value=False),
    Phrase("начиная с", r"не (?:ранее|раньше)(?: чем)?|начиная со?", TokenKind.AFTER),
    Phrase("а также", r"а также", TokenKind.AND),
    Phrase(
        "по московскому времени",
        r"по (?:московскому|местному)(?: времени)?|время (?:московское|местное)",
        TokenKind.ZONE,
    ),
    Phrase("не реже", r"не (?:реже|менее)(?: чем)?", TokenKind.FILLER),
    Phrase("кв-л", r"кв(?:арт)?-л[а-я]{0,2}", TokenKind.QUARTER),
    Phrase("п/г", r"п/ ?г|полугод\.", TokenKind.HALF_YEAR),
    Phrase(
        "текущего года",
        r"с\. ?г\.|т\. ?г\.|(?:сего|текущего|этого|нынешнего) года",
        TokenKind.THIS_YEAR,
        0,
    ),
    Phrase("следующего года", r"следующего года", TokenKind.THIS_YEAR, 1),
)
"""Tried in this order, before single words."""

ENGLISH_PHRASES: tuple[Phrase, ...] = (
    Phrase("to be confirmed", r"to be (?:confirmed|announced|determined)", TokenKind.UNCLEAR),
    Phrase("throughout the year", r"all year|throughout the year", TokenKind.THIS_YEAR, 0),
)
"""English phrases. Folding leaves their words in Latin letters, so it is not applied to these expressions."""
