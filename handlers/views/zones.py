"""The screens on which the time zone is chosen, from a list or by a city."""

from datetime import datetime

from data.calendar.city_search.lookup import Found
from data.store.chats import Chat
from handlers.callbacks.preferences import AskZoneCity, OpenSettings, SettingsScreen, SetZone
from handlers.text.words import Words
from handlers.views.cities import candidates_text
from handlers.views.keyboard import button, in_rows, keyboard, radio_button, shorten
from handlers.views.message import Message
from handlers.views.settings import back_to_settings
from handlers.views.wording.local_time import OFFERED_ZONES, local_clock, zone_in_words
from handlers.views.wording.occasions import city_name


def zone_message(words: Words, chat: Chat, now: datetime) -> Message:
    """Zones to choose from, the way to any other by a city's name, and the local time now."""
    buttons = [
        radio_button(words, zone_in_words(words, zone, now), SetZone(zone=zone), chosen=zone == chat.zone)
        for zone in OFFERED_ZONES
    ]
    text = words(
        "settings-zone-title",
        zone=zone_in_words(words, chat.zone, now),
        clock=local_clock(words, chat.zone, now),
    )
    by_city = button(words.plain("settings-zone-button-city"), AskZoneCity())
    return Message(text, keyboard([by_city], *in_rows(buttons, 2), [back_to_settings(words)]))


def ask_zone_city_message(words: Words, *, in_group: bool) -> Message:
    """The question which city; in a group only an answer to this very message reaches us."""
    return Message(words("settings-zone-ask-group" if in_group else "settings-zone-ask"))


def zone_set_message(words: Words, chat: Chat, now: datetime) -> Message:
    """That the zone has been taken from a city, with the local time to compare."""
    text = words(
        "settings-zone-set",
        zone=zone_in_words(words, chat.zone, now),
        clock=local_clock(words, chat.zone, now),
    )
    to_settings = button(words.plain("settings-button-back"), OpenSettings(screen=SettingsScreen.MAIN))
    return Message(text, keyboard([to_settings]))


def which_zone_city_message(words: Words, found: Found) -> Message:
    """Offer the cities a name may have meant; pressing one sets its zone."""
    buttons = [button(city_name(words, city), SetZone(zone=city.zone)) for city in found.candidates]
    return Message(candidates_text(words, found), keyboard(*in_rows(buttons, 2)))


def zone_city_unknown_message(words: Words, name: str) -> Message:
    """Say that neither a city nor a zone is called so; the list of zones is the other way."""
    to_zones = button(words.plain("settings-button-zone"), OpenSettings(screen=SettingsScreen.ZONE))
    return Message(words("settings-zone-unknown", name=shorten(name, 60)), keyboard([to_zones]))
