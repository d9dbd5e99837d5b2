"""A sent issue is corrected once in each message, also after a kill at any step."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from data.store.broadcasts.amendments import Amendment, AmendmentClosed, AmendmentState
from data.store.broadcasts.bulletins import BulletinState
from data.store.notices import DeliveryState, Postponed, Settled
from data.store.revisions import Authorship
from data.store.sqlite.errors import UnknownRow
from scheduler.broadcasts.amendments import Amender, AmendmentParts
from scheduler.delivery.outcomes import Failed, Gone, Unknown
from tests.cast import OWNER
from tests.factories import dated, plain_content
from tests.world.clocks import moment
from tests.world.crash_points import CrashingStore, CrashPoint, Killed
from tests.world.drafts import amendment_parts
from tests.world.engine import EngineWorld
from tests.world.secretariat import DRAFTED, DUE, Secretariat, later

ISSUE, AMENDMENT = "bulletin:2026-W48", "amendment:1"
READERS = (1, 2, 3, 4)
AFTER = later(DUE, hours=1)
NEW = plain_content("В 16:00")


@pytest.fixture
async def secretariat(world: EngineWorld) -> Secretariat:
    """Return a desk with a forum on Saturday, four readers and two owners."""
    return await Secretariat(world).know(dated(date(2026, 11, 28)), readers=READERS)


@pytest.fixture
def parts(secretariat: Secretariat) -> AmendmentParts:
    """Return the parts that corrections need."""
    return amendment_parts(secretariat.world.store, secretariat.parts)


@pytest.fixture
def amender(secretariat: Secretariat, parts: AmendmentParts) -> Amender:
    """Return the service that sends corrections."""
    return Amender(parts, secretariat.edits)


async def sent(secretariat: Secretariat) -> None:
    """Send the issue to all readers, and report it."""
    await secretariat.tick(DRAFTED)
    await secretariat.settle(DUE)


async def drafted(secretariat: Secretariat, amender: Amender) -> Amendment:
    """Return the draft of a correction with another text."""
    by = Authorship(secretariat.at(AFTER), OWNER)
    amendment = await amender.open_for_issue((await secretariat.issue()).id, by)
    await secretariat.world.store.amendments.set_content(amendment.id, NEW, OWNER)
    return amendment


async def run(secretariat: Secretariat, amender: Amender, ticks: int = 3) -> None:
    """Tick the corrections and deliver what is due, `ticks` times a second apart."""
    for second in range(ticks):
        await amender.tick(secretariat.at(f"{AFTER}:{second:02}"))
        await secretariat.world.delivery.deliver_due()


async def test_each_message_is_edited_once(secretariat: Secretariat, amender: Amender) -> None:
    """The report counts them, the archive has the new words, and later ticks change nothing."""
    await sent(secretariat)
    numbers = {chat: row.message_id for chat, row in (await secretariat.world.rows(ISSUE)).items()}
    amendment = await drafted(secretariat, amender)
    await amender.send(amendment.id, Authorship(secretariat.at(AFTER), OWNER))
    await run(secretariat, amender, ticks=5)
    edited = secretariat.world.sender.edited
    assert sorted(edited) == sorted((chat, numbers[chat], (AMENDMENT,)) for chat in READERS)
    assert "Исправлено сообщений: 4\nНе удалось исправить: 0" in await secretariat.said("amendment-report:1")
    issue = await secretariat.issue()
    assert issue.state is BulletinState.SENT
    assert issue.body["text"] == {"ru": "2026-W48 / Форум / В 16:00"}
    assert issue.content == NEW
    found = await amender.find(amendment.id)
    assert found.state is AmendmentState.SENT
    with pytest.raises(AmendmentClosed):
        await amender.send(amendment.id, Authorship(secretariat.at(AFTER), OWNER))


async def test_what_cannot_be_edited_is_counted(secretariat: Secretariat, amender: Amender) -> None:
    """A deleted message and a chat that has blocked the bot are not corrected. A lost answer is repeated."""
    await sent(secretariat)
    secretariat.world.sender.answers |= {
        1: [Failed("message to edit not found")],
        2: [Gone("bot was blocked by the user")],
        3: [Unknown("no answer")],
    }
    await amender.send((await drafted(secretariat, amender)).id, Authorship(secretariat.at(AFTER), OWNER))
    await run(secretariat, amender)
    secretariat.world.clock.at += timedelta(minutes=3)
    await secretariat.world.delivery.deliver_due()
    await amender.tick(secretariat.world.clock.now())
    assert "Исправлено сообщений: 2\nНе удалось исправить: 2" in await secretariat.said("amendment-report:1")
    assert [chat for chat, *_ in secretariat.world.sender.edited].count(3) == 2


@pytest.mark.parametrize("arrives", [True, False])
async def test_message_on_its_way_is_edited_when_it_has_arrived(
    secretariat: Secretariat, amender: Amender, *, arrives: bool
) -> None:
    """It was claimed with the old words. If it comes back instead, it is sent with the new ones."""
    outbox, at = secretariat.world.outbox, secretariat.at(DUE)
    await secretariat.desk.tick(secretariat.at(DRAFTED))
    await secretariat.desk.tick(secretariat.at(DUE))
    claimed = {one.chat_id: one for one in await outbox.claim(at, at + timedelta(minutes=10), 10)}
    mine, others = claimed.pop(1), claimed.values()
    await outbox.write([Postponed(*one.key, at) for one in others])
    await amender.send((await drafted(secretariat, amender)).id, Authorship(secretariat.at(AFTER), OWNER))
    assert await secretariat.world.states(AMENDMENT) == {1: DeliveryState.HELD}
    if arrives:
        await outbox.write([Settled(*mine.key, DeliveryState.SENT, message_id=77, sent_at=at)])
    else:
        await outbox.write([Postponed(*mine.key, at)])
    await run(secretariat, amender)
    assert secretariat.world.sender.edited == ([(1, 77, (AMENDMENT,))] if arrives else [])
    assert [one for one in secretariat.told(1) if one == ISSUE] == ([] if arrives else [ISSUE])
    assert [secretariat.told(chat) for chat in (2, 3, 4)] == [[ISSUE]] * 3
    notice = await outbox.find(ISSUE)
    assert notice is not None
    assert "В 16:00" in notice.payload


async def test_one_correction_is_under_way_at_a_time(secretariat: Secretariat, amender: Amender) -> None:
    """Opening another one finds it. One that was given up makes way for the next."""
    await sent(secretariat)
    first = await drafted(secretariat, amender)
    by = Authorship(secretariat.at(AFTER), OWNER)
    again = await amender.open_for_issue((await secretariat.issue()).id, by)
    assert again == replace(first, content=NEW)
    await amender.drop(first.id)
    assert (await amender.open_for_issue((await secretariat.issue()).id, by)).id != first.id
    with pytest.raises(UnknownRow):
        await amender.open_for_announcement(404, by)


def crashing(parts: AmendmentParts, crash: CrashPoint) -> AmendmentParts:
    """Return parts whose process dies at the call to the stores after the crash point."""
    amendments: Any = CrashingStore(parts.amendments, crash)
    outbox: Any = CrashingStore(parts.outbox, crash)
    return replace(parts, amendments=amendments, outbox=outbox)


@pytest.mark.parametrize("calls", range(14))
async def test_kill_after_any_store_call_loses_no_correction(
    secretariat: Secretariat, parts: AmendmentParts, amender: Amender, calls: int
) -> None:
    """Another process goes on: each message is edited once, and the report comes once."""
    await sent(secretariat)
    amendment = await drafted(secretariat, amender)
    with suppress(Killed):
        killed = Amender(crashing(parts, CrashPoint(calls)), secretariat.edits)
        await killed.send(amendment.id, Authorship(secretariat.at(AFTER), OWNER))
        await secretariat.world.delivery.deliver_due()
        await killed.tick(moment(f"{AFTER}:01"))
    found = await amender.find(amendment.id)
    if found.state is AmendmentState.DRAFT:
        await amender.send(amendment.id, Authorship(secretariat.at(AFTER), OWNER))
    another = Amender(parts, secretariat.edits)
    await run(secretariat, another)
    assert sorted(chat for chat, *_ in secretariat.world.sender.edited) == list(READERS)
    assert (await secretariat.keys()).count("amendment-report:1") == 1
    assert secretariat.told(OWNER).count("amendment-report:1") == 1
