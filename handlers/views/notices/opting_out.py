"""Render the choices below a notice: which item to open, and what to switch off."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.calendar.topics import Topic
from handlers.callbacks.browsing import OpenEvent
from handlers.callbacks.cities import OpenCity
from handlers.callbacks.preferences import SetFollowed, SetGreetings, SetItem, Stop
from handlers.callbacks.subscriptions import OpenSubscriptions, SubscriptionScreen
from handlers.text.words import Words
from handlers.views.keyboard import Button, button, checkbox, keyboard
from handlers.views.lead_times import topic_name
from handlers.views.message import Message

Switch = SetItem | SetFollowed | SetGreetings
"""The data of a switch. It names the state that a press reaches, so a ticked one names that it is off."""


@dataclass(frozen=True, slots=True)
class NamedSwitch:
    """A switch with its label: what is on until it is pressed."""

    label: str
    data: Switch


def opt_out_message(words: Words, switches: Sequence[NamedSwitch]) -> Message:
    """Offer to switch off the items of a notice, its topics, greetings, or everything."""
    rows = [[switch_button(words, one)] for one in switches]
    subscriptions = button(
        words.plain("notice-button-subscriptions"), OpenSubscriptions(screen=SubscriptionScreen.TOPICS)
    )
    stop = button(words.plain("notice-button-stop"), Stop(sure=True), style="danger")
    text = words("opt-out-ask" if switches else "opt-out-nothing")
    return Message(text, keyboard(*rows, [subscriptions, stop]))


def open_item_message(words: Words, items: Sequence[tuple[str, OpenEvent | OpenCity]]) -> Message:
    """Offer the cards of a notice's items."""
    if not items:
        return Message(words("open-item-nothing"))
    return Message(words("open-item-ask"), keyboard(*([button(label, card)] for label, card in items)))


def switch_button(words: Words, switch: NamedSwitch) -> Button:
    """Return the button of a switch, ticked while it is on."""
    return checkbox(words, switch.label, switch.data, chosen=_is_on(switch.data))


def followed_label(words: Words, topic: Topic, city: str) -> str:
    """Return the label of a topic, or of a city's name."""
    if topic is Topic.CITY:
        return words.plain("opt-out-city", city=city)
    return words.plain("opt-out-topic", topic=topic_name(words, topic))


def opposite(data: Switch) -> Switch:
    """Return the switch that undoes this one."""
    if isinstance(data, SetItem):
        return data.model_copy(update={"muted": not data.muted})
    return data.model_copy(update={"on": not data.on})


def _is_on(data: Switch) -> bool:
    return data.muted if isinstance(data, SetItem) else not data.on
