"""The page shows all that a bot sends, and sends all that people can."""

from pathlib import Path

from playwright.async_api import expect

from bot.sandbox.world.cast import ANNA_ID, BORIS_ID, CHANNEL_ID, GROUP_ID
from tests.sandbox.browser.window import ManualBot, Windows
from tests.sandbox.pictures import solid_png

HTML = (
    "<b>жирный</b> <i>курсив</i> <u>черта</u> <s>зачёркнуто</s> <code>код</code> "
    '<a href="https://example.org/x">ссылка</a> <a href="tg://user?id=700000002">Анна</a> #метка @mag_news '
    '<tg-time unix="1798891200" format="wDT">2 января 2027 г.</tg-time> https://example.com/y /help '
    '<pre><code class="language-python">print(1)</code></pre><blockquote>короткая <b>цитата</b></blockquote>'
)


async def test_every_entity_has_its_element(manual_bot: ManualBot, windows: Windows) -> None:
    """Each entity has an element of its own. Links open in a new window without a referrer."""
    vera = await manual_bot.new_person()
    await manual_bot.post(vera, HTML, parse_mode="HTML")
    window = await windows.open(manual_bot.url, person=vera)
    text = window.bubble("жирный").locator(".text")
    for tag, content in [
        ("b", "жирный"),
        ("i", "курсив"),
        ("u", "черта"),
        ("s", "зачёркнуто"),
        ("code", "код"),
    ]:
        await expect(text.locator(f"> {tag}").first).to_have_text(content)
    await expect(text.locator("pre code")).to_have_text("print(1)")
    await expect(text.locator("pre .language")).to_have_text("python")
    await expect(text.locator("blockquote b")).to_have_text("цитата")
    assert await text.locator("time").get_attribute("datetime") == "2027-01-02T12:00:00.000Z"
    links = text.locator("a")
    assert await links.evaluate_all(
        "all => all.map(one => [one.getAttribute('href'), one.target, one.rel])"
    ) == [
        ["https://example.org/x", "_blank", "noopener noreferrer"],
        ["https://example.com/y", "_blank", "noopener noreferrer"],
    ]
    await expect(text.locator(".mention")).to_have_text(["Анна", "#метка", "@mag_news"])
    await text.get_by_role("button", name="/help").click()
    await window.sees("/help")


async def test_long_quotes_and_spoilers_open_on_demand(manual_bot: ManualBot, windows: Windows) -> None:
    """A long quote shows three lines and a spoiler hides its text until mouse or key opens them."""
    vera = await manual_bot.new_person()
    lines = "\n".join(f"строка {number}" for number in range(12))
    source = f"<blockquote expandable>{lines}</blockquote>\n<tg-spoiler>тайна</tg-spoiler>"
    await manual_bot.post(vera, source, parse_mode="HTML")
    window = await windows.open(manual_bot.url, person=vera)
    fold, key = window.page.locator(".fold"), window.page.locator(".fold-key")
    low = (await fold.bounding_box() or {"height": 0})["height"]
    await key.focus()
    await window.page.keyboard.press("Enter")
    await expect(key).to_have_attribute("aria-expanded", "true")
    assert (await fold.bounding_box() or {"height": 0})["height"] > 3 * low
    await fold.click()
    await expect(key).to_have_attribute("aria-expanded", "false")
    secret = window.page.get_by_role("button", name="Скрытый текст")
    assert await secret.evaluate("one => getComputedStyle(one.firstChild).visibility") == "hidden"
    await secret.focus()
    await window.page.keyboard.press("Enter")
    await expect(window.page.get_by_text("тайна")).to_be_visible()


