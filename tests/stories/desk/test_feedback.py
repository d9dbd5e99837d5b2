"""Readers write to the secretariat and are answered, in the owners' private chats."""

import base64

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from bot.sandbox.world.cast import GROUP_ID
from tests.store.traces import files_beside, ids_left
from tests.world.running_bot import BotWorld, ask, tap, told

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
QUESTION = "Когда сессия в Минске?"
ANSWER = "5 июня, приглашение придёт отдельно."


@pytest.fixture
async def owner(world: BotWorld) -> Person:
    """Return the owner, who has read everything so far."""
    owner = await world.owner()
    await told(owner)
    return owner


@pytest.fixture
async def anna(world: BotWorld) -> Person:
    """Return a reader who has started the bot and read everything so far."""
    anna = await world.person("Анна")
    await ask(anna, "/start")
    await told(anna)
    return anna


async def writes(reader: Person, text: str = QUESTION) -> ReceivedMessage:
    """Write to the secretariat by the command. Return what was written."""
    await ask(reader, "/feedback")
    sent = await reader.say(text)
    assert (await reader.sees("Передаём секретариату")).text.endswith("Ответ придёт сюда.")
    return sent


async def received(owner: Person, text: str = QUESTION) -> tuple[ReceivedMessage, ReceivedMessage]:
    """Return the header and the copy of a message, as the secretariat sees them."""
    copy = await owner.sees(text)
    shown = await owner.messages(copy.chat_id)
    header = next(one for one in shown if one.id == copy.body["reply_to_message"]["message_id"])
    return header, copy


async def test_reader_is_answered_by_a_reply(world: BotWorld, owner: Person, anna: Person) -> None:
    """The question comes below the reader's name and is answered by replying, in the reader's own chat."""
    asked = await writes(anna)
    header, copy = await received(owner)
    assert header.text.startswith("✉️ Анна · русский")
    assert copy.text == QUESTION
    await owner.say(ANSWER, reply_to=copy.id)
    assert (await owner.sees("✅ Отправляем ответ: Анна")).text
    answer = await anna.sees(ANSWER)
    assert answer.body["reply_to_message"]["message_id"] == asked.id
    assert answer.labels == ["✉️ Ответить секретариату"]
    assert "✅ Отвечено" in (await owner.edited(header)).text
    await world.sandbox.settled()


async def test_picture_and_voice_pass_as_they_are(world: BotWorld, owner: Person, anna: Person) -> None:
    """A picture with its caption there, a voice message back: each is a copy, not a file sent anew."""
    await ask(anna, "/feedback")
    photo = await anna.send_file("снимок.png", PIXEL, caption="Вот здесь", kind="photo")
    _, copy = await received(owner, "Вот здесь")
    assert copy.body["photo"] == photo.body["photo"]
    assert "forward_origin" not in copy.body
    voice = await owner.send_file("ответ.ogg", b"voice", kind="voice", reply_to=copy.id)
    await owner.sees("✅ Отправляем ответ: Анна")
    await world.sandbox.settled()
    answer = (await anna.messages())[-1]
    assert answer.body["voice"] == voice.body["voice"]
    assert answer.body["reply_to_message"]["message_id"] == photo.id


async def test_album_passes_whole_in_both_directions(world: BotWorld, owner: Person, anna: Person) -> None:
    """Its parts come as separate updates and arrive as one album, with one confirmation on each side."""
    await ask(anna, "/feedback")
    await told(anna)
    await anna.send_album({"а.txt": b"a", "б.txt": b"b", "в.txt": b"c"}, caption="Документы")
    await anna.sees("Передаём секретариату")
    await world.settle()
    assert len(await told(anna)) == 1
    await world.move_to("2026-11-22 12:10")
    parts = [one for one in await owner.messages() if one.from_bot and one.document is not None]
    assert [part.document["file_name"] for part in parts if part.document] == ["а.txt", "б.txt", "в.txt"]
    assert len({part.body["media_group_id"] for part in parts}) == 1
    await told(owner)
    await owner.send_album({"г.txt": b"d", "д.txt": b"e"}, reply_to=parts[1].id)
    await world.settle()
    assert await told(owner) == ["✅ Отправляем ответ: Анна"]
    await world.move_to("2026-11-22 12:20")
    back = [one for one in await anna.messages() if one.from_bot and one.document is not None]
    assert [part.document["file_name"] for part in back if part.document] == ["г.txt", "д.txt"]
    assert len({part.body["media_group_id"] for part in back}) == 1
    assert await told(anna) == ["", ""]


