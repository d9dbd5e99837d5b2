"""What goes on beyond plain messages: inline answers, photos, polls, topics."""

from pathlib import Path

from playwright.async_api import expect

from bot.sandbox.world.cast import ANNA_ID, BORIS_ID, GROUP_ID
from tests.sandbox.browser.pictures import png
from tests.sandbox.browser.window import Bench, Windows


def _article(number: str, title: str, text: str) -> dict[str, object]:
    return {"type": "article", "id": number, "title": title, "input_message_content": {"message_text": text}}


async def test_inline_answers_are_offered_and_picked(bench: Bench, windows: Windows) -> None:
    """«@bot question» shows what the bot offers; the arrow and Enter send it to the chat one is in."""
    window = await windows.open(bench.url, person=ANNA_ID, chat=GROUP_ID)
    await window.page.locator("#text").fill("@mag_sandbox_bot каз")
    [question] = await bench.updates("inline_query")
    assert question["query"] == "каз"
    results = [_article("1", "Казань", "30 августа"), _article("2", "Казачинское", "12 июня")]
    await bench.call("answerInlineQuery", inline_query_id=question["id"], results=results)
    options = window.page.locator("#menu").get_by_role("option")
    await expect(options).to_have_text(["Казань", "Казачинское"])
    await window.page.keyboard.press("ArrowDown")
    await window.page.keyboard.press("Enter")
    await expect(window.bubble("12 июня")).to_contain_text("@mag_sandbox_bot")
    await expect(window.page.locator("#text")).to_have_value("")


async def test_topics_are_read_one_at_a_time(bench: Bench, windows: Windows) -> None:
    """A forum shows all its topics or one; what is written goes to the topic one reads."""
    forum = await bench.sandbox.order("group", title="Форум городов", owner=ANNA_ID, forum=True)
    chat = forum["id"]
    await bench.sandbox.order("membership", chat=chat, status="administrator")
    first = (await bench.sandbox.order("topic", person=ANNA_ID, chat=chat, name="Юбилеи"))["id"]
    await bench.sandbox.order("topic", person=ANNA_ID, chat=chat, name="Дни городов")
    await bench.sandbox.order("say", person=ANNA_ID, chat=chat, text="О юбилеях", thread=first)
    window = await windows.open(bench.url, person=ANNA_ID, chat=chat)
    await expect(window.bubble("О юбилеях")).to_contain_text("# Юбилеи")
    await window.page.get_by_label("Тема", exact=True).select_option("Дни городов")
    await expect(window.page.locator("#messages").get_by_text("О юбилеях")).to_have_count(0)
    await window.say("О днях")
    await window.sees("О днях")
    await window.page.get_by_label("Тема", exact=True).select_option("Юбилеи")
    await expect(window.page.locator("#messages").get_by_text("О днях")).to_have_count(0)


async def test_polls_are_answered(bench: Bench, windows: Windows) -> None:
    """A vote is counted where everybody sees it."""
    options = [{"text": "Казань"}, {"text": "Самара"}]
    await bench.call("sendPoll", chat_id=GROUP_ID, question="Где встреча?", options=options)
    anna = await windows.open(bench.url, person=ANNA_ID, chat=GROUP_ID)
    boris = await windows.open(bench.url, person=BORIS_ID, chat=GROUP_ID)
    await anna.bubble("Где встреча?").get_by_role("button", name="Самара").click()
    await expect(boris.bubble("Где встреча?").get_by_role("button", name="Самара")).to_have_text("Самара1")


async def test_people_send_pictures(bench: Bench, windows: Windows, tmp_path: Path) -> None:
    """A picture goes as a photo and is shown as one."""
    vera = await bench.somebody()
    picture = tmp_path / "вид.png"
    picture.write_bytes(png(40, 30))
    window = await windows.open(bench.url, person=vera)
    await window.page.locator("#file").set_input_files(picture)
    shown = window.page.locator("#messages img.photo")
    await expect(shown).to_have_js_property("naturalWidth", 40)
    [sent] = [
        one for one in await (await bench.sandbox.person("", id=vera)).messages() if "photo" in one.body
    ]
    assert not sent.from_bot
