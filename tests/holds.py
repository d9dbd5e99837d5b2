"""A tool: measures how long each step holds the event loop."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest


@dataclass
class Holds:
    """The processor time of each step of the loop in ms, without other work of the machine."""

    steps: list[float] = field(default_factory=list)

    @property
    def longest(self) -> float:
        """Return the time of the longest step in ms, 0 without steps."""
        return max(self.steps, default=0.0)


@asynccontextmanager
async def watched_loop() -> AsyncIterator[Holds]:
    """Watch every step of the running loop from here to the end of the block."""
    holds, run = Holds(), asyncio.Handle._run  # noqa: SLF001 - the loop offers no hook

    def watch(handle: asyncio.Handle) -> None:
        began = time.thread_time()
        run(handle)
        holds.steps.append((time.thread_time() - began) * 1000)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio.Handle, "_run", watch)
        # a step of its own for what the block begins and ends with
        await asyncio.sleep(0)
        yield holds
        await asyncio.sleep(0)
