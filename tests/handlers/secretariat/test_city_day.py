"""The secretariat, and only it, confirms or moves the day of a city."""

from datetime import date

import pytest

from data.calendar.almanac import Almanac
from data.calendar.anniversaries import on_days
from data.store.store import Store
from handlers.callbacks.city_days import SetCityDay, SetCityDaySilently
from handlers.text.words import words_in
from handlers.views.city_day import DayChoice, day_set_message, propose_day_message
from tests.cast import OWNER
from tests.handlers.written import check_written
from tests.world.clocks import FrozenClock
from tests.world.conversation import NOW, ConversationWorld, Person


@pytest.fixture
def owner(world: ConversationWorld) -> Person:
    """Return an owner in a private chat."""
    return world.person(OWNER)


async def test_a_day_is_moved_in_two_steps(owner: Person, store: Store) -> None:
    """The command shows old and new. The button puts the day in force."""
    shown = await owner.says("/cityday Казань 29 августа")
    assert "30 августа" in shown.text
    assert "29 августа 2020" in shown.text
    assert await store.city_days.all() == ()
    done = await owner.presses(shown.button("Назначить"))
    assert "29 августа 2020 г." in done.text
    [day] = await store.city_days.all()
    assert (day.city_id, day.start, day.end) == ("kazan", date(2020, 8, 29), date(2020, 8, 29))
    assert day.by.author == OWNER
    [change] = await store.plans.changes_since(0)
    assert (change.kind, change.subject) == ("moved", "jubilee:kazan:2020")
    assert change.before is not None
    assert change.before["start"] == "2020-08-30"


async def test_confirmed_day_is_not_notified(owner: Person, store: Store) -> None:
    """A name alone confirms the day in force. Nothing has moved, so followers are not notified."""
    shown = await owner.says("/cityday в Москве")
    await owner.presses(shown.button("Подтвердить"))
    [day] = await store.city_days.all()
    assert (day.start, day.end) == (date(2020, 9, 5), date(2020, 9, 6))
    assert await store.plans.changes_since(0) == ()


@pytest.mark.parametrize("label", ["✅ Назначить", "🔇 Назначить, не сообщая"])
async def test_button_that_was_overtaken_asks_again(store: Store, almanac: Almanac, label: str) -> None:
    """Another editor sets a day in between. The old button shows it, and a new one puts its own in force."""
    in_force = [almanac]
    world = ConversationWorld(store, FrozenClock(NOW), lambda: in_force[-1])
    owner, anna = world.person(OWNER), world.person()
    await anna.presses((await anna.says("/city Казань")).button("Напомнить"))
    shown = await owner.says("/cityday Казань 29 августа")
    other = on_days(date(2020, 8, 28), date(2020, 8, 28))
    in_force.append(almanac.with_set_day(almanac.cities.by_id["kazan"], 2020, other))
    again = await owner.presses(shown.button(label))
    assert again.toasts == ["Пока вы решали, дату изменили. Проверьте ещё раз."]
    assert "Сейчас: 28 августа" in again.text
    assert "Станет: <b>29 августа" in again.text
    assert await store.city_days.all() == ()
    assert "День города — 29 августа" in (await owner.presses(again.button(label))).text
    assert [day.start for day in await store.city_days.all()] == [date(2020, 8, 29)]


async def test_second_press_confirms_what_the_first_has_set(store: Store, almanac: Almanac) -> None:
    """A press that is repeated finds its own day in force and does not ask again."""
    in_force = [almanac]
    owner = ConversationWorld(store, FrozenClock(NOW), lambda: in_force[-1]).person(OWNER)
    shown = await owner.says("/cityday Казань 29 августа")
    own = on_days(date(2020, 8, 29), date(2020, 8, 29))
    in_force.append(almanac.with_set_day(almanac.cities.by_id["kazan"], 2020, own))
    assert "День города — 29 августа" in (await owner.presses(shown.button("Назначить"))).text


