"""Questions in plain words open the screens that the table names, through the handlers."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.calendar.almanac import Almanac
from data.store.store import Store
from handlers.secretariat import bulletin
from scheduler.bulletins.schedule import Timetable
from tests.cast import ANNA
from tests.handlers.free_text.opened import opened
from tests.world.clocks import FrozenClock
from tests.world.conversation import ConversationWorld, Person

TABLE = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("questions.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
ENGLISH = 8
LEAST_RIGHT = 0.97


class Desk:
    """A desk that has sent no issue and has none in hand."""

    timetable = Timetable(0, 9, "Europe/Moscow")

    async def in_hand(self, _now: datetime) -> None:
        """Return no issue."""


@pytest.fixture
def readers(store: Store, almanac: Almanac, clock: FrozenClock) -> dict[bool, Person]:
    """Return a reader of Russian, and one of English by True."""
    world = ConversationWorld(
        store, clock, lambda: almanac, bulletin.build_router(), desk=Desk(), drafts=None
    )
    return {False: world.person(), True: world.person(ENGLISH, "en")}


async def test_questions_open_what_the_table_says(
    readers: dict[bool, Person], store: Store, clock: FrozenClock
) -> None:
    """At least 97 % are right, and no wrong city is opened."""
    wrong, wrong_cities = [], []
    for number, (today, question, expected) in enumerate(TABLE, 20):
        clock.at = datetime.fromisoformat(f"{today}T09:00").replace(tzinfo=UTC)
        reader = readers[question.isascii() and is_english(expected)]
        shown = re.sub("<[^>]*>", "", opened(await reader.says(question, number)))
        for user in (ANNA, ENGLISH):
            await store.open_questions.clear(reader.chat.id, user)
        if not is_as_expected(shown, expected):
            wrong.append((question, expected, shown))
            wrong_cities += [question] if shown.startswith("city ") else []
    assert len(TABLE) >= 300
    assert wrong_cities == []
    assert 1 - len(wrong) / len(TABLE) >= LEAST_RIGHT, wrong


def is_english(expected: str) -> bool:
    """Return whether an answer can be expected from the reader of English."""
    return not re.search("[а-яё]", expected)


def is_as_expected(shown: str, expected: str) -> bool:
    """Return whether the same is opened, or the answer begins so."""
    kinds = ("city ", "agenda ", "event ", "found ", "cities ")
    return shown == expected if expected.startswith(kinds) else shown.startswith(expected)
