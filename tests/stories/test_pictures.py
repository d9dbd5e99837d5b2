"""Pictures that a reader asks for: the year, the map of its jubilees, the card of a city."""

import pytest

from bot.pictures import picture_files
from bot.pictures.drawing import PNG_SIGNATURE, draw
from bot.sandbox.client.client import Person, ReceivedMessage
from tests.world.running_bot import BotWorld, ask, tap


async def press_for_more(person: Person, message: ReceivedMessage, label: str) -> ReceivedMessage:
    """Press a button whose answer is a new message, and return that."""
    await person.unread(message.chat_id)
    await person.press(label, on=message)
    return await person.reply(chat=message.chat_id)


def file_of(message: ReceivedMessage) -> str:
    """Return the file_id of the largest size of a message's photo."""
    return str(message.body["photo"][-1]["file_id"])


def uploads(world: BotWorld) -> int:
    """Return how many pictures Telegram has."""
    files = world.rehearsal.server.world.files.values()
    return sum(file.kind == "photo" and not file.of for file in files)


async def test_year_is_turned_in_place(world: BotWorld) -> None:
    """The sheet of this year has a caption, and ▶ puts the next year into the same message."""
    anna = await world.person()
    sheet = await ask(anna, "/year")
    assert sheet.text.startswith("🗓 2026 год: дни с событиями")
    assert world.file(sheet.body["photo"][-1]).startswith(PNG_SIGNATURE)
    turned = await tap(anna, sheet, "2027 ▶")
    assert turned.id == sheet.id
    assert turned.text.startswith("🗓 2027 год")
    assert file_of(turned) != file_of(sheet)
    other = await tap(anna, turned, "🗺 Карта юбилеев")
    assert other.id == sheet.id
    assert other.text.startswith("🗺 Юбилеи городов, 2027 год")


async def test_list_comes_below_the_picture(world: BotWorld) -> None:
    """A text cannot overwrite a picture, and the picture stays."""
    anna = await world.person()
    shown = await ask(anna, "/map 2020")
    listed = await press_for_more(anna, shown, "📋 Список")
    assert "Юбилеи городов" in listed.text
    assert "photo" not in listed.body
    assert [one.id for one in await anna.messages() if "photo" in one.body] == [shown.id]


async def test_same_picture_is_uploaded_once(world: BotWorld) -> None:
    """A second reader gets the file that Telegram has, one who reads English another picture."""
    anna, pyotr, carol = [
        await world.person(name, language=language)
        for name, language in (("Анна", "ru"), ("Пётр", "ru"), ("Carol", "en"))
    ]
    first = await ask(anna, "/map 2020")
    await world.settle()
    again = await ask(pyotr, "/map 2020")
    assert file_of(again) == file_of(first)
    assert uploads(world) == 1
    english = await ask(carol, "/map 2020")
    assert english.text.startswith("🗺 Round anniversaries of cities, 2020")
    assert uploads(world) == 2


async def test_picture_that_telegram_has_lost_is_uploaded_again(world: BotWorld) -> None:
    """Its file_id is refused: the reader notices nothing."""
    world.expected_refusals.add("wrong file_id")
    anna = await world.person()
    lost = file_of(await ask(anna, "/map 2020"))
    await world.settle()
    world.rehearsal.server.world.files.clear()
    again = await ask(anna, "/map 2020")
    assert file_of(again) != lost
    await world.settle()
    assert file_of(await ask(anna, "/map 2020")) == file_of(again)


async def test_city_has_a_card(world: BotWorld) -> None:
    """The card comes below the city, and leads back to it. A city of no day and no age has none."""
    anna = await world.person()
    kazan = await ask(anna, "/city Казань")
    card = await press_for_more(anna, kazan, "🖼 Открытка")
    assert "photo" in card.body
    assert card.text.startswith("🏙 Казань\n≈ 30 августа 2027 г.")
    about = await press_for_more(anna, card, "🏙 О городе")
    assert about.text == kazan.text
    assert "🖼 Открытка" not in (await ask(anna, "/city Баку")).labels


async def test_group_that_takes_no_photos_gets_the_text(world: BotWorld) -> None:
    """The bot may write there, but not send photos."""
    world.expected_refusals.add("not enough rights to send photos")
    anna = await world.person()
    chat = await world.sandbox.order("group", title="Казань", owner=anna.id, kind="supergroup")
    number = int(chat["id"])
    rights = ["can_send_messages"]
    await world.sandbox.order("membership", chat=number, status="restricted", rights=rights)
    await world.settle()
    answer = await ask(anna, "/year 2020", chat=number)
    assert answer.text.startswith("🗓 2020 год")
    assert "photo" not in answer.body
    assert "2021 ▶" in answer.labels
    turned = await press_for_more(anna, answer, "2021 ▶")
    assert turned.text.startswith("🗓 2021 год")


async def test_edited_question_replaces_its_picture(world: BotWorld) -> None:
    """The old picture goes, whether the new answer is a picture or a text."""
    anna = await world.person()
    await anna.unread()
    asked = await anna.say("/year 2020")
    old = await anna.reply()
    await world.sandbox.order("revise", person=anna.id, message_id=asked.id, text="/year 2027")
    await world.settle()
    pictures = [one for one in await anna.messages() if "photo" in one.body]
    assert [one.text.split(":")[0] for one in pictures] == ["🗓 2027 год"]
    assert old.id not in {one.id for one in pictures}
    await world.sandbox.order("revise", person=anna.id, message_id=asked.id, text="/today")
    await world.settle()
    assert [one for one in await anna.messages() if "photo" in one.body] == []
    assert (await anna.messages())[-1].text.startswith("☀️ Сегодня")


async def test_readers_get_texts_while_no_picture_can_be_drawn(
    world: BotWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The child process fails. Pictures that were uploaded before still come as pictures."""
    anna = await world.person()
    known = await ask(anna, "/map 2020")
    await world.settle()
    # what another story has had drawn does not count here
    monkeypatch.setattr(picture_files, "draw", draw)
    monkeypatch.setattr("sys.executable", "/bin/false")
    assert file_of(await ask(anna, "/map 2020")) == file_of(known)
    shown = await ask(anna, "/year 2020")
    assert shown.text.startswith("🗓 2020 год: дни с событиями")
    assert "photo" not in shown.body
    next_year = await press_for_more(anna, known, "2021 ▶")
    assert next_year.text.startswith("🗺 Юбилеи городов, 2021 год")
    assert "photo" not in next_year.body


async def test_list_leads_to_the_picture_of_its_year(world: BotWorld) -> None:
    """A list of everything to the sheet, one of jubilees to their map, both below the list."""
    anna = await world.person()
    listed = await ask(anna, "/upcoming")
    sheet = await press_for_more(anna, listed, "🗓 Год картинкой")
    assert sheet.text.startswith("🗓 2026 год")
    jubilees = await press_for_more(anna, await ask(anna, "/map"), "📋 Список")
    shown = await press_for_more(anna, jubilees, "🗺 Карта юбилеев")
    assert shown.text.startswith("🗺 Юбилеи городов, 2026 год")