async def test_reader_goes_on_by_replying_to_the_answer(world: BotWorld, owner: Person, anna: Person) -> None:
    """A reply to the secretariat's answer goes there, and so does what follows the button below it."""
    await writes(anna)
    _, copy = await received(owner)
    await owner.say(ANSWER, reply_to=copy.id)
    answer = await anna.sees(ANSWER)
    await anna.say("Спасибо большое!", reply_to=answer.id)
    header, _ = await received(owner, "Спасибо большое!")
    assert "Ответьте на это сообщение" in header.text
    await anna.press("✉️ Ответить секретариату", on=answer)
    await anna.sees("Напишите секретариату")
    await anna.say("И ещё: во сколько?")
    await received(owner, "И ещё: во сколько?")
    await world.sandbox.settled()


async def test_reply_to_a_bulletin_goes_to_the_secretariat(
    world: BotWorld, owner: Person, anna: Person
) -> None:
    """A reply to an issue is carried over with a note of it. A stop word below it stops."""
    await tap(anna, await ask(anna, "/start"), "Еженедельный бюллетень")
    await world.move_to("2026-11-27 12:10")
    [issue] = [one for one in await anna.unread() if "Бюллетень МАГ" in one.text]
    await anna.say("А где программа?", reply_to=issue.id)
    header, _ = await received(owner, "А где программа?")
    assert "В ответ на бюллетень" in header.text
    past = await ask(anna, "/bulletin")
    await anna.say("И за прошлую неделю?", reply_to=past.id)
    await received(owner, "И за прошлую неделю?")
    await anna.say("Стоп", reply_to=issue.id)
    assert (await anna.sees("Остановить")).labels
    await world.sandbox.settled()


async def test_number_of_an_error_is_passed_on(world: BotWorld, owner: Person, anna: Person) -> None:
    """The button below the apology writes to the secretariat about that error."""
    world.expected_errors.add("UnreadableUpdate")
    message = {"message_id": "odd", "date": 1, "chat": {"id": anna.id, "type": "private"}}
    user = {"id": anna.id, "is_bot": False, "first_name": "Анна"}
    await world.feed(message={**message, "from": user, "text": "Казань"})
    apology = await anna.sees("Ответить не получилось")
    reference = apology.text.rstrip(".").split()[-1]
    await anna.press("✉️ Написать в секретариат", on=apology)
    assert (await anna.sees("Напишите секретариату")).text.count(reference) == 1
    await anna.say("Спросила про Казань")
    header, _ = await received(owner, "Спросила про Казань")
    assert f"Об ошибке {reference}" in header.text
    await world.sandbox.settled()


async def test_edits_reach_the_other_side(world: BotWorld, owner: Person, anna: Person) -> None:
    """A corrected question comes again with a note. A corrected answer is corrected in the reader's chat."""
    asked = await writes(anna)
    _, copy = await received(owner)
    await world.sandbox.order("revise", person=anna.id, message_id=asked.id, text="Когда сессия в Гомеле?")
    header, _ = await received(owner, "Когда сессия в Гомеле?")
    assert "Исправленное сообщение" in header.text
    answered = await owner.say(ANSWER, reply_to=copy.id)
    answer = await anna.sees(ANSWER)
    await world.sandbox.order("revise", person=owner.id, message_id=answered.id, text="6 июня.")
    corrected = await anna.edited(answer)
    assert (corrected.text, corrected.labels) == ("6 июня.", ["✉️ Ответить секретариату"])
    await owner.sees("✅ Ответ исправлен: Анна")
    await world.sandbox.settled()


async def test_closed_conversation_opens_when_the_reader_writes(
    world: BotWorld, owner: Person, anna: Person
) -> None:
    """The header shows that it is closed, and no message is sent. The reader's next message reopens it."""
    await writes(anna)
    header, _ = await received(owner)
    await told(anna)
    toast = await owner.press("☑️ Закрыть", on=header)
    assert toast.text.startswith("Закрыто.")
    closed = await owner.edited(header)
    assert "☑️ Закрыто" in closed.text
    assert closed.labels == ["↩️ Открыть снова", "🔇 Не принимать"]
    assert await told(anna) == []
    await writes(anna, "Ещё вопрос")
    header, _ = await received(owner, "Ещё вопрос")
    assert "Закрыто" not in header.text
    await world.sandbox.settled()


