"""Edits by hand and plan documents: which value is kept, and what undoing restores."""

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.world.desk import propose, save
from tests.world.running_bot import BotWorld, ask, tap, told
from tests.world.sent_plans import plan_with, put_in_force, send_plan

GROZNY = "Международная конференция МАГ в рамках празднования Дня города Грозного"
MOVE = ("Грозный 3-4 октября", "Грозный 10-11 октября")
ADDED = "20 октября, Казань, Круглый стол мэров"


@pytest.fixture
def start() -> str:
    """Return a start on a summer day, before every date that is edited in them."""
    return "2020-07-01 12:00"


async def edit_by_hand(owner: Person) -> None:
    """Edit an hour and a link, a date, a status and a kind, add an event, set the day of a city."""
    await save(owner, await propose(owner, "11", "🕒 Время", "15:00"))
    await save(owner, await propose(owner, "11", "🔗 Ссылка", "forum.by"))
    await save(owner, await propose(owner, "13", "📅 Дата", "15 октября"))
    await save(owner, await propose(owner, "10", "❌ Отменить мероприятие", ""))
    kinds = await tap(owner, await ask(owner, "/desk 12"), "🏷 Чьё мероприятие")
    await save(owner, await tap(owner, kinds, "🏛 Мероприятие МАГ"))
    plan = await tap(owner, await ask(owner, "/desk"), "📋 План на 2020 год")
    await owner.press("➕ Добавить", on=plan)
    await owner.unread()
    await save(owner, await ask(owner, ADDED))
    await tap(owner, await ask(owner, "/cityday Казань 29 августа"), "✅ Назначить")


async def cards(owner: Person) -> list[str]:
    """Return the texts of the cards that `edit_by_hand` changes, as readers see them."""
    asked = [f"/event {number}" for number in (10, 11, 12, 13)]
    return [(await ask(owner, one)).text for one in (*asked, "/find круглый стол мэров", "/city Казань")]


async def all_doubts(owner: Person, shown: ReceivedMessage) -> str:
    """Accept the doubts of a document one by one. Return all their sentences."""
    found = []
    doubt = await tap(owner, shown, "🧐 Разобрать замечания")
    while doubt.text.startswith("🧐 Замечание"):
        found.append(doubt.text.splitlines()[1])
        doubt = await tap(owner, doubt, "Так и оставить")
    return "\n".join(found)


async def test_what_is_edited_by_hand_and_what_a_document_says(world: BotWorld, owner: Person) -> None:
    """Printed values win and other edits stay, as the preview says. Undoing restores all edits."""
    await edit_by_hand(owner)
    edited = await cards(owner)
    shown = await send_plan(world, owner, plan_with(MOVE))
    assert "✍️ Внесённое вручную останется у 4 мероприятий." in shown.text
    doubts = await all_doubts(owner, shown)
    assert (
        "дата исправлена вручную («15 октября»), а в документе «октябрь»; останется как в документе."
        in doubts
    )
    assert "отменено вручную, а в документе отмены нет; оно останется отменённым." in doubts
    assert "«Круглый стол мэров» добавлено вручную, в документе его нет; оно останется в плане." in doubts
    assert "секретариат назначил 29 августа; останется назначенный день." in doubts
    ready = next(one for one in await owner.messages() if one.id == shown.id)
    assert "Изменений: 2\nперенесено: 2" in ready.text
    done = await tap(owner, ready, "✅ Внести")
    cancelled, conference, kind, forum, added, city = await cards(owner)
    assert "❌ Мероприятие отменено." in cancelled
    assert "10–11 октября, 15:00" in conference
    assert kind.startswith("🏛")
    assert "🗓 октябрь" in forum
    assert "20 октября" in added
    assert "29 августа" in city
    await tap(owner, done, "↩️ Отменить", "↩️ Отменить правки")
    assert await cards(owner) == edited


