"""Read what a person asks a list for: the arguments of /upcoming and /today, or a question.

read_arguments takes a text, request_of a question that is read already.
"""

import re
from datetime import date

from data.calendar.almanac import Almanac
from data.calendar.questions.arguments import read_argument
from data.calendar.questions.asked_span import AskedSpan
from data.calendar.questions.question import Question, Subject
from data.calendar.questions.relative_spans import LONGEST_DAYS
from data.calendar.questions.spans import is_in_past
from data.calendar.questions.vocabulary import PLAN_EVENTS
from data.calendar.questions.wishes import AskedKind
from handlers.callbacks.agenda import AgendaKind, OpenAgenda

LONGEST_QUOTE = 60
"""Characters of an argument that a refusal repeats."""

DAYS_OF_ONE_KIND = 365
"""Days ahead that a list has where only a kind or a city is named: there are few of them."""

_COUNT = re.compile(r"[+-]?\d{1,3}|\d{5,}")
_YEAR = re.compile(r"[1-9]\d{3}")

_KINDS = {
    AskedKind.ALL: AgendaKind.ALL,
    AskedKind.OWN: AgendaKind.OWN,
    AskedKind.PARTNERS: AgendaKind.PARTNER,
    AskedKind.CITY_DAYS: AgendaKind.CITY_DAYS,
    AskedKind.JUBILEES: AgendaKind.JUBILEES,
}


class MisreadArguments(Exception):
    """The arguments name no list. Carries the key and the arguments of a sentence about it."""

    def __init__(self, key: str, **arguments: str | int) -> None:
        super().__init__(key, arguments)
        self.key = key
        self.arguments = arguments


def read_arguments(text: str, almanac: Almanac, today: date) -> OpenAgenda:
    """Return what the arguments ask for. today is the local day of the chat.

    Raises MisreadArguments where they cannot be understood whole.
    """
    text = " ".join(text.split())
    if _COUNT.fullmatch(text):
        return _days_ahead(text)
    if _YEAR.fullmatch(text):
        return OpenAgenda().over_year(int(text))
    question = read_argument(almanac.questions, text, today)
    _check(question, text)
    return request_of(question, text, today)


def request_of(question: Question, text: str, today: date) -> OpenAgenda:
    """Return the list that a question about days or one city asks for.

    text is what was written.
    """
    kind = _KINDS[question.kind]
    if kind is AgendaKind.ALL and PLAN_EVENTS.search(text):
        kind = AgendaKind.EVENTS
    city = question.cities[0].id if question.cities else ""
    request = OpenAgenda(kind=kind, city=city)
    if question.span is not None:
        return _over(request, question.span, text, today)
    is_narrow = bool(city) or kind not in (AgendaKind.ALL, AgendaKind.CITY_DAYS)
    return request.model_copy(update={"days": DAYS_OF_ONE_KIND}) if is_narrow else request


def _over(request: OpenAgenda, asked: AskedSpan, text: str, today: date) -> OpenAgenda:
    """Return the request for a span.

    One that counts from today goes on to do so when its buttons are pressed on another day.
    """
    if asked.first == today and not asked.is_dated:
        return request.model_copy(update={"days": (asked.last - today).days})
    days = request.over_year(asked.first.year) if asked.is_year else request.over(asked.first, asked.last)
    return days.model_copy(update={"past": True}) if is_in_past(text) else days


def _days_ahead(text: str) -> OpenAgenda:
    days = int(text)
    if not 1 <= days <= LONGEST_DAYS:
        raise MisreadArguments("agenda-days-out-of-range", last=LONGEST_DAYS)
    return OpenAgenda(days=days)


def _check(question: Question, text: str) -> None:
    """Raise MisreadArguments unless a question is about days or one city, and read whole."""
    if question.span is not None and question.span.missing_day is not None:
        raise MisreadArguments("agenda-no-such-day", day=_quoted(question.span.missing_day))
    if question.subject is Subject.UNKNOWN_CITY:
        raise MisreadArguments("agenda-unknown-city", name=_quoted(question.unknown_name or text))
    if question.subject not in {Subject.AGENDA, Subject.CITIES} or question.unread:
        raise MisreadArguments("agenda-not-understood", text=_quoted(question.unread or text))
    if len(question.cities) > 1:
        raise MisreadArguments("agenda-one-city", name=question.cities[0].name)


def _quoted(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"
