"""Build the buttons under a notice: card, calendar file, what to switch off.

The mute buttons stand under notices of earlier versions, and are still turned over by a press.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup

from data.calendar.event_details import NO_DETAILS, EventDetails
from data.calendar.occasions import Occasion, OccasionKind
from data.store.revisions import NEW_PLANS
from handlers.callbacks.browsing import OpenEvent, SendEventFile
from handlers.callbacks.cities import OpenCity, SendCityFile
from handlers.callbacks.item_marks import marks_of
from handlers.callbacks.preferences import ChooseItem, NoticeStep, Stop
from handlers.callbacks.subscriptions import OpenSubscriptions, SetMute, SubscriptionScreen
from handlers.text.words import Words
from handlers.views.event_details import link_buttons
from handlers.views.keyboard import Button, Row, button, keyboard
from handlers.views.notices.new_plan import NewPlan, mute_new_plans_button, new_plan_rows
from handlers.views.notices.plan_change import ChangeEffect, PlanChange, PlannedFacts
from handlers.views.wording.occasions import one_line

MOST_REMOVALS = 4
"""How many items of one message that are gone have a button of their own."""


@dataclass(frozen=True, slots=True)
class ButtonTarget:
    """What the buttons of one item act upon.

    key is that of the item, title its name if it may have no card. card and file may be missing. is_off means
    that the file removes the item from a calendar. details have the link that an editor has added.
    """

    key: str
    card: OpenEvent | OpenCity | None = None
    file: SendEventFile | SendCityFile | None = None
    is_off: bool = False
    title: str = ""
    details: EventDetails = NO_DETAILS


def target_of_occasion(occasion: Occasion) -> ButtonTarget | None:
    """Return the target of an occasion: the whole event, or the city day.

    An issue has no buttons.
    """
    event, city = occasion.event, occasion.city
    if event is not None:
        return ButtonTarget(
            f"event:{event.id}",
            OpenEvent(id=event.id, fresh=True),
            SendEventFile(id=event.id),
            details=event.details,
        )
    if occasion.kind in {OccasionKind.BULLETIN, OccasionKind.JOURNAL}:
        return None
    if city is None:
        return ButtonTarget(occasion.key)
    return ButtonTarget(occasion.key, OpenCity(id=city.id, fresh=True), SendCityFile(id=city.id))


def target_of_change(change: PlanChange) -> ButtonTarget | None:
    """Return the target of a changed subject.

    What is cancelled can be removed from a calendar.
    """
    is_off = change.is_off
    if change.is_city_day:
        city = change.city
        if city is None:
            return None if is_off else ButtonTarget(change.subject)
        file = None if is_off or change.after.when is None else SendCityFile(id=city.id)
        return ButtonTarget(change.subject, OpenCity(id=city.id, fresh=True), file)
    number = int(change.subject.split(":")[1])
    card = None if change.effects[0] is ChangeEffect.REMOVED else OpenEvent(id=number, fresh=True)
    was_dated, is_dated = (_is_dated(facts) for facts in (change.before, change.after))
    takes_out = was_dated and (is_off or not is_dated)
    file_of_event = SendEventFile(id=number) if takes_out or (is_dated and not is_off) else None
    if card is None and file_of_event is None:
        return None
    title = change.before.title
    return ButtonTarget(f"event:{number}", card, file_of_event, is_off=takes_out, title=title)


def _is_dated(facts: PlannedFacts) -> bool:
    return facts.when is not None and facts.when.end is not None


def notice_keyboard(
    words: Words,
    targets: Sequence[ButtonTarget],
    keys: Sequence[str],
    plans: Sequence[NewPlan] = (),
) -> InlineKeyboardMarkup | None:
    """Return the buttons of the only target, or one that opens a choice among several.

    keys are those of all items that the choice of the last button can switch off. An item without a card,
    which no choice could open, keeps the button of its file. New plans have buttons of their own.
    """
    marks = marks_of(keys)
    opt_out = button(words.plain("notice-button-opt-out"), ChooseItem(step=NoticeStep.OPT_OUT, items=marks))
    rows = _rows_of_one(words, targets[0]) if len(targets) == 1 else _removal_rows(words, targets)
    rows += [row for plan in plans for row in new_plan_rows(words, plan)]
    carded = [target.key for target in targets if target.card is not None] if len(targets) > 1 else []
    choice = ChooseItem(step=NoticeStep.OPEN, items=marks_of(carded))
    open_several = [button(words.plain("notice-button-open-several"), choice)] if carded else []
    return keyboard(*rows, [*open_several, *([opt_out] if keys else [])])


def _removal_rows(words: Words, targets: Sequence[ButtonTarget]) -> list[Row]:
    gone = [target for target in targets if target.card is None and target.file is not None]
    return [
        [button(words.plain("notice-button-out-of-calendar", title=one_line(target.title)), target.file)]
        for target in gone[:MOST_REMOVALS]
        if target.file is not None
    ]


def mute_button(words: Words, key: str, number: int = 0) -> Button:
    """Return the button that mutes one item. number is 0 for the only one."""
    if key == NEW_PLANS:
        return mute_new_plans_button(words)
    label = (
        words.plain("notice-button-mute-numbered", number=number)
        if number
        else words.plain("notice-button-mute")
    )
    return button(label, SetMute(key=key, muted=True))


def unmute_button(words: Words, key: str) -> Button:
    """Return the button that unmutes one item."""
    return button(words.plain("notice-button-unmute"), SetMute(key=key, muted=False))


def with_mute(words: Words, markup: InlineKeyboardMarkup, key: str, *, muted: bool) -> InlineKeyboardMarkup:
    """Return the keyboard with the mute button of this key turned into its opposite."""
    ours = {SetMute(key=key, muted=state).pack() for state in (True, False)}
    numbered = sum(_is_mute(one) for row in markup.inline_keyboard for one in row) > 1
    rows = []
    for at, row in enumerate(markup.inline_keyboard, 1):
        turned = unmute_button(words, key) if muted else mute_button(words, key, at if numbered else 0)
        rows.append([turned if one.callback_data in ours else one for one in row])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _is_mute(one: Button) -> bool:
    """Return whether the button mutes one item of the message, and not all new plans."""
    prefix, separator = SetMute.__prefix__, SetMute.__separator__
    data = one.callback_data or ""
    return data.startswith(f"{prefix}{separator}") and data.split(separator)[1] != NEW_PLANS


def manage_row(words: Words) -> Row:
    """Return the buttons to the subscriptions and to the stop of all notices."""
    return [
        button(
            words.plain("notice-button-subscriptions"),
            OpenSubscriptions(screen=SubscriptionScreen.TOPICS, fresh=True),
        ),
        button(words.plain("notice-button-stop"), Stop(sure=False)),
    ]


def _rows_of_one(words: Words, target: ButtonTarget) -> list[Row]:
    row = []
    if target.card is not None:
        row.append(button(words.plain("notice-button-open"), target.card))
    if target.file is not None:
        label = "button-out-of-calendar" if target.is_off else "notice-button-file"
        row.append(button(words.plain(label), target.file))
    return [link_buttons(words, target.details), row]
