"""During a flood of messages or presses the other people are answered in time."""

import asyncio
from itertools import cycle
from statistics import quantiles

import pytest

from bot.sandbox.client.client import Person
from bot.updates.flood_control import BURST
from tests.chaos.conftest import Record
from tests.chaos.process_world import FOLLOW, ProcessWorld, each
from tests.chaos.processes import BotProcess
from tests.chaos.scale import LONG, times

pytestmark = pytest.mark.slow

SECONDS = times(1, 60)
STEP = 0.05
FLOOD = 500
# The short form runs beside other tests, which slow it down.
MOST_SECONDS = 1.0 if LONG else 10.0
MOST_GROWTH = 50.0
TOLD = "✋ Слишком много сообщений сразу"


class Asking:
    """People who ask a question now and then, and the time that each of them waits."""

    def __init__(self, world: ProcessWorld, people: list[Person]) -> None:
        self.world = world
        self.asked: dict[int, list[float]] = {one.id: [] for one in people}
        self._turns = cycle(people)

    async def ask(self) -> None:
        """Let the next person ask."""
        person = next(self._turns)
        self.asked[person.id].append(asyncio.get_running_loop().time())
        await person.say("/today")

    def waits(self) -> list[float]:
        """Return the seconds from each question to its answer.

        The first answer to a person belongs to the person's first question, and so on.
        """
        answered: dict[int, list[float]] = {chat: [] for chat in self.asked}
        for call in self.world.calls:
            chat = call["params"].get("chat_id")
            if call["method"] == "sendMessage" and call["status"] == 200 and int(chat) in answered:
                answered[int(chat)].append(call["real"])
        return [
            answer - question
            for chat, questions in self.asked.items()
            for question, answer in zip(questions, answered[chat], strict=False)
        ]

    def is_answered(self) -> bool:
        """Return whether every question is answered."""
        return len(self.waits()) == sum(map(len, self.asked.values()))


def p95(seconds: list[float]) -> float:
    """Return the 95th percentile of these seconds."""
    return quantiles(seconds, n=20)[-1]


async def welcome(world: ProcessWorld, people: list[Person]) -> dict[int, int]:
    """Let people open the bot. Return the id of the message with the buttons for each of them."""
    await each(people, lambda one: one.say("/start"))
    bot = await world.bot()
    await world.until_quiet()
    await world.stop(bot)
    return {one.id: (await one.messages())[-1].id for one in people}


async def start(world: ProcessWorld) -> tuple[BotProcess, Asking]:
    """Start a bot at 25 messages a second, and warm it up. Return it with people who will ask."""
    people = await world.people(times(10, 20))
    bot = await world.bot(SEND_RATE="25")
    warm = Asking(world, people)
    for _ in people:
        await warm.ask()
    await world.until(warm.is_answered)
    world.calls = world.calls[-1:]
    return bot, Asking(world, people)


async def test_one_who_writes_without_end(world: ProcessWorld, record: Record) -> None:
    """During 500 messages a second from one person the others are served, and memory stays.

    The flooder gets a first hundred answers at Telegram's rate, and one message about the rest.
    """
    [flooder] = await world.people(1)
    await flooder.say("/start")
    bot, others = await start(world)
    chat = {"id": flooder.id, "type": "private", "first_name": "N"}
    user = {"id": flooder.id, "is_bot": False, "first_name": "N", "language_code": "ru"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": user, "text": "/help"}
    loop = asyncio.get_running_loop()
    began, memory, most = loop.time(), bot.memory(), 0.0
    for step in range(int(SECONDS / STEP)):
        for _ in range(int(FLOOD * STEP)):
            await world.sandbox.order("update", update={"message": message})
        if step % 10 == 0:
            await others.ask()
            await world.look()
            most = max(most, bot.memory() - memory)
        await asyncio.sleep(max(0.0, began + (step + 1) * STEP - loop.time()))
    took = loop.time() - began
    await world.until(others.is_answered)
    await world.until(lambda: any(text.startswith(TOLD) for _, text in world.sent))
    told = sum(count for (_, text), count in world.sent.items() if text.startswith(TOLD))
    taken = world.rows("SELECT COUNT(*) FROM inbox WHERE state = 'pending'")[0][0]
    await world.stop(bot)
    wait = p95(others.waits())
    record(
        "E6",
        int(SECONDS * FLOOD),
        others_p95=f"{wait:.2f} s",
        memory_growth=f"{most:.0f} MiB",
        still_waiting=taken,
        words_about_it=told,
    )
    assert wait <= MOST_SECONDS
    assert most <= MOST_GROWTH
    assert taken <= BURST + took
    assert told == 1


async def test_a_thousand_who_press_buttons(world: ProcessWorld, record: Record) -> None:
    """Presses of many people, as fast as Telegram lets them be answered, are all answered."""
    pressing = await world.people(times(30, 1000))
    buttons = await welcome(world, pressing)
    bot, others = await start(world)
    loop = asyncio.get_running_loop()
    began, memory, most, pause = loop.time(), bot.memory(), 0.0, SECONDS / len(pressing)
    for number, person in enumerate(pressing, 1):
        await world.sandbox.order("press", person=person.id, message_id=buttons[person.id], data=FOLLOW)
        if number % 10 == 0:
            await others.ask()
            await world.look()
            most = max(most, bot.memory() - memory)
        await asyncio.sleep(max(0.0, began + number * pause - loop.time()))
    await world.until(others.is_answered)
    await world.until_quiet()
    await world.stop(bot)
    unanswered = sum(one.answer is None for one in world.server.world.queries.values())
    wait = p95(others.waits())
    record(
        "E7",
        len(pressing),
        others_p95=f"{wait:.2f} s",
        unanswered=unanswered,
        memory_growth=f"{most:.0f} MiB",
    )
    assert wait <= MOST_SECONDS
    assert unanswered == 0
    assert most <= MOST_GROWTH


async def test_presses_all_in_one_instant(world: ProcessWorld, record: Record) -> None:
    """Presses that come all at once are acknowledged before they expire."""
    pressing = await world.people(times(30, 1000))
    buttons = await welcome(world, pressing)
    bot, _ = await start(world)
    for person in pressing:
        await world.sandbox.order("press", person=person.id, message_id=buttons[person.id], data=FOLLOW)
    loop = asyncio.get_running_loop()
    began = loop.time()
    await world.until_quiet()
    took = loop.time() - began
    await world.stop(bot)
    unanswered = sum(one.answer is None for one in world.server.world.queries.values())
    record("E7", len(pressing), at_once="yes", unanswered=unanswered, last_answer=f"{took:.0f} s")
    assert unanswered == 0
