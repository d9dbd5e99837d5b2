"""Split a text into tokens: the words, figures and marks that matter in a date."""

import re
from collections.abc import Sequence

from data.calendar.grammar.lexer.figures import MONTH_WORDS, read_figures
from data.calendar.grammar.lexer.folding import fold_word
from data.calendar.grammar.lexer.kinds import Token, TokenKind, kind_set
from data.calendar.grammar.lexer.phrases import ENGLISH_PHRASES, PHRASES
from data.calendar.grammar.lexer.vocabulary import (
    ORDINAL_ENDINGS,
    SHORT_MONTHS,
    SHORT_WORDS,
    WORDS,
)

_PREPOSITIONS = frozenset({"о", "об"})
_MISTYPED_WORD = re.compile(r"[озilб]{1,2}")
"""Letters typed for figures: the «ЗО» of «ЗО мая»."""

_RANGE_SIGN = re.compile(r"(?:\.{2,3}|…|~|_)(?= ?\d)")
"""A sign typed for a dash between figures: «5…7 мая», «5~7 мая»."""

_QUOTES = frozenset("«»„“”\"'‘’‹›")
_WORD = re.compile(r"[^\W\d_]+")
_TENS_WORDS = {"двадцать": 20, "тридцать": 30}
_ENDING = re.compile(r"-([^\W\d_]{1,3})(?![^\W_])")
_ALL_PHRASES = (*PHRASES, *ENGLISH_PHRASES)
_FOLDED_PHRASES = (
    *(fold_word(phrase.source) for phrase in PHRASES),
    *(phrase.source for phrase in ENGLISH_PHRASES),
)
_PHRASES = re.compile(
    "|".join(
        f"(?P<p{number}>{re.sub(' (?![?])', ' +', source)})" for number, source in enumerate(_FOLDED_PHRASES)
    )
)
"""All phrases, each in a group with its number. A blank stands for any number of them."""

_BEFORE_DATE = re.compile(rf" *(?:(?:19|2[012])\d\d(?!\d)|(?:[-,]|и ) *(?:{MONTH_WORDS})(?![^\W_]))")
"""What makes an abbreviation before it a month: a year («мар 2025») or another month («мар, апрель»)."""

_MONTH_SEPARATORS = kind_set("dash comma and")
_BEFORE_RANGE_SIGN = kind_set("number date month time")
_MASKS = ({"ъ"}, {"ы"})
"""A city is masked letter by letter before reading: «ъ» in the nominative, «ы» in another case."""

_LETTERED_SPANS = {"q": TokenKind.QUARTER_NUMBER, "h": TokenKind.HALF_NUMBER}
_MARKS = {
    **dict.fromkeys(",;", TokenKind.COMMA),
    **dict.fromkeys("([", TokenKind.OPEN),
    **dict.fromkeys(")]", TokenKind.CLOSE),
    **dict.fromkeys("~≈", TokenKind.ABOUT),
    **dict.fromkeys("+&", TokenKind.AND),
    "-": TokenKind.DASH,
    ":": TokenKind.COLON,
    ".": TokenKind.STOP,
    "/": TokenKind.OR,
    "?": TokenKind.QUESTION,
    "№": TokenKind.NUMBERED,
}


def tokenise(folded: str) -> list[Token]:
    """Split a folded text into tokens, in order, without blanks and quotation marks.

    A word that belongs to no date is WORD, any other sign OTHER.
    """
    tokens: list[Token] = []
    position = 0
    while position < len(folded):
        if folded[position] == " " or folded[position] in _QUOTES:
            position += 1
            continue
        token = _token_at(folded, position, tokens)
        tokens.append(token)
        position = token.last
    return tokens


def _token_at(text: str, position: int, before: Sequence[Token]) -> Token:
    if figures := read_figures(text, position, before):
        return figures
    if word := _WORD.match(text, position):
        return _read_phrase(text, position) or _read_word(text, word, before)
    if before and before[-1].kind in _BEFORE_RANGE_SIGN and (sign := _RANGE_SIGN.match(text, position)):
        return Token(TokenKind.DASH, None, position, sign.end())
    kind = _MARKS.get(text[position], TokenKind.OTHER)
    last = position + 1
    while kind is TokenKind.DASH and last < len(text) and text[last] == "-":
        last += 1
    return Token(kind, None, position, last)


