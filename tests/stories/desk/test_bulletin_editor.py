"""An issue with formatting, a picture and buttons is sent, paused, stopped and corrected."""

from typing import Any

from bot.sandbox.client.client import Person, ReceivedMessage
from data.store.revisions import Authorship
from tests.sandbox.pictures import solid_png
from tests.world.issue_story import follower, the_draft
from tests.world.running_bot import BotWorld, ask, tap, told

AT_THE_ISSUE = "2026-11-27 12:00"
TEXT = "🎉 Запись на форум открыта: программа, скидка внутри"


def span(kind: str, part: str, text: str = TEXT, **more: str) -> dict[str, Any]:
    """Return an entity over a part of a text, in UTF-16 units."""
    offset = len(text[: text.index(part)].encode("utf-16-le")) // 2
    return {"type": kind, "offset": offset, "length": len(part), **more}


BOLD, SPOILER = span("bold", "Запись"), span("spoiler", "скидка")
LINK = span("text_link", "программа", url="https://example.org/day?a=1&b=2")
BAD_LINK = span("text_link", "программа", url="javascript:alert(1)")


async def add(owner: Person, on: ReceivedMessage, text: str, **how: Any) -> ReceivedMessage:
    """Add a text to a draft. Return the editor's message, and leave the new draft unread."""
    await owner.press("✏️ Добавить текст", on=on)
    await owner.unread()
    return await owner.say(text, **how)


async def the_issue(reader: Person) -> ReceivedMessage:
    """Return the newest issue that a reader has."""
    return next(one for one in reversed(await reader.messages()) if "Бюллетень МАГ" in one.text)


