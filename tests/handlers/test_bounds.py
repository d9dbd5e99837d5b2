"""A chat at every limit: screens stay fast, and what exceeds a limit is refused."""

import json
from datetime import timedelta
from itertools import islice

import pytest

from data.calendar.almanac import Almanac
from data.calendar.topics import Subscription, Topic
from data.store.inbox import QUARANTINED_OF_CHAT, Arrival
from data.store.notices import NewNotice, NoticeKind
from data.store.sqlite.errors import LimitReached
from data.store.store import Store
from data.store.subscriptions import FOLLOWED_OF_CHAT, MUTES_OF_CHAT
from handlers.callbacks.agenda import AgendaScreen, OpenAgenda, OpenFormerAgenda
from handlers.callbacks.browsing import Follow, OpenPlan, Privacy, PrivacyStep
from handlers.callbacks.subscriptions import OpenSubscriptions, SetListed, SetMute, SubscriptionScreen
from handlers.views.events import is_over
from tests.holds import watched_loop
from tests.world.clocks import FrozenClock
from tests.world.conversation import ConversationWorld, Person

MOST_MS = 50.0


async def _fill_mutes(store: Store, chat_id: int, keys: list[str]) -> None:
    for key in keys:
        await store.subscriptions.mute(chat_id, key)


async def _fill_chat(store: Store, almanac: Almanac, chat_id: int, clock: FrozenClock) -> None:
    """Give a chat as much as it may have: every city, event and number, known or not."""
    known = [Subscription(Topic.CITY, one.id) for one in almanac.cities.all]
    known += [Subscription(Topic.EVENT, str(number)) for number in range(1, FOLLOWED_OF_CHAT)]
    for wanted in known[:FOLLOWED_OF_CHAT]:
        await store.subscriptions.add(chat_id, wanted, clock.at)
    keys = [one.key for one in almanac.ahead(clock.at.date())]
    keys += [f"event:{number}" for number in range(1000, 1000 + MUTES_OF_CHAT)]
    await _fill_mutes(store, chat_id, keys[:MUTES_OF_CHAT])
    await _address_notices(store, chat_id, clock)
    await _quarantine_updates(store, chat_id, clock)


async def _address_notices(store: Store, chat_id: int, clock: FrozenClock) -> None:
    """Address some hundred notices to the chat, as many as two months may bring."""
    for number in range(200):
        end = clock.at + timedelta(days=1)
        new = NewNotice(f"k{number}", NoticeKind.REMINDER, f"event:{number}", end)
        notice = await store.outbox.post(new, clock.at)
        await store.outbox.address(notice.id, [chat_id], 1, clock.at)


async def _quarantine_updates(store: Store, chat_id: int, clock: FrozenClock) -> None:
    """Quarantine updates with the longest possible texts."""
    text = json.dumps({"text": "ы" * 4096})
    numbers = range(9000, 9000 + QUARANTINED_OF_CHAT)
    await store.inbox.keep([Arrival(number, str(chat_id), text) for number in numbers], clock.at)
    for number in numbers:
        await store.inbox.quarantine(number, clock.at, "ValueError", f"R{number}")


async def _open_everything(person: Person) -> None:
    for command in ("/start", "/subscribe", "/city Казань", "/event 1", "/privacy", "/upcoming", "/plan"):
        await person.says(command)
    for screen in SubscriptionScreen:
        for page in (0, 3, 9999):
            await person.presses(OpenSubscriptions(screen=screen, page=page).pack())
    for step in (PrivacyStep.SHOW, PrivacyStep.EXPORT, PrivacyStep.ASK, PrivacyStep.DELETE):
        await person.presses(Privacy(step=step).pack())


async def test_full_chat_gets_every_screen_fast(
    world: ConversationWorld, anna: Person, store: Store, almanac: Almanac, clock: FrozenClock
) -> None:
    """With everything followed and muted, no step of an answer takes 50 ms of CPU."""
    await anna.says("/start")
    await _fill_chat(store, almanac, anna.chat.id, clock)
    with pytest.raises(LimitReached):
        await store.subscriptions.add(anna.chat.id, Subscription(Topic.EVENT, "9999"), clock.at)
    # what is read from disk once, words and templates, is read for a neighbour
    await _open_everything(world.person(8))
    async with watched_loop() as holds:
        await _open_everything(anna)
    assert holds.longest < MOST_MS, sorted(holds.steps)[-3:]


