"""The secretariat edits one event at the desk: what is shown, stored, told and kept."""

import pytest

from bot.sandbox.client.client import Person
from tests.world.desk import propose, save
from tests.world.running_bot import BotWorld, ask, tap, told

GROZNY = "Международная конференция МАГ в рамках празднования Дня города Грозного"
MOVED = f"🔁 {GROZNY}\nПеренесено с 3–4 на 10–11 октября."
NEW = "5 октября 15:00, Минск, Форум столиц, организатор МАГ"


@pytest.fixture
def start() -> str:
    """Return a start two weeks before the conference in Grozny."""
    return "2020-09-20 12:00"


async def follower(world: BotWorld, *topics: str, name: str = "Анна") -> Person:
    """Return a reader of topics who has read everything."""
    reader = await world.person(name)
    await tap(reader, await ask(reader, "/subscribe"), *(topics or ("🏛 Мероприятия МАГ",)))
    await told(reader)
    return reader


async def test_a_moved_event_is_shown_then_stored_then_told_once(world: BotWorld, owner: Person) -> None:
    """The editor sees the card, the message and its readers. Only the press stores and tells."""
    anna = await follower(world)
    shown = await propose(owner, "11", "📅 Дата", "10–11 октября, 15:00")
    assert "🗓 10–11 октября, 15:00" in shown.text
    assert "🔁 Перенесено с 3–4 октября." in shown.text
    assert f"Сообщение получит 1 подписчик:\n\n{MOVED}" in shown.text
    await world.move_to("2020-09-20 12:10")
    assert await told(anna) == []
    assert "3–4 октября" in (await ask(anna, "/event 11")).text
    done = await tap(owner, shown, "✅ Сохранить и сообщить (1)")
    assert done.text.startswith("✅ Сохранено. В течение пяти минут сообщение получит 1 подписчик")
    await told(anna)
    await world.move_to("2020-09-20 12:20")
    assert await told(anna) == [f"{MOVED}\nВремя назначено: 15:00."]
    assert "🗓 10–11 октября, 15:00" in (await ask(anna, "/event 11")).text
    log = (await ask(owner, "/log")).text
    assert f"Исправлено мероприятие: «{GROZNY}»" in log
    assert "дата: 3-4 октября → 10–11 октября, 15:00" in log
    assert "время: 15:00" in log


async def test_a_new_hour_is_told_with_a_new_date(world: BotWorld, owner: Person) -> None:
    """A reader who knows the old hour would come at it. One that stays is not told again."""
    anna = await follower(world)
    await save(owner, await propose(owner, "11", "🕒 Время", "15:00"))
    await world.move_to("2020-09-20 12:10")
    await told(anna)
    await save(owner, await propose(owner, "11", "📅 Дата", "10–11 октября, 10:00"))
    await world.move_to("2020-09-20 12:20")
    assert await told(anna) == [f"{MOVED}\nНовое время: 10:00 (было: 15:00)."]
    await save(owner, await propose(owner, "11", "📅 Дата", "3–4 октября"))
    await world.move_to("2020-09-20 12:30")
    assert await told(anna) == [f"🔁 {GROZNY}\nПеренесено с 10–11 на 3–4 октября."]


async def test_a_silent_edit_is_told_to_no_one(world: BotWorld, owner: Person) -> None:
    """A slip is mended in silence: the card has the new day, and nothing says that the event was moved."""
    anna = await follower(world)
    await world.move_to("2020-09-26 12:00")
    assert any("Через неделю, 3–4 октября" in text for text in await told(anna))
    await save(owner, await propose(owner, "11", "📅 Дата", "4–5 октября"), "🔇 Сохранить, не сообщая")
    await world.move_to("2020-09-26 13:00")
    assert await told(anna) == []
    card = (await ask(anna, "/event 11")).text
    assert "🗓 4–5 октября" in card
    assert "Перенесено" not in card


