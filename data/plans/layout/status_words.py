"""Recognise the words that say what became of an event: «отменено», «перенесено»."""

import re

from data.calendar.plan import EventStatus

_BE = r"(?:был[аои]?\s+|будет\s+|будут\s+)?"
CANCELLED = (
    rf"{_BE}отмен(?:[её]н[аоы]?|яется|яются|ить(?:\s+проведение)?|а(?:\s+мероприятия)?)"
    rf"|{_BE}исключ(?:[её]н[аоы]?|ить|ается|ение)(?:\s+из\s+плана)?"
    rf"|{_BE}снят[аоы]?(?:\s+с\s+(?:плана|учета|учёта|контроля))?(?![а-яё])|снимается\s+с\s+плана"
    rf"|{_BE}аннулирован[аоы]?|не\s+состо(?:ится|ятся|ялось|ялся|ялась|ялись)|не\s+проводи(?:тся|лось|лся|лась|лись)"
    r"|не\s+проводятся|не\s+будет\s+(?:проводиться|проведен[оа]?|проведён)|не\s+будут\s+проводиться"
    r"|проводиться\s+не\s+(?:будет|будут)|cancell?ed"
)
MOVED = (
    rf"{_BE}перенес[её]?н[аоы]?|перенос(?:ится|ятся)?|{_BE}отложен[аоы]?|откладыва[ею]тся"
    r"|postponed|rescheduled|moved"
)
STATUS_WORD = re.compile(
    rf"(?<![а-яёa-z])(?<!не )(?:(?P<cancelled>{CANCELLED})|(?P<moved>{MOVED}))(?![а-яёa-z])", re.IGNORECASE
)
_LOOKS_LIKE = re.compile(
    r"(?<![а-яё])(?:отмен|исключ[аеи]|снят|аннулир|перенес|перенос|приостан|отложен|отклады|сорва[лн]|не\s+(?:состо|провод|провед))",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"«[^«»]*»|\"[^\"]*\"")


def status_in(text: str) -> EventStatus:
    """Return the status a text names. A cancellation outweighs a move."""
    found = [word.lastgroup for word in STATUS_WORD.finditer(text)]
    if "cancelled" in found:
        return EventStatus.CANCELLED
    return EventStatus.MOVED if found else EventStatus.PLANNED


def looks_like_status(text: str) -> bool:
    """Return whether a text has a word that may name a status.

    It need not be one that status_in understands: «приостановлено».
    """
    return _LOOKS_LIKE.search(_QUOTED.sub("", text)) is not None
