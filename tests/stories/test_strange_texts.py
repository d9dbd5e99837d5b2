"""Texts that no usual client sends: each gets a clear answer, and nothing of it is stored."""

import random
import re

import pytest

from bot.sandbox.client.client import Person
from tests.world.running_bot import BotWorld, ask, told

TABLES = ("subscriptions", "lead_times", "mutes", "dialogues", "bulletins", "deliveries", "revisions")
# What turns a line round or hides in it must never come back to anybody.
INVISIBLE = re.compile("[\x00-\x08\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
NAMES = (
    *("\x00", "Каз\x00ань", "\ud800", "\udfff Казань", "Каз\ud83dань", "\u202eьназаК", "\u200fКазань\u200f"),
    *(
        "🎉" * 2048,
        "🎉" * 4090,
        "Ж" * 4090,
        "a " * 2045,
        "\n" * 50,
        " \t ",
        "<b>Казань</b>",
        "<script>",
        "&lt;",
    ),
    *("</b></i>", '"><a href="http://a">', "%", "_", "К%", "%%%", "Каз_нь", "'; DROP TABLE chats; --", "{0}"),
    *(
        "{ $city }",
        "-brand",
        "\\",
        "𝕂𝕒𝕫𝕒𝕟",
        "Ка́за́нь",
        "ＫＡＺＡＮ",
        "1",
        "0",
        "-1",
        str(2**63),
        "9" * 400,
        "٤٢",
    ),
)
COMMANDS = (
    "/city",
    "/event",
    "/plan",
    "/cancel",
    "/start",
    "/nosuch",
    "/upcoming",
    "/today",
    "/settings",
    "",
)


@pytest.fixture
async def anna(world: BotWorld) -> Person:
    """Return a reader who has started the bot."""
    anna = await world.person()
    await ask(anna, "/start")
    return anna


@pytest.mark.parametrize("command", COMMANDS)
async def test_every_text_is_answered(world: BotWorld, anna: Person, command: str) -> None:
    """Each text, after a command or alone, gets one answer that quotes it cleaned and escaped."""
    before = world.contents(*TABLES)
    for name in NAMES:
        text = f"{command} {name}" if command else name
        await world.write(anna, text)
        answers = await told(anna)
        assert answers or not text.strip(), ascii(name[:40])
        assert not INVISIBLE.search("".join(answers)), ascii(name[:40])
    after = world.contents(*TABLES)
    assert {**after, "dialogues": []} == {**before, "dialogues": []}
    # a city may be asked for, and the answer to that is a city or nothing
    assert {kind for (kind,) in world.query("SELECT kind FROM dialogues")} <= {"city", "my-city"}


async def test_a_wildcard_is_no_city(world: BotWorld, anna: Person) -> None:
    """Signs that stand for any letters elsewhere stand for themselves here."""
    for name in ("%", "_", "К%", "*", "?", ".*", "К____ь"):
        answer = await ask(anna, f"/city {name}")
        assert "в справочнике нет" in answer.text, name


async def test_markup_of_others_is_shown_as_text(world: BotWorld, anna: Person) -> None:
    """HTML in a name comes back as the signs it is made of."""
    answer = await ask(anna, "/city <b>Нет</b> & <i>такого</i>")
    assert "«<b>Нет</b> & <i>такого</i>»" in answer.text
    quoted = [entity for entity in answer.body.get("entities", []) if entity["type"] in {"bold", "italic"}]
    assert quoted == []


async def test_links_of_any_shape_open_something_and_grant_nothing(world: BotWorld, anna: Person) -> None:
    """A deep link with any payload leads to a card or to the first screen, and grants no right."""
    dice = random.Random(4)  # noqa: S311 - the same noise each time
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
    payloads = [
        "A",
        "AAAAA",
        "e",
        "c",
        "w",
        "j",
        "e0",
        "e-1",
        "e1",
        f"e{2**63}",
        "e" + "9" * 63,
        "ckazan",
        "cKAZAN",
    ]
    payloads += [
        "c-",
        "admin",
        "owner",
        "bu_send_1",
        "invite-1",
        "0YLQtdGB0YI",
        "_" * 64,
        "-" * 64,
        "e1_",
        "ww",
    ]
    payloads += ["".join(dice.choices(letters, k=dice.choice((1, 4, 5, 33, 64)))) for _ in range(80)]
    before = world.contents(*TABLES)
    for payload in payloads:
        await world.write(anna, f"/start {payload}")
        assert len(await told(anna)) == 1, payload
    # the first screen asks for the reader's own city
    assert {**world.contents(*TABLES), "dialogues": []} == {**before, "dialogues": []}
    assert world.query("SELECT state FROM chats") == [("active",)]


async def test_other_contents_are_answered_in_words(world: BotWorld, anna: Person) -> None:
    """A sticker, a contact, a file: one sentence says what the bot understands."""
    contents = (
        {"contact": {"phone_number": "+7", "first_name": "N"}},
        {"dice": {"emoji": "🎲", "value": 6}},
        {
            "document": {
                "file_id": "x",
                "file_unique_id": "x",
                "file_name": "../../etc/passwd",
                "file_size": 2**40,
            }
        },
    )
    for content in contents:
        await world.write(anna, "", **content)
        assert await told(anna) == [
            "Пока умеем читать только текст и нажатия кнопок. Напишите название города или откройте справку."
        ], content