async def test_edits_of_five_minutes_are_one_message(world: BotWorld, owner: Person) -> None:
    """Edits of a date, a venue and another event are one message with the old and the final values."""
    anna = await follower(world)
    await save(owner, await propose(owner, "11", "📅 Дата", "8 октября"))
    await save(owner, await propose(owner, "11", "📍 Место", "Грозный, Дворец молодёжи"))
    await save(owner, await propose(owner, "11", "📅 Дата", "10–11 октября"))
    await save(owner, await propose(owner, "10", "❌ Отменить мероприятие", ""))
    assert await told(anna) == []
    await world.move_to("2020-09-20 12:10")
    [text] = await told(anna)
    assert text.count("🔁") == 1
    assert MOVED in text
    assert "Новое место: Грозный, Дворец молодёжи (было: Грозный)." in text
    assert "❌" in text


async def test_an_event_is_added_in_one_message(world: BotWorld, owner: Person) -> None:
    """It is read back, stored once, told to followers of changes, and found by readers."""
    boris = await follower(world, "🔁 Все переносы и отмены")
    desk = await tap(owner, await ask(owner, "/desk"), "📋 План на 2020 год")
    await owner.unread()
    await owner.press("➕ Добавить", on=desk)
    await owner.unread()
    shown = await ask(owner, NEW)
    assert "🏛 Форум столиц\n\n🗓 5 октября, понедельник, 15:00\n📍 Минск\n\nОрганизатор: МАГ" in shown.text
    await save(owner, shown)
    again = await owner.press_data(
        next(str(one["callback_data"]) for one in shown.buttons), shown.id, forged=True
    )
    assert not again.text
    await world.move_to("2020-09-20 12:20")
    [text] = await told(boris)
    assert "Форум столиц" in text
    assert "5 октября, 15:00, Минск" in text
    assert "Форум столиц" in (await ask(boris, "/find форум столиц минск")).text
    rows = world.query("SELECT count(*) FROM plan_events WHERE title = 'Форум столиц' AND removed = 0")
    assert rows == [(1,)]


async def test_a_cancelled_event_is_restored(world: BotWorld, owner: Person) -> None:
    """Two presses cancel it and two restore it. Its page has the button for the opposite of its state."""
    anna = await follower(world)
    await save(owner, await propose(owner, "11", "❌ Отменить мероприятие", ""))
    await world.move_to("2020-09-20 12:10")
    assert await told(anna) == [f"❌ {GROZNY}\nОтменено. Планировалось на 3–4 октября."]
    card = await ask(owner, "/desk 11")
    labels = [one["text"] for one in card.buttons]
    assert "♻️ Вернуть в план" in labels
    assert "❌ Отменить мероприятие" not in labels
    await save(owner, await propose(owner, "11", "♻️ Вернуть в план", ""))
    await world.move_to("2020-09-20 12:20")
    [text] = await told(anna)
    assert "Снова в плане" in text
    await save(owner, await propose(owner, "11", "✅ Подтвердить", ""))
    assert "✅ Мероприятие подтверждено." in (await ask(anna, "/event 11")).text


async def test_nothing_is_stored_of_what_is_dropped(world: BotWorld, owner: Person) -> None:
    """The third button leaves everything as it was, and the buttons above it are out of date then."""
    shown = await propose(owner, "11", "✏️ Название", "Совсем другое название")
    before = world.contents("plan_editions", "revisions", "actions")
    tell = next(str(one["callback_data"]) for one in shown.buttons)
    assert (await tap(owner, shown, "✖️ Оставить как было")).text == "Хорошо, всё осталось как было."
    late = await owner.press_data(tell, shown.id, forged=True)
    assert late.text == "Эта правка устарела. Откройте мероприятие в /desk и внесите её заново."
    assert world.contents("plan_editions", "revisions", "actions") == before


