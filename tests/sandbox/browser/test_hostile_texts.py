"""Texts of people and bots are shown as text and never run."""

from playwright.async_api import expect

from bot.sandbox.world.cast import OWNER_ID
from tests.sandbox.browser.window import ManualBot, Window, Windows

ATTACK = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>\'"`${window.hit=1}'
LINKS = (
    "javascript:window.hit=1",
    "data:text/html,<script>window.hit=1</script>",
    " JaVaScRiPt:window.hit=1",
)


async def _is_calm(window: Window) -> None:
    assert await window.page.evaluate("window.hit") is None
    strange = window.page.locator(
        "body script, body iframe, body object, body embed, img:not(.photo), body style"
    )
    await expect(strange).to_have_count(0)
    handlers = await window.page.evaluate(
        "[...document.querySelectorAll('*')].filter(one => "
        "one.getAttributeNames().some(name => name.startsWith('on') || name === 'style')).length"
    )
    assert handlers == 0


async def _attack_everywhere(manual_bot: ManualBot) -> int:
    person = 920_000_001
    await manual_bot.sandbox.order("person", name=ATTACK, id=person, username="x")
    group = await manual_bot.sandbox.order("group", title=ATTACK, owner=person)
    await manual_bot.sandbox.order("membership", chat=group["id"], status="administrator")
    for chat in (person, group["id"]):
        await manual_bot.sandbox.order("say", person=person, chat=chat, text=ATTACK)
    name = ATTACK.replace('"', "").replace("/", "")
    await manual_bot.upload("sendDocument", "document", f"{name}.txt", b"x", chat_id=person, caption=ATTACK)
    await manual_bot.call("setMyCommands", commands=[{"command": "x", "description": ATTACK}])
    await manual_bot.call("setMyDescription", description=ATTACK)
    markup = {"inline_keyboard": [[{"text": ATTACK, "callback_data": "x"}]]}
    await manual_bot.post(person, ATTACK, reply_markup=markup)
    await manual_bot.refused("sendMessage", chat_id=ATTACK, text=ATTACK)
    return person


async def test_markup_in_names_titles_and_texts_is_shown_as_text(
    manual_bot: ManualBot, windows: Windows
) -> None:
    """Names, titles, texts, file names, buttons, commands and refusals are shown as written."""
    person = await _attack_everywhere(manual_bot)
    window = await windows.open(manual_bot.url, person=person)
    page = window.page
    await expect(page.locator("#me b")).to_have_text(ATTACK)
    await expect(page.locator("#people")).to_contain_text(ATTACK)
    await expect(page.locator("#chats")).to_contain_text(ATTACK)
    await expect(page.locator("#messages .text").last).to_have_text(ATTACK)
    await page.locator("#text").fill("/")
    await expect(page.locator("#menu small")).to_have_text(ATTACK)
    await page.locator("#text").fill("")
    for summary in await page.locator(".calls summary").all():
        await summary.click()
    await window.key("onerror").click()
    await expect(window.key("onerror")).to_contain_class("busy")
    press = await manual_bot.next_press(person)
    await manual_bot.call("answerCallbackQuery", callback_query_id=press, text=ATTACK, show_alert=True)
    await expect(page.get_by_role("dialog").locator("p")).to_have_text(ATTACK)
    await page.keyboard.press("Escape")
    await page.locator("#chats a").nth(1).click()
    await expect(page.locator("#title h1")).to_have_text(ATTACK)
    await _is_calm(window)


async def test_address_that_runs_a_script_is_no_link(manual_bot: ManualBot, windows: Windows) -> None:
    """An address that would run a script is no link, neither in a text nor on a button."""
    window = await windows.open(manual_bot.url, person=OWNER_ID)
    await manual_bot.sandbox.order("say", person=OWNER_ID, text="/start")
    # behind the server's own checks, because the page trusts no server
    world = manual_bot.server.world
    for link in LINKS:
        entities = [{"type": "text_link", "offset": 0, "length": 5, "url": link}]
        keys = [[{"text": "Сюда", "url": link}]]
        content = {"text": "Сюда!", "entities": entities, "reply_markup": {"inline_keyboard": keys}}
        world.post(world.chats[OWNER_ID], content, world.bot)
    await window.sees("Сюда!")
    assert await window.page.locator("#messages .text a").count() == 0
    pages = len(window.page.context.pages)
    for key in await window.page.locator("#messages .key").all():
        await key.click()
    assert len(window.page.context.pages) == pages
    await _is_calm(window)


async def test_content_policy_blocks_injected_scripts(manual_bot: ManualBot, windows: Windows) -> None:
    """Even markup injected into the page runs nothing, because the browser refuses it."""
    windows.errors_expected = True
    window = await windows.open(manual_bot.url, person=OWNER_ID)
    await window.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.hit = 1";
            document.body.append(script);
            const image = document.createElement("img");
            image.setAttribute("onerror", "window.hit = 1");
            image.src = "/files/none";
            document.body.append(image);
        }"""
    )
    assert await window.page.evaluate("window.hit") is None
