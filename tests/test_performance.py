"""The performance page names promises and those that are missed. A worse ratio is noticed."""

import asyncio
import json
from datetime import date

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from tests.bench.check import HELD, worse_than
from tests.bench.figures import Figure, table
from tests.bench.page import PAGE, page
from tests.bench.parts import PARTS
from tests.bench.programs.exchange import Exchange, Line
from tests.bench.programs.receiver import sandbox_answers
from tests.bench.sample_message import FIRST_ID, TEXT, TOKEN


@pytest.mark.parametrize(
    ("figure", "holds", "promise"),
    [
        (Figure("wait", 9.0, "ms"), True, ""),
        (Figure("wait", 9.0, "ms", 9.0), True, "≤ 9 ms"),
        (Figure("wait", 9.1, "ms", 9.0), False, "≤ 9 ms"),
        (Figure("pace", 29.7, "/s", least=29.7), True, "≥ 29.7 /s"),
        (Figure("pace", 29.6, "/s", least=29.7), False, "≥ 29.7 /s"),
        (Figure("refused", 0, "", 0), True, "≤ 0"),
    ],
)
def test_a_figure_is_held_to_its_promise(figure: Figure, holds: bool, promise: str) -> None:
    """The line of a figure shows its promise, an upper or a lower bound, and whether it is kept."""
    assert (figure.holds, figure.promise) == (holds, promise)
    [line] = table((figure,))
    assert line.startswith("✗" if not holds else "✓" if promise else " ")
    assert line.endswith(promise)


def test_the_page_says_why_a_promise_is_not_kept() -> None:
    """Promises that are kept have no reason beside them."""
    kept = Figure("a pace", 30, "/s", least=29, note="never said")
    missed = Figure("a ratio", 0.5, "", 0.25, note="The floor is at 0.4.")
    written = page({part.name: (kept, missed) for part in PARTS}, date(2026, 11, 25))
    assert written.count("*a ratio*: The floor is at 0.4.") == len(PARTS)
    assert "never said" not in written
    assert "| a ratio | 0.5  | ≤ 0.25 | **not kept** |" in written
    assert "Last run: 2026-11-25" in written


def test_what_grows_is_a_table_by_size() -> None:
    """A row for each number of subscribers, a column for each thing measured."""
    sizes = ("1,000", "1,000,000")
    grown = [Figure(f"with {size} subscribers: {what}", 2.0, "ms") for size in sizes for what in ("a", "b")]
    written = page({part.name: (*grown, Figure("grows", 1, "", 1.3)) for part in PARTS}, date(2026, 11, 25))
    assert "| subscribers | a | b |\n|---:|---:|---:|\n| 1,000 | 2 ms | 2 ms |\n| 1,000,000 |" in written
    assert "| grows | 1  | ≤ 1.3 | kept |" in written


def test_the_last_run_measured_everything() -> None:
    """The page in the repository has every part, and figures in it."""
    written = PAGE.read_text("utf-8")
    for part in PARTS:
        section = written.partition(f"## {part.title}\n")[2].partition("\n## ")[0]
        assert section.count("|\n| ") > 0, part.name


def test_a_ratio_worse_by_more_than_a_fifth_is_noticed() -> None:
    """A fifth is noise, and a ratio without an earlier measurement is not compared."""
    held = {"a": 1.0, "b": 1.0}
    assert worse_than(held, {"a": 1.19, "b": 1.21, "new": 99.0}) == ["b"]
    assert worse_than({}, {"a": 1.0}) == []


def test_the_held_ratios_are_ratios() -> None:
    """The list of held ratios is not empty, and each is a ratio."""
    held = json.loads(HELD.read_text("utf-8"))
    assert len(held) >= 5
    assert all(0 < value < 10 for value in held.values())


async def test_receiver_answers_what_a_bot_asks_before_it_sends() -> None:
    """The receiver of the benchmark gives each method the type that the bot reads, so that the bot starts."""
    exchange = Exchange(await sandbox_answers(), delay=0)
    server = await asyncio.get_running_loop().create_server(lambda: Line(exchange), "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    async with server, Bot(TOKEN, session=session) as bot:
        assert (await bot.get_me()).is_bot
        assert (await bot.get_webhook_info()).url == ""
        assert await bot.delete_webhook()
        assert await bot.get_updates(timeout=0) == []
        assert (await bot.send_message(FIRST_ID, TEXT, parse_mode="HTML")).text
    assert exchange.report()["messages"] == 1