@pytest.mark.parametrize(
    ("label", "text", "answer"),
    [
        ("📅 Дата", "31 сентября", "Такой даты нет"),
        ("📅 Дата", "как-нибудь потом", "Дату понять не удалось"),
        ("📅 Дата", "3–4 октября", "Так уже и есть"),
        ("🕒 Время", "25:00", "Время понять не удалось"),
        ("📍 Место", "!!!", "Место понять не удалось"),
        ("✏️ Название", "...", "В названии нужны слова"),
        ("🔗 Ссылка", "javascript:alert(1)", "Такие ссылки не открываются"),
        ("📝 Описание", "о" * 1501, "Слишком длинно"),
        ("📎 Файлы", "вот", "Нужен файл или картинка"),
        ("⏳ Регистрация", "осень", "Нужен один последний день"),
    ],
)
async def test_what_cannot_be_read_gets_one_sentence(
    world: BotWorld, owner: Person, label: str, text: str, answer: str
) -> None:
    """The question stays open, so the next text answers it. Nothing is stored."""
    before = world.contents("plan_editions", "event_drafts")
    refused = await propose(owner, "11", label, text)
    assert answer in refused.text
    assert "\n" not in refused.text
    assert world.contents("plan_editions", "event_drafts") == before
    assert (await ask(owner, "/cancel")).text == "Хорошо, отменено."


async def test_the_second_of_two_editors_checks_once_more(world: BotWorld, owner: Person) -> None:
    """If two edits are previewed, the second one is shown again with the changes that the first has saved."""
    date = await propose(owner, "11", "📅 Дата", "10–11 октября")
    place = await propose(owner, "11", "📍 Место", "Грозный, Дворец молодёжи")
    await save(owner, date)
    again = await tap(owner, place, "✅ Сохранить")
    assert again.text.startswith("⚠️ Пока вы решали, мероприятие изменили. Проверьте ещё раз.")
    assert "🗓 10–11 октября" in again.text
    assert "📍 Грозный, Дворец молодёжи" in again.text
    await save(owner, again)
    card = (await ask(owner, "/event 11")).text
    assert "🗓 10–11 октября" in card
    assert "📍 Грозный, Дворец молодёжи" in card


async def test_a_stranger_reaches_nothing(world: BotWorld, owner: Person) -> None:
    """The command and each forged button are refused, logged, and change nothing."""
    shown = await propose(owner, "11", "📅 Дата", "10–11 октября")
    anna = await world.person()
    mine = await ask(anna, "/help")
    before = world.contents("plan_editions", "event_drafts", "actions", "city_names", "city_notes")
    assert (await ask(anna, "/desk")).text.startswith("Изменять план могут только те")
    number = str(shown.buttons[0]["callback_data"]).split(":")[1]
    for data in (
        f"dd:{number}:tell",
        "df:11:when:",
        "ds:11:off",
        "dn:2020",
        "dc",
        "dg:kazan:note",
        "dj:kazan:1",
        "dx:11:0",
    ):
        toast = await anna.press_data(data, mine.id, forged=True)
        assert toast.text.startswith("Изменять план могут только те")
    assert world.contents("plan_editions", "event_drafts", "actions", "city_names", "city_notes") == before


async def test_events_are_found_by_words_page_and_number(world: BotWorld, owner: Person) -> None:
    """The list has pages, words find one event or several, and unknown words leave the question open."""
    listed = await tap(owner, await ask(owner, "/desk"), "📋 План на 2020 год")
    assert "План на 2020 год, 24 мероприятия. Какое исправить?" in listed.text
    assert "№ 11 в плане" in (await tap(owner, listed, "Дальше ›")).text
    await owner.unread()
    await owner.press("🔎 Найти", on=listed)
    await owner.unread()
    assert (await ask(owner, "абракадабра")).text.startswith(
        "По запросу «абракадабра» в плане ничего не нашлось"
    )
    assert GROZNY in (await ask(owner, "день города грозного")).text
    assert "Найдено 2 мероприятия" in (await ask(owner, "/desk 14")).text
