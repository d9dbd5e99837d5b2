"""The secretariat sends the plan as a document, settles its doubts, compares and applies it."""

from pathlib import Path

import pytest

from bot.sandbox.client.client import Person
from tests.world.running_bot import BotWorld, ask, tap, told
from tests.world.sent_plans import plan_with, put_in_force, send_plan

FORMATS = Path(__file__).parents[2] / "plans" / "documents" / "formats"
GROZNY = "Международная конференция МАГ в рамках празднования Дня города Грозного"
MOVE = ("Грозный 3-4 октября", "Грозный 10-11 октября")
TABLES = ("plan_editions", "plan_changes", "notices", "deliveries")


@pytest.fixture
def start() -> str:
    """Return a start two weeks before the conference in Grozny."""
    return "2020-09-20 12:00"


async def follow(person: Person, *topics: str) -> None:
    """Subscribe to topics. Everything so far counts as read."""
    await tap(person, await ask(person, "/subscribe"), *topics)
    await told(person)


async def test_a_press_that_is_handled_again_says_the_same(world: BotWorld) -> None:
    """Killed after the plan was stored and before that was said, the bot says it and stores nothing twice."""
    owner = await world.owner()
    shown = await send_plan(world, owner, plan_with(MOVE))
    settled = await tap(owner, shown, "Оставить все как есть")
    data = next(one["callback_data"] for one in settled.buttons if "Внести" in one["text"])
    done = await tap(owner, settled, next(one for one in settled.labels if "Внести" in one))
    before = world.contents(*TABLES)
    undoing = await tap(owner, done, "↩️ Отменить")
    assert "Отмена правок" in undoing.text
    await owner.press_data(data, undoing.id, forged=True)
    again = next(one for one in await owner.messages() if one.id == undoing.id)
    assert again.text == done.text
    assert again.labels == done.labels
    assert world.contents(*TABLES) == before


async def test_a_document_is_shown_doubted_compared_and_applied_once(world: BotWorld) -> None:
    """A wrong date is corrected by writing, other doubts stay, and the follower is told once of the move."""
    owner, anna = await world.owner(), await world.person()
    await follow(anna, "🏛 Мероприятия МАГ")
    content = plan_with(MOVE, ("Волгоград октябрь-ноябрь", "Волгоград 45 ноября"))
    shown = await send_plan(world, owner, content)
    assert "2020 год: 24 мероприятия, 17 юбилеев, Дни 9 городов" in shown.text
    assert "Замечания ждут решения: 13 из 13" in shown.text
    assert "Внести" not in " ".join(shown.labels)
    doubt = await tap(owner, shown, "🧐 Разобрать замечания")
    assert "дата «45 ноября» неверна" in doubt.text
    await tap(owner, doubt, "✏️ Исправить")
    assert "Напишите дату" in (await owner.reply()).text
    assert "Не получилось понять «когда-нибудь»" in (await ask(owner, "когда-нибудь")).text
    following = await ask(owner, "октябрь-ноябрь")
    assert "🧐 Замечание 1 из 12" in following.text.partition("✅ Исправлено.\nПрочитано так:\n14. ")[2]
    summary = await tap(owner, following, "← К документу", "Оставить все как есть")
    assert "исправлено 1, оставлено как есть 12" in summary.text
    assert "Изменений: 1\nперенесено: 1" in summary.text
    assert "Сообщение получит 1 подписчик." in summary.text
    changes = await tap(owner, summary, "🔀 Изменения (1)")
    assert f"\n\nПеренесено\n• {GROZNY}: 3-4 октября → 10-11 октября" in changes.text
    done = await tap(owner, changes, "← К документу", "✅ Внести и сообщить (1)")
    assert "План на 2020 год внесён, редакция 2." in done.text
    await world.move_to("2020-09-20 12:06")
    assert await told(anna) == [f"🔁 {GROZNY}\nПеренесено с 3–4 на 10–11 октября."]
    await world.move_to("2020-09-20 13:00")
    assert await told(anna) == []
    assert "Загружен документ: План 2020" in (await ask(owner, "/log")).text
    again = await send_plan(world, owner, content.replace("45 ноября".encode(), "октябрь-ноябрь".encode()))
    assert "План на 2020 год уже внесён" in again.text


