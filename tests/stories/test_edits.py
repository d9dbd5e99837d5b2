"""Messages that are changed afterwards, albums, and everything that is no text."""

import base64
from typing import Any

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.sandbox.pictures import png
from tests.world.running_bot import BotWorld, ask, tap, told

ONLY_TEXT = "Пока умеем читать только текст и нажатия кнопок."
PICTURE = base64.b64encode(png(640, 480)).decode()


@pytest.fixture
def start() -> str:
    """Return a start a week before the day of Kazan."""
    return "2020-08-22 12:00"


@pytest.fixture
async def anna(world: BotWorld) -> Person:
    """Return a reader who has started the bot."""
    anna = await world.person()
    await ask(anna, "/start")
    return anna


async def say(world: BotWorld, person: Person, text: str, **where: Any) -> int:
    """Write, let the bot answer, and return the message's number."""
    sent = await world.sandbox.order("say", person=person.id, text=text, **where)
    await world.settle()
    return int(sent["id"])


async def revise(world: BotWorld, person: Person, number: int, text: str, **where: Any) -> None:
    """Edit a message, and wait until the bot has handled the edit."""
    await world.sandbox.order("revise", person=person.id, message_id=number, text=text, **where)
    await world.settle()


async def shown(person: Person, chat: int | None = None) -> list[ReceivedMessage]:
    """Return the bot's messages in a chat as they are now."""
    return [one for one in await person.messages(chat) if one.from_bot]


@pytest.mark.parametrize(
    ("wrong", "right", "answer"),
    [
        ("/upcomin", "/upcoming", "📅 Ближайшие события"),
        ("/event 99999", "/event 1", "XXVII сессия МАГ"),
        ("/plan двадцать", "/plan 2020", "План"),
        ("Кзаннннь", "Казань", "Казань"),
        ("/city Атлантида", "/city Минск", "Минск"),
        ("/help", "/today", "☀️ Сегодня, 22 августа"),
    ],
)
async def test_a_mended_question_mends_its_answer(
    world: BotWorld, anna: Person, wrong: str, right: str, answer: str
) -> None:
    """The answer is changed in place, a sentence about a mistake like any other."""
    number = await say(world, anna, wrong)
    [before] = await anna.unread()
    await revise(world, anna, number, right)
    assert await anna.unread() == []
    after = (await shown(anna))[-1]
    assert (after.id, answer in after.text) == (before.id, True), after.text


async def test_a_shorter_answer_leaves_nothing_of_the_longer_one(world: BotWorld, anna: Person) -> None:
    """An answer of two messages that becomes one message deletes the second."""
    owner = await world.owner()
    await world.move_to("2020-08-27 12:00")
    await told(owner)
    number = await say(world, owner, "/bulletin")
    assert len(await owner.unread()) == 2
    before = len(await shown(owner))
    await revise(world, owner, number, "/help")
    after = await shown(owner)
    assert len(after) == before - 1
    assert after[-1].text.startswith("❓ Справка")


async def test_a_command_under_a_picture_is_mended_too(world: BotWorld, anna: Person) -> None:
    """It is answered like any other command, so it is mended like any other."""
    sent = await world.sandbox.order(
        "send_file", person=anna.id, name="а.png", content=PICTURE, kind="photo", caption="/upcomin"
    )
    await world.settle()
    [before] = await anna.unread()
    assert before.text.startswith(ONLY_TEXT)
    await revise(world, anna, int(sent["id"]), "/upcoming")
    assert await told(anna) == []
    [now] = [one for one in await shown(anna) if one.id == before.id]
    assert now.text.startswith("📅 Ближайшие события")


async def test_an_answer_that_is_gone_is_given_afresh(world: BotWorld, anna: Person) -> None:
    """The person has deleted it, or it cannot be edited: the question is answered all the same."""
    world.expected_refusals.add("message to edit not found")
    number = await say(world, anna, "/upcomin")
    [before] = await anna.unread()
    del world.rehearsal.server.world.chats[anna.id].messages[before.id]
    await revise(world, anna, number, "/upcoming")
    [after] = await anna.unread()
    assert after.text.startswith("📅 Ближайшие события")


async def test_edits_that_ask_nothing_stay_unanswered(world: BotWorld, anna: Person) -> None:
    """A place that moves, a caption taken away, a message of last week, one never seen: not a word."""
    number = await say(world, anna, "/help")
    photo = await world.sandbox.order(
        "send_file", person=anna.id, name="а.png", content=PICTURE, kind="photo", caption="Казань"
    )
    await world.settle()
    await told(anna)
    before = await world.last_call()
    chat, user = {"id": anna.id, "type": "private"}, {"id": anna.id, "is_bot": False, "first_name": "Анна"}
    place = {"latitude": 55.7, "longitude": 37.6, "live_period": 600}
    now = int(world.rehearsal.clock.now().timestamp())
    edit = {"chat": chat, "from": user, "edit_date": now}
    await world.feed(edited_message={"message_id": number, "date": now, "location": place, **edit})
    await world.feed(edited_message={"message_id": int(photo["id"]), "date": now, **PHOTO, **edit})
    await world.feed(edited_message={"message_id": 99, "date": now - 3 * 86400, "text": "/help", **edit})
    await world.move_to("2020-08-25 12:00")
    await revise(world, anna, number, "/upcoming")
    made = {call["method"] for call in await world.sandbox.calls(after=before)}
    assert not {method for method in made if method.startswith(("sendMessage", "edit", "delete"))}
    assert await told(anna) == []