async def test_muted_reader_is_told_and_heard_again(world: BotWorld, owner: Person, anna: Person) -> None:
    """While muted nothing of the reader comes, and the next text is a question to the bot again."""
    await writes(anna)
    header, _ = await received(owner)
    await owner.press("🔇 Не принимать", on=header)
    assert "🔇" in (await owner.edited(header)).text
    await told(owner)
    await ask(anna, "/feedback")
    assert (await ask(anna, "Почему?")).text == "Секретариат больше не принимает от вас сообщений здесь."
    assert (await ask(anna, "Казань")).text.startswith("🏙 Казань")
    await world.sandbox.settled()
    assert await told(owner) == []
    await owner.press("🔔 Принимать снова", on=header)
    await writes(anna, "Снова я")
    await received(owner, "Снова я")


async def test_a_day_has_a_limit(world: BotWorld, owner: Person, anna: Person) -> None:
    """Ten messages pass, the eleventh is refused with a sentence, and the next day there is room again."""
    for number in range(10):
        await ask(anna, f"/feedback Вопрос номер {number}")
    refused = await ask(anna, "/feedback Вопрос лишний")
    assert refused.text == "За сутки секретариату передаём не больше 10 сообщений. Напишите завтра."
    # they reach the owner at Telegram's pace for one chat, which is not waited for here
    assert world.query("SELECT COUNT(*) FROM feedback_messages") == [(10,)]
    assert not [one for one in await owner.messages() if "лишний" in one.text]
    await world.move_to("2026-11-23 13:00")
    accepted = await ask(anna, "/feedback Вопрос назавтра")
    assert accepted.text != refused.text
    assert world.query("SELECT COUNT(*) FROM feedback_messages") == [(11,)]


async def test_stranger_answers_nobody(world: BotWorld, owner: Person, anna: Person) -> None:
    """Forged buttons of the secretariat are refused, and change nothing."""
    await writes(anna)
    await received(owner)
    boris = await world.person("Пётр")
    mine = await ask(boris, "/help")
    before = world.contents("feedback_readers")
    for act in ("close", "open", "mute", "hear"):
        toast = await boris.press_data(f"fb:{act}:{anna.id}", mine.id, forged=True)
        assert toast.alert
        assert toast.text.startswith("Писать читателям могут только те")
    late = await owner.press_data("fb:close:12345", mine.id, forged=True)
    assert late.text == "Ответить уже нельзя: читатель удалил свои данные."
    assert world.contents("feedback_readers") == before


async def test_answer_that_does_not_arrive_is_reported(world: BotWorld, owner: Person, anna: Person) -> None:
    """A reader who has blocked the bot gets nothing, and the secretariat is told so below its answer."""
    world.expected_refusals.add("bot was blocked")
    await writes(anna)
    _, copy = await received(owner)
    await anna.block()
    answered = await owner.say(ANSWER, reply_to=copy.id)
    report = await owner.sees("⚠️ Ответ не доставлен: Анна. Читатель заблокировал бота.")
    assert report.body["reply_to_message"]["message_id"] == answered.id
    await world.sandbox.settled()
    assert len([one for one in await owner.messages() if "не доставлен" in one.text]) == 1


async def test_message_that_reaches_nobody_is_reported(world: BotWorld, owner: Person, anna: Person) -> None:
    """If the only owner has blocked the bot, the reader is told once."""
    world.expected_refusals.add("bot was blocked")
    await owner.block()
    await ask(anna, f"/feedback {QUESTION}")
    assert "не получилось" in (await anna.sees("Передать это сообщение")).text
    await world.move_to("2026-11-22 13:00")
    assert len([one for one in await anna.messages() if "не получилось" in one.text]) == 1


