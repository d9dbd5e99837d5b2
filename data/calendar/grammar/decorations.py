"""Find what stands beside a date without being one: its weekday, its hour, «уточняется»."""

import re
from dataclasses import dataclass
from enum import StrEnum

from data.calendar.grammar.lexer.kinds import pattern


class DecorationRole(StrEnum):
    """What a decoration says of the date beside it. NOTHING is passed over."""

    WEEKDAY = "weekday"
    TIME = "time"
    UNCLEAR = "unclear"
    ABOUT = "about"
    ZONE = "zone"
    ADDRESS = "address"
    PLACE = "index"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Decoration:
    """A half-open span of tokens that the grammar of dates passes over."""

    role: DecorationRole
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class DecorationPattern:
    """A rule: the role of a decoration, a text that has one, and its regular expression."""

    role: DecorationRole
    example: str
    regex: re.Pattern[str]


_HOUR = (
    "(?: time hours? daytime? | number hours (?: number minutes? (?! month ) )? daytime?"
    " | (?<= at ) number daytime )"
)
_CLOCK_LABEL = "(?: (?: time_word | third | place_word filler{0,2} ) [colon dash]? )"
_DAYS = "weekday (?: (?: dash | comma | and ) weekday ){0,6}"
_DATE_UNCLEAR = (
    "(?: [place_word time_word] filler{0,2} and )? filler{0,2} date_word filler{0,2}"
    " (?: and [place_word time_word] filler{0,2} )?"
    " (?: colon | dash )? unclear"
    " | unclear"
)
_ENDS_DATE = (
    "number date month year year_mark year_word quarter season decade half_year close"
    " quarter_number half_number"
)
_BEGINS_DATE = "number odd_number date month ordinal third season at from until during year tens"


def _rule(role: DecorationRole, example: str, source: str) -> DecorationPattern:
    return DecorationPattern(role, example, re.compile(pattern(source)))


DECORATION_PATTERNS: tuple[DecorationPattern, ...] = (
    _rule(
        DecorationRole.NOTHING,
        "12 мая (время уточняется)",
        "open? comma? time_word filler{0,2} unclear close?",
    ),
    _rule(
        DecorationRole.PLACE,
        "12 мая (время и место уточняются)",
        "open? (?: [place_word time_word] and )? place_word filler{0,2} unclear close?",
    ),
    _rule(
        DecorationRole.UNCLEAR,
        "май (дата уточняется)",
        f"open (?: about comma? )? (?: {_DATE_UNCLEAR} ) close | comma? (?: {_DATE_UNCLEAR} )",
    ),
    _rule(
        DecorationRole.ABOUT,
        "12 мая (ориентировочно)",
        "open about close | [comma dash]? about date_word? (?= close | $ ) | comma? about dash?",
    ),
    _rule(
        DecorationRole.ABOUT,
        "12 мая (?)",
        f"(?<= [{_ENDS_DATE}] ) (?: open question close | question{{1,3}} )",
    ),
    _rule(
        DecorationRole.TIME,
        "12 мая, с 10:00 до 12:00",
        f"open? comma? {_CLOCK_LABEL}? [at from until]{{0,2}}"
        f" (?: {_HOUR} | number (?= [dash until through] number (?: hours | daytime ) ) )"
        f" (?: [dash until through] (?: {_HOUR} | number daytime ) | [until through] date )? close?",
    ),
    _rule(
        DecorationRole.TIME,
        "12 мая в 10",
        "(?<= [month year year_mark date] ) comma? at number (?= comma | close | $ )",
    ),
    _rule(
        DecorationRole.ZONE,
        "12 мая, 10:00 (время московское)",
        "open? zone{1,3} (?: time_word | place_word )? close?",
    ),
    _rule(
        DecorationRole.NOTHING,
        "Дата проведения: 12 мая",
        f"(?: open? date_word filler{{0,3}} | filler{{1,3}} ) [colon dash comma]? (?= [{_BEGINS_DATE}] )",
    ),
    _rule(
        DecorationRole.NOTHING,
        "День города, 12 мая",
        f"(?: day_word city | holiday ) [colon dash comma open]? (?= [{_BEGINS_DATE}] )",
    ),
    _rule(
        DecorationRole.NOTHING,
        "12 мая (День города)",
        f"(?<= [{_ENDS_DATE}] ) [comma dash open]? holiday close?",
    ),
    _rule(
        DecorationRole.WEEKDAY,
        "12 мая (вторник)",
        f"open at? {_DAYS} close | comma at? {_DAYS} (?! after | comma? [number date weekday] )",
    ),
    _rule(
        DecorationRole.WEEKDAY,
        "вторник, 12 мая",
        f"at? (?<! [number ordinal roman every and] ) {_DAYS} (?! after ) comma?",
    ),
    _rule(
        DecorationRole.NOTHING,
        "12 числа мая месяца",
        "(?<= month ) month_word | (?<= number ) filler | article",
    ),
    _rule(DecorationRole.NOTHING, "выходные, 12–13 мая", "weekend comma? (?= number | date )"),
    # «ул. 8 Марта, 12 мая» is the twelfth of May, «Красная площадь 12 июня» the twelfth of June
    _rule(
        DecorationRole.ADDRESS,
        "ул. 8 Марта, 12 мая",
        "(?<! word ) street number month | street number month (?= .{0,12} (?: month | date ) )",
    ),
    _rule(DecorationRole.ADDRESS, "ул. 26 Бакинских комиссаров", "street number word (?: month | word )?"),
    _rule(
        DecorationRole.ADDRESS,
        "ул. 1905 года",
        "street (?: year | odd_number ) (?: year_word | year_mark )?",
    ),
    _rule(
        DecorationRole.ADDRESS,
        "ул. Ленина, 75",
        "street (?: word | ordinal | month ){1,4} comma? [number odd_number] (?= comma | close | $ )",
    ),
)
"""Tried in this order: the first that matches decides the role."""


def find_decorations(codes: str) -> list[Decoration]:
    """Return every decoration in a string of token kinds, in order and apart."""
    found: list[Decoration] = []
    index = 0
    while index < len(codes):
        decoration = _decoration_at(codes, index)
        if decoration is None:
            index += 1
        else:
            found.append(decoration)
            index = decoration.last
    return found


def _decoration_at(codes: str, index: int) -> Decoration | None:
    for rule in DECORATION_PATTERNS:
        if match := rule.regex.match(codes, index):
            return Decoration(rule.role, *match.span())
    return None
