"""Render the screens of the time zone: the list, and the question for a city."""

from datetime import datetime

from data.calendar.city_search.lookup import SearchResult
from data.calendar.nearest_city import NearestCity
from data.store.chat_values import Chat
from handlers.callbacks.preferences import AskZoneCity, OpenSettings, SettingsScreen, SetZone
from handlers.text.words import Words
from handlers.views.cities import candidates_text
from handlers.views.keyboard import button, in_rows, keyboard, radio_button, shorten
from handlers.views.message import Message
from handlers.views.settings import back_to_settings, whose
from handlers.views.wording.local_time import OFFERED_ZONES, local_clock, zone_in_words
from handlers.views.wording.occasions import city_name


def zone_message(words: Words, chat: Chat, now: datetime) -> Message:
    """Render the zones to choose from, a button to name a city, and the local time."""
    buttons = [
        radio_button(words, zone_in_words(words, zone, now), SetZone(zone=zone), chosen=zone == chat.zone)
        for zone in OFFERED_ZONES
    ]
    text = words(
        "settings-zone-title",
        chat=whose(chat),
        zone=zone_in_words(words, chat.zone, now),
        clock=local_clock(words, chat.zone, now),
    )
    by_city = button(words.plain("settings-zone-button-city"), AskZoneCity())
    return Message(text, keyboard([by_city], *in_rows(buttons, 2), [back_to_settings(words)]))


def ask_zone_city_message(words: Words, *, in_group: bool) -> Message:
    """Ask for a city. In a group only a reply to this message reaches the bot."""
    return Message(words("settings-zone-ask-group" if in_group else "settings-zone-ask"))


def zone_set_message(words: Words, chat: Chat, now: datetime) -> Message:
    """Confirm the zone taken from a city, with the local time to check it by."""
    text = words(
        "settings-zone-set",
        zone=zone_in_words(words, chat.zone, now),
        clock=local_clock(words, chat.zone, now),
    )
    to_settings = button(words.plain("settings-button-back"), OpenSettings(screen=SettingsScreen.MAIN))
    return Message(text, keyboard([to_settings]))


def which_zone_city_message(words: Words, found: SearchResult) -> Message:
    """Offer the cities that a name may mean. A press sets the city's zone."""
    buttons = [button(city_name(words, city), SetZone(zone=city.zone)) for city in found.candidates]
    return Message(candidates_text(words, found), keyboard(*in_rows(buttons, 2)))


def zone_city_far_message(words: Words, nearest: NearestCity) -> Message:
    """Say that a shared location is too far from any city to take its zone."""
    to_zones = button(words.plain("settings-button-zone"), OpenSettings(screen=SettingsScreen.ZONE))
    name = city_name(words, nearest.city)
    return Message(words("settings-zone-far", city=name, km=nearest.km), keyboard([to_zones]))


def zone_city_unknown_message(words: Words, name: str) -> Message:
    """Say that no city or zone has this name, with a button to the list of zones."""
    to_zones = button(words.plain("settings-button-zone"), OpenSettings(screen=SettingsScreen.ZONE))
    return Message(words("settings-zone-unknown", name=shorten(name, 60)), keyboard([to_zones]))