async def test_an_edit_in_a_group_is_answered_if_it_is_for_us(world: BotWorld, anna: Person) -> None:
    """A command mended is answered where it was not. Talk that is changed is none of ours."""
    await world.sandbox.order("options", privacy=False)
    group = await world.sandbox.group("Город", anna)
    await world.settle()
    await told(anna, group)
    command = await say(world, anna, "/upcomin", chat=group)
    talk = await say(world, anna, "Всем привет", chat=group)
    assert await told(anna, group) == []
    await revise(world, anna, talk, "Казань", chat=group)
    assert await told(anna, group) == []
    await revise(world, anna, command, "/upcoming", chat=group)
    [answer] = await anna.unread(group)
    await revise(world, anna, command, "/today", chat=group)
    assert await told(anna, group) == []
    [now] = [one for one in await shown(anna, group) if one.id == answer.id]
    assert now.text.startswith("☀️ Сегодня")


async def test_an_edited_answer_answers_the_question_anew(world: BotWorld, anna: Person) -> None:
    """Misspelt while the question is open, or the wrong city once answered: the last counts."""
    await tap(anna, await ask(anna, "/subscribe"), "➕ Добавить город")
    await told(anna)
    number = await say(world, anna, "Кзаннннь")
    [answer] = await anna.unread()
    for city, name in (("kazan", "Казань"), ("minsk", "Минск"), ("minsk", "в Минске")):
        await revise(world, anna, number, name)
        assert world.query("SELECT subject FROM subscriptions") == [(city,)]
    assert await told(anna) == []
    [now] = [one for one in await shown(anna) if one.id == answer.id]
    assert now.text.startswith("✅ Минск: напомним")


async def test_an_edit_of_what_was_said_before_is_no_answer(world: BotWorld, anna: Person) -> None:
    """The question came later: an older text that is mended is still a question to us."""
    number = await say(world, anna, "Кзаннннь")
    await tap(anna, await ask(anna, "/subscribe"), "➕ Добавить город")
    await revise(world, anna, number, "Минск")
    assert world.query("SELECT * FROM subscriptions") == []
    assert any("Минск" in one.text for one in await shown(anna))


async def test_answers_are_forgotten_after_their_time(world: BotWorld, anna: Person) -> None:
    """Numbers of messages are kept for two days, and deleted with all else on demand."""
    await say(world, anna, "/help")
    assert world.query("SELECT count(*) FROM answers")[0][0] > 0
    await world.move_to("2020-08-25 12:00")
    assert world.query("SELECT count(*) FROM answers") == [(0,)]


ALBUM = [{"name": f"{number}.png", "content": PICTURE} for number in range(4)]


async def test_an_album_gets_one_answer(world: BotWorld, anna: Person) -> None:
    """However many parts it has. The next album has its own."""
    for _ in range(2):
        await world.sandbox.order("send_album", person=anna.id, files=ALBUM)
        await world.settle()
        [text] = await told(anna)
        assert text.startswith(ONLY_TEXT)


async def test_the_caption_of_an_album_is_its_question(world: BotWorld, anna: Person) -> None:
    """It is answered once, and an edit of it changes the answer."""
    parts = await world.sandbox.order("send_album", person=anna.id, files=ALBUM, caption="что в сентябре?")
    await world.settle()
    [answer] = await anna.unread()
    assert "сентябр" in answer.text
    await revise(world, anna, int(parts[0]["id"]), "Казань")
    assert await told(anna) == []
    [now] = [one for one in await shown(anna) if one.id == answer.id]
    assert now.text.startswith("🏙 Казань")


async def test_an_album_is_one_answer_to_a_question(world: BotWorld, anna: Person) -> None:
    """The secretariat sends pictures where a text is wanted: one sentence."""
    owner = await world.owner()
    await world.move_to("2020-08-27 12:00")
    await told(owner)
    await ask(owner, "/bulletin")
    await owner.press("✏️", on=await owner.reply())
    await told(owner)
    await world.sandbox.order("send_album", person=owner.id, files=ALBUM)
    await world.settle()
    assert len(await told(owner)) == 1


PHOTO = {"photo": [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]}
CONTENT: dict[str, Any] = {
    "story": {"chat": {"id": 5, "type": "private"}, "id": 1},
    "paid_media": {
        "star_count": 1,
        "paid_media": [{"type": "preview", "width": 1, "height": 1, "duration": 0}],
    },
    "game": {
        "title": "Игра",
        "description": "…",
        "photo": [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}],
    },
    "checklist": {"title": "Дела", "tasks": [{"id": 1, "text": "раз"}]},
    "contact": {"phone_number": "+70000000000", "first_name": "Анна"},
    "dice": {"emoji": "🎲", "value": 3},
    "venue": {"location": {"latitude": 1, "longitude": 1}, "title": "Кремль", "address": "Казань"},
    "video_note": {"file_id": "1", "file_unique_id": "1", "length": 1, "duration": 1},
    "giveaway": {"chats": [], "winners_selection_date": 1, "winner_count": 1},
    "invoice": {
        "title": "Счёт",
        "description": "…",
        "start_parameter": "",
        "currency": "XTR",
        "total_amount": 1,
    },
}


@pytest.mark.parametrize("kind", CONTENT)
async def test_whatever_is_no_text_gets_the_same_sentence(world: BotWorld, anna: Person, kind: str) -> None:
    """Stories, paid media, games, checklists, contacts: in private, and in a group not a word."""
    user = {"id": anna.id, "is_bot": False, "first_name": "Анна"}
    group = await world.sandbox.group("Город", anna)
    await world.settle()
    await told(anna, group)
    message = {"message_id": 9001, "date": 1, "from": user, kind: CONTENT[kind]}
    await world.feed(message={**message, "chat": {"id": anna.id, "type": "private"}})
    [text] = await told(anna)
    assert text.startswith(ONLY_TEXT)
    await world.feed(message={**message, "chat": {"id": group, "type": "supergroup", "title": "Город"}})
    assert await told(anna, group) == []
