"""Open questions outlive a restart, but neither an answer nor their time."""

from datetime import UTC, datetime, timedelta

import pytest

from data.store.open_questions import Dialogue, Dialogues
from data.store.sqlite.database import Database

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
QUESTION = Dialogue(-5, 11, "event_date", {"event": 12, "text": "до \x00 и \ud800"}, LATER)


async def test_a_question_is_answered_once(database: Database) -> None:
    """Peeking leaves it open; whoever takes it is the only one."""
    dialogues = Dialogues(database)
    await dialogues.put(QUESTION)
    assert await dialogues.peek(-5, 11, NOW) == QUESTION
    assert await dialogues.take(-5, 11, NOW) == QUESTION
    assert await dialogues.take(-5, 11, NOW) is None


async def test_nobody_answers_for_another(database: Database) -> None:
    """A question is to one person in one chat."""
    dialogues = Dialogues(database)
    await dialogues.put(QUESTION)
    assert await dialogues.take(-5, 12, NOW) is None
    assert await dialogues.take(-6, 11, NOW) is None
    await dialogues.clear(-5, 12)
    assert await dialogues.peek(-5, 11, NOW) == QUESTION


async def test_a_new_question_takes_the_place_of_the_old(database: Database) -> None:
    """One person is asked one thing at a time in a chat; clear drops it."""
    dialogues = Dialogues(database)
    await dialogues.put(QUESTION)
    second = Dialogue(-5, 11, "city", {}, LATER)
    await dialogues.put(second)
    assert await dialogues.peek(-5, 11, NOW) == second
    await dialogues.clear(-5, 11)
    assert await dialogues.peek(-5, 11, NOW) is None


async def test_a_question_ends_with_its_time(database: Database) -> None:
    """At the moment it expires it can neither be seen nor taken, and purge deletes what is over."""
    dialogues = Dialogues(database)
    await dialogues.put(QUESTION)
    assert await dialogues.peek(-5, 11, LATER) is None
    assert await dialogues.take(-5, 11, LATER) is None
    await dialogues.put(QUESTION)
    await dialogues.put(Dialogue(-5, 12, "city", {}, LATER + timedelta(seconds=1)))
    assert await dialogues.purge(LATER) == 1
    assert await dialogues.peek(-5, 12, LATER) is not None


async def test_data_must_be_json(database: Database) -> None:
    """What cannot be written is refused, and the question before it stays."""
    dialogues = Dialogues(database)
    await dialogues.put(QUESTION)
    with pytest.raises(TypeError):
        await dialogues.put(Dialogue(-5, 11, "city", {"at": NOW}, LATER))
    assert await dialogues.peek(-5, 11, NOW) == QUESTION
