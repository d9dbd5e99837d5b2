"""A person replies to a message on the page, as the secretariat answers a reader."""

from playwright.async_api import expect

from tests.sandbox.browser.window import ManualBot, Windows


async def test_person_replies_to_a_message(manual_bot: ManualBot, windows: Windows) -> None:
    """The message replied to stands above the field until the reply is sent or given up."""
    vera = await manual_bot.new_person()
    await manual_bot.post(vera, "Первый вопрос")
    await manual_bot.post(vera, "Второй вопрос")
    window = await windows.open(manual_bot.url, person=vera)
    bar = window.page.locator("#reply")
    await expect(bar).to_be_hidden()
    await window.bubble("Первый вопрос").get_by_role("button", name="Ответить на сообщение").click()
    await expect(bar).to_contain_text("Первый вопрос")
    await window.say("Ответ на первый")
    await expect(window.bubble("Ответ на первый").locator(".quoted")).to_contain_text("Первый вопрос")
    await expect(bar).to_be_hidden()
    await window.bubble("Второй вопрос").get_by_role("button", name="Ответить на сообщение").click()
    await bar.get_by_role("button", name="Отмена").click()
    await window.say("Просто текст")
    await expect(window.bubble("Просто текст").locator(".quoted")).to_have_count(0)


async def test_reply_belongs_to_its_chat(manual_bot: ManualBot, windows: Windows) -> None:
    """Another person's window of the same page knows nothing of a reply that was begun."""
    vera, boris = await manual_bot.new_person(), await manual_bot.new_person()
    for one in (vera, boris):
        await manual_bot.post(one, f"Вопрос к {one}")
    window = await windows.open(manual_bot.url, person=vera)
    await window.bubble(f"Вопрос к {vera}").get_by_role("button", name="Ответить на сообщение").click()
    await window.page.evaluate(f"location.hash = 'person={boris}&chat={boris}'")
    await window.sees(f"Вопрос к {boris}")
    await expect(window.page.locator("#reply")).to_be_hidden()
    await window.say("Текст Бориса")
    await expect(window.bubble("Текст Бориса").locator(".quoted")).to_have_count(0)
