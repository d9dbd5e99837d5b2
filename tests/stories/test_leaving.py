"""Every way to leave the bot, and to come back."""

import pytest

from bot.sandbox.client.client import NotSeen, Person
from tests.world.running_bot import BotWorld, ask, tap, told

# On 4 September 2020 at ten a follower of jubilees is told of Barnaul's.
BEFORE, AFTER = "2020-09-04 09:00", "2020-09-04 11:00"


@pytest.fixture
def start() -> str:
    """Return a start a day before a reminder is due."""
    return "2020-09-03 12:00"


@pytest.fixture
async def anna(world: BotWorld) -> Person:
    """Return a follower of jubilees and of the bulletin."""
    anna = await world.person()
    await tap(anna, await ask(anna, "/start"), "Напоминать о юбилеях", "Еженедельный бюллетень")
    await told(anna)
    return anna


async def hears_of_barnaul(world: BotWorld, person: Person) -> bool:
    """Return whether the reminder of Barnaul's jubilee arrives."""
    await world.move_to(BEFORE)
    await told(person)
    await world.move_to(AFTER)
    return ["Барнаулу исполнится 290 лет" in text for text in await told(person)] == [True]


async def test_who_stays_is_told(world: BotWorld, anna: Person) -> None:
    """Without leaving, the reminder comes. The other stories compare with this."""
    assert await hears_of_barnaul(world, anna)


@pytest.mark.parametrize("words", ["/stop", "стоп", "Отписаться", "СТОП!", "не пишите мне", "unsubscribe"])
async def test_two_taps_or_plain_words_end_everything(world: BotWorld, anna: Person, words: str) -> None:
    """Each way asks once, stops all notices with the second tap and keeps the subscriptions."""
    asked = await ask(anna, words)
    assert asked.text.startswith("⛔ Остановить все напоминания?")
    ended = await tap(anna, asked, "⛔ Да, остановить")
    assert ended.text.startswith("⛔ Готово: больше ничего не пришлём.")
    assert not await hears_of_barnaul(world, anna)
    assert len(world.query("SELECT * FROM subscriptions")) == 2


async def test_asking_alone_ends_nothing(world: BotWorld, anna: Person) -> None:
    """Without the second tap notices go on."""
    await ask(anna, "/stop")
    assert await hears_of_barnaul(world, anna)


@pytest.mark.parametrize("words", ["стоп-кадр", "не стоп", "Остановка", "стопка"])
async def test_words_that_only_look_like_it_end_nothing(world: BotWorld, anna: Person, words: str) -> None:
    """A text with such a word in it is no farewell."""
    answer = await ask(anna, words)
    assert "Остановить все" not in answer.text


async def test_the_way_back_is_one_tap(world: BotWorld, anna: Person) -> None:
    """«Вернуть всё» brings everything back as it was."""
    back = await tap(anna, await ask(anna, "стоп"), "⛔ Да, остановить", "↩️ Вернуть всё")
    assert back.text.startswith("🔔 Напоминания снова включены.")
    assert await hears_of_barnaul(world, anna)


async def test_start_offers_the_way_back_after_a_stop(world: BotWorld, anna: Person) -> None:
    """A reader who stopped and writes /start is told so, and one tap brings everything back."""
    await tap(anna, await ask(anna, "стоп"), "⛔ Да, остановить")
    first = await ask(anna, "/start")
    assert first.text.startswith("⛔ Всё остановлено: напоминания придут, когда вы включите их снова.")
    assert "✅ Юбилеи · отключить" in first.labels
    await tap(anna, first, "↩️ Вернуть всё")
    assert await hears_of_barnaul(world, anna)


async def test_start_switches_nothing_on_after_a_stop(world: BotWorld, anna: Person) -> None:
    """/start and links do not resume notices that a reader has stopped."""
    await tap(anna, await ask(anna, "стоп"), "⛔ Да, остановить")
    await ask(anna, "/start")
    await ask(anna, "/start ckazan")
    assert not await hears_of_barnaul(world, anna)


async def test_the_button_of_a_notice_stops_everything(world: BotWorld, anna: Person) -> None:
    """The way out under a notice leaves the notice as it is, and the choice below it ends all in a tap."""
    await world.move_to(AFTER)
    notice = (await anna.unread())[-1]
    await anna.press("🔕 Отключить…", on=notice)
    ended = await tap(anna, await anna.reply(), "⛔ Остановить всё")
    assert ended.text.startswith("⛔ Готово: больше ничего не пришлём.")
    await world.move_to("2020-09-12 12:00")
    assert await told(anna) == []


