"""A new subscriber is told when the first reminder comes and how it looks, and it comes so."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from bot.sandbox.client.client import Person
from tests.world.plan_documents import put_in_force
from tests.world.running_bot import BotWorld, ask, tap, told

JUBILEE = "Первое напоминание — 9 марта в 10:00: Нарьян-Мар, 85 лет"


@pytest.fixture
def start() -> str:
    """Return a start on 1 March, nine days before the first jubilee."""
    return "2020-03-01 12:00"


@pytest.fixture
async def anna(world: BotWorld) -> Person:
    """Return a reader."""
    return await world.person()


async def put_time_in_force(world: BotWorld, folder: Path, wording: str) -> None:
    """Put an edition in force in which the conference in Grozny has this date."""
    path = folder / "plan-2020.txt"
    lines = (files("data.content") / "plan-2020.txt").read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if "Дня города Грозного" in line)
    lines[at] = lines[at].replace("3–4 октября", wording).replace("3-4 октября", wording)
    assert wording in lines[at]
    path.write_text("\n".join(lines), encoding="utf-8")
    await put_in_force(world, path)


async def test_first_reminder_comes_when_it_was_promised(world: BotWorld, anna: Person) -> None:
    """The pop-up and the screen name the instant, and the sample is the text that comes then."""
    screen = await ask(anna, "/subscribe")
    toast = await anna.press("🎂 Юбилеи городов", on=screen)
    assert toast.text == f"Подписка включена. {JUBILEE}."
    [shown] = [one for one in await anna.messages(anna.id) if one.id == screen.id]
    assert "Ближайшие напоминания:\n• 9 марта, 10:00 — Нарьян-Мар, 85 лет\n" in shown.text
    await told(anna)
    await anna.press("👁 Образец", on=shown)
    [sample] = await told(anna)
    head, _, body = sample.partition("\n\n")
    assert head == "👁 Образец. Такое сообщение придёт 9 марта в 10:00."
    await world.move_to("2020-03-09 09:59")
    assert await told(anna) == []
    await world.move_to("2020-03-09 10:00")
    assert await told(anna) == [body]
    assert "Нарьян-Мару исполнится 85 лет" in body


async def test_card_of_a_city_says_when_the_first_reminder_comes(world: BotWorld, anna: Person) -> None:
    """It may be an event in the city, and is said until it is switched off again."""
    await world.move_to("2020-08-01 12:00")
    card = await tap(anna, await ask(anna, "Казань"), "🔔 Напомнить")
    assert card.text.endswith("Первое напоминание — 23 августа в 10:00: Казань, 1015 лет.")
    label = next(one for one in card.labels if "отключить" in one.lower() or "не напоминать" in one.lower())
    off = await tap(anna, card, label)
    assert "напоминание" not in off.text
    assert world.query("SELECT * FROM subscriptions") == []


async def test_english_reader_is_told_in_english(world: BotWorld) -> None:
    """The same promise, with its sample."""
    john = await world.person("John", language="en")
    screen = await ask(john, "/subscribe")
    toast = await john.press("🎂 Round anniversaries", on=screen)
    assert toast.text == "Subscribed. First reminder: 9 March at 10:00 — Naryan-Mar turns 85."
    shown = await ask(john, "/subscribe")
    assert "Next reminders:\n• 9 March, 10:00 — Naryan-Mar turns 85\n" in shown.text
    await john.press("👁 Sample", on=shown)
    sample = await john.reply()
    assert sample.text.startswith(
        "👁 Sample. A message like this will come on 9 March at 10:00.\n\n🎂 Tomorrow "
    )


async def test_stopped_reader_is_told_what_reminders_wait_for(world: BotWorld, anna: Person) -> None:
    """No instant is promised, and after the return the same screen names one."""
    await tap(anna, await ask(anna, "/stop"), "⛔ Да, остановить")
    await told(anna)
    screen = await ask(anna, "/subscribe")
    toast = await anna.press("🎂 Юбилеи городов", on=screen)
    assert toast.text == (
        "Подписка включена. Но всё остановлено: напоминания придут, когда вы включите их снова в /settings."
    )
    assert world.query("SELECT state FROM chats") == [("stopped",)]
    await tap(anna, await ask(anna, "/settings"), "↩️ Вернуть всё")
    await told(anna)
    assert "9 марта, 10:00" in (await ask(anna, "/subscribe")).text


async def test_topic_without_dates_says_what_is_awaited(world: BotWorld, anna: Person) -> None:
    """A year without a plan has no events to remind of, and nothing to show as a sample."""
    await world.move_to("2021-02-01 12:00")
    screen = await ask(anna, "/subscribe")
    toast = await anna.press("🤝 Мероприятия с участием МАГ", on=screen)
    assert toast.text == ("Подписка включена. Дат впереди пока нет. Напомним, когда они появятся в плане.")
    toast = await anna.press_data("sample:participation:", screen.id, forged=True)
    assert toast.text == "Показать пока нечего: ближайших напоминаний нет."


async def test_preset_moves_the_first_reminder(world: BotWorld, anna: Person) -> None:
    """Of jubilees: on the day itself, then by a choice of one's own."""
    await tap(anna, await ask(anna, "/subscribe"), "🎂 Юбилеи городов")
    await told(anna)
    topic = await tap(
        anna, await ask(anna, "/settings"), "🗓 Когда напоминать", "Юбилеи городов", "В тот же день"
    )
    assert topic.labels[3:5] == ["✅ В тот же день", "Свой выбор…"]
    assert "• 10 марта, 10:00 — Нарьян-Мар, 85 лет" in (await ask(anna, "/subscribe")).text
    own = await tap(anna, topic, "Свой выбор…", "▫️ За 7 дней")
    assert "✅ За 7 дней" in own.labels
    assert (await tap(anna, own, "← Назад")).labels[4] == "✅ Свой выбор…"
    assert "• 3 марта, 10:00 — Нарьян-Мар, 85 лет" in (await ask(anna, "/subscribe")).text


