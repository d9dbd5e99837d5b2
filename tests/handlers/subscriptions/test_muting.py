"""Under notices of earlier versions a button mutes one occasion, and then unmutes it."""

import pytest
from aiogram.methods import EditMessageReplyMarkup
from aiogram.types import InlineKeyboardMarkup

from data.store.store import Store
from handlers.callbacks.subscriptions import SetMute
from handlers.text.words import words_in
from handlers.views.notices.buttons import mute_button
from tests.world.conversation import ConversationWorld, Person, Screen

KAZAN = "jubilee:kazan:2020"


def receives(person: Person, *keys: str) -> None:
    """Send a notice of these occasions with the buttons of earlier versions."""
    numbers = range(1, len(keys) + 1) if len(keys) > 1 else [0]
    rows = [[mute_button(words_in("ru"), key, at)] for at, key in zip(numbers, keys, strict=True)]
    person.keyboard = InlineKeyboardMarkup(inline_keyboard=rows)


def shown(person: Person) -> list[tuple[str, str | None]]:
    """Return the buttons as the person sees them, with their data."""
    rows = person.keyboard.inline_keyboard if person.keyboard is not None else []
    return [(key.text, key.callback_data) for row in rows for key in row]


def redrawn(screen: Screen) -> list[EditMessageReplyMarkup]:
    """Return the keyboards that were edited."""
    return [call for call in screen.calls if isinstance(call, EditMessageReplyMarkup)]


async def test_second_tap_unmutes(anna: Person, store: Store) -> None:
    """The notice stays as it is. Only its button changes, there and back."""
    receives(anna, KAZAN)
    before = shown(anna)
    muted = await anna.presses(SetMute(key=KAZAN, muted=True).pack())
    assert await store.subscriptions.mutes(anna.chat.id) == {KAZAN}
    assert muted.toasts == ["Больше не напомним"]
    assert muted.messages == []
    assert len(redrawn(muted)) == 1
    back = await anna.presses(muted.button("Вернуть"))
    assert await store.subscriptions.mutes(anna.chat.id) == frozenset()
    assert back.toasts == ["Снова будем напоминать"]
    assert shown(anna) == before


async def test_only_the_pressed_button_changes(anna: Person, store: Store) -> None:
    """The other items of the message keep their buttons and numbers."""
    receives(anna, KAZAN, "jubilee:barnaul:2020", "city_day:moscow:2020")
    muted = await anna.presses(SetMute(key="city_day:moscow:2020", muted=True).pack())
    labels = [key.text for key in muted.buttons]
    assert "1. 🔕" in labels
    assert labels.count("↩️ Вернуть") == 1
    back = await anna.presses(muted.button("Вернуть"))
    assert {"1. 🔕", "2. 🔕", "3. 🔕"} <= {key.text for key in back.buttons}
    assert await store.subscriptions.mutes(anna.chat.id) == frozenset()


async def test_an_event_is_muted_as_a_whole(anna: Person, store: Store) -> None:
    """All its days and all its changes are muted."""
    await anna.presses(SetMute(key="event:1", muted=True).pack())
    assert await store.subscriptions.mutes(anna.chat.id) == {"event:1"}
    assert (await anna.says("/subscribe")).button("Отключённые: 1")


@pytest.mark.parametrize("key", ["event:99999", "jubilee:atlantis:2020", "jubilee:kazan:2019", "nonsense"])
async def test_unknown_or_past_occasion_is_not_muted(anna: Person, store: Store, key: str) -> None:
    """A past or unknown occasion is not stored, and the press is answered."""
    screen = await anna.presses(SetMute(key=key, muted=True).pack())
    assert "напоминаний и так не будет" in screen.toasts[0]
    assert await store.subscriptions.mutes(anna.chat.id) == frozenset()


@pytest.mark.parametrize("reason", ["message is not modified: …", "message to edit not found"])
async def test_mute_is_stored_if_the_button_cannot_be_edited(
    anna: Person, world: ConversationWorld, store: Store, reason: str
) -> None:
    """The choice is stored even if the button cannot be edited."""
    receives(anna, KAZAN)
    world.session.refusals[EditMessageReplyMarkup] = [reason]
    screen = await anna.presses(SetMute(key=KAZAN, muted=True).pack())
    assert screen.toasts == ["Больше не напомним"]
    gone = await anna.presses(SetMute(key=KAZAN, muted=True).pack(), message="inaccessible")
    assert gone.toasts == ["Больше не напомним"]
    assert await store.subscriptions.mutes(anna.chat.id) == {KAZAN}


async def test_member_cannot_mute_for_the_group(world: ConversationWorld, store: Store) -> None:
    """One member's tap does not mute the group."""
    member = world.member()
    receives(member, KAZAN)
    screen = await member.presses(SetMute(key=KAZAN, muted=True).pack())
    assert "администраторы" in screen.toasts[0]
    assert await store.subscriptions.mutes(member.chat.id) == frozenset()
