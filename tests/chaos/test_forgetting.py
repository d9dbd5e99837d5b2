"""A deleted reader leaves no trace after any kill, and a full chat delays no other chat."""

import asyncio
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.sandbox.client.client import Person
from data.calendar.topics import Subscription, Topic
from data.store.open_questions import QUESTIONS_OF_CHAT
from data.store.sqlite.database import Database
from data.store.store import store_over
from data.store.subscriptions import FOLLOWED_OF_CHAT, MUTES_OF_CHAT
from handlers.callbacks.browsing import Follow, Privacy, PrivacyStep
from handlers.callbacks.subscriptions import OpenSubscriptions, SetMute, SubscriptionScreen
from tests.cast import new_chat
from tests.chaos.conftest import Record
from tests.chaos.process_world import ProcessWorld
from tests.chaos.scale import LONG, times
from tests.store.traces import files_beside, ids_left, numbers_left, words_left

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
DELETE = Privacy(step=PrivacyStep.DELETE).pack()
BOUNDS = {
    "mutes": MUTES_OF_CHAT,
    "subscriptions": FOLLOWED_OF_CHAT + len(Topic),
    "dialogues": QUESTIONS_OF_CHAT,
}
# The short form runs beside other tests, which slow it down.
MOST_SECONDS = 1.0 if LONG else 10.0


def word_of(person: int) -> str:
    """Return a word that only this person writes."""
    return f"z{person:010x}z"


def traces(world: ProcessWorld, people: list[int]) -> tuple[int, int, int]:
    """Return how often the files have ids as text, ids in binary, and words of these people."""
    files = {name: content for name, content in files_beside(world.database).items() if name != "bot.log"}
    words = [word_of(one).encode() for one in people]
    return ids_left(files, people), numbers_left(files, people), words_left(files, words, rb"z[0-9a-f]{10}z")


async def come(world: ProcessWorld, ids: list[int]) -> list[Person]:
    """Create people with long ids, which are equal to no other numbers."""
    return [await world.sandbox.person(f"N{one % 1000}", id=one) for one in ids]


async def test_who_deletes_everything_is_in_no_file_after_any_kill(
    world: ProcessWorld, dice: random.Random, record: Record
) -> None:
    """After a kill during a deletion the next start removes every trace of the person."""
    ids = dice.sample(range(5_000_000_000, 9_000_000_000), times(16, 1000))
    people, kills = await come(world, ids), times(2, 50)
    batch = -(-len(people) // kills)
    for first in range(0, len(people), batch):
        bot = await world.bot()
        for one in people[first : first + batch]:
            await one.say(word_of(one.id))
            await world.press_gone(one, DELETE)
        await until_some_answers(world, dice.randrange(batch))
        await world.kill(bot)
    bot = await world.bot()
    await world.until_quiet()
    # a rewriting of the file that many deletions share is done at the start as well
    await world.stop(bot)
    bot = await world.bot()
    await world.until(lambda: not world.rows("SELECT 1 FROM upkeep"))
    as_text, in_binary, words = traces(world, ids)
    known = len(world.rows("SELECT 1 FROM chats"))
    await world.stop(bot)
    record("C12", len(ids), kills=kills, ids_as_text=as_text, ids_in_binary=in_binary, words=words)
    assert (as_text, in_binary, words, known) == (0, 0, 0, 0)


async def test_one_account_at_every_bound_holds_nobody_up(
    world: ProcessWorld, dice: random.Random, record: Record
) -> None:
    """Presses of every kind from one chat, most of them forged, do not delay its neighbours."""
    rounds = times(4, 300)
    # each asks once, because the rate limit of one chat would delay a second answer
    greedy, *neighbours = await come(world, [5_000_000_001 + number for number in range(rounds + 1)])
    await fill(world.database, greedy.id)
    bot = await world.bot()
    screens = [
        OpenSubscriptions(screen=one, page=page).pack() for one in SubscriptionScreen for page in (0, 99)
    ]
    waits: list[float] = []
    for neighbour in neighbours:
        year = dice.randrange(1, 9999)
        for data in (
            SetMute(key=f"city_day:kazan:{year}", muted=True).pack(),
            SetMute(key=f"bulletin:{year:04}-W{dice.randrange(1, 53):02}", muted=True).pack(),
            SetMute(key=f"event:{dice.randrange(1, 60)}", muted=True).pack(),
            Follow(topic=Topic.EVENT, subject=str(dice.randrange(1, 60)), on=True).pack(),
            dice.choice(screens),
        ):
            await world.press_gone(greedy, data)
        waits.append(await asked(world, neighbour))
    await world.until_quiet()
    rows = {table: world.rows(f"SELECT count(*) FROM {table}")[0][0] for table in BOUNDS}  # noqa: S608
    await world.stop(bot)
    slowest = max(waits)
    record("E8", len(waits), slowest_answer=f"{slowest:.2f} s", **rows)
    assert all(rows[table] <= most for table, most in BOUNDS.items())
    assert not world.rows("SELECT 1 FROM mutes WHERE subject LIKE 'bulletin%'")
    assert slowest <= MOST_SECONDS


async def until_some_answers(world: ProcessWorld, how_many: int) -> None:
    """Wait until more than `how_many` messages were sent since now."""
    before = world.sent.total()
    await world.until(lambda: world.sent.total() > before + how_many)


async def fill(path: Path, chat: int) -> None:
    """Give a chat as many rows as it may have, before the bot starts."""
    database = await Database.open(path)
    store = store_over(database)
    await store.chats.ensure(new_chat(chat, zone="UTC"), NOW)
    for number in range(FOLLOWED_OF_CHAT):
        await store.subscriptions.add(chat, Subscription(Topic.EVENT, str(number)), NOW)
    for number in range(MUTES_OF_CHAT):
        await store.subscriptions.mute(chat, f"event:{number}")
    await database.close()


async def asked(world: ProcessWorld, person: Person) -> float:
    """Return the seconds until the person's /help is answered."""
    loop, before = asyncio.get_running_loop(), answers_to(world, person)
    began = loop.time()
    await person.say("/help")
    await world.until(lambda: answers_to(world, person) > before)
    return loop.time() - began


def answers_to(world: ProcessWorld, person: Person) -> int:
    """Return how many messages the person was sent."""
    return sum(count for (chat, _), count in world.sent.items() if chat == person.id)
