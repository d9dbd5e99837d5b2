"""/year and /map: their answers and their refusals."""

import pytest

from tests.world.conversation import ConversationWorld, Person

YEAR_REFUSAL = "Не получилось понять, какой это год. Напишите его числом, например: /year 2021."
MAP_REFUSAL = "Не получилось понять, какой это год. Напишите его числом, например: /map 2021."
OUT_OF_RANGE = "Картинки есть с 2019 по 2021 год."


@pytest.mark.parametrize(
    ("text", "picture"),
    [
        ("/year", "year-2020-ru"),
        ("/year 2021", "year-2021-ru"),
        ("/YEAR прошлый год", "year-2019-ru"),
        ("/map", "map-2020-ru"),
        ("/map на 2021 год", "map-2021-ru"),
    ],
)
async def test_command_sends_the_picture_of_its_year(anna: Person, text: str, picture: str) -> None:
    """Without an argument it is this year's."""
    screen = await anna.says(text)
    assert screen.pictures == [picture]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("/year сентябрь", YEAR_REFUSAL),
        ("/year 20", YEAR_REFUSAL),
        ("/year 2020 2021", YEAR_REFUSAL),
        ("/year <b>", YEAR_REFUSAL),
        ("/map Казань", MAP_REFUSAL),
        ("/map 31.09.2020", MAP_REFUSAL),
        ("/year 2018", OUT_OF_RANGE),
        ("/map 2100", OUT_OF_RANGE),
        ("/year 1850", YEAR_REFUSAL),
    ],
)
async def test_argument_that_cannot_be_shown_is_refused(anna: Person, text: str, refusal: str) -> None:
    """With an example or with the years there are, and without a picture."""
    screen = await anna.says(text)
    assert screen.text == refusal
    assert screen.pictures == []


async def test_reader_of_english_gets_english_pictures(world: ConversationWorld) -> None:
    """The picture and its caption are in the language of the chat."""
    screen = await world.person(language="en").says("/year 2021")
    assert screen.pictures == ["year-2021-en"]
    assert screen.text.startswith("🗓 <b>2021: days with events</b>")


async def test_old_button_of_a_year_out_of_range_says_so(anna: Person) -> None:
    """A button may be pressed years later, or be forged."""
    screen = await anna.presses("yp:2035:0")
    assert screen.toasts == [OUT_OF_RANGE]
    assert screen.pictures == []


@pytest.mark.parametrize("data", ["yp:0:0", "yp:2020:7", "yp:-1:1", "yp:2020", "cc:", "cc:КАЗАНЬ"])
async def test_forged_button_is_outdated(anna: Person, data: str) -> None:
    """It gets a pop-up and no picture."""
    screen = await anna.presses(data)
    assert screen.pictures == []
    assert len(screen.toasts) == 1
    assert screen.toasts[0]


@pytest.mark.parametrize(
    ("data", "toast"),
    [
        ("cc:atlantis", "Такого города в справочнике больше нет. Все города: /cities."),
        (
            "cc:baku",
            "Ни день, ни год основания этого города пока не известны, открытку нарисовать не из чего.",
        ),
    ],
)
async def test_card_that_cannot_be_drawn_is_refused(anna: Person, data: str, toast: str) -> None:
    """A city may have left the catalogue since the button was sent."""
    screen = await anna.presses(data)
    assert screen.toasts == [toast]
    assert screen.pictures == []


async def test_picture_asked_for_below_a_text_is_a_new_message(anna: Person) -> None:
    """The list stays as it is."""
    screen = await anna.presses("yp:2020:0")
    assert screen.pictures == ["year-2020-ru"]
    assert screen.edits == []
