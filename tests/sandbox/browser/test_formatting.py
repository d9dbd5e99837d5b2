"""Formatting while writing: marks and keys become entities, and a message can be edited."""

from typing import Any

import pytest
from playwright.async_api import expect

from tests.sandbox.browser.window import ManualBot, Windows

Spans = list[tuple[str, str]]


def spans(message: dict[str, Any]) -> Spans:
    """Return kind and words of each formatted part of a message, a link with its address."""
    text = message.get("text") or message["caption"]
    units = text.encode("utf-16-le")
    entities = message.get("entities") or message.get("caption_entities") or []
    return [
        (
            one.get("url", one["type"]),
            units[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le"),
        )
        for one in entities
    ]


@pytest.mark.parametrize(
    ("typed", "text", "formatted"),
    [
        ("🎉 **Форум** столиц", "🎉 Форум столиц", [("bold", "Форум")]),
        ("__курсив__, ~~нет~~, ||тайна||", "курсив, нет, тайна",
         [("italic", "курсив"), ("strikethrough", "нет"), ("spoiler", "тайна")]),
        ("**жирный и __курсив__ в нём**", "жирный и курсив в нём",
         [("bold", "жирный и курсив в нём"), ("italic", "курсив")]),
        ("`**код**`", "**код**", [("code", "**код**")]),
        ("[Программа](https://example.org/a_(b)?x=1&y=2) и **час**", "Программа и час",
         [("https://example.org/a_(b)?x=1&y=2", "Программа"), ("bold", "час")]),
        ("[**обе**](example.org/день)", "обе", [("https://example.org/день", "обе"), ("bold", "обе")]),
        ("Кнопка [Что?](javascript:alert(1))", "Кнопка [Что?](javascript:alert(1))", []),
        ("2 ** 3, **** и ** **, [x]() и snake__case__name", "2 ** 3, **** и ** **, [x]() и snake__case__name",
         []),
        ("**не закрыто", "**не закрыто", []),
    ],
)  # fmt: skip
async def test_typed_marks_become_entities(
    manual_bot: ManualBot, windows: Windows, typed: str, text: str, formatted: Spans
) -> None:
    """Marks are removed from the text, also nested ones. Other characters stay as typed."""
    vera = await manual_bot.new_person()
    window = await windows.open(manual_bot.url, person=vera)
    await manual_bot.updates("message")
    await window.say(typed)
    [sent] = await manual_bot.updates("message")
    assert sent["text"] == text
    assert spans(sent) == formatted


async def test_keys_put_marks_around_the_selected_words(manual_bot: ManualBot, windows: Windows) -> None:
    """Ctrl+B makes bold, Ctrl+K a link whose address is typed next. Without a selection nothing happens."""
    vera = await manual_bot.new_person()
    window = await windows.open(manual_bot.url, person=vera)
    await manual_bot.updates("message")
    field, keyboard = window.page.locator("#text"), window.page.keyboard
    await field.fill("форум")
    await keyboard.press("Control+b")
    await expect(field).to_have_value("форум")
    await field.press("Control+a")
    await keyboard.press("Control+b")
    await expect(field).to_have_value("**форум**")
    await field.press("Control+a")
    await keyboard.press("Control+k")
    await keyboard.type("https://example.org")
    await expect(field).to_have_value("[**форум**](https://example.org)")
    await keyboard.press("Enter")
    [sent] = await manual_bot.updates("message")
    assert spans(sent) == [("https://example.org", "форум"), ("bold", "форум")]


async def test_own_message_is_edited_with_its_formatting(manual_bot: ManualBot, windows: Windows) -> None:
    """The field shows the marks again. The bot's messages have no pencil, and cancelling clears the field."""
    vera = await manual_bot.new_person()
    await manual_bot.post(vera, "Слово бота")
    window = await windows.open(manual_bot.url, person=vera)
    await window.say("Сбор в **15:00**, [зал](https://example.org)")
    pencil = window.page.get_by_role("button", name="Изменить сообщение")
    await expect(window.bubble("Слово бота").get_by_role("button", name="Изменить")).to_have_count(0)
    await window.bubble("Сбор в 15:00").get_by_role("button", name="Изменить сообщение").click()
    field = window.page.locator("#text")
    await expect(window.page.locator("#reply")).to_contain_text("Изменение")
    await expect(field).to_have_value("Сбор в **15:00**, [зал](https://example.org)")
    await window.page.locator("#reply").get_by_role("button", name="Отмена").click()
    await expect(field).to_have_value("")
    await pencil.last.click()
    await window.say("Сбор в **16:00**, [зал](https://example.org)")
    await expect(window.bubble("Сбор в 16:00").locator(".footer")).to_contain_text("изменено")
    await expect(window.bubble("Сбор в 16:00").locator("b")).to_have_text("16:00")
    [edited] = await manual_bot.updates("edited_message")
    assert spans(edited) == [("bold", "16:00"), ("https://example.org", "зал")]
    await window.say("Новое")
    await window.sees("Новое")
    await expect(window.page.locator("#messages .row.mine").get_by_text("Сбор в 16:00")).to_have_count(1)


async def test_caption_of_a_file_is_formatted(manual_bot: ManualBot, windows: Windows) -> None:
    """The text in the field when a file is chosen becomes its caption, with the formatting."""
    vera = await manual_bot.new_person()
    window = await windows.open(manual_bot.url, person=vera)
    await manual_bot.updates("message")
    await window.page.locator("#text").fill("  **Программа** дня ")
    file: Any = {"name": "day.txt", "mimeType": "text/plain", "buffer": b"x"}
    await window.page.locator("#file").set_input_files(file)
    [sent] = await manual_bot.updates("message")
    assert (sent["caption"], spans(sent)) == ("Программа дня", [("bold", "Программа")])
