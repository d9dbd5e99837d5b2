"""A real process, killed in the middle: nobody stays unanswered, nobody is left out of a bulletin."""

import asyncio
import random
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.sandbox.client import Person, Sandbox
from bot.sandbox.server import SandboxServer
from data.calendar.topics import Subscription, Topic
from data.store.chats import ChatKind, Chats, Language, NewChat
from data.store.database import Database
from data.store.ledger import Ledger
from data.store.notices import DeliveryState, NewNotice, NoticeKind
from data.store.subscriptions import Subscriptions
from scheduler.planning import BULK
from tests.bot.victim import IN_FLIGHT

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
LIMIT = 60.0
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PEOPLE = 30
READERS = 500


@asynccontextmanager
async def victim(task: str, server: SandboxServer, path: Path) -> AsyncIterator[Process]:
    """The small bot at work; killed at the latest when the block ends."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bot.victim",
        task,
        server.url,
        server.token,
        str(path),
        stdout=PIPE,
        cwd=ROOT,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def watch(process: Process, lines: int) -> None:
    """Wait until the process has said so many lines."""
    assert process.stdout is not None
    for _ in range(lines):
        line = (await process.stdout.readline()).decode()
        assert line.startswith(("answered", "sent")), line


async def answers(people: list[Person]) -> Counter[int]:
    """How many answers each person has got to what they wrote."""
    found: Counter[int] = Counter()
    for person in people:
        texts = [one.text for one in await person.messages() if one.from_bot]
        found[person.id] = texts.count(f"ответ на вопрос {person.id}")
    return found


async def everybody_answered(sandbox: Sandbox, people: list[Person]) -> Counter[int]:
    """Wait until each person has an answer; how many each has."""

    async def look() -> Counter[int] | None:
        found = await answers(people)
        return found if all(found[person.id] for person in people) else None

    found: Counter[int] = await sandbox.until(look, what="an answer for everybody", limit=LIMIT)
    return found


async def ask(sandbox: Sandbox) -> list[Person]:
    """Thirty people write at once."""
    people = [await sandbox.person(f"Читатель {number}") for number in range(PEOPLE)]
    for person in people:
        await person.say(f"вопрос {person.id}")
    return people


@pytest.mark.parametrize("round_", range(2))
async def test_sigkill_in_the_middle_of_thirty_questions(
    sandbox: Sandbox, server: SandboxServer, tmp_path: Path, round_: int
) -> None:
    """Killed twice at any moment, everybody is answered; twice only who was in hand at a kill."""
    dice = random.Random(round_)  # noqa: S311 - repeatable, no secret
    people = await ask(sandbox)
    async with asyncio.timeout(LIMIT):
        for _ in range(2):
            async with victim("answer", server, tmp_path / "mag.db") as process:
                await watch(process, dice.randrange(1, 12))
                process.kill()
        async with victim("answer", server, tmp_path / "mag.db"):
            found = await everybody_answered(sandbox, people)
    assert found.total() - PEOPLE <= 2 * IN_FLIGHT


async def test_sigterm_in_the_middle_of_thirty_questions(
    sandbox: Sandbox, server: SandboxServer, tmp_path: Path
) -> None:
    """Asked to stop, it finishes what it has begun and leaves the rest to the next start: each once."""
    people = await ask(sandbox)
    async with asyncio.timeout(LIMIT):
        for number in (1, 9):
            async with victim("answer", server, tmp_path / "mag.db") as process:
                await watch(process, number)
                process.terminate()
                async with asyncio.timeout(20):
                    assert await process.wait() == 0
        async with victim("answer", server, tmp_path / "mag.db"):
            found = await everybody_answered(sandbox, people)
    assert set(found.values()) == {1}


async def a_bulletin_is_due(sandbox: Sandbox, path: Path) -> list[Person]:
    """Five hundred readers, and an issue planned to all of them."""
    people = [await sandbox.person(f"Читатель {number}") for number in range(READERS)]
    database = await Database.open(path)
    chats, subscriptions, ledger = Chats(database), Subscriptions(database), Ledger(database)
    for person in people:
        await person.say("/start")
        new = NewChat(person.id, ChatKind.PRIVATE, Language.RU, "Europe/Moscow", 10)
        await chats.ensure(new, NOW)
        await subscriptions.add(person.id, Subscription(Topic.BULLETIN), NOW)
    expires = datetime(2100, 1, 1, tzinfo=UTC)
    new_notice = NewNotice("bulletin", NoticeKind.BULLETIN, "bulletin:2026-W48", expires)
    notice = await ledger.post(new_notice, NOW)
    await ledger.address(notice.id, [person.id for person in people], BULK, NOW - timedelta(days=1))
    await database.close()
    return people


async def states(path: Path) -> dict[DeliveryState, int]:
    """How far the bulletin is."""
    database = await Database.open(path)
    try:
        notice = await Ledger(database).find("bulletin")
        assert notice is not None
        return await Ledger(database).counts(notice.id)
    finally:
        await database.close()


async def copies(sandbox: Sandbox, people: list[Person]) -> Counter[int]:
    """How many copies of the bulletin each person has been sent."""
    calls = await sandbox.calls("sendMessage")
    found: Counter[int] = Counter({person.id: 0 for person in people})
    found.update(int(call["params"]["chat_id"]) for call in calls if call["status"] == 200)
    return found


async def test_sigkill_and_sigterm_in_the_middle_of_a_bulletin(
    sandbox: Sandbox, server: SandboxServer, tmp_path: Path
) -> None:
    """Killed twice and stopped once among five hundred readers: nobody skipped, few told twice."""
    path = tmp_path / "mag.db"
    people = await a_bulletin_is_due(sandbox, path)
    async with asyncio.timeout(2 * LIMIT):
        for number in (50, 120):
            async with victim("deliver", server, path) as process:
                await watch(process, number)
                process.kill()
        async with victim("deliver", server, path) as process:
            await watch(process, 60)
            process.terminate()
            async with asyncio.timeout(20):
                assert await process.wait() == 0
        stopped = await states(path)
        assert DeliveryState.LEASED not in stopped
        assert stopped[DeliveryState.PENDING] > 0
        async with victim("deliver", server, path) as process:
            await watch(process, stopped[DeliveryState.PENDING])
            process.terminate()
            await process.wait()
    assert await states(path) == {DeliveryState.SENT: READERS}
    found = await copies(sandbox, people)
    assert min(found.values()) == 1
    assert found.total() - READERS <= 2 * IN_FLIGHT