async def test_a_silent_edition_is_told_to_nobody(world: BotWorld) -> None:
    """After a silent correction of a misprint the plan has the new date, and no reader is notified."""
    owner, anna = await world.owner(), await world.person()
    await follow(anna, "🏛 Мероприятия МАГ")
    done = await put_in_force(world, owner, plan_with(MOVE), "🔇 Внести, не сообщая")
    assert "Читателям не сообщаем." in done.text
    await world.move_to("2020-09-21 12:00")
    assert await told(anna) == []
    assert "10–11 октября" in (await ask(anna, "/event 11")).text


async def test_a_changed_copy_shows_each_kind_of_change(world: BotWorld) -> None:
    """Three moved, one of them in its hour only, one cancelled and one added, in this order."""
    owner = await world.owner()
    content = plan_with(
        MOVE,
        ("Москва 12 марта", "Москва 13 марта"),
        ("Волгоград октябрь-ноябрь", "отменено"),
        ("11.\tМеждународная", "25.\tФорум столиц\tМинск 5 ноября 15:00\tМАГ\n11.\tМеждународная"),
    )
    changes = await tap(owner, await send_plan(world, owner, content), "🔀 Изменения")
    headings = [line for line in changes.text.splitlines() if line and not line.startswith("•")]
    assert headings[1:] == ["Новое", "Перенесено", "Отменено"]
    assert "• Форум столиц, 5 ноября" in changes.text


async def test_grave_losses_need_a_written_word(world: BotWorld) -> None:
    """Half of the plan is missing: no button puts that in force, only the word that was asked for."""
    owner = await world.owner()
    lines = plan_with().decode().splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("12."))
    last = next(at for at, line in enumerate(lines) if line.startswith("<b>Юбилей"))
    content = "\n".join((*lines[:first], *lines[last:])).encode()
    shown = await send_plan(world, owner, content)
    assert "пропало мероприятий" in shown.text.lower()
    await tap(owner, shown, "Оставить все как есть", "✅ Внести")
    asked = await owner.reply()
    assert "напишите слово вношу" in asked.text
    before = world.contents(*TABLES)
    assert "напишите слово «вношу»" in (await ask(owner, "да")).text
    assert world.contents(*TABLES) == before
    assert "внесён, редакция 2" in (await ask(owner, "Вношу.")).text


async def test_the_later_of_two_editors_compares_anew(world: BotWorld) -> None:
    """The plan changes under the second editor, who is shown the new comparison before anything is stored."""
    owner = await world.owner()
    shown = await send_plan(world, owner, plan_with(MOVE))
    ready = await tap(owner, shown, "Оставить все как есть")
    await put_in_force(world, owner, plan_with(("Москва 12 марта", "Москва 13 марта")))
    outrun = await tap(owner, ready, "✅ Внести")
    assert outrun.text.startswith("❗️ Пока вы смотрели, план изменили.")
    assert "Изменений: 2" in outrun.text
    assert "внесён, редакция 3" in (await tap(owner, outrun, "✅ Внести")).text


async def test_a_row_is_left_out_and_doubts_of_a_kind_are_accepted_together(world: BotWorld) -> None:
    """One row is not put in force. «The others of the kind» settles them at once."""
    owner = await world.owner()
    content = plan_with(("Волгоград октябрь-ноябрь", "Волгоград 45 ноября"))
    doubt = await tap(owner, await send_plan(world, owner, content), "🧐 Разобрать")
    after = await tap(owner, doubt, "🗑 Не вносить эту строку")
    assert "45 ноября" not in after.text
    while "И остальные такие же" not in " ".join(after.labels):
        after = await tap(owner, after, "✅ Так и оставить")
    open_before = int(after.text.split(" из ")[1].split("\n")[0])
    together = await tap(owner, after, "✅ И остальные такие же")
    assert int(together.text.split(" из ")[1].split("\n")[0]) < open_before - 1
    summary = await tap(owner, together, "← К документу")
    # the row holds two events
    assert "исключено: 2" in summary.text


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.csv", "plan.ods", "plan.xls"])
async def test_every_format_is_read(world: BotWorld, name: str) -> None:
    """Sheets and texts show the same plan of a year that had none."""
    shown = await send_plan(world, await world.owner(), (FORMATS / name).read_bytes(), name)
    assert "ещё не было" in shown.text


