"""The secretariat and its bulletin: edited, sent at once, skipped, and kept from strangers."""

from bot.sandbox.client.client import Person
from tests.world.issue_story import follower, the_draft
from tests.world.running_bot import BotWorld, ask, tap, told

AT_THE_ISSUE = "2026-11-27 12:00"
NEWS = "Приглашаем на сессию МАГ & <друзей>!"
TABLES = ("bulletins", "notices", "deliveries", "dialogues")


async def test_added_text_stands_in_the_draft_and_in_the_issue(world: BotWorld, owner: Person) -> None:
    """The draft shows the secretariat's text as readers get it on Friday at noon."""
    anna = await follower(world)
    await tap(owner, await the_draft(world, owner), "✏️ Добавить текст")
    assert "Пришлите текст одним сообщением" in (await told(owner))[-1]
    draft = await ask(owner, NEWS)
    assert NEWS in draft.text
    approved = await tap(owner, draft, "✅ Утвердить")
    assert "✅ Выпуск утверждён и уйдёт в срок." in approved.text
    assert await told(anna) == []
    await world.move_to(AT_THE_ISSUE)
    [issue] = await told(anna)
    assert NEWS in issue
    assert issue in approved.text


async def test_added_text_can_be_taken_back(world: BotWorld, owner: Person) -> None:
    """A dash removes the added text. /cancel withdraws the question and keeps the issue as it was."""
    anna = await follower(world)
    draft = await the_draft(world, owner)
    await tap(owner, draft, "✏️ Добавить текст")
    with_text = await ask(owner, NEWS)
    await tap(owner, with_text, "✏️ Добавить текст")
    without = await ask(owner, "-")
    assert NEWS not in without.text
    await tap(owner, without, "✏️ Добавить текст")
    assert (await ask(owner, "/cancel")).text == "Хорошо, отменено."
    assert "нет: «Просто текст»" in (await ask(owner, "Просто текст")).text
    await world.move_to(AT_THE_ISSUE)
    [issue] = await told(anna)
    assert issue in draft.text


async def test_two_taps_send_the_issue_at_once(world: BotWorld, owner: Person) -> None:
    """The first tap says how many get the issue, the second sends it. Friday brings no second one."""
    anna = await follower(world)
    draft = await the_draft(world, owner)
    asked = await tap(owner, draft, "🚀 Отправить сейчас")
    assert asked.text.startswith("Отправить выпуск сейчас? Его получит 1 подписчик.")
    await world.move_to("2026-11-26 12:05")
    assert await told(anna) == []
    await tap(owner, asked, "Да, отправить")
    await world.move_to("2026-11-26 12:10")
    [issue] = await told(anna)
    heading, _, contents = issue.partition("\n\n")
    assert heading == "📰 Бюллетень МАГ · 26 ноября 2026"
    assert contents in draft.text
    assert any(text.startswith("📬 Бюллетень от 26 ноября отправлен") for text in await told(owner))
    await world.move_to("2026-11-28 12:00")
    assert await told(anna) == []
    late = asked.buttons[0]["callback_data"]
    toast = await owner.press_data(late, asked.id, forged=True)
    assert toast.alert
    assert toast.text == "Этот выпуск уже отправлен, изменить его нельзя."


async def test_a_skipped_issue_is_not_sent(world: BotWorld, owner: Person) -> None:
    """Two taps skip an issue: no reader gets it, and the next one comes as usual."""
    anna = await follower(world)
    skipped = await tap(owner, await the_draft(world, owner), "⏭ Пропустить выпуск", "Да, пропустить")
    assert skipped.text == "⏭ Выпуск от 27 ноября пропущен."
    await world.move_to("2026-11-28 12:00")
    assert await told(anna) == []
    await world.move_to("2026-12-04 12:00")
    [issue] = await told(anna)
    assert issue.startswith("📰 Бюллетень МАГ · 4 декабря 2026")


async def test_after_an_issue_skipped_ahead_the_one_after_it_is_offered(
    world: BotWorld, owner: Person
) -> None:
    """/bulletin offers to prepare, and the press shows the issue of the week after the skipped one."""
    await the_draft(world, owner)
    await world.move_to("2026-11-28 12:00")
    await owner.unread()
    for day in ("4 декабря", "11 декабря"):
        await ask(owner, "/bulletin")
        offered = await owner.reply()
        draft = await tap(owner, offered, "📝 Подготовить следующий выпуск")
        assert draft.text.startswith(f"📝 Черновик бюллетеня: {day}")
        skipped = await tap(owner, draft, "⏭ Пропустить выпуск", "Да, пропустить")
        assert skipped.text == f"⏭ Выпуск от {day} пропущен."


async def test_an_untouched_week_reports_by_itself(world: BotWorld, owner: Person) -> None:
    """Without followers the bulletin is stored, sent to no reader, and can be read."""
    await the_draft(world, owner)
    await world.move_to(AT_THE_ISSUE)
    assert (await told(owner))[-1].startswith("📬 Бюллетень от 27 ноября сохранён")
    shown = (await ask(await world.person(), "/bulletin")).text
    assert shown.startswith("📰 Бюллетень МАГ · 27 ноября 2026")


async def test_a_strangers_forged_press_changes_nothing(world: BotWorld, owner: Person) -> None:
    """A stranger's press of the secretariat's buttons is refused, and nothing is stored."""
    draft = await the_draft(world, owner)
    anna = await follower(world)
    mine = await ask(anna, "/help")
    presses = [str(button["callback_data"]) for button in draft.buttons]
    number = presses[0].rsplit(":", 1)[1]
    presses += [f"bu:{act}:{number}" for act in ("show", "ok", "send?", "send", "edit", "skip?", "skip")]
    before = world.contents(*TABLES)
    for data in presses:
        toast = await anna.press_data(data, mine.id, forged=True)
        assert toast.alert
        assert toast.text == "Писать читателям могут только те, кому секретариат дал это право."
    assert world.contents(*TABLES) == before
    assert await told(anna) == []
    assert "По запросу" in (await ask(anna, NEWS)).text


async def test_the_report_counts_those_who_blocked_the_bot(world: BotWorld, owner: Person) -> None:
    """A fifth of the readers has blocked the bot unseen: each is tried once and counted."""
    readers = [await follower(world, f"Читатель {number}") for number in range(20)]
    gone = readers[::5]
    for reader in gone:
        await world.sandbox.fault("blocked", method="sendMessage", chat=reader.id)
    draft = await the_draft(world, owner)
    assert "Получат 20 подписчиков." in draft.text
    before = await world.last_call()
    await world.move_to(AT_THE_ISSUE)
    report = (await told(owner))[-1]
    assert "Доставлено: 16\nЗаблокировали бота: 4\nНе доставлено: 0" in report
    await world.move_to("2026-12-03 12:00")
    await tap(owner, (await owner.unread())[-1], "✏️ Добавить текст")
    await ask(owner, NEWS)
    await told(owner)
    await world.move_to("2026-12-04 12:00")
    assert "Доставлено: 16\nЗаблокировали бота: 0" in (await told(owner))[-1]
    assert [len(await world.sent(reader.id, before)) for reader in gone] == [1] * 4
    assert {len(await told(reader)) for reader in readers if reader not in gone} == {2}
