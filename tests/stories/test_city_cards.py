"""A reader asks for cities: by names, by a region, from the lists, in a group, in English."""

import pytest

from tests.world.running_bot import BotWorld, ask, tap, told


@pytest.fixture
def start() -> str:
    """Return a start in a year without a plan, nine months before the day of Kazan."""
    return "2026-11-28 12:00"


async def test_card_begins_with_the_next_day(world: BotWorld) -> None:
    """It names the time until the day, the weekday, age, founding and next jubilee, and folds past events."""
    anna = await world.person()
    card = await ask(anna, "/city в Казани")
    assert card.text.split("\n") == [
        "🏙 Казань",
        "Россия, Республика Татарстан · член МАГ",
        "",
        "🏙 ≈ 30 августа 2027 г., понедельник — через 9 месяцев",
        "День города: исполнится 1022 года.",
        "Основана в 1005 году. Ближайший юбилей — 1025 лет, через 4 года, в 2030 году.",
        "",
        "Прошло",
        "🏙 ≈ 30 августа · День города: городу 1021 год",
        "🤝 июль 2020 г. · Участие в генеральной Ассамблее Евразийского отделения ОГМВ",
        "",
        "≈ — ориентировочно: плана на 2027 год пока нет, дата рассчитана и может сместиться.",
    ]
    assert card.labels == ["🔔 Напомнить", "🏠 Это мой город", "📍 События здесь", "🖼 Открытка", "Ещё…"]
    [quote] = [one for one in card.body["entities"] if "blockquote" in one["type"]]
    assert quote["type"] == "expandable_blockquote"


async def test_other_buttons_are_one_tap_away(world: BotWorld) -> None:
    """The calendar file, the map, the lists and the way back. A reader cannot name the day."""
    anna = await world.person()
    card = await ask(anna, "/city Казань")
    more = await tap(anna, card, "Ещё…")
    assert more.text == card.text
    assert more.labels == ["📎 В календарь", "🗺 На карте", "🏙 Все города", "В начало", "‹ Назад"]
    back = await tap(anna, more, "‹ Назад")
    assert back.labels == card.labels
    followed = await tap(anna, back, "🔔 Напомнить")
    assert followed.labels[0] == "✅ Напоминаем · отключить"
    assert (await tap(anna, followed, "✅ Напоминаем · отключить")).labels == card.labels


async def test_owner_names_the_day_from_the_card(world: BotWorld) -> None:
    """The question is asked below the card. A text that is no day leaves it open."""
    owner = await world.owner()
    more = await tap(owner, await ask(owner, "/city Баку"), "Ещё…")
    await owner.press("✏️ Назначить день", on=more)
    question = await owner.reply()
    assert question.text.startswith("🏙 Баку: напишите день или дни праздника")
    assert "Такого дня нет: «31 сентября»" in (await ask(owner, "31 сентября")).text
    proposed = await ask(owner, "3 октября")
    assert "Станет: 3 октября 2027 г." in proposed.text
    await tap(owner, proposed, "✅ Назначить")
    card = await ask(owner, "/city Баку")
    assert "🏙 3 октября 2027 г., воскресенье — через 10 месяцев\nДень города." in card.text


async def test_reader_cannot_open_the_question_of_owners(world: BotWorld) -> None:
    """A forged press asks nothing."""
    anna = await world.person()
    card = await ask(anna, "/city Баку")
    refused = await anna.press_data("ad:baku", card.id, forged=True)
    assert refused.text == "Изменять план могут только те, кому секретариат дал это право."
    assert world.query("SELECT COUNT(*) FROM dialogues") == [(0,)]


async def test_city_without_a_day_promises_what_holds(world: BotWorld) -> None:
    """Each way to follow a city promises its events, and news of its day once there is any."""
    anna = await world.person()
    card = await ask(anna, "/city Ташкент")
    assert "Дата Дня города пока не внесена. Подписчикам города сообщим, когда она появится." in card.text
    followed = await tap(anna, card, "🔔 Напомнить")
    assert (
        "🔔 Напоминаем обо всём, что проходит в Ташкенте. Когда станет известна дата Дня города, сообщим."
        in followed.text
    )
    await tap(anna, await ask(anna, "/subscribe"), "➕ Добавить город")
    added = await ask(anna, "Гюмри")
    assert added.text.startswith("✅ Гюмри: напомним о мероприятиях, которые там проходят. Дата Дня города")
    await told(anna)


@pytest.mark.parametrize(
    ("text", "said", "labels"),
    [
        (
            "/city Казань, Минск и Уфа",
            "Названо несколько городов. Какой показать?",
            ["Казань", "Минск", "Уфа"],
        ),
        ("/city сколько лет Минску и Москве", "Названо несколько городов.", ["Минск", "Москва"]),
        (
            "/city Новгород",
            "Уточните, пожалуйста",
            ["Нижний Новгород", "Великий Новгород", "📅 Что скоро", "🏙 Города"],
        ),
        (
            "/city Татарстан",
            "🗺 Республика Татарстан: в справочнике 2 города.",
            ["Казань", "Набережные Челны", "🏙 Все города"],
        ),
        (
            "/city в Приморском крае",
            "🗺 Приморский край: в справочнике 1 город.",
            ["Владивосток", "🏙 Все города"],
        ),
        ("/city Армения", "🌍 Армения: 2\n\n1. Гюмри · дата не внесена", ["1", "2", "🏙 Города"]),
        (
            "/city Московская область",
            "Такого города в справочнике нет: «Московская область».",
            ["📅 Что скоро", "🏙 Города"],
        ),
    ],
)
async def test_several_cities_and_regions_are_offered(
    world: BotWorld, text: str, said: str, labels: list[str]
) -> None:
    """A text that names no single city is answered with a choice, never with another city."""
    anna = await world.person()
    shown = await ask(anna, text)
    assert shown.text.startswith(said)
    assert shown.labels == labels


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("/city когда День города в Казани?", "Казань"),
        ("/city Ленинград", "Санкт-Петербург"),
        ("/city Алма-Ата", "Алматы"),
        ("/city что будет в городе Сталинграде", "Волгоград"),
        ("/CITY rfpfym", "Казань"),
    ],
)
async def test_sentence_or_former_name_opens_the_card(world: BotWorld, text: str, city: str) -> None:
    """One city in a sentence, a former name and the wrong layout are understood."""
    anna = await world.person()
    assert f"🏙 {city}\n" in (await ask(anna, text)).text


