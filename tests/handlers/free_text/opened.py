"""Describe in short what an answer opens, by its buttons and its first line."""

import re

from handlers.callbacks.agenda import AgendaScreen, OpenAgenda
from handlers.callbacks.browsing import Follow, OpenEvent
from handlers.callbacks.cities import OpenCity
from tests.world.conversation import Screen

_NUMBER = re.compile(r"^(?:№|No\.) ?(\S+) ", re.M)


def opened(screen: Screen) -> str:
    """Return what an answer opens as «city kazan», «agenda 20200901+29 jub» or «event 5».

    A list of found items is «found 1,2,7», any other answer its first line."""
    data = [button.callback_data or "" for button in screen.buttons]
    heads = [text for text in screen.text.split("\n") if text.strip()]
    return _card(data, screen.text) or _list(data) or _found(data, heads) or " ".join(heads[:1])


def _card(data: list[str], text: str) -> str:
    follows = [Follow.unpack(one) for one in data if one.startswith("fo:")]
    followed = next((f"{one.topic} {one.subject}" for one in follows if one.subject), "")
    # an event that is over has no button to follow it
    number = _NUMBER.search(text)
    return followed or (f"event №{number[1]}" if number else "")


def _list(data: list[str]) -> str:
    lists = [OpenAgenda.unpack(one) for one in data if one.startswith("ag:")]
    asked = next((one for one in lists if one.screen is AgendaScreen.FILTER), None)
    if asked is None:
        return ""
    kind = "" if asked.kind == "all" else asked.kind
    return " ".join(filter(None, ("agenda", f"{asked.first or 'now'}+{asked.days}", kind, asked.city)))


def _found(data: list[str], heads: list[str]) -> str:
    events = [str(OpenEvent.unpack(one).id) for one in data if one.startswith("ev:")]
    cities = [OpenCity.unpack(one).id for one in data if one.startswith("ct:")]
    if events and heads[0].startswith("🔎"):
        return f"found {','.join(events)}"
    return f"cities {','.join(cities)}" if cities else ""