async def test_lists_show_a_page_and_turn_to_the_last(
    anna: Person, store: Store, almanac: Almanac, clock: FrozenClock
) -> None:
    """With all cities followed a page has eight, by name. A page too far shows the last."""
    await anna.says("/start")
    await _fill_chat(store, almanac, anna.chat.id, clock)
    first = await anna.presses(OpenSubscriptions(screen=SubscriptionScreen.CITIES).pack())
    names = [key.text for key in first.buttons if key.text.startswith("✅")]
    assert len(names) == 8
    assert names == sorted(names)
    last = await anna.presses(OpenSubscriptions(screen=SubscriptionScreen.CITIES, page=9999).pack())
    assert any("10 из 10" in key.text for key in last.buttons), [key.text for key in last.buttons]


def _keys_of_any_year() -> list[str]:
    """Return keys of the right form for which no notice exists."""
    years = (1, 1900, 2018, 2022, 2500, 9998, 9999)
    keys = [
        f"{kind}:{city}:{year}"
        for kind in ("city_day", "jubilee")
        for city in ("kazan", "minsk")
        for year in years
    ]
    return (
        keys
        + [f"bulletin:{year:04}-W{week:02}" for year in (2020, 9998) for week in (1, 11, 52)]
        + [f"journal:{year:04}-Q{quarter}" for year in (2020, 9998) for quarter in (1, 4)]
    )


async def test_occasion_without_notices_cannot_be_muted(anna: Person, store: Store) -> None:
    """Occasions of far years and issues have no mute button. Forged data is refused."""
    await anna.says("/start")
    for key in _keys_of_any_year():
        screen = await anna.presses(SetMute(key=key, muted=True).pack())
        assert "напоминаний и так не будет" in screen.toasts[0], key
    assert await store.subscriptions.mutes(anna.chat.id) == frozenset()


async def test_one_mute_too_many_is_refused_in_a_sentence(
    anna: Person, store: Store, almanac: Almanac, clock: FrozenClock
) -> None:
    """The last one that fits is stored. The next is refused, with the way to make room."""
    await anna.says("/start")
    today = clock.at.date()
    keys = [one.key for one in almanac.ahead(today)]
    keys += [f"event:{one.id}" for one in almanac.plans[2020].events if not is_over(one, today)]
    assert len(keys) > MUTES_OF_CHAT + 3
    refused = 0
    for key in keys[: MUTES_OF_CHAT + 3]:
        screen = await anna.presses(SetMute(key=key, muted=True).pack())
        refused += "не больше" in screen.toasts[0]
    stored = await store.subscriptions.mutes(anna.chat.id)
    assert stored == set(keys[:MUTES_OF_CHAT])
    assert refused == 3


async def test_mutes_of_past_occasions_make_room(anna: Person, store: Store) -> None:
    """Mutes of past occasions are dropped when the limit is reached."""
    await anna.says("/start")
    await _fill_mutes(
        store, anna.chat.id, [f"city_day:kazan:{1900 + number}" for number in range(MUTES_OF_CHAT)]
    )
    screen = await anna.presses(SetMute(key="jubilee:kazan:2020", muted=True).pack())
    assert screen.toasts == ["Больше не напомним"]
    assert await store.subscriptions.mutes(anna.chat.id) == {"jubilee:kazan:2020"}