async def test_answer_in_a_group_may_name_a_region(world: BotWorld) -> None:
    """The cities of the region are offered as in a private chat."""
    anna = await world.person()
    chat = int((await world.sandbox.order("group", title="Работа", owner=anna.id, kind="supergroup"))["id"])
    await world.sandbox.order("membership", chat=chat, status="member")
    await world.settle()
    await told(anna, chat)
    question = await ask(anna, "/city", chat=chat)
    await world.sandbox.order("say", person=anna.id, chat=chat, text="Татарстан", reply_to=question.id)
    offered = await anna.reply(chat=chat)
    assert offered.labels == ["Казань", "Набережные Челны", "🏙 Все города"]
    assert (await tap(anna, offered, "Казань")).text.startswith("🏙 Казань\n")


async def test_calendar_file_of_a_window_says_what_it_is(world: BotWorld) -> None:
    """All days of the window come into the calendar, and the caption says that no day is named."""
    anna = await world.person()
    more = await tap(anna, await ask(anna, "/city Москва"), "Ещё…")
    await anna.press("📎 В календарь", on=more)
    file = await anna.reply()
    assert "Точный день пока не назначен." in file.text
    assert file.document is not None
    content = world.file(file.document)
    assert b"DTSTART;VALUE=DATE:20270904" in content
    assert b"DTEND;VALUE=DATE:20270913" in content


async def test_list_leads_to_every_group_and_back(world: BotWorld) -> None:
    """Names by letter, jubilees of the coming year, known days by date, countries, the own city."""
    anna = await world.person()
    first = await ask(anna, "/cities")
    assert "В справочнике 80 городов." in first.text
    assert first.text.count("✦ — член МАГ.") == 1
    assert len(first.labels) <= 10
    jubilees = await tap(anna, first, next(key for key in first.labels if key.startswith("🎂 Юбилеи 2027")))
    assert jubilees.text.startswith("🎂 Юбилеи 2027 года: ")
    assert "юбилей" in jubilees.text
    dated = await tap(
        anna, await tap(anna, jubilees, "🏙 Города"), next(key for key in first.labels if key.startswith("📅"))
    )
    assert "1. Элиста" not in dated.text
    assert "1. Караганда · ≈ 10 февраля 2027 г. · городу 93 года" in dated.text
    second = await tap(anna, dated, "Дальше ›")
    card = await tap(anna, second, "8")
    assert " — через " in card.text
    countries = await tap(anna, await ask(anna, "/cities"), "🌍 Страны")
    assert "1. Россия — 49 городов" in countries.text
    belarus = await tap(anna, countries, "3")
    assert belarus.text.startswith("🌍 Беларусь: 6\n\n1. Брест · ≈ ")
    everything = await tap(anna, await ask(anna, "/cities"), "🔤 Все А–Я")
    assert everything.text.startswith("🏙 Все города, по алфавиту: 80\n\n1. Алматы · ≈ ")


async def test_card_in_a_group_is_the_same_and_its_own_city_is_for_admins(world: BotWorld) -> None:
    """A member reads the card and opens the other buttons. Only an admin makes it the chat's city."""
    anna, peter = await world.person(), await world.person("Пётр")
    chat = int((await world.sandbox.order("group", title="Работа", owner=anna.id, kind="supergroup"))["id"])
    for person in ({"person": peter.id}, {}):
        await world.sandbox.order("membership", chat=chat, status="member", **person)
    await world.settle()
    await told(anna, chat)
    card = await ask(peter, "/city Казань", chat=chat)
    assert card.labels == ["🔔 Напомнить", "🏠 Это город чата", "📍 События здесь", "🖼 Открытка", "Ещё…"]
    refused = await peter.press("🏠 Это город чата", on=card, chat=chat)
    assert refused.text == "Подписки и настройки группы меняют только её администраторы."
    more = await tap(peter, card, "Ещё…")
    assert "✏️ Назначить день" not in more.labels


async def test_english_reader_has_the_same_card(world: BotWorld) -> None:
    """Country, region, weekday, age and lists are in English."""
    john = await world.person("John", language="en")
    card = await ask(john, "/city Kazan")
    assert card.text.startswith(
        "🏙 Kazan\nRussia, Republic of Tatarstan · member of the Assembly\n\n"
        "🏙 ≈ Monday, 30 August 2027 — in 9 months\nCity Day: the city turns 1,022.\n"
        "Founded in 1005. Next round anniversary: the 1,025th, in 4 years, in 2030.\n\nPast\n"
    )
    assert card.labels[-1] == "More…"
    moscow = await ask(john, "/city Moscow")
    assert "🎂 on one of the days 4–12 September 2027 — in 9 months" in moscow.text
    listed = await ask(john, "/cities")
    assert listed.text.startswith("🏙 Cities\nThere are 80 cities in the list.")
    assert (await ask(john, "/city Tatarstan")).text == "🗺 Republic of Tatarstan: 2 cities in the list."
