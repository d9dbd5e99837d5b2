"""Messages between readers and the secretariat survive the end of the process at any step."""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from bot import resources
from tests.chaos.conftest import Record
from tests.chaos.outbox.feedback_world import DESK, open_feedback_world
from tests.chaos.scale import times
from tests.world.crash_points import CrashingDatabase

READERS = 4
# a little more than the steps of taking, handling and copying an update
STEPS = 45
# so that a reader stays below the limit of a day
BETWEEN = timedelta(hours=3)


async def test_killed_at_any_step_of_a_question_and_its_answer(
    tmp_path: Path, dice: random.Random, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each question and each answer arrives. At most what was in flight at the kill comes twice."""
    monkeypatch.setattr(resources, "Database", CrashingDatabase)
    tries, twice = times(6, 400), 0
    async with open_feedback_world(tmp_path) as world:
        readers = [await world.sandbox.person(f"Читатель {number}") for number in range(READERS)]
        for number in range(tries):
            reader = readers[number % READERS]
            question, answer = f"/feedback Вопрос {number}", f"Ответ {number}"
            world.clock.at += BETWEEN
            before = world.kills
            await reader.say(question)
            await world.die_at(dice.randint(1, STEPS))
            await world.finish()
            await world.owner.say(answer, chat=DESK, reply_to=await world.copy_of(question))
            await world.die_at(dice.randint(1, STEPS))
            await world.finish()
            copies = world.said_in(DESK)[question], world.said_in(reader.id)[answer]
            assert min(copies) >= 1, (number, copies)
            again = sum(copies) - len(copies)
            assert again <= world.kills - before
            twice += again
        headers = sum(count for text, count in world.said_in(DESK).items() if text.startswith("✉️"))
        kills = world.kills
    record("B14", 2 * tries, kills=kills, lost=0, carried_twice=twice, headers_twice=headers - READERS)
    assert kills > tries / 2
    # a reader whose topic was opened just before a kill has a header all the same
    assert headers >= READERS
