"""A tool: the database work of delivered messages: `… outbox DATABASE CORE`.

In the database a bulletin waits for every chat. The tool claims all deliveries, reads their chats and records
them as sent, in batches as delivery does, and sends nothing. It prints the CPU milliseconds of a delivery.
"""

import asyncio
import os
import sys
import time
from datetime import timedelta
from pathlib import Path

from bot.process_tuning import collect_less_often
from data.store.notices import Claimed, DeliveryState, Settled
from data.store.outbox import Outbox
from data.store.sqlite.database import Database
from data.store.targeting.recipients import Recipients
from scheduler.clock import SystemClock

# The batches of 150 senders when they claim, read and record, as a thousand messages a second need.
_CLAIMED, _BRIEFED, _RECORDED = 900, 150, 75
WARM_UP = 200


async def _keep_books(database: Path) -> float:
    opened = await Database.open(database)
    try:
        outbox, recipients = Outbox(opened), Recipients(opened)
        collect_less_often()
        await _record(outbox, await _claim(outbox, WARM_UP))
        begin, rows = time.process_time(), 0
        while claimed := await _claim(outbox, _CLAIMED):
            for first in range(0, len(claimed), _BRIEFED):
                await recipients.read([one.chat_id for one in claimed[first : first + _BRIEFED]])
            for first in range(0, len(claimed), _RECORDED):
                await _record(outbox, claimed[first : first + _RECORDED])
            rows += len(claimed)
        return (time.process_time() - begin) / rows * 1000
    finally:
        await opened.close()


async def _claim(outbox: Outbox, how_many: int) -> list[Claimed]:
    now = SystemClock().now()
    return await outbox.claim(now, now + timedelta(minutes=10), how_many)


async def _record(outbox: Outbox, claimed: list[Claimed]) -> None:
    now = SystemClock().now()
    await outbox.write(
        [
            Settled(one.notice.id, one.chat_id, DeliveryState.SENT, message_id=one.chat_id, sent_at=now)
            for one in claimed
        ]
    )


def main() -> None:
    """Print the CPU milliseconds of a delivery."""
    database, core = sys.argv[1:]
    os.sched_setaffinity(0, {int(core)})
    sys.stdout.write(f"{asyncio.run(_keep_books(Path(database))):.6f}\n")


if __name__ == "__main__":
    main()