def _read_phrase(text: str, position: int) -> Token | None:
    found = _PHRASES.match(text, position)
    if found is None or found.lastgroup is None or _splits_word(text, found.end()):
        return None
    phrase = _ALL_PHRASES[int(found.lastgroup[1:])]
    return Token(phrase.kind, phrase.value, position, found.end())


def _splits_word(text: str, position: int) -> bool:
    """Return whether the position splits a word, so that the match is only part of it."""
    return position < len(text) and text[position - 1].isalpha() and text[position].isalpha()


def _read_word(text: str, found: re.Match[str], before: Sequence[Token]) -> Token:
    word, (first, last) = found[0], found.span()
    if special := _read_special_word(text, word, first, last):
        return special
    short = SHORT_WORDS.get(word)
    if word in SHORT_MONTHS and _is_short_month(text, (first, last), before):
        short = TokenKind.MONTH, SHORT_MONTHS[word]
    if short is not None:
        return Token(*short, first, last + text.startswith(".", last))
    kind, value = WORDS.get(word, (TokenKind.WORD, None))
    if word in SHORT_MONTHS and kind is TokenKind.MONTH:
        kind, value = TokenKind.WORD, None
    if kind is TokenKind.ROMAN and (ending := _ENDING.match(text, last)) and ending[1] in ORDINAL_ENDINGS:
        last = ending.end()
    return Token(kind, value, first, last)


def _read_special_word(text: str, word: str, first: int, last: int) -> Token | None:
    """Read a word that its letters or its neighbour decide, or return None for any other.

    «Q3» is a quarter, «ЗО мая» a mistyped number, «двадцать первого» one ordinal.
    """
    if word in _LETTERED_SPANS and text[last : last + 1].isdigit():
        return Token(_LETTERED_SPANS[word], int(text[last]), first, last + 1)
    if set(word) in _MASKS:
        return Token(TokenKind.CITY, None, first, last)
    if _MISTYPED_WORD.fullmatch(word) and _is_mistyped(text, word, last):
        return Token(TokenKind.ODD_NUMBER, None, first, last)
    if word in _TENS_WORDS and (joined := _compound_ordinal(text, word, last)):
        return Token(TokenKind.ORDINAL, joined[0], first, joined[1])
    return None


def _is_mistyped(text: str, word: str, last: int) -> bool:
    """Return whether letters stand for figures before a month: «ЗО мая», but not «о мае»."""
    return (
        bool(re.match(rf" *(?:{MONTH_WORDS})(?![^\W_])", text[last : last + 20]))
        and word not in _PREPOSITIONS
    )


def _compound_ordinal(text: str, word: str, last: int) -> tuple[int, int] | None:
    """Read «двадцать первого» as one ordinal. Returns the number and where it ends."""
    following = _WORD.match(text, last + 1)
    if following is None or text[last : last + 1] != " ":
        return None
    kind, value = WORDS.get(following[0], (TokenKind.WORD, None))
    if kind is not TokenKind.ORDINAL or not isinstance(value, int) or not 1 <= value <= 9:
        return None
    return _TENS_WORDS[word] + value, following.end()


def _is_short_month(text: str, span: tuple[int, int], before: Sequence[Token]) -> bool:
    """Return whether an abbreviation such as «мар» is a month here.

    It needs a number before it («12 мар»), a full stop after it («мар.») or another month beside it
    («мар, апрель»). After a hyphen it needs a number or a month before that («12-мар», «окт.-нояб.»):
    otherwise «Нарьян-Мар» would be March.
    """
    first, last = span
    last_kinds = [token.kind for token in before[-2:]]
    if text[first - 1 : first] == "-":
        return len(last_kinds) == 2 and last_kinds[0] in {TokenKind.NUMBER, TokenKind.MONTH}
    follows_number = last_kinds[-1:] == [TokenKind.NUMBER]
    follows_month = last_kinds[:1] == [TokenKind.MONTH] and last_kinds[-1] in _MONTH_SEPARATORS
    return (
        follows_number or follows_month or text.startswith(".", last) or bool(_BEFORE_DATE.match(text, last))
    )