async def test_hours_before_an_event_go_by_its_own_time(
    world: BotWorld, anna: Person, tmp_path: Path
) -> None:
    """Three hours before it begins, and again when it is put off, by then with the new hour."""
    await put_time_in_force(world, tmp_path, "3 октября, 15:00")
    await world.move_to("2020-10-02 12:00")
    events = await tap(anna, await ask(anna, "/settings"), "🗓 Когда напоминать", "Отдельные мероприятия")
    hours = await tap(anna, events, "В тот же день", "▫️ За 3 часа")
    assert "✅ За 3 часа" in hours.labels
    card = await tap(anna, await ask(anna, "/event 11"), "🔔 Напомнить")
    assert "Первое напоминание — 3 октября в 10:00: Международная конференция МАГ" in card.text
    await told(anna)
    await world.move_to("2020-10-03 11:59")
    assert len(await told(anna)) == 1
    await world.move_to("2020-10-03 12:00")
    [text] = await told(anna)
    assert text.startswith("🏛 Через 3 часа, 3 октября, суббота, 15:00 — Международная конференция МАГ")
    await put_time_in_force(world, tmp_path, "3 октября, 18:00")
    await world.move_to("2020-10-03 14:59")
    [moved] = await told(anna)
    assert "Новое время: 18:00" in moved
    await world.move_to("2020-10-03 15:00")
    [again] = await told(anna)
    assert again.startswith("🏛 Через 3 часа, 3 октября, суббота, 18:00 — ")
    await world.move_to("2020-10-05 12:00")
    assert await told(anna) == []


async def test_privacy_says_in_words_what_is_stored(world: BotWorld, anna: Person) -> None:
    """The file has all of it, but not the press that asks for it."""
    await tap(anna, await ask(anna, "/subscribe"), "🎂 Юбилеи городов")
    await tap(anna, await ask(anna, "Казань"), "🔔 Напомнить")
    page = await ask(anna, "/privacy")
    for line in ("Язык: русский", "Час: 10:00", "Подписки: Юбилеи городов", "Города: Казань"):
        assert f"\n{line}\n" in page.text
    await anna.press("📎 Скачать файлом", on=page)
    sent = await anna.reply()
    data = json.loads(world.file(sent.body["document"]))
    assert data["inbox"] == []
    assert data["chats"][0]["created_at"].startswith("2020-03-01T09:0")
    assert {one["topic"] for one in data["subscriptions"]} == {"jubilees", "city"}
