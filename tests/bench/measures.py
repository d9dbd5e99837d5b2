"""A tool: the costs of starting, answering, pictures and memory, as medians of several runs."""

import asyncio
import os
import resource
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

from bot.pictures.drawing import draw
from bot.sandbox.client.client import Sandbox
from data.calendar.almanac import Almanac
from data.calendar.city_search.lookup import CityIndex
from data.content.shipped import shipped_catalogue
from handlers.pictures.request import PictureKind, PictureRequest
from handlers.text.words import words_in
from handlers.views.pictures.contents import svg_of
from tests.bench.figures import Figure
from tests.bench.programs.bot_process import Child, child, sandbox_server
from tests.bench.subscribers import FIRST_ID, make_database

STARTS = 7
QUESTIONS = 300
WARM_UP = 40
ROUNDS = 3
MEMORY_RUNS = 3
FEW, MANY = 10_000, 50_000
_OF_A_YEAR = (PictureKind.YEAR, PictureKind.MAP, PictureKind.CARD)
PICTURES = tuple(PictureRequest(kind, "ru", 2027, date(2027, 3, 1), "moscow") for kind in _OF_A_YEAR)


def machine_speed() -> Figure:
    """Time a fixed loop of arithmetic, so that figures of two machines can be compared."""

    def loop() -> float:
        begin, total = time.process_time(), 0
        for number in range(2_000_000):
            total += number * number
        return time.process_time() - begin

    return Figure("machine: 2 million steps of a Python loop", median(loop() for _ in range(5)), "s")


def machine_load() -> Figure:
    """Return the load average of the last minute.

    Where it exceeds the number of cores, no measured time proves anything.
    """
    return Figure(f"machine: load on {os.cpu_count()} cores", os.getloadavg()[0], "")


def starting(folder: Path) -> Iterator[Figure]:
    """Yield the seconds from the start of the process to the first answer, and their CPU.

    The database exists already. On a busy machine only the CPU time is reliable.
    """
    database = folder / "start.db"
    make_database(database, 0)
    # the first run fills the caches
    runs = [asyncio.run(_first_answer(database)) for _ in range(STARTS + 1)][1:]
    seconds, spent = (median(column) for column in zip(*runs, strict=True))
    yield Figure("from process start to the first answered command", seconds, "s", 1.3)
    yield Figure("CPU of that", spent, "s")


async def _first_answer(database: Path) -> tuple[float, float]:
    async with sandbox_server() as (server, sandbox):
        anna = await sandbox.person("Анна")
        await anna.say("/city Казань")
        begin = time.perf_counter()
        async with child(database, server, sandbox) as bot:
            await bot.answers(1)
            return time.perf_counter() - begin, bot.cpu()


PLAIN_QUESTIONS = ("что в сентябре?", "когда день города в Казани", "какие форумы осенью", "екатеринбург")


def answering(folder: Path) -> Iterator[Figure]:
    """Yield the CPU of the bot's process for a question: received, stored, answered over HTTP."""
    database = folder / "questions.db"
    make_database(database, FEW)
    promised = {"/start": 4, "/upcoming": 4, "/city Казань": 4, **dict.fromkeys(PLAIN_QUESTIONS, 8)}
    spent = asyncio.run(_questions(database, tuple(promised)))
    for text, seconds in spent.items():
        asked = f"«{text}»" if text in PLAIN_QUESTIONS else text.split()[0]
        yield Figure(f"CPU of {asked} with {FEW:,} subscribers", seconds * 1000, "ms", promised[text])


async def _questions(database: Path, texts: tuple[str, ...], method: str = "sendMessage") -> dict[str, float]:
    """Ask each text, and return the seconds of CPU of an answer by text.

    `method` is the Bot API method that the bot answers with.
    """
    async with sandbox_server() as (server, sandbox), child(database, server, sandbox) as bot:
        for text in texts:
            await _ask(bot, sandbox, text, WARM_UP, method)
        return {
            text: median([await _ask(bot, sandbox, text, QUESTIONS, method) for _ in range(ROUNDS)])
            for text in texts
        }


def pictures(folder: Path) -> Iterator[Figure]:
    """Yield the CPU of drawing a picture in a child process, and of sending one from the cache."""
    drawn = median(asyncio.run(_drawing(request)) for request in PICTURES for _ in range(ROUNDS))
    yield Figure("CPU of drawing a picture, child process included", drawn, "s", 0.5)
    database = folder / "pictures.db"
    make_database(database, FEW)
    spent = asyncio.run(_questions(database, ("/map 2020", "/year 2020"), "sendPhoto"))
    for text, seconds in spent.items():
        name = f"CPU of {text.split()[0]} from the cache with {FEW:,} subscribers"
        yield Figure(name, seconds * 1000, "ms", 4)


async def _drawing(request: PictureRequest) -> float:
    """Return the seconds of CPU that drawing one picture takes, in all child processes."""
    svg = svg_of(words_in("ru"), Almanac(CityIndex(shipped_catalogue()), {}), request)
    before = _cpu_of_children()
    await draw(svg or "")
    return _cpu_of_children() - before


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


async def _ask(bot: Child, sandbox: Sandbox, text: str, count: int, method: str = "sendMessage") -> float:
    """Ask the text from `count` different people. Return the seconds of CPU for each answer."""
    people = [await sandbox.person(f"Читатель {n}", id=FIRST_ID + n) for n in range(count)]
    sent, before = len(await sandbox.calls(method)), bot.cpu()
    for person in people:
        await person.say(text)
    await bot.answers(sent + count, method)
    return (bot.cpu() - before) / count


def memory(folder: Path) -> Iterator[Figure]:
    """Yield the MiB of the bot's process after an answer, with no, some and many subscribers."""
    sizes = {count: _at_rest(folder / f"memory-{count}.db", count) for count in (0, FEW, MANY)}
    yield Figure("memory at rest", sizes[0], "MiB", 230)
    for count in (FEW, MANY):
        yield Figure(f"memory with {count:,} subscribers", sizes[count], "MiB", 230)
    yield Figure(f"more memory with {MANY:,} subscribers than with none", sizes[MANY] - sizes[0], "MiB", 5)


def _at_rest(database: Path, subscribers: int) -> float:
    make_database(database, subscribers)
    return median(asyncio.run(_memory(database)) for _ in range(MEMORY_RUNS))


async def _memory(database: Path) -> float:
    async with sandbox_server() as (server, sandbox), child(database, server, sandbox) as bot:
        await _ask(bot, sandbox, "/upcoming", WARM_UP)
        return bot.memory()