async def test_a_blocked_bot_calls_no_more(world: BotWorld, anna: Person) -> None:
    """After a block no call is made for the chat. Unblocking brings the notices that are still useful."""
    await anna.block()
    await world.settle()
    before = await world.last_call()
    await world.move_to("2020-09-12 12:00")
    calls = await world.sandbox.calls(after=before)
    assert [call for call in calls if call["params"].get("chat_id") == str(anna.id)] == []
    assert await world.sent(anna.id, before) == []

    await anna.unblock()
    await world.settle()
    assert "✅ Юбилеи · отключить" in (await ask(anna, "/start")).labels
    await world.move_to("2020-09-18 12:00")
    texts = await told(anna)
    assert [text.splitlines()[0] for text in texts] == [
        "🎉 Сегодня, 12 сентября, суббота",
        "📰 Бюллетень МАГ · 11 сентября 2020",
        "🎉 Сегодня Гродно 1015 лет!",
        "🎂 Завтра Элисте исполнится 155 лет — 19 сентября, суббота. Основана в 1865 году.",
        "📰 Бюллетень МАГ · 18 сентября 2020",
    ]


async def test_unblocking_alone_is_a_return(world: BotWorld, anna: Person) -> None:
    """After unblocking alone notices come again, soon also those that were missed and are still useful."""
    await anna.block()
    await world.move_to("2020-09-04 12:30")
    await anna.unblock()
    await world.settle()
    await world.move_to("2020-09-04 12:32")
    missed, issue = await told(anna)
    assert missed.startswith("🎂 Завтра Барнаулу исполнится 290 лет")
    assert issue.startswith("📰 Бюллетень МАГ · 4 сентября 2020")
    await world.move_to("2020-09-10 12:00")
    assert not [text for text in await told(anna) if "Завтра" in text and "сентября" in text]
    await world.move_to("2020-09-11 11:00")
    [text] = await told(anna)
    assert text.startswith("🔔 Завтра, 12 сентября, суббота")


async def test_a_stop_outlives_a_block(world: BotWorld, anna: Person) -> None:
    """A reader who stopped, blocked and unblocked gets no notices."""
    await tap(anna, await ask(anna, "стоп"), "⛔ Да, остановить")
    await anna.block()
    await world.settle()
    await anna.unblock()
    await world.settle()
    assert not await hears_of_barnaul(world, anna)


async def test_a_pause_passes(world: BotWorld, anna: Person) -> None:
    """A week's pause is silent for a week, brings nothing after it, and ends by itself."""
    shown = await tap(anna, await ask(anna, "/settings"), "⏸ Пауза", "На неделю")
    assert "⏸ Пауза по 10 сентября включительно: напоминания придут, когда она закончится." in shown.text
    await told(anna)
    await world.move_to("2020-09-10 23:00")
    assert await told(anna) == []
    await world.move_to("2020-09-11 11:00")
    [text] = await told(anna)
    assert text.startswith("🔔 Завтра, 12 сентября, суббота")


async def test_a_pause_can_be_ended(world: BotWorld, anna: Person) -> None:
    """A pause until further notice ends with a tap."""
    shown = await tap(anna, await ask(anna, "/settings"), "⏸ Пауза", "До отмены")
    assert "когда вы её снимете" in shown.text
    shown = await tap(anna, shown, "▶️ Снять паузу")
    assert "⏸ Пауза:" not in shown.text
    assert await hears_of_barnaul(world, anna)


async def test_who_has_erased_everything_is_unknown(world: BotWorld, anna: Person) -> None:
    """/privacy deletes in two taps all there is of a chat, and nothing comes any more."""
    page = await ask(anna, "/privacy")
    label = next(one for one in page.labels if "Удалить" in one)
    asked = await tap(anna, page, label)
    await tap(anna, asked, next(one for one in asked.labels if "удалить" in one.lower()))
    await world.settle()
    for table in ("chats", "subscriptions", "lead_times", "mutes", "dialogues", "deliveries"):
        assert world.query(f"SELECT * FROM {table} WHERE chat_id = ?", anna.id) == [], table  # noqa: S608
    await told(anna)
    await world.move_to(AFTER)
    assert await told(anna) == []
    with pytest.raises(NotSeen):
        await anna.reply(limit=0)
