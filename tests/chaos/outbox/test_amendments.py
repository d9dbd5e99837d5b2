"""An issue is corrected while it is sent, and killed at any step. No reader has old words."""

import json
import random
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from data.store.broadcasts.amendments import AmendedKind, Amendment, NewAmendment, WordedAmendment
from data.store.broadcasts.bulletins import BulletinDraft
from data.store.broadcasts.editorial import EditorContent
from data.store.chat_values import Chat
from data.store.notices import NewNotice, Notice, NoticeKind, Priority
from data.store.revisions import Authorship
from handlers.views.message import Message
from scheduler.delivery.ports import Rendered
from tests.chaos.conftest import Record
from tests.chaos.outbox.outbox_world import OutboxWorld, open_outbox_world
from tests.chaos.scale import times
from tests.world.crash_points import CrashPoint, Killed
from tests.world.engine import NEXT_WEEK

READERS = 8


async def payload_as_text(recipient: Chat, notices: Sequence[Notice], now: datetime) -> Rendered[Message]:
    """Render the present words of the notice."""
    assert now.tzinfo is not None, recipient
    [notice] = notices
    return Rendered(Message(json.loads(notice.payload)["ru"]), frozenset({notice.id}))


async def work(world: OutboxWorld, steps: int) -> None:
    """Deliver in a process that ends after this many steps."""
    try:
        await world.new_process(crash=CrashPoint(steps)).deliver_due()
    except* Killed:
        pass


async def post_issue(world: OutboxWorld, readers: Sequence[int], number: int) -> tuple[int, int]:
    """Post an issue to all readers. Return its id and the id of its notice."""
    now, text = world.clock.now(), json.dumps({"ru": f"old {number}"})
    new = NewNotice(f"issue {number}", NoticeKind.BULLETIN, "bulletin", now + NEXT_WEEK, payload=text)
    notice = await world.outbox.post(new, now)
    await world.outbox.address(notice.id, readers, Priority.BULK, now)
    draft = BulletinDraft(f"2026-W{number}", {}, now)
    issue, _ = await world.store.bulletins.create_draft(draft, now)
    await world.store.bulletins.begin(issue.id, notice.id)
    return issue.id, notice.id


async def begin_amendment(world: OutboxWorld, issue_id: int, notice_id: int, number: int) -> Amendment:
    """Begin a correction of an issue."""
    store, by = world.store.amendments, Authorship(world.clock.now(), 1)
    new = NewAmendment(AmendedKind.BULLETIN, issue_id, notice_id, EditorContent(), 1)
    worded = WordedAmendment({"ru": f"new {number}"}, {}, by.at + NEXT_WEEK)
    return await store.begin(await store.create(new, by.at), worded, by)


def read(world: OutboxWorld, reader: int, number: int) -> list[str]:
    """Return the texts of an issue that a reader has, one for each message."""
    texts = [str(one.body.get("text")) for one in world.server.world.chats[reader].messages.values()]
    return [text for text in texts if text.endswith(f" {number}")]


async def test_correction_killed_at_any_step(tmp_path: Path, dice: random.Random, record: Record) -> None:
    """Every reader who got the issue ends with the new words.

    Only a second copy that an earlier kill has left may keep the old ones.
    """
    tries, twice = times(5, 200), 0
    async with open_outbox_world(tmp_path) as world:
        world.renderer = payload_as_text
        readers = await world.readers(READERS)
        for number in range(10, 10 + tries):
            world.elapsed = number * 86_400.0
            issue_id, notice_id = await post_issue(world, readers, number)
            await work(world, dice.randint(1, 60))
            amendment = await begin_amendment(world, issue_id, notice_id, number)
            if dice.random() < 0.5:
                await work(world, dice.randint(1, 60))
            await world.store.amendments.address(amendment)
            await work(world, dice.randint(1, 60))
            for _ in range(2):
                await world.deliver(2)
                await world.store.amendments.follow(amendment)
            await world.deliver(1)
            found = {reader: read(world, reader, number) for reader in readers}
            assert all(texts[-1] == f"new {number}" for texts in found.values()), (number, found)
            again = sum(len(texts) - 1 for texts in found.values())
            stale = sum(texts.count(f"old {number}") for texts in found.values())
            # a second copy for each sender at each of the three kills
            assert stale <= again <= 9, (number, found)
            twice += again
            await world.store.amendments.finish(amendment.id, world.clock.now())
    record("B15", tries, left_wrong=0, told_twice=twice)
