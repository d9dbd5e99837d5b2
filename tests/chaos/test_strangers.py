"""Pages of other sites, hostile documents, and the check of a bot that is dead or frozen."""

import asyncio
import random
import signal
import sqlite3
import sys
from collections import Counter
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp

from bot.sandbox.server import SandboxServer
from bot.sandbox.world.cast import ANNA_ID
from data.store.sqlite.timestamps import to_text
from scheduler.clock import SystemClock
from tests.chaos.conftest import Record
from tests.chaos.heavy_documents import EVERY, QUICK
from tests.chaos.measured import ROOT, measure
from tests.chaos.process_world import ProcessWorld
from tests.chaos.scale import LONG, times

WORDS = ("evil", "example", "localhost", "127", "sandbox", "лок", "x" * 60)
SITES = ("cross-site", "same-site", "", "unknown")


def foreign_host(dice: random.Random, own: str) -> str:
    """Return a Host header that no page or client of ours sends."""
    word, number = dice.choice(WORDS), dice.randrange(1, 255)
    return dice.choice(
        (
            f"{word}.example", f"{word}.example:{own.rpartition(':')[2]}", f"{own}.{word}.example",
            f"localhost.{word}", f"{word}@{own}", f"10.0.{number}.1", f"[2001:db8::{number}]",
            f"{own} {word}", f"{own},{word}", f"0.0.0.0:{number}", f"http://{own}", f"{own}/{word}",
        )
    )  # fmt: skip


def foreign_origin(dice: random.Random, own: str) -> str:
    """Return an Origin header that is not the sandbox's."""
    word, port = dice.choice(WORDS), dice.randrange(1, 65536)
    return dice.choice(
        (
            "null", "", f"https://{own}", f"http://{own}.{word}", f"http://{word}.example", f"ftp://{own}",
            f"http://127.0.0.1:{port}", f"http://localhost:{port}", f"http://{own}/", f"HTTP://{own}", own,
        )
    )  # fmt: skip


def foreign_headers(dice: random.Random, own: str) -> dict[str, str]:
    """Return the headers of a request, at least one of which is foreign."""
    headers = {"Host": own, "Content-Type": dice.choice(("application/json", "text/plain"))}
    match dice.randrange(3):
        case 0:
            headers["Host"] = foreign_host(dice, own)
        case 1:
            headers["Origin"] = foreign_origin(dice, own)
        case _:
            headers["Sec-Fetch-Site"] = dice.choice(SITES)
            headers["Sec-Fetch-Mode"] = dice.choice(("cors", "no-cors", "navigate", "websocket"))
    return headers


