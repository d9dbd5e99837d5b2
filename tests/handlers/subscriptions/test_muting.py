"""One tap silences one thing; the same button takes it back."""

from datetime import date

import pytest
from aiogram.methods import EditMessageReplyMarkup

from data.calendar.almanac import Almanac
from data.store.store import Store
from handlers.callbacks.preferences import SetMute
from handlers.text.words import words_in
from handlers.views.notices.digest import notice_message
from tests.world.conversation import ConversationWorld, Person, Screen

KAZAN = "jubilee:kazan:2020"


def receives(person: Person, almanac: Almanac, *keys: str) -> None:
    """A notice of these occasions has come, with its buttons."""
    told = [one for key in keys if (one := almanac.occasion(key)) is not None]
    message, _ = notice_message(words_in("ru"), told, date(2020, 8, 30))
    person.keyboard = message.keyboard


def shown(person: Person) -> list[tuple[str, str | None]]:
    """The buttons as the person sees them, with their data."""
    rows = person.keyboard.inline_keyboard if person.keyboard is not None else []
    return [(key.text, key.callback_data) for row in rows for key in row]


def redrawn(screen: Screen) -> list[EditMessageReplyMarkup]:
    """Changes of the keyboard alone."""
    return [call for call in screen.calls if isinstance(call, EditMessageReplyMarkup)]


async def test_a_tap_and_its_undoing(anna: Person, store: Store, almanac: Almanac) -> None:
    """The notice stays as it is; only its button changes, there and back."""
    receives(anna, almanac, KAZAN)
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


async def test_only_the_pressed_one_of_several(anna: Person, store: Store, almanac: Almanac) -> None:
    """The other things of the message keep their buttons, and their numbers."""
    receives(anna, almanac, KAZAN, "jubilee:barnaul:2020", "city_day:moscow:2020")
    muted = await anna.presses(SetMute(key="city_day:moscow:2020", muted=True).pack())
    labels = [key.text for key in muted.buttons]
    assert "1. 🔕" in labels
    assert labels.count("↩️ Вернуть") == 1
    back = await anna.presses(muted.button("Вернуть"))
    assert {"1. 🔕", "2. 🔕", "3. 🔕"} <= {key.text for key in back.buttons}
    assert await store.subscriptions.mutes(anna.chat.id) == frozenset()


async def test_an_event_is_muted_as_a_whole(anna: Person, store: Store, almanac: Almanac) -> None:
    """All its days and all news of it."""
    await anna.presses(SetMute(key="event:1", muted=True).pack())
    assert await store.subscriptions.mutes(anna.chat.id) == {"event:1"}
    assert (await anna.says("/subscribe")).button("Отключённые: 1")


@pytest.mark.parametrize("key", ["event:99999", "jubilee:atlantis:2020", "jubilee:kazan:2019", "nonsense"])
async def test_there_must_be_something_to_mute(anna: Person, store: Store, key: str) -> None:
    """What is over or unknown is not stored, and the press is answered."""
    screen = await anna.presses(SetMute(key=key, muted=True).pack())
    assert "напоминаний и так не будет" in screen.toasts[0]
    assert await store.subscriptions.mutes(anna.chat.id) == frozenset()


@pytest.mark.parametrize("reason", ["message is not modified: …", "message to edit not found"])
async def test_an_old_message_does_not_matter(
    anna: Person, world: ConversationWorld, store: Store, almanac: Almanac, reason: str
) -> None:
    """The choice stands though the button cannot be redrawn."""
    receives(anna, almanac, KAZAN)
    world.session.refusals[EditMessageReplyMarkup] = [reason]
    screen = await anna.presses(SetMute(key=KAZAN, muted=True).pack())
    assert screen.toasts == ["Больше не напомним"]
    gone = await anna.presses(SetMute(key=KAZAN, muted=True).pack(), message="inaccessible")
    assert gone.toasts == ["Больше не напомним"]
    assert await store.subscriptions.mutes(anna.chat.id) == {KAZAN}


async def test_in_a_group_admins_decide(world: ConversationWorld, store: Store, almanac: Almanac) -> None:
    """One member's tap does not silence the group."""
    member = world.member()
    receives(member, almanac, KAZAN)
    screen = await member.presses(SetMute(key=KAZAN, muted=True).pack())
    assert "администраторы" in screen.toasts[0]
    assert await store.subscriptions.mutes(member.chat.id) == frozenset()
