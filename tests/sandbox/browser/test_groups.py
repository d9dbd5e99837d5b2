"""The page beyond plain messages: inline results, topics, polls, photos."""

from pathlib import Path

from playwright.async_api import expect

from bot.sandbox.world.cast import ANNA_ID, BORIS_ID, GROUP_ID
from tests.sandbox.browser.window import ManualBot, Windows
from tests.sandbox.pictures import solid_png


def _article(number: str, title: str, text: str) -> dict[str, object]:
    return {"type": "article", "id": number, "title": title, "input_message_content": {"message_text": text}}


async def test_inline_results_are_shown_and_sent(manual_bot: ManualBot, windows: Windows) -> None:
    """«@bot question» shows the bot's results. Arrow and Enter send one to the open chat."""
    window = await windows.open(manual_bot.url, person=ANNA_ID, chat=GROUP_ID)
    await window.page.locator("#text").fill("@mag_sandbox_bot каз")
    [question] = await manual_bot.updates("inline_query")
    assert question["query"] == "каз"
    results = [_article("1", "Казань", "30 августа"), _article("2", "Казачинское", "12 июня")]
    await manual_bot.call("answerInlineQuery", inline_query_id=question["id"], results=results)
    options = window.page.locator("#menu").get_by_role("option")
    await expect(options).to_have_text(["Казань", "Казачинское"])
    await window.page.keyboard.press("ArrowDown")
    await window.page.keyboard.press("Enter")
    await expect(window.bubble("12 июня")).to_contain_text("@mag_sandbox_bot")
    await expect(window.page.locator("#text")).to_have_value("")


async def test_forum_shows_all_topics_or_one(manual_bot: ManualBot, windows: Windows) -> None:
    """A forum shows all its topics or one. A text goes to the topic that is shown."""
    forum = await manual_bot.sandbox.order("group", title="Форум городов", owner=ANNA_ID, forum=True)
    chat = forum["id"]
    await manual_bot.sandbox.order("membership", chat=chat, status="administrator")
    first = (await manual_bot.sandbox.order("topic", person=ANNA_ID, chat=chat, name="Юбилеи"))["id"]
    await manual_bot.sandbox.order("topic", person=ANNA_ID, chat=chat, name="Дни городов")
    await manual_bot.sandbox.order("say", person=ANNA_ID, chat=chat, text="О юбилеях", thread=first)
    window = await windows.open(manual_bot.url, person=ANNA_ID, chat=chat)
    await expect(window.bubble("О юбилеях")).to_contain_text("# Юбилеи")
    await window.page.get_by_label("Тема", exact=True).select_option("Дни городов")
    await expect(window.page.locator("#messages").get_by_text("О юбилеях")).to_have_count(0)
    await window.say("О днях")
    await window.sees("О днях")
    await window.page.get_by_label("Тема", exact=True).select_option("Юбилеи")
    await expect(window.page.locator("#messages").get_by_text("О днях")).to_have_count(0)


async def test_vote_is_counted_for_all_windows(manual_bot: ManualBot, windows: Windows) -> None:
    """A vote is counted in the windows of all members."""
    options = [{"text": "Казань"}, {"text": "Самара"}]
    await manual_bot.call("sendPoll", chat_id=GROUP_ID, question="Где встреча?", options=options)
    anna = await windows.open(manual_bot.url, person=ANNA_ID, chat=GROUP_ID)
    boris = await windows.open(manual_bot.url, person=BORIS_ID, chat=GROUP_ID)
    await anna.bubble("Где встреча?").get_by_role("button", name="Самара").click()
    await expect(boris.bubble("Где встреча?").get_by_role("button", name="Самара")).to_have_text("Самара1")


async def test_picture_is_sent_as_a_photo(manual_bot: ManualBot, windows: Windows, tmp_path: Path) -> None:
    """A picture is sent as a photo and shown as one."""
    vera = await manual_bot.new_person()
    picture = tmp_path / "вид.png"
    picture.write_bytes(solid_png(40, 30))
    window = await windows.open(manual_bot.url, person=vera)
    await window.page.locator("#file").set_input_files(picture)
    shown = window.page.locator("#messages img.photo")
    await expect(shown).to_have_js_property("naturalWidth", 40)
    [sent] = [
        one for one in await (await manual_bot.sandbox.person("", id=vera)).messages() if "photo" in one.body
    ]
    assert not sent.from_bot