async def test_each_kind_of_button_does_its_action(manual_bot: ManualBot, windows: Windows) -> None:
    """Colours, disabled buttons, addresses, copied texts and presses work."""
    vera = await manual_bot.new_person()
    yes = {"text": "Да", "callback_data": "yes", "style": "success"}
    no = {"text": "Нет", "callback_data": "no", "style": "danger"}
    main = {"text": "Главное", "callback_data": "main", "style": "primary"}
    page_count = {"text": "Стр. 1 из 3", "disabled": True}
    place = {"text": "Карта", "url": "https://example.org/map"}
    code = {"text": "Код", "copy_text": {"text": "МАГ-1"}}
    rows = [[yes, no], [main, page_count], [place, code]]
    await manual_bot.post(vera, "Выбор", reply_markup={"inline_keyboard": rows})
    window = await windows.open(manual_bot.url, person=vera)
    page = window.page
    colours = [
        await window.key(label).evaluate("one => getComputedStyle(one).backgroundColor")
        for label in ("Да", "Нет", "Главное", "Стр. 1 из 3", "Карта")
    ]
    assert len(set(colours)) == 5
    await expect(window.key("Стр. 1 из 3")).to_be_disabled()
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await window.key("Код").click()
    await expect(page.locator(".toast")).to_have_text("Скопировано")
    assert await page.evaluate("navigator.clipboard.readText()") == "МАГ-1"

    await page.evaluate("window.open = (...given) => { window.opened = given; }")
    await window.key("Карта").click()
    assert await page.evaluate("window.opened[0]") == "https://example.org/map"


async def test_answer_to_a_press_is_shown_as_toast_or_alert(manual_bot: ManualBot, windows: Windows) -> None:
    """A pressed button shows that it waits. An alert is closed with Escape."""
    vera = await manual_bot.new_person()
    keys = [[{"text": "Да", "callback_data": "yes"}, {"text": "Нет", "callback_data": "no"}]]
    await manual_bot.post(vera, "Выбор", reply_markup={"inline_keyboard": keys})
    window = await windows.open(manual_bot.url, person=vera)
    await window.key("Да").click()
    await expect(window.key("Да")).to_contain_class("busy")
    await manual_bot.call(
        "answerCallbackQuery", callback_query_id=await manual_bot.next_press(vera), text="Принято"
    )
    await expect(window.page.locator(".toast").last).to_have_text("Принято")
    await expect(window.key("Да")).not_to_contain_class("busy")
    await window.key("Нет").click()
    await expect(window.key("Нет")).to_contain_class("busy")
    press = await manual_bot.next_press(vera)
    await manual_bot.call("answerCallbackQuery", callback_query_id=press, text="Точно?", show_alert=True)
    await expect(window.page.get_by_role("dialog")).to_contain_text("Точно?")
    await window.page.keyboard.press("Escape")
    await expect(window.page.get_by_role("dialog")).to_be_hidden()


async def test_edits_pins_and_deletions_change_the_chat_in_place(
    manual_bot: ManualBot, windows: Windows
) -> None:
    """An edit replaces the text in place, a pin shows on top, a deleted message disappears."""
    vera = await manual_bot.new_person()
    first, second = await manual_bot.post(vera, "первое"), await manual_bot.post(vera, "второе")
    window = await windows.open(manual_bot.url, person=vera)
    await window.sees("второе")
    await window.bubble("второе").evaluate("one => { one.dataset.known = 'yes'; }")
    await manual_bot.call("editMessageText", chat_id=vera, message_id=first, text="первое, исправлено")
    await expect(window.bubble("первое, исправлено")).to_contain_text("изменено")
    await expect(window.bubble("второе")).to_have_attribute("data-known", "yes")
    await manual_bot.call("pinChatMessage", chat_id=vera, message_id=first)
    await expect(window.page.locator("#pinned")).to_contain_text("первое, исправлено")
    await manual_bot.call("deleteMessage", chat_id=vera, message_id=second)
    await expect(window.page.locator("#messages").get_by_text("второе")).to_have_count(0)
    await manual_bot.call("unpinChatMessage", chat_id=vera, message_id=first)
    await expect(window.page.locator("#pinned")).to_be_hidden()