async def test_a_document_without_a_year_is_read_for_the_year_that_is_named(world: BotWorld) -> None:
    """The title names none: buttons ask for it, and the same file is read again."""
    owner = await world.owner()
    asked = await send_plan(world, owner, plan_with().replace("на 2020 год".encode(), b""))
    assert "На какой год этот план?" in asked.text
    assert "2021 год: 24 мероприятия" in (await tap(owner, asked, "2021 год")).text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("photo.heic", b"x", "сохраните документ как .docx или .xlsx"),
        ("plan.docx", b"PK\x03\x04 broken", "Документ повреждён"),
        ("plan.docx", b"%PDF-1.7", "не соответствует его имени: внутри документ PDF; сохраните"),
        ("plan.xls", b"PK\x03\x04 broken", "не соответствует его имени: внутри архив; сохраните"),
        ("plan.xlsx", b"\x00\x01\x02", "внутри не документ и не таблица; сохраните"),
        ("notes.txt", "Просто письмо".encode(), "Таблица мероприятий не найдена"),
    ],
)
async def test_an_unreadable_document_gets_one_sentence(
    world: BotWorld, name: str, content: bytes, words: str
) -> None:
    """A document that cannot be read is refused in one sentence, and nothing of it is kept."""
    owner = await world.owner()
    shown = await send_plan(world, owner, content, name)
    assert words in shown.text
    assert not world.query("SELECT 1 FROM plan_drafts WHERE state = 'open' OR content IS NOT NULL")


async def test_a_file_beyond_telegrams_limit_is_not_fetched(world: BotWorld) -> None:
    """25 MB are refused by the size that Telegram tells, without a download."""
    owner = await world.owner()
    document = {"file_id": "BQAC1", "file_unique_id": "u", "file_name": "p.docx", "file_size": 25 << 20}
    await world.feed(
        message={
            "message_id": 900,
            "date": 0,
            "chat": {"id": owner.id, "type": "private"},
            "from": {"id": owner.id, "is_bot": False, "first_name": "С"},
            "document": document,
        }
    )
    assert "не больше 20 МБ, а в нём 25 МБ" in (await told(owner))[-1]
    assert not await world.sandbox.calls("getFile")


async def test_readers_and_strangers_cannot_reach_a_document(world: BotWorld) -> None:
    """A reader's file is answered as ever. Forged and late presses change nothing and are refused."""
    owner, anna = await world.owner(), await world.person()
    await ask(anna, "/start")
    assert "только текст" in (await send_plan(world, anna, plan_with(MOVE))).text
    shown = await send_plan(world, owner, plan_with(MOVE))
    ready = await tap(owner, shown, "Оставить все как есть")
    presses = [str(button["callback_data"]) for button in (*shown.buttons, *ready.buttons)]
    mine, before = (await anna.messages())[1], world.contents(*TABLES, "plan_drafts")
    for data in presses:
        toast = await anna.press_data(data, mine.id, forged=True)
        assert toast.text.startswith("Изменять план могут только те")
    assert world.contents(*TABLES, "plan_drafts") == before
    await tap(owner, ready, "✖️ Не вносить")
    for data in presses:
        toast = await owner.press_data(data, ready.id, forged=True)
        assert toast.text.startswith("Этого документа уже нет в работе")
    assert {name: rows for name, rows in before.items() if name != "plan_drafts"} == world.contents(*TABLES)
