"""Open questions survive a restart, and end with an answer or at their time."""

from datetime import UTC, datetime, timedelta

import pytest

from data.store.open_questions import Dialogue, OpenQuestions
from data.store.sqlite.database import Database

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
QUESTION = Dialogue(-5, 11, "event_date", {"event": 12, "text": "до \x00 и \ud800"}, LATER)


async def test_a_question_is_answered_once(database: Database) -> None:
    """Peeking leaves it open, and only the first caller takes it."""
    open_questions = OpenQuestions(database)
    await open_questions.put(QUESTION)
    assert await open_questions.peek(-5, 11, NOW) == QUESTION
    assert await open_questions.take(-5, 11, NOW) == QUESTION
    assert await open_questions.take(-5, 11, NOW) is None


async def test_nobody_answers_for_another(database: Database) -> None:
    """A question is to one person in one chat."""
    open_questions = OpenQuestions(database)
    await open_questions.put(QUESTION)
    assert await open_questions.take(-5, 12, NOW) is None
    assert await open_questions.take(-6, 11, NOW) is None
    await open_questions.clear(-5, 12)
    assert await open_questions.peek(-5, 11, NOW) == QUESTION


async def test_a_new_question_takes_the_place_of_the_old(database: Database) -> None:
    """A person has one open question in a private chat, and clear drops it."""
    open_questions = OpenQuestions(database)
    await open_questions.put(QUESTION)
    second = Dialogue(-5, 11, "city", {}, LATER)
    await open_questions.put(second)
    assert await open_questions.peek(-5, 11, NOW) == second
    await open_questions.clear(-5, 11)
    assert await open_questions.peek(-5, 11, NOW) is None


async def test_a_question_ends_with_its_time(database: Database) -> None:
    """At the moment it expires it can be neither seen nor taken, and the purge deletes it."""
    open_questions = OpenQuestions(database)
    await open_questions.put(QUESTION)
    assert await open_questions.peek(-5, 11, LATER) is None
    assert await open_questions.take(-5, 11, LATER) is None
    await open_questions.put(QUESTION)
    await open_questions.put(Dialogue(-5, 12, "city", {}, LATER + timedelta(seconds=1)))
    assert await open_questions.purge(LATER) == 1
    assert await open_questions.peek(-5, 12, LATER) is not None


async def test_data_must_be_json(database: Database) -> None:
    """Data that is no JSON is refused, and the earlier question stays."""
    open_questions = OpenQuestions(database)
    await open_questions.put(QUESTION)
    with pytest.raises(TypeError):
        await open_questions.put(Dialogue(-5, 11, "city", {"at": NOW}, LATER))
    assert await open_questions.peek(-5, 11, NOW) == QUESTION