async def test_undoing_an_edit_undoes_the_later_document_with_it(world: BotWorld, owner: Person) -> None:
    """The card says so and shows both, and one press brings the state before the edit back."""
    anna = await world.person()
    await tap(anna, await ask(anna, "/subscribe"), "🏛 Мероприятия МАГ")
    await told(anna)
    before = (await ask(anna, "/event 11")).text
    await save(owner, await propose(owner, "11", "🕒 Время", "15:00"))
    await put_in_force(world, owner, plan_with(MOVE))
    await world.move_to("2020-07-01 12:10")
    assert len(await told(anna)) == 1
    listed = await ask(owner, "/revisions")
    assert f"Исправлено мероприятие: «{GROZNY}»" in listed.text
    card = await tap(owner, listed, "2")
    assert (
        "Вместе с этой правкой отменятся все более поздние правки того же плана. Всего отменится: 2."
        in card.text
    )
    assert f"{GROZNY}: 10-11 октября, 15:00 → 3-4 октября" in card.text
    await tap(owner, card, "↩️ Отменить правки")
    assert (await ask(anna, "/event 11")).text == before
    await world.move_to("2020-07-01 12:30")
    [back] = await told(anna)
    assert "с 10–11 на 3–4 октября" in back


async def test_a_document_is_compared_anew_after_an_edit_by_hand(world: BotWorld, owner: Person) -> None:
    """An editor moves an event that the document moves too: a press shows a new doubt and stores nothing."""
    shown = await send_plan(world, owner, plan_with(MOVE))
    ready = await tap(owner, shown, "Оставить все как есть")
    await save(owner, await propose(owner, "11", "📅 Дата", "17 октября"))
    before = world.contents("plan_editions", "revisions")
    outrun = await tap(owner, ready, "✅ Внести")
    assert outrun.text.startswith("❗️ Пока вы смотрели, план изменили.")
    assert "Замечания ждут решения: 1 из" in outrun.text
    assert world.contents("plan_editions", "revisions") == before


async def test_an_edit_in_hand_is_shown_anew_after_a_document(world: BotWorld, owner: Person) -> None:
    """The document moves the event under the editor, whose edit of the place is shown with the new date."""
    place = await propose(owner, "11", "📍 Место", "Грозный, Дворец молодёжи")
    await put_in_force(world, owner, plan_with(MOVE))
    again = await tap(owner, place, "✅ Сохранить")
    assert again.text.startswith("⚠️ Пока вы решали, мероприятие изменили. Проверьте ещё раз.")
    assert "🗓 10–11 октября" in again.text
    await save(owner, again)
    assert "📍 Грозный, Дворец молодёжи" in (await ask(owner, "/event 11")).text


async def test_an_undoing_in_hand_is_shown_anew_after_an_edit(world: BotWorld, owner: Person) -> None:
    """Another editor's edit adds to the changes to undo: they are shown again, and nothing is stored."""
    done = await put_in_force(world, owner, plan_with(MOVE))
    card = await tap(owner, done, "↩️ Отменить")
    await save(owner, await propose(owner, "11", "📍 Место", "Минск"))
    before = world.contents("plan_editions", "revisions")
    again = await tap(owner, card, "↩️ Отменить правки")
    assert again.text.startswith("❗️ Пока вы смотрели, план изменили.")
    assert "Всего отменится: 2" in again.text
    assert world.contents("plan_editions", "revisions") == before


async def test_an_edit_of_an_event_that_a_document_drops_is_refused(world: BotWorld, owner: Person) -> None:
    """The event left the plan under the editor: one sentence, and nothing comes back by the edit."""
    shown = await propose(owner, "11", "📅 Дата", "17 октября")
    lines = plan_with().decode().splitlines()
    without = [line for line in lines if not line.startswith("11.\t")]
    await put_in_force(world, owner, "\n".join(without).encode())
    before = world.contents("plan_editions", "revisions")
    data = next(str(one["callback_data"]) for one in shown.buttons)
    late = await owner.press_data(data, shown.id, forged=True)
    assert late.text == "Этого мероприятия в плане больше нет, правка не сохранена."
    assert world.contents("plan_editions", "revisions") == before
