"""Each press in the settings is stored and shown in place, with the local time in sight."""

from datetime import date, timedelta
from typing import cast

import pytest

from data.calendar.topics import LEAD_DAYS, Topic
from data.store.chat_values import Chat, Language
from data.store.store import Store
from handlers.callbacks.preferences import (
    OpenLeads,
    OpenSettings,
    PausePeriod,
    SetHour,
    SetLanguage,
    SetLead,
    SetPause,
    SettingsScreen,
    SetZone,
)
from handlers.views.lead_times import TOPICS_WITH_LEADS
from handlers.views.wording.local_time import OFFERED_ZONES
from tests.world.clocks import FrozenClock
from tests.world.conversation import ConversationWorld, Person


async def settings(store: Store, person: Person) -> Chat:
    """Return the chat's stored record."""
    return cast("Chat", await store.chats.get(person.chat.id))


async def test_main_screen_shows_all_settings(anna: Person) -> None:
    """Zone, hour, frequency, language, and the local time to check the zone by."""
    text = (await anna.says("/settings")).text
    assert "Часовой пояс: Москва, UTC+3" in text
    assert "Напоминаем в 10:00" in text
    assert "Сейчас у вас 12:00, воскресенье, 1 марта." in text


@pytest.mark.parametrize("screen", list(SettingsScreen))
async def test_every_screen_has_a_way_back(anna: Person, screen: SettingsScreen) -> None:
    """No screen is a dead end."""
    shown = await anna.presses(OpenSettings(screen=screen).pack())
    assert len(shown.edits) == 1
    if screen is not SettingsScreen.MAIN:
        assert (await anna.presses(shown.button("Назад"))).text.startswith("⚙️")


async def test_chosen_hour_is_stored_and_ticked(anna: Person, store: Store) -> None:
    """A day has 24 hours, and the chosen one is ticked."""
    screen = await anna.presses(OpenSettings(screen=SettingsScreen.HOUR).pack())
    assert sum(":00" in key.text for key in screen.buttons) == 24
    shown = await anna.presses(screen.button("21:00"))
    assert (await settings(store, anna)).hour == 21
    assert shown.button("✅ 21:00") == SetHour(hour=21).pack()


@pytest.mark.parametrize(
    "data", ["hour:24", "hour:-1", "hour:x", "zone:Mars/Olympus", "zone:../../etc/passwd"]
)
async def test_forged_data_changes_nothing(anna: Person, store: Store, data: str) -> None:
    """Hours and zones that do not exist are refused in words."""
    await anna.says("/settings")
    before = await settings(store, anna)
    screen = await anna.presses(data)
    assert screen.toasts[0]
    assert await settings(store, anna) == before


@pytest.mark.parametrize("zone", OFFERED_ZONES)
async def test_every_zone_offered_can_be_chosen(anna: Person, store: Store, zone: str) -> None:
    """Each is in the zone data, with a name and an offset of its own."""
    shown = await anna.presses(SetZone(zone=zone).pack())
    assert (await settings(store, anna)).zone == zone
    [ticked] = [key.text for key in shown.buttons if key.text.startswith("✅")]
    assert ", UTC+" in ticked
    assert zone.partition("/")[2] not in ticked


async def test_city_sets_its_zone(anna: Person, store: Store) -> None:
    """A city outside the list has its own zone, and the local time is shown at once."""
    await anna.presses("zonecity")
    shown = await anna.says("Барнаул")
    assert (await settings(store, anna)).zone == "Asia/Barnaul"
    assert "Барнаул, UTC+7. Сейчас у вас 16:00, воскресенье, 1 марта." in shown.text


async def test_an_unknown_city_keeps_the_zone(anna: Person, store: Store) -> None:
    """The list of zones is offered, and the question stays open."""
    await anna.presses("zonecity")
    await anna.says("Абракадабра-Сити-на-Марсе")
    assert (await settings(store, anna)).zone == "Europe/Moscow"
    await anna.says("Владивосток")
    assert (await settings(store, anna)).zone == "Asia/Vladivostok"


async def test_the_language_changes_at_once(anna: Person, store: Store) -> None:
    """The screen on which it is chosen is shown in it."""
    shown = await anna.presses(SetLanguage(language=Language.EN).pack())
    assert (await settings(store, anna)).language is Language.EN
    assert shown.toasts == ["Saved"]
    assert shown.button("Back")
    assert "Time zone: Moscow, UTC+3" in (await anna.says("/settings")).text


@pytest.mark.parametrize("topic", TOPICS_WITH_LEADS)
async def test_lead_times_are_ticked_one_by_one(anna: Person, store: Store, topic: Topic) -> None:
    """Several can be chosen, and the others stay as they were."""
    await anna.presses(OpenLeads(topic=topic).pack())
    chosen = (await store.subscriptions.leads(anna.chat.id))[topic]
    new = next(days for days in LEAD_DAYS if days not in chosen)
    await anna.presses(SetLead(topic=topic, days=new, on=True).pack())
    assert set((await store.subscriptions.leads(anna.chat.id))[topic]) == {*chosen, new}
    for days in LEAD_DAYS[:-1]:
        await anna.presses(SetLead(topic=topic, days=days, on=False).pack())
    shown = await anna.presses(SetLead(topic=topic, days=LEAD_DAYS[-1], on=False).pack())
    assert (await store.subscriptions.leads(anna.chat.id))[topic] == ()
    assert "напоминаний по этой теме не будет" in shown.text


@pytest.mark.parametrize("data", ["lead:own:5:1", "lead:changes:7:1", "leads:bulletin", "lead:own:x:1"])
async def test_leads_that_do_not_exist_are_refused(anna: Person, store: Store, data: str) -> None:
    """Other days and topics without lead times are refused."""
    before = await store.subscriptions.leads(anna.chat.id)
    assert (await anna.presses(data)).toasts[0]
    assert await store.subscriptions.leads(anna.chat.id) == before


@pytest.mark.parametrize(
    ("period", "last_day", "said"),
    [
        (PausePeriod.WEEK, date(2020, 3, 8), "по 8 марта включительно"),
        (PausePeriod.MONTH, date(2020, 3, 31), "по 31 марта включительно"),
        (PausePeriod.OPEN, date.max, "когда вы её снимете"),
    ],
)
async def test_pause_is_shown_with_its_end_and_ended(
    anna: Person, store: Store, period: PausePeriod, last_day: date, said: str
) -> None:
    """A pause is shown with its end, and one press ends it."""
    await anna.says("/settings")
    shown = await anna.presses(SetPause(period=period).pack())
    assert (await settings(store, anna)).paused_until == last_day
    assert said in shown.text
    await anna.presses(shown.button("Снять паузу"))
    assert (await settings(store, anna)).paused_until is None


async def test_a_pause_that_is_over_is_not_shown(anna: Person, clock: FrozenClock) -> None:
    """It is no longer shown the day after its last day."""
    await anna.presses(SetPause(period=PausePeriod.WEEK).pack())
    clock.at = clock.at + timedelta(days=8)
    assert "Пауза" not in (await anna.says("/settings")).text


async def test_a_member_does_not_set_up_a_group(world: ConversationWorld, store: Store) -> None:
    """Commands and old buttons of a member are refused."""
    member = world.member()
    assert "администраторы" in (await member.says("/settings")).text
    before = await settings(store, member)
    for data in (SetHour(hour=3).pack(), SetPause(period=PausePeriod.OPEN).pack(), "stop:1", "zonecity"):
        assert "администраторы" in (await member.presses(data)).toasts[0]
    assert await settings(store, member) == before