async def test_foreign_page_gets_nothing(dice: random.Random, record: Record) -> None:
    """Requests with a foreign header are refused, and requests of our own page are not."""
    server, counts = SandboxServer(), Counter[str]()
    await server.start()
    server.seed_people()
    own = server.url.removeprefix("http://")
    paths = (
        "/", "/page/app.js", "/events", "/files/1", "/control/state", "/control/people", "/control/say",
        f"/bot{server.token}/getUpdates", f"/bot{server.token}/sendMessage?chat_id={ANNA_ID}&text=x",
        f"/bot{server.token}/setWebhook?url=http://127.0.0.1:1", f"/file/bot{server.token}/x", "/nowhere",
    )  # fmt: skip
    tries = times(300, 20_000)
    try:
        async with aiohttp.ClientSession(server.url) as session:
            for _ in range(tries):
                verb, path = dice.choice(("GET", "POST", "OPTIONS", "PUT")), dice.choice(paths)
                body = b'{"person": %d, "text": "x"}' % ANNA_ID
                headers = foreign_headers(dice, own)
                async with session.request(verb, path, data=body, headers=headers) as answer:
                    counts["answered"] += answer.status not in (400, 403)
            host = dice.choice((own, f"localhost:{own.rpartition(':')[2]}"))
            ours = {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
            async with session.post("/control/state", json={}, headers=ours) as answer:
                counts["refused"] += answer.status != 200
                state = await answer.json()
        world = server.world
        changed = server.gateway.log.count + len(world.queue) + (world.webhook.settings is not None)
    finally:
        await server.stop()
    refused = counts["refused"]
    record("S1", tries, answered=counts["answered"], changed=changed, refused_from_our_own_page=refused)
    assert (counts["answered"], changed, refused, state["calls"]) == (0, 0, 0, 0)


def test_heavy_documents_cost_little(tmp_path: Path, dice: random.Random, record: Record) -> None:
    """Any file is read, or refused in one line, within the limits of time and memory."""
    kinds = EVERY if LONG else QUICK
    counts, worst_seconds, worst_memory = Counter[str](), 0.0, 0.0
    rounds = times(1, 12)
    for number in range(rounds):
        for kind, (suffix, make) in kinds.items():
            path = tmp_path / f"plan-{number}.{suffix}"
            path.write_bytes(make(dice))
            taken = measure("plan", "read", path.name, folder=tmp_path)
            path.unlink()
            counts["read" if taken.status == 0 else "refused"] += 1
            counts["crashed"] += taken.status not in (0, 2) or taken.errors.count("\n") != (taken.status == 2)
            worst_seconds = max(worst_seconds, taken.seconds)
            worst_memory = max(worst_memory, taken.mebibytes)
            assert not counts["crashed"], (kind, taken)
    record(
        "S2",
        rounds * len(kinds),
        read=counts["read"],
        refused=counts["refused"],
        crashed=counts["crashed"],
        longest=f"{worst_seconds:.1f} s",
        most_memory=f"{worst_memory:.0f} MiB",
    )
    assert worst_memory <= 256
    # the short form runs beside other tests
    assert worst_seconds <= (10 if LONG else 30)


async def check(world: ProcessWorld) -> tuple[int, str]:
    """Run `mag-bot check`. Return its status and its line about the bot."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "check", "--language", "en"),
        cwd=world.folder,
        env={
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "BOT_TOKEN": world.server.token,
            "TELEGRAM_API_URL": world.server.url,
            "DATABASE_URL": f"sqlite:///{world.database}",
        },
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    lines = [line for line in said.decode().splitlines() if line[2:].startswith("Bot: ")]
    return process.returncode or 0, lines[0]


def rewind(world: ProcessWorld, dice: random.Random) -> None:
    """Set the last run of one job back, so that it is three minutes overdue."""
    name, seconds = dice.choice(world.rows("SELECT name, seconds FROM ticks"))
    at = to_text(SystemClock().now() - timedelta(seconds=seconds + 180))
    # a bot that is frozen in a write keeps the lock, which the check notices too
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(world.database)) as connection:
        connection.execute("UPDATE ticks SET at = ? WHERE name = ?", (at, name))
        connection.commit()


def has_run_all(world: ProcessWorld, started: datetime) -> bool:
    """Return whether all jobs have run since the bot was started."""
    runs = [at for (at,) in world.rows("SELECT at FROM ticks WHERE outcome = 'ok'")]
    return len(runs) >= 5 and min(runs) >= to_text(started)


async def test_check_tells_a_bot_at_work_from_one_that_is_not(
    world: ProcessWorld, dice: random.Random, record: Record
) -> None:
    """The check passes beside a working bot, and fails beside a frozen or dead one."""
    rounds, wrong = times(1, 10), 0
    for number in range(rounds):
        started = SystemClock().now()
        bot = await world.bot()
        await world.until(lambda: world.starts() > number)  # noqa: B023 - awaited at once
        await world.until(lambda: has_run_all(world, started))  # noqa: B023 - awaited at once
        at_work = await check(world)
        bot.send(signal.SIGSTOP)
        rewind(world, dice)
        frozen = await check(world)
        await world.kill(bot)
        dead = await check(world)
        wrong += (at_work[0], frozen[0], dead[0]) != (0, 1, 1)
        assert "is working" in at_work[1]
        assert f"process {bot.pid} hangs" in frozen[1]
        assert "no bot is working" in dead[1]
    record("S3", 3 * rounds, wrong_answers=wrong)
    assert wrong == 0
