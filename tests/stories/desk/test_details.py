"""Additions of editors to an event: link, description, deadline, files and a picture."""

import base64
from typing import Any

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.world.desk import propose, save
from tests.world.plan_documents import put_in_force
from tests.world.running_bot import BotWorld, ask, tap, told

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PROGRAMME = b"%PDF-1.4 programme"
HEAD = """План мероприятий
Международной Ассамблеи столиц и крупных городов (МАГ)
на 2027 год

№ п/п\tМероприятия\tМесто, дата\tПримечание
"""
FORUM = "1.\tФорум столиц\tМинск 5 октября\tОрганизатор: МАГ\n"
SESSION = "2.\tСессия МАГ\tКазань 12 ноября\tОрганизатор: МАГ\n"


@pytest.fixture
def start() -> str:
    """Return a day a month before the forum of the plan that the stories put in force."""
    return "2027-09-01 12:00"


@pytest.fixture
async def owner(world: BotWorld) -> Person:
    """Put a plan of two events in force, and return the owner."""
    await put_in_force(world, HEAD + FORUM + SESSION)
    return await world.owner()


async def send(editor: Person, name: str, content: bytes, kind: str = "document") -> ReceivedMessage:
    """Send a file in answer to the bot's question for files. Return what the bot says to it."""
    order: dict[str, Any] = {"name": name, "content": base64.b64encode(content).decode(), "kind": kind}
    await editor.unread()
    await editor.sandbox.order("send_file", person=editor.id, **order)
    return await editor.reply()


async def ask_for_files(editor: Person, number: str = "1") -> None:
    """Press the button for the files of an event."""
    card = await ask(editor, f"/desk {number}")
    await editor.press("📎 Файлы", on=card)
    await editor.unread()


async def test_a_reader_sees_link_description_and_deadline(world: BotWorld, owner: Person) -> None:
    """The card has all of them, the reminder has the link, and the deadline says when it is over."""
    anna = await world.person()
    await tap(anna, await ask(anna, "/event 1"), "🔔 Напомнить")
    shown = await propose(owner, "1", "🔗 Ссылка", "Регистрация: https://forum.by/2027")
    assert "Кнопка «Регистрация»: https://forum.by/2027" in shown.text
    assert "Сообщения читателям не будет: изменится только карточка." in shown.text
    await save(owner, shown)
    await save(owner, await propose(owner, "1", "📝 Описание", "Встреча <мэров> & гостей.\nВход свободный."))
    await save(owner, await propose(owner, "1", "⏳ Регистрация", "до 20 сентября"))
    await world.move_to("2027-09-01 13:00")
    await told(anna)
    card = await ask(anna, "/event 1")
    assert "Встреча <мэров> & гостей.\nВход свободный." in card.text
    assert "⏳ Регистрация до 20 сентября" in card.text
    assert {"text": "🔗 Регистрация", "url": "https://forum.by/2027"} in card.buttons
    await world.move_to("2027-09-28 12:00")
    [reminder] = [one for one in await anna.unread() if "Через неделю" in one.text]
    assert {"text": "🔗 Регистрация", "url": "https://forum.by/2027"} in reminder.buttons
    assert "⏳ Регистрация закрыта 20 сентября" in (await ask(anna, "/event 1")).text


async def test_files_and_a_picture_stand_on_the_card(world: BotWorld, owner: Person) -> None:
    """Sent one after another they are proposed together. A button of the card sends the file."""
    await ask_for_files(owner)
    first = await send(owner, "forum.png", PNG, "photo")
    assert "Файл: Изображение" in first.text
    both = await send(owner, "Программа.pdf", PROGRAMME)
    assert "Файлы: Изображение, Программа.pdf" in both.text
    await save(owner, both)
    anna = await world.person()
    card = await ask(anna, "/event 1")
    assert card.body["photo"]
    assert "Форум столиц" in card.text
    await anna.unread()
    await anna.press("📄 Программа.pdf", on=card)
    [sent] = await anna.unread()
    assert world.file(sent.body["document"]) == PROGRAMME
    assert (await ask(anna, "/event 2")).body.get("photo") is None


async def test_a_file_telegram_has_forgotten_is_uploaded_again(world: BotWorld, owner: Person) -> None:
    """The content is kept too, so a bot with another token still has the picture and the file."""
    await ask_for_files(owner)
    await send(owner, "forum.png", PNG, "photo")
    await save(owner, await send(owner, "Программа.pdf", PROGRAMME))
    world.rehearsal.server.world.files.clear()
    world.expected_refusals.add("wrong file_id")
    anna = await world.person()
    card = await ask(anna, "/event 1")
    assert world.file(card.body["photo"][-1]) == PNG
    await anna.press("📄 Программа.pdf", on=card)
    sent = (await anna.unread())[-1]
    assert world.file(sent.body["document"]) == PROGRAMME


async def test_more_or_larger_files_than_there_may_be_are_refused(world: BotWorld, owner: Person) -> None:
    """The sixth file, the same one again and a large one get one sentence. A button removes a file."""
    await ask_for_files(owner)
    shown = [await send(owner, f"{number}.txt", b"text %d" % number) for number in range(5)]
    await save(owner, shown[-1])
    await ask_for_files(owner)
    assert (await send(owner, "6.txt", b"six")).text.startswith("У мероприятия может быть не больше 5 файлов")
    card = await ask(owner, "/desk 1")
    await owner.unread()
    await owner.press("📎 Файлы", on=card)
    [question] = await owner.unread()
    await save(owner, await tap(owner, question, "❌ Убрать: 0.txt"))
    await ask_for_files(owner)
    assert (await send(owner, "again.txt", b"text 3")).text == "Этот файл у мероприятия уже есть."
    large = b"0" * (20 * 2**20 + 1)
    assert (await send(owner, "large.bin", large)).text == "Файл слишком большой: можно не больше 20 МБ."


async def test_a_hand_edit_outlives_the_next_document(world: BotWorld, owner: Person) -> None:
    """A document keeps hours, links and added events that it does not print, and replaces others."""
    await save(owner, await propose(owner, "1", "🕒 Время", "15:00"))
    await save(owner, await propose(owner, "1", "🔗 Ссылка", "forum.by"))
    await save(owner, await propose(owner, "1", "📍 Место", "Минск, Дворец Республики"))
    await save(owner, await propose(owner, "2", "📅 Дата", "13 ноября"))
    desk = await tap(owner, await ask(owner, "/desk"), "📋 План на 2027 год")
    await owner.press("➕ Добавить", on=desk)
    await owner.unread()
    await save(owner, await ask(owner, "20 октября, Казань, Круглый стол мэров"))
    await put_in_force(world, HEAD + FORUM.replace("5 октября", "6 октября") + SESSION)
    anna = await world.person()
    card = await ask(anna, "/event 1")
    assert "🗓 6 октября, среда, 15:00\n📍 Минск, Дворец Республики" in card.text
    assert [one for one in card.buttons if one.get("url") == "https://forum.by"]
    assert "12 ноября" in (await ask(anna, "/event 2")).text
    assert "Круглый стол мэров" in (await ask(anna, "/find круглый стол мэров")).text
