"""A tool: deliver a bulletin as the bot does: `… engine URL DATABASE CORE`.

In the database a bulletin waits for every chat. The tool prints the CPU milliseconds of a message, from the
claim to the recorded outcome. The first messages warm the process up and are not counted.
"""

import asyncio
import os
import sys
import time
from pathlib import Path

from bot.process_tuning import import_aiogram

WARM_UP = 200


async def _deliver(url: str, database: Path) -> float:
    from aiogram.client.telegram import TelegramAPIServer

    from bot.process_tuning import collect_less_often
    from bot.settings import load_settings
    from bot.telegram_api.endpoint import Endpoint
    from bot.telegram_api.rate_limiter import RateLimiter
    from bot.wiring import open_app
    from scheduler.clock import SystemClock
    from tests.bench.sample_message import TOKEN
    from tests.bench.waiting import hold_back, let_go

    settings = load_settings(_env_file=None, database_url=f"sqlite:///{database}", send_rate=1000)
    endpoint = Endpoint(TOKEN, TelegramAPIServer.from_base(url))
    async with open_app(settings, endpoint, SystemClock(), RateLimiter(1e9)) as app:
        # as the command that runs the bot does
        collect_less_often()
        hold_back(database, WARM_UP)
        await app.delivery.deliver_due()
        count = let_go(database)
        begin = time.process_time()
        report = await app.delivery.deliver_due()
        spent = time.process_time() - begin
        if report.outcomes["sent"] != count:
            raise AssertionError(report)
        return spent / count * 1000


def main() -> None:
    """Print the CPU milliseconds of a message."""
    url, database, core = sys.argv[1:]
    os.sched_setaffinity(0, {int(core)})
    import_aiogram()
    sys.stdout.write(f"{asyncio.run(_deliver(url, Path(database))):.6f}\n")


if __name__ == "__main__":
    main()
