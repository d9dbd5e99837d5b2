"""After a person deletes everything, no file of the running bot has a trace of them."""

from pathlib import Path

from bot.sandbox.client.client import Person
from tests.store.traces import files_beside, ids_left, numbers_left, words_left
from tests.world.running_bot import BotWorld, ask, open_bot_world, tap, told

ANNA, BORIS = 7_123_456_789, 7_987_654_321
GROUP = -1_001_700_000_001
SECRETS = (b"Zxqvb", b"Zwrtk", b"Zplmn")


def traces(world: BotWorld, person: int) -> int:
    """Count a person's id in all files of the running bot, as text and in binary."""
    files = files_beside(world.database)
    return ids_left(files, [person]) + numbers_left(files, [person])


def secrets(world: BotWorld) -> int:
    """Count the words that Anna has written in all files of the running bot."""
    return words_left(files_beside(world.database), SECRETS, b"Z[a-z]{4}")


async def deletes_everything(person: Person) -> None:
    """Delete everything by the two buttons of /privacy, and check the answer."""
    page = await ask(person, "/privacy")
    asked = await tap(person, page, "🗑 Удалить всё")
    done = await tap(person, asked, "🗑 Да, удалить всё")
    assert done.text.startswith("Готово: об этом чате больше ничего не хранится.")


async def writes_an_unreadable_update(world: BotWorld, person: Person, text: str, chat: int) -> None:
    """Feed the bot an update that it cannot parse, which goes into quarantine whole."""
    user = {"id": person.id, "is_bot": False, "first_name": "N"}
    kind = "private" if chat > 0 else "supergroup"
    message = {"message_id": "odd", "date": 1, "chat": {"id": chat, "type": kind, "title": "N"}, "from": user}
    await world.feed(message={**message, "text": text})


async def test_nothing_is_left_of_who_deletes_everything(world: BotWorld) -> None:
    """Id and words are gone from the database, its log and all files beside it. Data of others stays."""
    world.expected_errors.add("UnreadableUpdate")
    anna, boris = await world.person("Анна", id=ANNA), await world.person("Борис", id=BORIS)
    for one in (anna, boris):
        await ask(one, "/start")
        await tap(one, await ask(one, "/subscribe"), "▫️ 🎂 Юбилеи городов")
    await ask(anna, "Zxqvb")
    await ask(anna, "/city")
    await writes_an_unreadable_update(world, anna, "Zwrtk", ANNA)
    await writes_an_unreadable_update(world, anna, "Zplmn", GROUP)
    # the apology is a notice of the outbox and may come later than the update is settled
    await anna.sees("Ответить не получилось")
    await told(anna)
    assert traces(world, ANNA) > 5
    assert secrets(world) > 2
    await deletes_everything(anna)
    await world.settle()
    assert traces(world, ANNA) == 0
    assert secrets(world) == 0
    assert traces(world, BORIS) > 0
    assert (await ask(boris, "/today")).text


async def test_who_deletes_everything_and_blocks_stays_unknown(world: BotWorld) -> None:
    """A chat of which nothing is kept is not noted as blocked. The log has its id for an hour at most."""
    anna = await world.person("Анна", id=ANNA)
    await ask(anna, "/start")
    await deletes_everything(anna)
    await anna.block()
    await world.settle()
    await world.rehearsal.app.settle()
    assert world.query("SELECT * FROM chats WHERE chat_id = ?", ANNA) == []
    assert ids_left(files_beside(world.database), [ANNA]) == 0


async def test_a_question_written_after_the_deletion_is_answered(world: BotWorld) -> None:
    """Two presses and a command in a hurry: all are answered, and the chat begins anew."""
    anna = await world.person("Анна", id=ANNA)
    page = await ask(anna, "/privacy")
    asked = await tap(anna, page, "🗑 Удалить всё")
    await anna.press("🗑 Да, удалить всё", on=asked)
    await anna.say("/help")
    await world.settle()
    texts = await told(anna)
    assert any(text.startswith("❓ Справка") for text in texts)
    assert world.query("SELECT state FROM chats WHERE chat_id = ?", ANNA) == [("active",)]


async def test_deleting_again_and_again_leaves_nothing(world: BotWorld) -> None:
    """A person who returns and deletes everything again, three times, leaves no trace."""
    anna = await world.person("Анна", id=ANNA)
    for _ in range(3):
        await ask(anna, "/start")
        await deletes_everything(anna)
    await world.settle()
    assert world.query("SELECT * FROM chats WHERE chat_id = ?", ANNA) == []
    assert ids_left(files_beside(world.database), [ANNA]) == 0


async def test_privacy_page_tells_the_periods_that_are_set(tmp_path: Path) -> None:
    """Kept for five days and for three weeks by the settings, and so it is said, before and after a tap."""
    start = "2026-06-01 09:00"
    async with open_bot_world(start, tmp_path, keep_updates_days=5, keep_deliveries_days=21) as world:
        anna = await world.person("Анна", id=ANNA)
        await ask(anna, "/start")
        page = await ask(anna, "/privacy")
        assert "отправлены, — 21 день после того" in page.text
        assert "наша ошибка, — 5 дней, чтобы её исправить" in page.text
