"""Send locations, venues, contacts and dice."""

import random

from aiogram.methods import (
    EditMessageLiveLocation,
    SendContact,
    SendDice,
    SendLocation,
    SendVenue,
    StopMessageLiveLocation,
)

from bot.sandbox.messages.content import chat_and_fields, keyboard, post_message
from bot.sandbox.methods.editing import own_message, replace_content
from bot.sandbox.methods.registry import handles
from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.people import Json, Posted
from bot.sandbox.world.world import World

DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
FOREVER = 0x7FFFFFFF


@handles(SendLocation)
def send_location(world: World, method: SendLocation, request: Request) -> Json:
    """Post a location, live if it has a `live_period` in seconds."""
    chat, content = chat_and_fields(world, request, "locations", "can_send_other_messages")
    point = _point(method)
    if method.live_period:
        if method.live_period != FOREVER and not 60 <= method.live_period <= 86_400:
            raise bad_request("LIVE_PERIOD_INVALID")
        point["live_period"] = method.live_period
    return post_message(world, chat, {"location": point} | content, request)


@handles(SendVenue)
def send_venue(world: World, method: SendVenue, request: Request) -> Json:
    """Post a location with a title and an address."""
    chat, content = chat_and_fields(world, request, "venues", "can_send_other_messages")
    if not method.title.strip() or not method.address.strip():
        raise bad_request("VENUE_INVALID")
    point = _point(method)
    venue = {"location": point, "title": method.title, "address": method.address}
    return post_message(world, chat, {"location": point, "venue": venue} | content, request)


def _point(method: SendLocation | SendVenue | EditMessageLiveLocation) -> Json:
    if abs(method.latitude) > 90 or abs(method.longitude) > 180:
        raise bad_request("wrong latitude or longitude specified")
    return {"latitude": method.latitude, "longitude": method.longitude}


@handles(EditMessageLiveLocation)
def edit_message_live_location(world: World, method: EditMessageLiveLocation, request: Request) -> Json:
    """Move a live location."""
    posted = _live_location(world, method)
    period = method.live_period or posted.body["location"]["live_period"]
    content = {"location": _point(method) | {"live_period": period}} | keyboard(request)
    return replace_content(world, posted, content, ("location", "reply_markup"))


@handles(StopMessageLiveLocation)
def stop_message_live_location(world: World, method: StopMessageLiveLocation, request: Request) -> Json:
    """Stop a live location at its last point."""
    posted = _live_location(world, method)
    point = {name: posted.body["location"][name] for name in ("latitude", "longitude")}
    return replace_content(
        world, posted, {"location": point} | keyboard(request), ("location", "reply_markup")
    )


def _live_location(world: World, method: EditMessageLiveLocation | StopMessageLiveLocation) -> Posted:
    posted = own_message(world, world.open_chat(method.chat_id), method.message_id)
    period = posted.body.get("location", {}).get("live_period")
    over = period and period != FOREVER and world.now() > posted.body["date"] + period
    if period is None or over:
        raise bad_request("message can't be edited")
    return posted


@handles(SendContact)
def send_contact(world: World, method: SendContact, request: Request) -> Json:
    """Post a name and a telephone number."""
    chat, content = chat_and_fields(world, request, "contacts", "can_send_other_messages")
    if not method.phone_number.strip():
        raise bad_request('field "phone_number" must contain a valid phone number')
    if not method.first_name.strip():
        raise bad_request('field "first_name" must be non-empty')
    names = ("phone_number", "first_name", "last_name", "vcard")
    contact = {name: value for name in names if (value := getattr(method, name))}
    return post_message(world, chat, {"contact": contact} | content, request)


@handles(SendDice)
def send_dice(world: World, method: SendDice, request: Request) -> Json:
    """Post a die with a random value."""
    chat, content = chat_and_fields(world, request, "dice", "can_send_other_messages")
    emoji = (method.emoji or "🎲").removesuffix("\ufe0f")
    if emoji not in DICE:
        raise bad_request("EMOTICON_INVALID")
    value = random.randint(1, DICE[emoji])  # noqa: S311 - nothing depends on it
    return post_message(world, chat, {"dice": {"emoji": emoji, "value": value}} | content, request)