async def test_reader_who_deletes_everything_is_answered_no_more(world: BotWorld, owner: Person) -> None:
    """The reader's number is deleted with the data. A reply to an old message is refused as too late."""
    vera = await world.person("Вера", id=7_123_456_789)
    await writes(vera)
    _, copy = await received(owner)
    asked = await tap(vera, await ask(vera, "/privacy"), "🗑 Удалить всё")
    await tap(vera, asked, "🗑 Да, удалить всё")
    assert world.query("SELECT * FROM feedback_readers") == []
    await world.settle()
    assert ids_left(files_beside(world.database), [vera.id]) == 0
    await owner.say(ANSWER, reply_to=copy.id)
    assert (await owner.sees("Ответить уже нельзя: читатель удалил свои данные.")).text
    await world.sandbox.settled()
    assert not [one for one in await vera.messages() if one.text == ANSWER]


async def test_wish_in_plain_words_and_a_link_lead_there(
    world: BotWorld, owner: Person, anna: Person
) -> None:
    """«Как связаться с секретариатом» asks for the message, and so does the link from a group."""
    assert (await ask(anna, "Как связаться с секретариатом?")).text.startswith("✉️ Напишите секретариату")
    assert (await ask(anna, "/cancel")).text == "Хорошо, отменено."
    await ask(anna, "/help")
    await anna.press("✉️ Написать в секретариат")
    await anna.sees("Напишите секретариату")
    await ask(anna, "/cancel")
    shown = await ask(anna, "/feedback@mag_sandbox_bot", chat=GROUP_ID)
    [way] = shown.buttons
    assert way["url"].endswith("?start=f")
    await anna.start("f")
    await anna.say(QUESTION)
    await received(owner)
    await world.sandbox.settled()


async def test_lost_answer_of_telegram_brings_a_copy_once_more(
    world: BotWorld, owner: Person, anna: Person
) -> None:
    """Accepted and never answered, the copy is sent once more, and its answers are lost in vain then."""
    await world.sandbox.fault("lost", method="copyMessage", chat=owner.id, times=1)
    await ask(anna, f"/feedback {QUESTION}")
    await received(owner)
    await world.move_to("2026-11-22 12:30")
    copies = [one for one in await owner.messages() if one.text.endswith(QUESTION)]
    assert len(copies) == 2
    headers = {one.body["reply_to_message"]["message_id"] for one in copies}
    assert len(headers) == 1
    await owner.say(ANSWER, reply_to=copies[1].id)
    await anna.sees(ANSWER)


async def test_copy_that_is_never_confirmed_is_given_up(world: BotWorld, owner: Person, anna: Person) -> None:
    """After a second lost answer it is not sent a third time, and the reader is told."""
    await world.sandbox.fault("lost", method="copyMessage", chat=owner.id)
    await ask(anna, f"/feedback {QUESTION}")
    await world.move_to("2026-11-22 12:10")
    await world.move_to("2026-11-22 14:00")
    assert len([one for one in await owner.messages() if one.text.endswith(QUESTION)]) == 2
    assert (await anna.sees("не получилось")).labels == ["✉️ Написать в секретариат"]


@pytest.mark.parametrize("kind", ["server", "bad_gateway", "flood"])
async def test_outage_delays_messages_in_their_order(
    world: BotWorld, owner: Person, anna: Person, kind: str
) -> None:
    """Messages that Telegram does not accept are sent later, once and in their order."""
    await world.sandbox.fault(kind, method="copyMessage", chat=owner.id, times=1, seconds=60)
    for text in ("Первое", "Второе"):
        await ask(anna, f"/feedback {text}")
    await world.move_to("2026-11-22 12:30")
    shown = [one.text for one in await owner.messages() if one.text.startswith("/feedback")]
    assert shown == ["/feedback Первое", "/feedback Второе"]
    assert "не получилось" not in " ".join(await told(anna))


async def test_deleted_question_is_reported(world: BotWorld, owner: Person, anna: Person) -> None:
    """A message that its writer deletes before it is copied cannot be copied, and the reader is told so."""
    world.expected_refusals.add("message to copy not found")
    await world.sandbox.fault("server", method="sendMessage", chat=owner.id, times=1)
    asked = await anna.say(f"/feedback {QUESTION}")
    await anna.sees("Передаём секретариату")
    del world.rehearsal.server.world.chats[anna.id].messages[asked.id]
    await world.move_to("2026-11-22 12:30")
    await anna.sees("не получилось")
