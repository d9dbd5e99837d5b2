"""What stands beside a date without being one: its weekday, its hour, the word that it is not certain yet."""

import re
from dataclasses import dataclass
from enum import StrEnum

from data.calendar.grammar.lexer.kinds import pattern


class DecorationRole(StrEnum):
    """What a decoration says."""

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
    """A run of tokens, half-open, that the grammar of dates is to pass over."""

    role: DecorationRole
    first: int
    last: int


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
_TABLE: tuple[tuple[DecorationRole, str], ...] = (
    (DecorationRole.NOTHING, "open? comma? time_word filler{0,2} unclear close?"),
    (DecorationRole.PLACE, "open? (?: [place_word time_word] and )? place_word filler{0,2} unclear close?"),
    (
        DecorationRole.UNCLEAR,
        f"open (?: about comma? )? (?: {_DATE_UNCLEAR} ) close | comma? (?: {_DATE_UNCLEAR} )",
    ),
    (
        DecorationRole.ABOUT,
        "open about close | [comma dash]? about date_word? (?= close | $ ) | comma? about dash?",
    ),
    (DecorationRole.ABOUT, f"(?<= [{_ENDS_DATE}] ) (?: open question close | question{{1,3}} )"),
    (
        DecorationRole.TIME,
        f"open? comma? {_CLOCK_LABEL}? [at from until]{{0,2}}"
        f" (?: {_HOUR} | number (?= [dash until through] number (?: hours | daytime ) ) )"
        f" (?: [dash until through] (?: {_HOUR} | number daytime ) | [until through] date )? close?",
    ),
    (DecorationRole.TIME, "(?<= [month year year_mark date] ) comma? at number (?= comma | close | $ )"),
    (DecorationRole.ZONE, "open? zone{1,3} (?: time_word | place_word )? close?"),
    (
        DecorationRole.NOTHING,
        f"(?: open? date_word filler{{0,3}} | filler{{1,3}} ) [colon dash comma]? (?= [{_BEGINS_DATE}] )",
    ),
    (
        DecorationRole.NOTHING,
        f"(?: day_word city | holiday ) [colon dash comma open]? (?= [{_BEGINS_DATE}] )",
    ),
    (DecorationRole.NOTHING, f"(?<= [{_ENDS_DATE}] ) [comma dash open]? holiday close?"),
    (
        DecorationRole.WEEKDAY,
        f"open at? {_DAYS} close | comma at? {_DAYS} (?! after | comma? [number date weekday] )",
    ),
    (DecorationRole.WEEKDAY, f"at? (?<! [number ordinal roman every and] ) {_DAYS} (?! after ) comma?"),
    (DecorationRole.NOTHING, "(?<= month ) month_word | (?<= number ) filler | article"),
    (DecorationRole.NOTHING, "weekend comma? (?= number | date )"),
    # «ул. 8 Марта, 12 мая» is the twelfth of May, «Красная площадь 12 июня» the twelfth of June
    (
        DecorationRole.ADDRESS,
        "(?<! word ) street number month | street number month (?= .{0,12} (?: month | date ) )",
    ),
    (DecorationRole.ADDRESS, "street number word (?: month | word )?"),
    (DecorationRole.ADDRESS, "street (?: year | odd_number ) (?: year_word | year_mark )?"),
    (
        DecorationRole.ADDRESS,
        "street (?: word | ordinal | month ){1,4} comma? [number odd_number] (?= comma | close | $ )",
    ),
)
_PATTERNS = tuple((role, re.compile(pattern(source))) for role, source in _TABLE)


def find_decorations(codes: str) -> list[Decoration]:
    """Every decoration in a row of tokens, in order and apart from each other."""
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
    for role, compiled in _PATTERNS:
        if matched := compiled.match(codes, index):
            return Decoration(role, *matched.span())
    return None
