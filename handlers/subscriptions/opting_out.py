"""Choose below a notice which of its items to open, and what of it to switch off.

The choice has switches: each item, each followed topic that brought it, the greetings. A press turns one over
and leaves the others.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from aiogram import F, Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup

from data.calendar.followers import subscriptions_for
from data.calendar.greetings import greeting_of
from data.calendar.occasions import Occasion
from data.calendar.topics import Subscription, Topic
from handlers.callbacks.browsing import OpenEvent
from handlers.callbacks.cities import OpenCity
from handlers.callbacks.item_marks import OF_CHANGES, keys_of
from handlers.callbacks.preferences import ChooseItem, NoticeStep, SetFollowed, SetGreetings, SetItem
from handlers.chat_context import ChatContext
from handlers.permissions import admins_only
from handlers.reachability.obstacles import confirm_reminders
from handlers.sending.replies import Toast, pressed_keyboard, replace_keyboard, reply_below
from handlers.subscriptions.greetings import switch_greetings
from handlers.subscriptions.lookup import mute, set_followed, unmute
from handlers.subscriptions.ordering import mutable_in_order, name_of_key
from handlers.views.notices.opting_out import (
    NamedSwitch,
    Switch,
    followed_label,
    open_item_message,
    opposite,
    opt_out_message,
    switch_button,
)
from handlers.views.wording.occasions import card_of, city_name


def build_router() -> Router:
    """Return the router of these choices. In groups only admins may switch."""
    router = Router(name="notice-choices")
    router.callback_query.register(choose_card, ChooseItem.filter(F.step == NoticeStep.OPEN))
    switches = admins_only(Router(name="opting-out"))
    switches.callback_query.register(choose_switch, ChooseItem.filter(F.step == NoticeStep.OPT_OUT))
    switches.callback_query.register(set_item, SetItem.filter())
    switches.callback_query.register(set_subscription, SetFollowed.filter())
    switches.callback_query.register(set_greetings, SetGreetings.filter(F.in_choice))
    router.include_router(switches)
    return router


async def choose_card(press: CallbackQuery, callback_data: ChooseItem, context: ChatContext) -> None:
    """Offer the cards of the items, below the notice."""
    keys = keys_of(callback_data.items, _known_keys(context))
    cards = ((name_of_key(context, key), _card_of(context, key)) for key in keys)
    shown = [(label, card) for label, card in cards if card is not None]
    await reply_below(press, open_item_message(context.words, shown))


async def choose_switch(press: CallbackQuery, callback_data: ChooseItem, context: ChatContext) -> None:
    """Offer what the notice can be switched off by, below it."""
    switches = await _switches(context, keys_of(callback_data.items, _known_keys(context)))
    await reply_below(press, opt_out_message(context.words, switches))


async def set_item(press: CallbackQuery, callback_data: SetItem, context: ChatContext, toast: Toast) -> None:
    """Mute or unmute an item."""
    if callback_data.muted:
        await mute(context, callback_data.key)
        toast.say(context.words.plain("subscriptions-muted"))
    elif await unmute(context, callback_data.key):
        confirm_reminders(toast, context, context.words.plain("subscriptions-unmuted"))
    else:
        toast.say(context.words.plain("subscriptions-nothing-to-mute"))
    await _turn_over(press, context, callback_data)


async def set_subscription(
    press: CallbackQuery, callback_data: SetFollowed, context: ChatContext, toast: Toast
) -> None:
    """Follow a topic or a city, or stop following it."""
    await set_followed(context, Subscription(callback_data.topic, callback_data.subject), on=callback_data.on)
    if callback_data.on:
        confirm_reminders(toast, context, context.words.plain("subscriptions-followed"))
    else:
        toast.say(context.words.plain("subscriptions-unfollowed"))
    await _turn_over(press, context, callback_data)


async def set_greetings(
    press: CallbackQuery, callback_data: SetGreetings, context: ChatContext, toast: Toast
) -> None:
    """Switch the greetings of the day itself."""
    await switch_greetings(context, toast, on=callback_data.on)
    await _turn_over(press, context, callback_data)


async def _turn_over(press: CallbackQuery, context: ChatContext, pressed: Switch) -> None:
    """Replace the pressed button with its opposite.

    The choice is stored, even if the message cannot be edited.
    """
    shown = pressed_keyboard(press)
    if shown is None:
        return
    turned = switch_button(context.words, _named(context, opposite(pressed)))
    rows = [
        [turned if one.callback_data == press.data else one for one in row] for row in shown.inline_keyboard
    ]
    await replace_keyboard(press, InlineKeyboardMarkup(inline_keyboard=rows))


async def _switches(context: ChatContext, keys: list[str]) -> list[NamedSwitch]:
    """Return a switch for each item to come, for what is followed of them, and for greetings."""
    chat_id, follows = context.chat.chat_id, await context.follows()
    muted, ahead = await context.store.subscriptions.mutes(chat_id), frozenset(mutable_in_order(context))
    items: list[Switch] = [SetItem(key=key, muted=key not in muted) for key in keys if key in ahead]
    occasions = [one for key in keys for one in _occasions_of(context, key)]
    concerned = dict.fromkeys(one for occasion in occasions for one in subscriptions_for(occasion))
    if OF_CHANGES in keys:
        concerned[Subscription(Topic.CHANGES)] = None
    followed: list[Switch] = [
        SetFollowed(topic=one.topic, subject=one.subject, on=False)
        for one in concerned
        if one in follows and one.topic is not Topic.EVENT
    ]
    greetings: list[Switch] = (
        [SetGreetings(on=False, in_choice=True)] if _is_greeted(context, occasions) else []
    )
    return [_named(context, data) for data in (*items, *followed, *greetings)]


def _is_greeted(context: ChatContext, occasions: Iterable[Occasion]) -> bool:
    found = (greeting_of(one) for one in occasions)
    return context.chat.greets and any(one is not None and one.is_for(context.chat.city) for one in found)


def _named(context: ChatContext, data: Switch) -> NamedSwitch:
    if isinstance(data, SetItem):
        return NamedSwitch(name_of_key(context, data.key), data)
    if isinstance(data, SetGreetings):
        return NamedSwitch(context.words.plain("greetings-switch"), data)
    city = context.almanac.cities.by_id.get(data.subject)
    name = data.subject if city is None else city_name(context.words, city)
    return NamedSwitch(followed_label(context.words, data.topic, name), data)


def _known_keys(context: ChatContext) -> Iterator[str]:
    """Yield the keys that a notice may have been about.

    They are those of all events, and of city days and journals of the years around this one.
    """
    yield OF_CHANGES
    almanac, year = context.almanac, context.today.year
    yield from (f"event:{one.id}" for plan in almanac.plans.values() for one in plan.events)
    yield from (one.key for one in almanac.occasions(date(year - 1, 1, 1), date(year + 1, 12, 31)))


def _occasions_of(context: ChatContext, key: str) -> list[Occasion]:
    """Return the occasion of a key, or those of a whole event."""
    kind, _, number = key.partition(":")
    event = context.almanac.event(int(number)) if kind == "event" and number.isdecimal() else None
    keys = [key] if event is None else [f"{key}:{at}" for at in range(len(event.occurrences))]
    return [one for one in map(context.almanac.occasion, keys) if one is not None]


def _card_of(context: ChatContext, key: str) -> OpenEvent | OpenCity | None:
    kind, _, number = key.partition(":")
    if kind == "event" and number.isdecimal():
        return OpenEvent(id=int(number), fresh=True) if context.almanac.event(int(number)) else None
    card = next((card_of(one) for one in _occasions_of(context, key)), None)
    return None if card is None else card.model_copy(update={"fresh": True})
