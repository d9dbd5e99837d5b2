"""People ask in their own words, in private and in groups, in Russian and English."""

import pytest

from bot.sandbox.client.client import Person
from tests.world.running_bot import BotWorld, ask, tap, told


@pytest.fixture
def start() -> str:
    """Return a start on 1 March of the shipped plan, when most of it lies ahead."""
    return "2020-03-01 12:00"


@pytest.fixture
async def anna(world: BotWorld) -> Person:
    """Return a reader who has written before and has not been asked for a city."""
    anna = await world.person()
    await ask(anna, "/help")
    return anna


async def test_a_conversation_in_plain_words(world: BotWorld, anna: Person) -> None:
    """Months, cities, events and wishes are understood one after another, and nothing is stored."""
    assert "сентябрь" in (await ask(anna, "а что в сентябре?")).text
    assert (await ask(anna, "сколько лет Минску")).text.startswith("Минску исполнится 953 года")
    assert (await ask(anna, "когда день города в Казани")).text.startswith(
        "День города в Казани: ≈ 30 августа"
    )
    assert "Волгоград" in (await ask(anna, "форум в Волгограде")).text
    assert "Такого дня нет: «31 сентября»" in (await ask(anna, "что 31 сентября?")).text
    assert (await ask(anna, "спасибо")).text.startswith("Рады помочь")
    assert "Остановить все напоминания?" in (await ask(anna, "больше не присылайте, стоп")).text
    assert world.query("SELECT state FROM chats") == [("active",)]
    assert world.query("SELECT * FROM dialogues") == []


async def test_a_conversation_in_english(world: BotWorld) -> None:
    """The same questions are understood and answered in English."""
    john = await world.person("John", language="en")
    assert (await ask(john, "how old is Minsk?")).text.startswith("Minsk turns 953")
    assert "September" in (await ask(john, "what's on in September")).text
    assert "There is no such city" in (await ask(john, "Paris")).text
    assert (await ask(john, "thank you!")).text.startswith("Glad to help")


async def test_several_events_are_offered_and_opened(anna: Person) -> None:
    """A page has six, the next one follows, and a number opens the card."""
    found = await ask(anna, "конференции")
    assert "Нашлось по запросу «конференции»: 7" in found.text
    found = await tap(anna, found, "Дальше ›")
    assert "посвященная 75-летию" in found.text
    card = await tap(anna, found, "7")
    assert card.text.startswith("🏛 Международная конференция")


@pytest.mark.parametrize(
    "text", ["баран", "🎉🎉🎉", "https://example.com/казань", "مرحبا", "Лондон", "ы" * 4096]
)
async def test_what_is_found_nowhere_is_said_plainly(anna: Person, text: str) -> None:
    """The answer offers no unrelated city or event, and has two buttons to go on."""
    answer = await ask(anna, text)
    assert answer.labels == ["📅 Что скоро", "🏙 Города"]
    assert len(await anna.unread()) == 0


async def test_a_search_asks_for_words(world: BotWorld, anna: Person) -> None:
    """/find without words waits for them, also over a restart of the conversation."""
    assert (await ask(anna, "/find")).text.startswith("Что найти?")
    assert "цифровизации" in (await ask(anna, "цифровизация")).text
    assert world.query("SELECT * FROM dialogues WHERE answered_by IS NULL") == []
    assert "мероприятий не нашлось" in (await ask(anna, "/find водолазы")).text


async def test_a_reply_in_a_group_is_a_question(world: BotWorld, anna: Person) -> None:
    """Only a reply to the bot that is understood is answered. Talk of members is theirs."""
    group = await world.sandbox.group("Соседи", anna)
    await world.settle()
    hello = (await anna.messages(group))[-1]

    async def replies(text: str, to: int | None) -> list[str]:
        await told(anna, group)
        await world.sandbox.order("say", person=anna.id, chat=group, text=text, reply_to=to)
        await world.settle()
        return await told(anna, group)

    assert "октябрь" in (await replies("что в октябре?", hello.id))[0]
    assert (await replies("сколько лет Перми", hello.id))[0].startswith("Перми исполнится")
    assert await replies("ну мы там точно будем все вместе", hello.id) == []
    assert await replies("что в октябре?", None) == []


@pytest.mark.parametrize(
    "path",
    [
        ("/settings", "🏠 Указать город"),
        ("/subscribe", "➕ Добавить город"),
        ("/settings", "🌍 Часовой пояс", "🏙 Назвать город"),
    ],
)
async def test_a_question_of_its_own_is_answered_while_a_city_is_asked_for(
    world: BotWorld, anna: Person, path: tuple[str, ...]
) -> None:
    """It is answered, and the next name of a city still answers the bot's question."""
    screen, *labels = path
    shown = await ask(anna, screen)
    for label in labels:
        shown = await tap(anna, shown, label)
    assert "сентябрь" in (await ask(anna, "что в сентябре?")).text
    assert (await ask(anna, "когда день города в Казани")).text.startswith("День города в Казани")
    assert (await ask(anna, "спасибо")).text.startswith("Рады помочь")
    assert world.query("SELECT city FROM chats") == [(None,)]
    assert (await ask(anna, "Уфа")).text
    assert world.query("SELECT count(*) FROM dialogues WHERE answered_by IS NOT NULL") == [(1,)]
