"""Read what follows /start: what a link opens, and where it was published.

A link to the bot ends in «?start=» and up to 64 signs. It may name a card («ckazan», «e12»), a topic («w»)
or writing to the secretariat («f»), the place where it was published («site», or «from-site», which no card
can ever be called), or both, with an underscore between them: «ckazan_poster».
"""

import re
from dataclasses import dataclass, replace

from data.calendar.almanac import Almanac
from data.calendar.cities import City
from data.calendar.plan import PlanEvent
from data.calendar.topics import Topic

CITY, EVENT = ":city", ":event"
"""Sources of links to cards without the name of a place. No label of a link has a colon."""

FEEDBACK_LINK = "f"
"""The payload of a link that opens writing to the secretariat."""

SETUP_LINK = "setup-"
"""The beginning of what a link carries that only shows who its reader is. It opens nothing."""

_CITY_LINK, _EVENT_LINK = "c", "e"
_TOPIC_LINKS = {"w": Topic.BULLETIN, "j": Topic.JUBILEES}
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_EVENT_NUMBER = re.compile(r"e[0-9]+")
# what Telegram's own links carry that say nothing
_SILENT = frozenset({"", "start", "true"})


@dataclass(frozen=True, slots=True)
class StartLink:
    """What a link opens, and its source.

    The source is the place where it was published, or the kind of card it leads to. It is empty where it is
    not known. is_gone says that it once led to a card that is no longer there.
    """

    city: City | None = None
    event: PlanEvent | None = None
    topic: Topic | None = None
    asks_feedback: bool = False
    is_gone: bool = False
    source: str = ""

    @property
    def opens(self) -> bool:
        """Return whether the link opens anything beside the first screen."""
        targets = (self.city, self.event, self.topic)
        return self.asks_feedback or any(one is not None for one in targets)


def read_link(almanac: Almanac, payload: str) -> StartLink:
    """Return what the text after /start means. Any text is accepted: people may type it."""
    if payload.startswith(SETUP_LINK):
        return StartLink()
    whole = _target(almanac, payload)
    target, _, label = payload.partition("_")
    link = whole if whole.opens else _target(almanac, target)
    if not link.opens:
        # only a link that once led to a card is called outdated
        is_gone = payload[:1] in {_CITY_LINK, _EVENT_LINK} and len(payload) > 1
        return StartLink(is_gone=is_gone, source=_source(payload, link))
    return replace(link, source=_source("" if link is whole else label, link))


def _target(almanac: Almanac, target: str) -> StartLink:
    rest = target[1:]
    if target[:1] == _CITY_LINK and rest in almanac.cities.by_id:
        return StartLink(city=almanac.cities.by_id[rest])
    # ids have at most 19 digits
    if _EVENT_NUMBER.fullmatch(target) and len(rest) < 20:
        return StartLink(event=almanac.event(int(rest)))
    return StartLink(topic=_TOPIC_LINKS.get(target), asks_feedback=target == FEEDBACK_LINK)


def _source(label: str, link: StartLink) -> str:
    """Return where a link was published by its label, else the kind of what it opens."""
    if link.opens and not label:
        return _kind(link)
    if not _PAYLOAD.fullmatch(label):
        return ""
    if _EVENT_NUMBER.fullmatch(label):
        return EVENT
    named = label.lower().removeprefix("from").lstrip("-_") if _is_named(label) else label.lower()
    return "" if named in _SILENT else named


def _kind(link: StartLink) -> str:
    if link.city is not None:
        return CITY
    if link.asks_feedback:
        return ":feedback"
    return EVENT if link.event is not None else f":{link.topic}"


def _is_named(label: str) -> bool:
    return label.lower().startswith(("from-", "from_"))