async def test_days_of_a_whole_window_are_a_new_date(owner: Person, store: Store) -> None:
    """The window of Хабаровск names no day, so to name all of its days confirms nothing known."""
    shown = await owner.says("/cityday Хабаровск 25 мая – 2 июня")
    assert "Сейчас: в один из дней 25 мая – 2 июня 2020 г.\n" in shown.text
    assert "ориентировочно" not in shown.text
    assert "Станет: <b>25 мая – 2 июня 2020 г.</b>" in shown.text
    await owner.presses(shown.button("Назначить"))
    [change] = await store.plans.changes_since(0)
    assert (change.kind, change.subject) == ("set", "city_day:khabarovsk:2020")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/cityday", "/cityday Казань"),
        ("/cityday Атлантида 5 мая", "/cityday Казань"),
        ("/cityday Казань в августе", "Понять не удалось"),
        ("/cityday Казань 31 сентября", "Такого дня нет: «31 сентября»"),
        ("/cityday Казань 1 августа – 30 сентября", "Понять не удалось"),
        ("/cityday Казань 5 мая 2019", "уже прошли"),
        ("/cityday Баку", "дата пока не внесена"),
        ("/cityday Хабаровск", "дата пока не внесена"),
        ("/cityday Казань <b>", "&lt;b&gt;"),
    ],
)
async def test_anything_but_a_day_to_come_is_refused(
    owner: Person, store: Store, text: str, answer: str
) -> None:
    """A month, an impossible day, a past day, an unnamed day: one sentence, nothing stored."""
    assert answer in (await owner.says(text)).text
    assert await store.city_days.all() == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("/cityday Kazan 29 August", date(2020, 8, 29)),
        ("/cityday Kazan August 29, 2020", date(2020, 8, 29)),
        ("/cityday Kazan: Aug 29th", date(2020, 8, 29)),
        ("/cityday Saint Petersburg May 26", date(2020, 5, 26)),
        ("/cityday Kazan on the 29th of August", date(2020, 8, 29)),
    ],
)
async def test_an_english_date_names_a_day(owner: Person, store: Store, text: str, day: date) -> None:
    """The command reads English dates in either order, with short months and endings."""
    await owner.presses((await owner.says(text)).button("Назначить"))
    assert [one.start for one in await store.city_days.all()] == [day]


async def test_a_day_set_silently_is_told_to_no_one(owner: Person, anna: Person, store: Store) -> None:
    """The editor sees how many would be told and may leave them in peace. The change is recorded as quiet."""
    await anna.presses((await anna.says("/city Казань")).button("Напомнить"))
    shown = await owner.says("/cityday Казань 29 августа")
    assert "Сейчас это 1 подписчик." in shown.text
    await owner.presses(shown.button("не сообщая"))
    [change] = await store.plans.changes_since(0)
    assert change.kind == "renumbered"
    assert [one.start for one in await store.city_days.all()] == [date(2020, 8, 29)]


async def test_a_day_that_is_over_this_year_means_the_next(owner: Person) -> None:
    """In March, «10 января» is in the next year."""
    assert "10 января 2021 г." in (await owner.says("/cityday Казань 10 января")).text


async def test_reader_cannot_name_a_day(world: ConversationWorld, anna: Person, store: Store) -> None:
    """A reader's command and a forged button change nothing."""
    assert "секретариат" in (await anna.says("/cityday Казань 29 августа")).text
    forged = SetCityDay(id="kazan", first=20200829, days=1, over="200830-200830").pack()
    assert "секретариат" in (await anna.presses(forged)).toasts[0]
    assert await store.city_days.all() == ()


@pytest.mark.parametrize(
    "data",
    [
        "cd:kazan:20200231:1:200830-200830",
        "cd:kazan:20200829:99:200830-200830",
        "cd:nowhere:20200829:1:",
        "cd:kazan:20190829:1:200830-200830",
        "cd:kazan:20200829:1:today",
        "cd:kazan:20200829:1",
    ],
)
async def test_forged_data_names_no_day(owner: Person, store: Store, data: str) -> None:
    """An impossible day, a month of celebration, an unknown city, a past year, an old button: refused."""
    screen = await owner.presses(data)
    assert screen.toasts[0]
    assert await store.city_days.all() == ()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_messages_are_as_written_down(language: str, almanac: Almanac) -> None:
    """The messages are as written down."""
    words, city = words_in(language), almanac.cities.by_id["petropavlovsk-kamchatsky"]
    known = almanac.city_view(city, date(2020, 1, 1)).days[0]
    assert known.when.start is not None
    day = {"id": city.id, "first": 20200919, "days": 2}
    yes = DayChoice(SetCityDay(**day), SetCityDaySilently(**day), 21)
    moved = on_days(date(2020, 9, 19), date(2020, 9, 20))
    check_written("city-day-move", language, propose_day_message(words, city, known, moved, yes))
    check_written("city-day-first", language, propose_day_message(words, city, None, moved, yes))
    check_written("city-day-confirm", language, propose_day_message(words, city, known, known.when, yes))
    check_written(
        "city-day-set", language, day_set_message(words, city, known.when.start, known.when.start, 7)
    )
