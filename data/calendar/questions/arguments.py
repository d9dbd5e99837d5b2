"""Read the argument of a command: a question cut short to «7 дней», «пятница», “90 days”."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from data.calendar.questions.question import Question, Subject
from data.calendar.questions.reading import QuestionReader

_FORMS = ("на {}", "next {}", "в {}")
"""Make a span of what is none by itself."""

_NUMBER = re.compile(r"\d+")
_UNREADABLE = frozenset({Subject.UNKNOWN, Subject.UNKNOWN_CITY})


def read_argument(reader: QuestionReader, text: str, today: date) -> Question:
    """Return what an argument asks for, or else UNKNOWN. Never raises.

    today is the local day of the chat. A number that belongs to no span is unread.
    """
    question = reader.read(text, today)
    number = _number_left(text, question)
    is_readable = question.subject not in _UNREADABLE
    if is_readable and not number:
        return question
    other = replace(question, unread=number) if is_readable else question
    return next(_spans(reader, text, today), other)


def _spans(reader: QuestionReader, text: str, today: date) -> Iterator[Question]:
    """Yield what the text asks for with a word before it that makes it a span."""
    for form in _FORMS:
        question = reader.read(form.format(text), today)
        is_span = question.span is not None and question.subject in {Subject.AGENDA, Subject.CITIES}
        if is_span and not _number_left(form.format(text), question):
            yield question


def _number_left(text: str, question: Question) -> str:
    """Return the first number of a text that is not part of the span."""
    at = question.span.at if question.span is not None else ()
    numbers = (match for match in _NUMBER.finditer(text))
    left = (one[0] for one in numbers if not any(a <= one.start() and one.end() <= b for a, b in at))
    return next(left, "")