def styles(message: ReceivedMessage) -> set[tuple[str, str]]:
    """Return the formatted parts of a message, without headings and detected entities."""
    units = message.text.encode("utf-16-le")
    found = message.body.get("entities") or message.body.get("caption_entities") or []
    return {
        (one["type"], units[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le"))
        for one in found
        if one["type"] in {"bold", "text_link", "spoiler", "blockquote"}
    }


async def test_formatting_arrives_and_an_edit_edits_the_draft(world: BotWorld, owner: Person) -> None:
    """Bold, a link and a spoiler are kept behind an emoji. A link of another kind becomes plain text."""
    anna = await follower(world)
    sent = await add(owner, await the_draft(world, owner), "<b>Черновик</b>")
    first = await owner.reply()
    assert "<b>Черновик</b>" in first.text
    assert ("bold", "Черновик") not in styles(first)
    await owner.revise(sent, TEXT, entities=[BOLD, BAD_LINK, SPOILER])
    await world.settle()
    [shown] = [one for one in await owner.messages() if one.id == first.id]
    assert shown.text.startswith("⚠️ Одна ссылка стала обычным текстом")
    await owner.revise(sent, TEXT, entities=[BOLD, LINK, SPOILER])
    await world.settle()
    [draft] = [one for one in await owner.messages() if one.id == first.id]
    assert not draft.text.startswith("⚠️")
    await tap(owner, draft, "✅ Утвердить")
    await world.move_to(AT_THE_ISSUE)
    issue = await the_issue(anna)
    assert {("bold", "Запись"), ("text_link", "программа"), ("spoiler", "скидка")} <= styles(issue)
    link = next(one for one in issue.body["entities"] if one["type"] == "text_link")
    assert link["url"] == LINK["url"]
    assert (await ask(anna, "/bulletin")).text == issue.text


async def lay_out(owner: Person, draft: ReceivedMessage) -> ReceivedMessage:
    """Move the text, drop a section, add a button and a picture. Return the editor's tools."""
    tools = await tap(owner, draft, "🛠 Оформление и время")
    await tap(owner, tools, "⬇️ Текст в конец", "☑️ Разделы выпуска")
    [sections] = [one for one in await owner.messages() if one.id == draft.id]
    switched_off = next(label for label in sections.labels if label.startswith("✓") or "✅" in label)
    await tap(owner, sections, switched_off, "← Назад", "🔗 Кнопки со ссылками")
    await owner.press("➕ Добавить кнопку", on=draft)
    await owner.unread()
    refused = await ask(owner, "Программа javascript:alert(1)")
    assert "не подходит для кнопки" in refused.text
    links = await ask(owner, "Программа — example.org/day")
    assert "• Программа — https://example.org/day" in links.text
    tools = await tap(owner, links, "← Назад")
    await tap(owner, tools, "🖼 Картинка")
    await owner.press("Своя картинка", on=tools)
    await owner.unread()
    await owner.send_file("day.png", solid_png(40, 30), kind="photo")
    return await owner.reply()


async def test_picture_buttons_and_sections_arrive(world: BotWorld, owner: Person) -> None:
    """The preview, the test send and the issue are the same message, with the text at the end."""
    anna = await follower(world)
    await add(owner, await the_draft(world, owner), "Приходите!")
    tools = await lay_out(owner, await owner.reply())
    assert "🖼 своя картинка · 🔗 1 кнопка" in tools.text
    await owner.press("👁 Как у читателей", on=tools)
    preview = await owner.reply()
    await owner.press("📨 Пробная отправка", on=tools)
    await world.move_to("2026-11-26 12:02")
    [trial] = await owner.unread()
    await tap(owner, await tap(owner, tools, "← Назад"), "✅ Утвердить")
    await world.move_to(AT_THE_ISSUE)
    issue = await the_issue(anna)
    assert issue.body["photo"]
    heading, *_, last = issue.text.split("\n\n")
    assert heading.startswith("📰 Бюллетень МАГ")
    assert last == "Приходите!"
    assert issue.buttons[0] == {"text": "Программа", "url": "https://example.org/day"}
    assert preview.text.split("\n\n")[1:] == issue.text.split("\n\n")[1:]
    assert trial.text == preview.text
    assert [one.rows for one in (preview, trial)] == [issue.rows] * 2


async def test_album_gives_its_first_picture_and_that_is_said(world: BotWorld, owner: Person) -> None:
    """One message takes one picture. The caption becomes the text."""
    anna = await follower(world)
    await owner.press("✏️ Добавить текст", on=await the_draft(world, owner))
    await owner.unread()
    pictures = {name: solid_png(40, height) for name, height in (("a.png", 30), ("b.png", 31))}
    await owner.send_album(pictures, caption="Два снимка", kind="photo")
    draft = await owner.reply()
    assert draft.text.startswith("⚠️ Альбом целиком отправить читателям нельзя: взята только первая картинка")
    assert "🖼 своя картинка" in draft.text
    await world.move_to(AT_THE_ISSUE)
    issue = await the_issue(anna)
    assert issue.body["photo"]
    assert "Два снимка" in issue.text
    assert (await told(owner))[-1].startswith("📬 Бюллетень от 27 ноября отправлен")


async def test_another_hour_is_chosen(world: BotWorld, owner: Person) -> None:
    """The issue goes out then. A wrong hour, a past one and one beyond the next draft are refused."""
    anna = await follower(world)
    tools = await tap(owner, await the_draft(world, owner), "🛠 Оформление и время")
    await owner.press("🕘 День и час", on=tools)
    await owner.unread()
    assert "Нужны день и час" in (await ask(owner, "когда-нибудь")).text
    assert "уже прошло" in (await ask(owner, "сегодня 9:00")).text
    assert "слишком поздно" in (await ask(owner, "10 декабря 10:00")).text
    draft = await ask(owner, "суббота 15:30")
    assert "28 ноября в 15:30 по московскому времени" in draft.text
    await tap(owner, draft, "✅ Утвердить")
    await world.move_to("2026-11-28 15:29")
    assert await told(anna) == []
    await world.move_to("2026-11-28 15:31")
    [issue] = await told(anna)
    assert issue.startswith("📰 Бюллетень МАГ · 28 ноября 2026")
    assert (await told(owner))[-1].startswith("📬 Бюллетень от 28 ноября отправлен")


async def test_issue_of_another_day_is_called_by_that_day(world: BotWorld, owner: Person) -> None:
    """The question whether to skip it, and the answer, name the day that an editor has chosen."""
    tools = await tap(owner, await the_draft(world, owner), "🛠 Оформление и время")
    await owner.press("🕘 День и час", on=tools)
    await owner.unread()
    asked = await tap(owner, await ask(owner, "суббота 15:30"), "⏭ Пропустить выпуск")
    assert asked.text.startswith("Пропустить выпуск от 28 ноября?")
    assert (await tap(owner, asked, "Да, пропустить")).text == "⏭ Выпуск от 28 ноября пропущен."


async def half_sent(world: BotWorld, owner: Person) -> tuple[Person, ReceivedMessage]:
    """Send an issue to two readers, of whom one must wait. Return that reader and the progress."""
    anna, lev = [await follower(world, name) for name in ("Анна", "Лев")]
    await world.sandbox.fault("flood", method="sendMessage", chat=lev.id, seconds=600, times=1)
    await the_draft(world, owner)
    await world.move_to("2026-11-27 12:01")
    assert len(await told(anna)) == 1
    return lev, await owner.sees("отправляется: 1 из 2")


async def test_issue_is_paused_and_resumed(world: BotWorld, owner: Person) -> None:
    """Waiting messages are not sent while the issue is paused, and arrive once after it is resumed."""
    lev, progress = await half_sent(world, owner)
    await owner.press("⏸ Приостановить", on=progress)
    paused = await owner.sees("приостановлен: 1 из 2")
    await world.move_to("2026-11-27 13:00")
    assert await told(lev) == []
    await owner.press("▶️ Продолжить", on=paused)
    await world.move_to("2026-11-27 13:01")
    assert len(await told(lev)) == 1
    assert "Доставлено: 2" in (await told(owner))[-1]
    late_press = await owner.press_data("wa:i:1:go", progress.id, forged=True)
    assert late_press.alert
    assert late_press.text == "Сейчас это не отправляется."


async def test_stopped_issue_is_not_sent_on(world: BotWorld, owner: Person) -> None:
    """Two taps stop it, also while it is paused. The report says how many did not get it."""
    lev, progress = await half_sent(world, owner)
    await owner.press("⏸ Приостановить", on=progress)
    await owner.press("🛑 Остановить", on=await owner.sees("приостановлен: 1 из 2"))
    await owner.press("Да, остановить")
    await world.move_to("2026-11-28 13:00")
    assert await told(lev) == []
    report = (await told(owner))[-1]
    assert report.startswith("🛑 Бюллетень от 27 ноября остановлен\nДоставлено: 1")
    assert report.endswith("Не отправлено: 1")
    assert (await owner.sees("остановлен: 1 из 2")).rows == []


async def correct(owner: Person, text: str) -> None:
    """Correct the text of the last issue, with the hour in bold."""
    archive = await ask(owner, "/bulletin")
    assert "Следующий выпуск можно подготовить" in (await owner.reply()).text
    await owner.press("✏️ Исправить отправленное", on=archive)
    amendment = await owner.reply()
    assert "1 доставленное сообщение изменится на месте, без звука." in amendment.text
    assert "Ещё 1 уйдёт исправленным." in amendment.text
    tools = await tap(owner, amendment, "🛠 Оформление и время")
    await owner.press("✏️ Заменить текст", on=tools)
    await owner.unread()
    await owner.say(text, entities=[span("bold", "16:00", text)])
    confirm = await tap(owner, await owner.reply(), "🚀 Отправить сейчас")
    assert "Изменится 1 сообщение, без звука." in confirm.text
    await owner.unread()
    await tap(owner, confirm, "Да, исправить")


async def test_sent_issue_is_corrected_in_place(world: BotWorld, owner: Person) -> None:
    """Delivered messages are edited, the one that waits goes out corrected, and the report counts both."""
    anna, lev = [await follower(world, name) for name in ("Анна", "Лев")]
    await world.sandbox.fault("flood", method="sendMessage", chat=lev.id, seconds=600, times=1)
    await add(owner, await the_draft(world, owner), "Сбор в 15:00")
    await tap(owner, await owner.reply(), "✅ Утвердить")
    await world.move_to("2026-11-27 12:01")
    before = await the_issue(anna)
    await told(anna)
    await correct(owner, "Сбор в 16:00")
    await world.move_to("2026-11-27 12:30")
    after = await the_issue(anna)
    assert (after.id, after.edits) == (before.id, before.edits + 1)
    assert after.text == before.text.replace("15:00", "16:00")
    assert after.rows == before.rows
    assert ("bold", "16:00") in styles(after)
    assert [one.text for one in await lev.unread()] == [after.text]
    assert await told(anna) == []
    report = next(text for text in await told(owner) if "исправлен" in text and "Исправлено" in text)
    assert "Исправлено сообщений: 1\nНе удалось исправить: 0" in report
    assert (await ask(anna, "/bulletin")).text == after.text
    assert "Бюллетень исправлен" in (await ask(owner, "/log")).text


async def test_strangers_correct_nothing(world: BotWorld, owner: Person) -> None:
    """A reader sees no button to correct, and forged presses of all the editor's buttons are refused."""
    anna = await follower(world)
    await the_draft(world, owner)
    await world.move_to("2026-11-27 12:01")
    await told(anna)
    archive = await ask(anna, "/bulletin")
    assert "✏️ Исправить отправленное" not in archive.labels
    tables = "bulletins", "announcements", "amendments", "notices", "deliveries", "dialogues"
    before = world.contents(*tables)
    presses = ("wi:1", "wa:i:1:pause", "wd:i:1:t", "wq:i:1:t", "wp:i:1:map", "ws:i:1:past:0", "wl:i:1:after")
    for data in (*presses, "wr:i:1:t", "wk:i:1:0badcafe", "wv:i:1:1", "wt:bulletin", "wo:1", "bn"):
        toast = await anna.press_data(data, archive.id, forged=True)
        assert toast.alert, data
    assert "секретариат" in (await ask(anna, "/announce")).text
    assert world.contents(*tables) == before


async def test_editor_with_the_right_to_send_gets_the_draft(world: BotWorld, owner: Person) -> None:
    """So does the owner. The editor approves it, and can no more once the right is gone."""
    vera, staff = await world.person("Вера"), world.rehearsal.app.resources.store.staff
    await ask(vera, "/start")
    by = Authorship(world.rehearsal.clock.now(), owner.id, owner.name)
    await staff.name(vera.id, vera.name, by, may_edit_plan=False, may_send=True)
    await the_draft(world, owner)
    draft = await vera.sees("📝 Черновик бюллетеня")
    approved = await tap(vera, draft, "✅ Утвердить")
    assert "✅ Выпуск утверждён и уйдёт в срок." in approved.text
    await staff.dismiss(vera.id, by)
    refused = await vera.press("✏️ Добавить текст", on=approved)
    assert refused.alert
    assert "секретариат" in refused.text
    assert "Бюллетень утверждён" in (await ask(owner, "/log")).text