async def test_one_subscription_too_many_is_refused_in_a_sentence(
    anna: Person, store: Store, almanac: Almanac, clock: FrozenClock
) -> None:
    """At the limit a city is refused, a topic is not. Removing one makes room."""
    await anna.says("/start")
    cities = [one.id for one in almanac.cities.all]
    alive = next(event for event in almanac.plans[2020].events if event.number == "12")
    await store.subscriptions.add(anna.chat.id, Subscription(Topic.EVENT, str(alive.id)), clock.at)
    for subject in islice((f"old-{number}" for number in range(FOLLOWED_OF_CHAT)), FOLLOWED_OF_CHAT - 1):
        await store.subscriptions.add(anna.chat.id, Subscription(Topic.CITY, subject), clock.at)
    for data in (
        SetListed(topic=Topic.CITY, subject=cities[0], on=True),
        Follow(topic=Topic.CITY, subject=cities[0], on=True),
    ):
        screen = await anna.presses(data.pack())
        assert screen.toasts == [
            "Подписаться можно не больше чем на 250 городов и мероприятий. Уберите ненужные: /subscribe."
        ]
    assert (await anna.presses(Follow(topic=Topic.JUBILEES, on=True).pack())).toasts
    assert Subscription(Topic.JUBILEES) in await store.subscriptions.list(anna.chat.id)
    await anna.presses(SetListed(topic=Topic.CITY, subject="old-1", on=False).pack())
    await anna.presses(SetListed(topic=Topic.CITY, subject=cities[0], on=True).pack())
    assert Subscription(Topic.CITY, cities[0]) in await store.subscriptions.list(anna.chat.id)


@pytest.mark.parametrize("subject", ["01", "0000000000000000000000000000001", "001"])
async def test_event_number_with_zeros_is_refused(anna: Person, store: Store, subject: str) -> None:
    """An event's number with leading zeros is not a second subject."""
    await anna.presses(SetListed(topic=Topic.EVENT, subject=subject, on=True).pack())
    await anna.presses(Follow(topic=Topic.EVENT, subject=subject, on=True).pack())
    assert await store.subscriptions.list(anna.chat.id) == ()


async def test_past_events_make_room(anna: Person, store: Store, clock: FrozenClock) -> None:
    """Past events are dropped when the limit is reached."""
    await anna.says("/start")
    for number in range(10_000, 10_000 + FOLLOWED_OF_CHAT):
        await store.subscriptions.add(anna.chat.id, Subscription(Topic.EVENT, str(number)), clock.at)
    await anna.presses(SetListed(topic=Topic.CITY, subject="kazan", on=True).pack())
    assert await store.subscriptions.list(anna.chat.id) == (Subscription(Topic.CITY, "kazan"),)


@pytest.mark.parametrize("month", [190001, 201812, 203101, 250006, 299912])
async def test_a_month_of_a_year_never_offered_is_refused(anna: Person, month: int) -> None:
    """The agenda covers the years from the oldest plan, or last year, to ten years ahead."""
    for menu in (False, True):
        screen = await anna.presses(OpenFormerAgenda(month=month, menu=menu).pack())
        assert screen.toasts == ["Смотреть можно с 2019 по 2030 год. Ближайшие события: /upcoming."]
        assert screen.messages == []


@pytest.mark.parametrize("month", [201901, 202001, 202012, 202112, 203012])
async def test_a_month_once_offered_is_shown(anna: Person, month: int) -> None:
    """Buttons of last year still open their month."""
    assert (await anna.presses(OpenFormerAgenda(month=month).pack())).messages


@pytest.mark.parametrize("screen", AgendaScreen)
async def test_request_beyond_the_calendar_is_refused(anna: Person, screen: AgendaScreen) -> None:
    """Years without bounds and a city that is gone are refused on every screen of the agenda."""
    far = OpenAgenda(first=2999_12_31, days=999, screen=screen)
    assert "по 2030 год" in (await anna.presses(far.pack())).toasts[0]
    gone = OpenAgenda(city="atlantis", screen=screen)
    assert (await anna.presses(gone.pack())).toasts == [
        "Такого города в справочнике больше нет. Все города: /cities."
    ]


async def test_a_plan_of_any_year_is_answered(anna: Person) -> None:
    """The answer for a year without a plan says so."""
    assert "2999" in (await anna.presses(OpenPlan(year=2999).pack())).text


@pytest.mark.parametrize("link", ["e999", "e0", "e" + "9" * 60, "cnowhere", "ckazan2"])
async def test_a_link_to_what_is_gone_says_so(anna: Person, link: str) -> None:
    """The first screen follows below."""
    text = (await anna.says(f"/start {link}")).text
    assert text.startswith("Ссылка устарела: того, на что она вела, больше нет.\n\n👋")
