"""An owner names an editor, who is greeted, has the rights given, and none when dismissed."""

import csv
import io

from bot.sandbox.client.client import Person, ReceivedMessage
from handlers.views.secretariat.staff import USERS_REQUEST
from tests.world.running_bot import BotWorld, ask, tap, told

NOON, SOON, LATER = "2026-11-22 12:01", "2026-11-22 12:02", "2026-11-22 12:05"


async def the_question(owner: Person) -> ReceivedMessage:
    """Ask the owner for a person. Return the question."""
    await owner.press("Назначить редактора", on=await ask(owner, "/editors"))
    return await owner.reply()


async def menu(world: BotWorld, person: Person) -> list[str]:
    """Return the commands that the person is offered in the chat with the bot."""
    offered = await world.sandbox.order("menu", person=person.id, chat=person.id)
    return [one["command"] for one in offered]


async def test_editor_is_named_greeted_and_dismissed(world: BotWorld) -> None:
    """The menu and the help follow the rights, and each step is in the log."""
    owner, anna = await world.owner(), await world.person()
    await ask(anna, "/start")
    await world.move_to(NOON)
    readers_menu = await menu(world, anna)
    assert {"editors", "log", "cityday"}.isdisjoint(readers_menu)
    assert {"editors", "log", "cityday"} <= set(await menu(world, owner))
    assert "Выберите человека кнопкой внизу" in (await the_question(owner)).text
    await owner.share_users(USERS_REQUEST, anna.id)
    assert (await owner.reply()).text == "Выбрано: Анна"
    card = await tap(owner, await owner.reply(), "Изменять план")
    assert "Можно: изменять план" in card.text
    await world.move_to(SOON)
    [greeting] = await told(anna)
    assert "Вы теперь редактор бота МАГ." in greeting
    assert "Вы можете: изменять план." in greeting
    assert {"log", "cityday"} <= set(await menu(world, anna))
    assert "editors" not in await menu(world, anna)
    assert "Для секретариата" in (await ask(anna, "/help")).text
    assert "Назначен редактор: Анна" in (await ask(anna, "/log")).text
    assert (await ask(anna, "/editors")).text == "Это могут только владельцы бота."
    toast = await anna.press_data(f"edx:{anna.id}:send:1", greeting_id(await anna.messages()), forged=True)
    assert toast.text == "Это могут только владельцы бота."
    listed = await tap(owner, card, "Снять с роли", "Да, снять")
    assert "Пока никого" in listed.text
    await world.move_to(LATER)
    assert await menu(world, anna) == readers_menu
    assert "Это доступно только секретариату." in (await ask(anna, "/log")).text
    assert await told(anna) == []


def greeting_id(messages: list[ReceivedMessage]) -> int:
    """Return a message of the bot, over which a forged client pretends to press."""
    return next(one.id for one in messages if one.from_bot)


async def test_dismissed_editor_keeps_the_name_in_the_log(world: BotWorld) -> None:
    """Among the subjects to choose from, and above the entries about that person."""
    owner, anna = await world.owner(), await world.person()
    await ask(anna, "/start")
    await the_question(owner)
    await owner.share_users(USERS_REQUEST, anna.id)
    await owner.reply()
    card = await tap(owner, await owner.reply(), "Изменять план")
    await tap(owner, card, "Снять с роли", "Да, снять")
    subjects = await tap(owner, await ask(owner, "/log"), "📌 О чём")
    assert "Анна" in subjects.labels
    assert "О чём: Анна" in (await tap(owner, subjects, "Анна")).text


async def test_editor_who_has_not_written_yet_is_greeted_at_the_start(world: BotWorld) -> None:
    """The bot cannot write first. It learns the name from the editor's first message."""
    world.expected_refusals.add("chat not found")
    owner = await world.owner()
    await the_question(owner)
    chosen = await ask(owner, "912000111")
    assert chosen.text == "Выбрано: id 912000111"
    await tap(owner, await owner.reply(), "И то и другое")
    await world.move_to(SOON)
    boris = await world.person("Борис", id=912_000_111)
    await ask(boris, "/start")
    await world.move_to(LATER)
    [greeting] = await told(boris)
    assert "изменять план, писать читателям" in greeting
    assert "• Борис: изменять план, писать читателям" in (await ask(owner, "/editors")).text


async def test_forwarded_message_shows_who_becomes_an_editor(world: BotWorld) -> None:
    """The text of the forwarded message is no command to the bot: the owner stays subscribed."""
    owner, anna = await world.owner(), await world.person()
    said = await anna.say("стоп")
    await told(anna)
    await the_question(owner)
    await world.sandbox.order(
        "update",
        update={
            "message": {
                "message_id": said.id + 500,
                "date": 1,
                "chat": {"id": owner.id, "type": "private"},
                "from": {"id": owner.id, "is_bot": False, "first_name": "О", "language_code": "ru"},
                "text": "стоп",
                "forward_origin": {
                    "type": "user",
                    "date": 1,
                    "sender_user": {"id": anna.id, "is_bot": False, "first_name": "Анна"},
                },
            }
        },
    )
    await world.settle()
    assert [one.partition(".")[0] for one in await told(owner)][-1].startswith("Назначить редактором: Анна")
    assert world.query("SELECT state FROM chats WHERE chat_id = ?", owner.id) == [("active",)]


async def test_forgotten_editor_is_in_no_menu_and_has_no_name_in_the_log(world: BotWorld) -> None:
    """The actions of the person stay in the log without the name. The menu is the common one again."""
    owner, anna = await world.owner(), await world.person("Зинаида")
    await ask(anna, "/start")
    await the_question(owner)
    await owner.share_users(USERS_REQUEST, anna.id)
    await owner.reply()
    await tap(owner, await owner.reply(), "Изменять план")
    await world.move_to(SOON)
    await tap(anna, await ask(anna, "/privacy"), "Удалить", "Да")
    assert "cityday" not in await menu(world, anna)
    log = (await ask(owner, "/log")).text
    assert "Зинаида" not in log
    assert "Назначен редактор: данные удалены" in log
    assert world.query("SELECT * FROM editors") == []


async def test_log_comes_as_a_file(world: BotWorld) -> None:
    """The file opens in a spreadsheet program, and has the actions of the command line at the first start."""
    owner = await world.owner()
    await owner.press("csv", on=await ask(owner, "/log"))
    sent = await owner.reply()
    content = world.file(sent.body["document"]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert rows[1][1:5] == ["mag-bot", "", "Загружен документ: План 2020", "План 2020"]
    assert sent.body["document"]["file_name"] == "mag-log-2026-11-22.csv"


async def test_day_set_by_an_owner_is_in_the_log(world: BotWorld) -> None:
    """The log has who set the day, when, and the days before and after."""
    owner = await world.owner()
    await tap(owner, await ask(owner, "/cityday Казань 29 августа 2027"), "✅ Назначить")
    text = (await ask(owner, "/log Казань")).text
    assert "Секретариат\nНазначен День города: Казань" in text
    assert "30 августа 2027 г. → 29 августа" in text