async def test_files_are_shown_and_sent(manual_bot: ManualBot, windows: Windows, tmp_path: Path) -> None:
    """Pictures are shown, calendar files keep their names, files are sent by choice and by drop."""
    vera = await manual_bot.new_person()
    await manual_bot.upload(
        "sendPhoto", "photo", "map.png", solid_png(300, 120), chat_id=vera, caption="Карта дня"
    )
    await manual_bot.upload("sendDocument", "document", "день.ics", b"BEGIN:VCALENDAR", chat_id=vera)
    window = await windows.open(manual_bot.url, person=vera)
    page = window.page
    picture = page.get_by_alt_text("Карта дня")
    await expect(picture).to_have_js_property("naturalWidth", 300)
    async with page.expect_download() as waiting:
        await page.locator("#messages").get_by_role("link", name="день.ics").click()
    download = await waiting.value
    assert download.suggested_filename == "день.ics"
    await download.save_as(tmp_path / "saved")
    assert (tmp_path / "saved").read_bytes() == b"BEGIN:VCALENDAR"

    plan = tmp_path / "план.docx"
    plan.write_bytes(b"PK plan")
    await page.locator("#text").fill("Вот план")
    await page.locator("#file").set_input_files(plan)
    await expect(window.bubble("план.docx")).to_contain_text("Вот план")
    await page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File(["hello"], "drop.txt", { type: "text/plain" }));
            const tell = (kind) => document.getElementById("messages").dispatchEvent(
                new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
            tell("dragover");
            window.offered = !document.getElementById("drop").hidden;
            tell("drop");
        }"""
    )
    await window.sees("drop.txt")
    assert await page.evaluate("window.offered")
    sent = [
        one.document
        for one in await (await manual_bot.sandbox.person("", id=vera)).messages()
        if one.document
    ]
    assert [one["file_name"] for one in sent] == ["день.ics", "план.docx", "drop.txt"]
    assert manual_bot.server.world.files[sent[1]["file_id"]].content == b"PK plan"


async def test_location_is_sent_and_shown(manual_bot: ManualBot, windows: Windows) -> None:
    """The dialog sends coordinates. A location links to a map program."""
    vera = await manual_bot.new_person()
    window = await windows.open(manual_bot.url, person=vera)
    page = window.page
    await page.get_by_role("button", name="Отправить место").click()
    await page.get_by_label("Широта").fill("55.79")
    await page.get_by_label("Долгота").fill("49.12")
    await page.get_by_role("dialog").get_by_role("button", name="Отправить").click()
    await window.sees("55.79, 49.12")
    link = window.bubble("55.79").get_by_role("link")
    await expect(link).to_have_attribute("href", "geo:55.79,49.12")
    await manual_bot.call(
        "sendVenue", chat_id=vera, latitude=1, longitude=2, title="Ратуша", address="Площадь, 1"
    )
    await expect(window.bubble("Ратуша")).to_contain_text("Площадь, 1")


async def test_reply_keyboard_and_typing_are_shown(manual_bot: ManualBot, windows: Windows) -> None:
    """A reply keyboard is shown until it is removed, «typing…» until the message comes."""
    vera = await manual_bot.new_person()
    window = await windows.open(manual_bot.url, person=vera)
    markup = {"keyboard": [[{"text": "Казань"}, {"text": "Самара"}]], "input_field_placeholder": "Город"}
    await manual_bot.post(vera, "Какой город?", reply_markup=markup)
    await expect(window.page.get_by_placeholder("Город")).to_be_visible()
    await window.page.locator("#keyboard").get_by_role("button", name="Самара").click()
    await expect(window.bubble("Самара")).to_have_class("row mine")
    await manual_bot.call("sendChatAction", chat_id=vera, action="typing")
    await expect(window.page.locator("#title")).to_contain_text("печатает…")
    await manual_bot.post(vera, "Готово", reply_markup={"remove_keyboard": True})
    await expect(window.page.locator("#title")).to_contain_text("бот")
    await expect(window.page.locator("#keyboard")).to_be_hidden()


async def test_unread_messages_are_counted_until_seen(manual_bot: ManualBot, windows: Windows) -> None:
    """The list of chats shows the last line and the unread count, newest chat first."""
    window = await windows.open(manual_bot.url, person=ANNA_ID)
    await window.open("Новости МАГ")
    for number in range(3):
        await manual_bot.post(GROUP_ID, f"Новость {number}")
    row = window.page.locator("#chats a").filter(has_text="Город Казань")
    await expect(row.locator(".badge")).to_have_text("Не прочитано: 3")
    await expect(row).to_contain_text("Новость 2")
    await expect(window.page.locator("#chats a").first).to_contain_text("Город Казань")
    await window.open("Город Казань")
    await window.sees("Новость 2")
    await expect(row.locator(".badge")).to_have_count(0)


async def test_two_windows_show_two_people(manual_bot: ManualBot, windows: Windows) -> None:
    """A text in the group appears in the other window. An ephemeral one is seen by its receiver."""
    anna = await windows.open(manual_bot.url, person=ANNA_ID, chat=GROUP_ID)
    boris = await windows.open(manual_bot.url, person=BORIS_ID, chat=GROUP_ID, locale="en-US")
    await anna.say("Привет из первого окна")
    await expect(boris.bubble("Привет из первого окна")).to_have_class("row theirs")
    await expect(boris.bubble("Привет из первого окна")).to_contain_text("Анна")
    await manual_bot.sandbox.order("membership", chat=GROUP_ID, status="administrator")
    await manual_bot.post(
        GROUP_ID, "Только Борису", ephemeral_message_parameters={"receiver_user_id": BORIS_ID}
    )
    await expect(boris.bubble("Только Борису")).to_contain_text("only you can see this")
    await manual_bot.post(GROUP_ID, "Всем")
    await anna.sees("Всем")
    await expect(anna.page.get_by_text("Только Борису")).to_have_count(0)


async def test_channel_is_left_and_joined_and_the_bot_blocked(
    manual_bot: ManualBot, windows: Windows
) -> None:
    """A channel that was left can be joined again. A blocked bot cannot be written to."""
    window = await windows.open(manual_bot.url, person=ANNA_ID, chat=CHANNEL_ID)
    page = window.page
    await expect(page.locator("#start")).to_have_text("Писать могут только администраторы")
    await page.get_by_role("button", name="Покинуть").click()
    await expect(page.locator("#chats")).not_to_contain_text("Новости МАГ")
    await page.get_by_role("button", name="Вступить: Новости МАГ").click()
    await expect(page.locator("#chats")).to_contain_text("Новости МАГ")
    await window.open("МАГ")
    await page.get_by_role("button", name="Запустить").click()
    await window.sees("/start")
    await page.get_by_role("button", name="Заблокировать").click()
    await expect(page.locator("#composer")).to_be_hidden()
    await page.get_by_role("button", name="Разблокировать бота").click()
    await expect(page.locator("#composer")).to_be_visible()


async def test_deep_link_starts_the_bot(manual_bot: ManualBot, windows: Windows) -> None:
    """A deep link starts the bot with its payload, from a message and from the page's address."""
    vera = await manual_bot.new_person()
    plain = {"text": "Открыть", "url": "https://t.me/mag_sandbox_bot?start=e123"}
    short = {"text": "Ещё", "url": "tg://resolve?domain=mag_sandbox_bot&start=e124"}
    await manual_bot.post(vera, "Смотрите", reply_markup={"inline_keyboard": [[plain, short]]})
    window = await windows.open(manual_bot.url, person=vera, more="start=city_kazan")
    await window.sees("/start city_kazan")
    assert "start=" not in window.page.url
    await window.key("Открыть").click()
    await window.sees("/start e123")
    await window.key("Ещё").click()
    await window.sees("/start e124")
