"""Cancelled and past events: their buttons, their reminders and their calendar files."""

import pytest
from icalendar import Calendar

from bot.sandbox.client.client import Person, ReceivedMessage
from data.calendar.topics import Topic
from handlers.callbacks.browsing import ButtonPlace, Follow
from tests.world.plan_documents import put_in_force
from tests.world.running_bot import BotWorld, ask, tap, told

HEAD = """План мероприятий
Международной Ассамблеи столиц и крупных городов (МАГ)
на 2027 год

№ п/п\tМероприятия\tМесто, дата\tПримечание
1.\tСлёт краеведов\tУфа сентябрь\tОрганизатор: МАГ
"""
FORUM = "2.\tФорум столиц\tМинск {when}\tОрганизатор: МАГ\n"


@pytest.fixture
def start() -> str:
    """Return a start in January, before a plan of the year is in force."""
    return "2027-01-10 12:00"


@pytest.fixture
async def anna(world: BotWorld) -> Person:
    """Put a plan in force with the forum on 5 May, and return a reader."""
    await put_in_force(world, HEAD + FORUM.format(when="5 мая"))
    return await world.person()


@pytest.fixture
async def card(anna: Person) -> ReceivedMessage:
    """Let Anna follow the forum on its card. Return the card."""
    return await tap(anna, await ask(anna, "/event 2"), "🔔 Напомнить")


def follow_data(card: ReceivedMessage) -> str:
    """Return the data of the button on an older version of a card that follows its event."""
    [number] = [key["callback_data"].split(":")[1] for key in card.buttons if "📎" in key["text"]]
    return Follow(topic=Topic.EVENT, subject=number, on=True, place=ButtonPlace.CARD).pack()


async def calendar_of(
    world: BotWorld, anna: Person, message: ReceivedMessage, label: str
) -> tuple[str, Calendar]:
    """Press the button that sends a calendar file. Return the caption and the parsed file."""
    await anna.press(label, on=message)
    answer = await anna.reply()
    assert answer.document is not None
    return answer.text, Calendar.from_ical(world.file(answer.document))


async def test_a_cancelled_event_leaves_the_calendar_it_was_put_into(
    world: BotWorld, anna: Person, card: ReceivedMessage
) -> None:
    """The files with the first date, the second one and the cancellation are rising versions of one entry."""
    said, first = await calendar_of(world, anna, card, "📎 В календарь")
    assert "попадёт в ваш календарь" in said
    await put_in_force(world, HEAD + FORUM.format(when="6 мая"))
    _, second = await calendar_of(world, anna, card, "📎 В календарь")
    await put_in_force(world, HEAD + FORUM.format(when="6 мая (отменено)"))
    said, third = await calendar_of(world, anna, card, "📎 В календарь")
    assert said == "📎 Мероприятие отменено. Откройте файл, и оно исчезнет из вашего календаря."
    found = [file.walk("VEVENT")[0] for file in (first, second, third)]
    assert len({str(entry["uid"]) for entry in found}) == 1
    versions = [int(str(entry["sequence"])) for entry in found]
    assert versions == sorted(set(versions))
    assert [str(file["method"]) for file in (first, second, third)] == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert str(found[2]["status"]) == "CANCELLED"
    assert found[2]["dtstart"] == found[1]["dtstart"]


async def test_a_cancelled_event_promises_and_denies_nothing(
    world: BotWorld, anna: Person, card: ReceivedMessage
) -> None:
    """Its card, its old buttons and the list of subscriptions say that it is cancelled."""
    await put_in_force(world, HEAD + FORUM.format(when="5 мая (отменено)"))
    await world.move_to("2027-01-10 12:05")
    [notice] = await anna.unread()
    assert notice.text == "❌ Форум столиц\nОтменено. Планировалось на 5 мая."
    assert "📎 Убрать из календаря" in notice.labels
    shown = await ask(anna, "/event 2")
    assert "Мероприятие отменено." in shown.text
    assert "Напомним" not in shown.text
    assert shown.labels[:2] == ["🔕 Не напоминать", "📎 Убрать из календаря"]
    listed = await tap(anna, await ask(anna, "/subscribe"), "📌 Мероприятия: 1")
    assert "✅ Отменено: Форум столиц" in listed.labels
    toast = await anna.press_data(follow_data(card), card.id, forged=True)
    assert toast.text == "Мероприятие отменено, напоминать не о чем."


async def test_an_event_that_left_the_plan_leaves_the_calendar(
    world: BotWorld, anna: Person, card: ReceivedMessage
) -> None:
    """The old card's button takes it out, under the last day it had."""
    _, first = await calendar_of(world, anna, card, "📎 В календарь")
    await put_in_force(world, HEAD)
    await world.move_to("2027-01-10 12:05")
    [notice] = await anna.unread()
    assert notice.text == "❌ Форум столиц\nИсключено из плана. Планировалось на 5 мая."
    said, last = await calendar_of(world, anna, notice, "📎 Убрать из календаря")
    assert said == "📎 Мероприятия в плане больше нет. Откройте файл, и оно исчезнет из вашего календаря."
    assert str(last["method"]) == "CANCEL"
    assert last.walk("VEVENT")[0]["uid"] == first.walk("VEVENT")[0]["uid"]
    assert last.walk("VEVENT")[0]["dtstart"] == first.walk("VEVENT")[0]["dtstart"]


async def test_an_event_that_is_over_promises_nothing(
    world: BotWorld, anna: Person, card: ReceivedMessage
) -> None:
    """A reader who follows a past event is promised no reminder."""
    await world.jump_to("2027-05-06 12:00")
    await told(anna)
    shown = await ask(anna, "/event 2")
    assert "Мероприятие прошло." in shown.text
    assert "Напомним" not in shown.text
    assert "📎 В календарь" not in shown.labels
    off = await tap(anna, shown, "🔕 Не напоминать")
    assert "🔔 Напомнить" not in off.labels
    again = await anna.press_data(follow_data(card), card.id, forged=True)
    assert again.text == "Мероприятие прошло, напоминать не о чем."
