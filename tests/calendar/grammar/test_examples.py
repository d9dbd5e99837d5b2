"""Each phrase and each rule of the grammar reads the wording beside it, its example."""

from collections.abc import Iterator

import pytest

from data.calendar.grammar.decorations import DECORATION_PATTERNS, DecorationPattern, find_decorations
from data.calendar.grammar.lexer.folding import fold
from data.calendar.grammar.lexer.phrases import ENGLISH_PHRASES, PHRASES, Phrase
from data.calendar.grammar.lexer.tokeniser import tokenise
from data.calendar.grammar.wordings.atoms import DatePattern
from data.calendar.grammar.wordings.days import DAY_PATTERNS
from data.calendar.grammar.wordings.inherited import HeadingSpan, heading_patterns
from data.calendar.grammar.wordings.recurrences import RECURRENCE_PATTERNS, RecurrencePattern
from data.calendar.grammar.wordings.spans import SPAN_PATTERNS
from data.calendar.imprecise_dates import Precision

HEADINGS = (
    HeadingSpan(Precision.MONTH, 5),
    HeadingSpan(Precision.QUARTER, 4),
    HeadingSpan(Precision.HALF, 7),
)
DATE_PATTERNS = (*DAY_PATTERNS, *SPAN_PATTERNS)
TABLES: list[tuple[tuple[DatePattern | RecurrencePattern, ...], DatePattern | RecurrencePattern]] = [
    *((DATE_PATTERNS, rule) for rule in DATE_PATTERNS),
    *(
        ((*DATE_PATTERNS, *heading_patterns(heading)), rule)
        for heading in HEADINGS
        for rule in heading_patterns(heading)
    ),
    *((RECURRENCE_PATTERNS, rule) for rule in RECURRENCE_PATTERNS),
]


def codes_of(text: str) -> str:
    return "".join(token.kind for token in tokenise(fold(text).text))


@pytest.mark.parametrize(("table", "rule"), TABLES, ids=lambda value: getattr(value, "example", ""))
def test_rule_reads_its_example_to_the_end(
    table: tuple[DatePattern | RecurrencePattern, ...], rule: DatePattern | RecurrencePattern
) -> None:
    """No rule before it takes the example, and no token of the example is left over."""
    codes = codes_of(rule.example)
    starts = (
        next((one for one in table if one.regex.match(codes, index)), None) for index in range(len(codes))
    )
    index, first = next((index, found) for index, found in enumerate(starts) if found is not None)
    assert first is rule
    match = rule.regex.match(codes, index)
    assert match is not None
    assert match.end() == len(codes)


@pytest.mark.parametrize("phrase", [*PHRASES, *ENGLISH_PHRASES], ids=lambda phrase: phrase.example)
def test_phrase_is_one_token(phrase: Phrase) -> None:
    """The example becomes a single token of the kind and with the value of its phrase."""
    assert [(token.kind, token.value) for token in tokenise(fold(phrase.example).text)] == [
        (phrase.kind, phrase.value)
    ]


@pytest.mark.parametrize("rule", DECORATION_PATTERNS, ids=lambda rule: rule.example)
def test_decoration_is_found_in_its_example(rule: DecorationPattern) -> None:
    """The example holds a decoration that this rule and none before it decides."""
    codes = codes_of(rule.example)
    assert rule in _deciding_rules(codes)


def _deciding_rules(codes: str) -> Iterator[DecorationPattern]:
    for found in find_decorations(codes):
        yield next(one for one in DECORATION_PATTERNS if one.regex.match(codes, found.first))
