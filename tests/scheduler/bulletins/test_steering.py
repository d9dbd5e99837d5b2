"""An issue is held until it is approved, and paused, resumed or stopped while it goes out."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest

from data.store.broadcasts.bulletins import BulletinState, WrongState
from data.store.revisions import Authorship
from scheduler.bulletins.desk import BulletinDesk
from scheduler.delivery.outcomes import Later
from tests.cast import OTHER_OWNER, OWNER
from tests.factories import dated, plain_content
from tests.world.crash_points import Killed
from tests.world.engine import EngineWorld
from tests.world.secretariat import DRAFTED, DUE, WEEK, Secretariat, later

ISSUE, DRAFT, HELD = f"bulletin:{WEEK}", f"bulletin-draft:{WEEK}", f"bulletin-held:{WEEK}"
PROGRESS, REPORT = f"bulletin-progress:{WEEK}", f"bulletin-report:{WEEK}"
LATER = later(DUE, minutes=20)


@pytest.fixture
async def secretariat(world: EngineWorld) -> Secretariat:
    """Return a desk with a forum on Saturday, two readers and two owners."""
    return await Secretariat(world).know(dated(date(2026, 11, 28)))


async def half_sent(secretariat: Secretariat) -> int:
    """Send the issue to one reader, while the other one has to wait. Return its id."""
    secretariat.world.sender.answers[2] = [Later(600, "too many requests")]
    await secretariat.tick(DRAFTED)
    await secretariat.tick(DUE)
    await secretariat.tick(f"{DUE}:05")
    issue = await secretariat.issue()
    assert (issue.state, secretariat.told(1)) == (BulletinState.SENDING, [ISSUE])
    secretariat.world.sender.sent.clear()
    return issue.id


def by(secretariat: Secretariat, at: str) -> Authorship:
    """Return an owner who acts at a time."""
    return Authorship(secretariat.at(at), OWNER, "Секретариат")


async def test_paused_issue_waits_until_it_is_resumed(secretariat: Secretariat) -> None:
    """The progress says so. What had to wait arrives once."""
    number = await half_sent(secretariat)
    await secretariat.desk.progress.pause(number, by(secretariat, later(DUE, minutes=1)))
    assert secretariat.edits.shown[-1][2] == "2026-11-27: 1/2 paused"
    for _ in range(3):
        await secretariat.tick(LATER)
    assert secretariat.told(2) == []
    assert (await secretariat.issue()).state is BulletinState.PAUSED
    await secretariat.desk.progress.resume(number, by(secretariat, LATER))
    await secretariat.settle(LATER)
    assert secretariat.told(2) == [ISSUE]
    assert await secretariat.said(REPORT) == "2026-11-27: (2, 0, 0, 0, 0)"
    actions = await secretariat.world.store.actions.latest(2)
    assert [one.action.action for one in actions] == ["bulletin-sending", "bulletin-paused"]


async def test_stopped_issue_is_reported_once(secretariat: Secretariat) -> None:
    """Waiting deliveries are never sent, and the report counts them as not sent."""
    number = await half_sent(secretariat)
    await secretariat.desk.progress.pause(number, by(secretariat, later(DUE, minutes=1)))
    await secretariat.desk.progress.stop(number, by(secretariat, later(DUE, minutes=2)))
    for _ in range(3):
        await secretariat.tick(LATER)
    assert secretariat.told(2) == []
    assert secretariat.told(OWNER) == [REPORT]
    assert await secretariat.said(REPORT) == "2026-11-27: (1, 0, 0, 0, 1)"
    assert (await secretariat.issue()).state is BulletinState.SKIPPED
    with pytest.raises(WrongState):
        await secretariat.desk.progress.resume(number, by(secretariat, LATER))


@pytest.mark.parametrize("step", ["pause", "resume", "stop"])
async def test_kill_before_the_deliveries_follow_is_repaired(secretariat: Secretariat, step: str) -> None:
    """The state is stored first. The next tick of another process brings the deliveries in step."""
    number, at = await half_sent(secretariat), by(secretariat, later(DUE, minutes=1))
    if step != "pause":
        await secretariat.desk.progress.pause(number, at)

    class KilledOutbox:
        def __getattr__(self, name: str) -> object:
            raise Killed

    killed = BulletinDesk(replace(secretariat.parts, outbox=KilledOutbox()), secretariat.edits)  # type: ignore[arg-type]
    with suppress(Killed):
        await getattr(killed.progress, step)(number, at)
    another = BulletinDesk(secretariat.parts, secretariat.edits)
    for second in range(3):
        await another.tick(secretariat.at(f"{LATER}:{second:02}"))
        await secretariat.world.delivery.deliver_due()
    assert secretariat.told(2) == ([ISSUE] if step == "resume" else [])
    assert secretariat.told(OWNER) == ([] if step == "pause" else [REPORT])


async def test_unapproved_issue_is_held(secretariat: Secretariat) -> None:
    """The secretariat is told once, also after an edit. Approved, it goes out at the next tick."""
    secretariat.desk = BulletinDesk(replace(secretariat.parts, holds_unapproved=True), secretariat.edits)
    await secretariat.tick(DRAFTED)
    for _ in range(2):
        await secretariat.tick(DUE)
    issue = await secretariat.issue()
    assert issue.state is BulletinState.HELD
    assert secretariat.told(OWNER) == secretariat.told(OTHER_OWNER) == [DRAFT, HELD]
    await secretariat.bulletins.set_content(issue.id, plain_content("Новости"), OWNER)
    await secretariat.tick(later(DUE, minutes=1))
    assert (await secretariat.issue()).state is BulletinState.HELD
    assert secretariat.told(1) == []
    await secretariat.bulletins.approve(issue.id, OWNER, secretariat.at(LATER))
    await secretariat.settle(LATER)
    assert secretariat.told(1) == [ISSUE]
    assert secretariat.told(OWNER) == [DRAFT, HELD, PROGRESS, REPORT]


async def test_held_issue_waits_for_a_new_hour_and_is_held_again(secretariat: Secretariat) -> None:
    """It is a draft until then. At that hour the secretariat is told once more, also by a twin."""
    parts = replace(secretariat.parts, holds_unapproved=True)
    secretariat.desk = BulletinDesk(parts, secretariat.edits)
    await secretariat.tick(DRAFTED)
    await secretariat.settle(DUE)
    issue = await secretariat.issue()
    chosen = secretariat.at(later(DUE, days=1))
    await secretariat.bulletins.set_due(issue.id, chosen, OWNER)
    await secretariat.settle(later(DUE, hours=1))
    assert (await secretariat.issue()).state is BulletinState.DRAFT
    assert secretariat.told(OWNER) == [DRAFT, HELD]
    for _ in range(2):
        await secretariat.settle(later(DUE, days=1))
        secretariat.desk = BulletinDesk(parts, secretariat.edits)
    assert (await secretariat.issue()).state is BulletinState.HELD
    assert secretariat.told(OWNER)[:2] == [DRAFT, HELD]
    assert [key.startswith(HELD) for key in secretariat.told(OWNER)[2:]] == [True]
    await secretariat.bulletins.set_due(issue.id, None, OWNER)
    await secretariat.settle(later(DUE, days=1))
    assert (await secretariat.issue()).state is BulletinState.HELD
    assert len(secretariat.told(OWNER)) == 3
    assert secretariat.told(1) == []


async def test_approved_issue_goes_out_though_others_are_held(secretariat: Secretariat) -> None:
    """A kill between the words and the sending leaves it approved."""
    secretariat.desk = BulletinDesk(replace(secretariat.parts, holds_unapproved=True), secretariat.edits)
    await secretariat.tick(DRAFTED)
    issue = await secretariat.issue()
    await secretariat.bulletins.approve(issue.id, OWNER, secretariat.at(DRAFTED))
    await secretariat.bulletins.word(issue.id, {"issue_day": "2026-11-27", "text": {"ru": "half"}})
    await secretariat.settle(DUE)
    assert secretariat.told(1) == [ISSUE]


async def test_next_issue_is_prepared_on_any_day(secretariat: Secretariat) -> None:
    """It is drafted for its week, shown a day ahead as usual, and sent with the additions."""
    await secretariat.tick(DRAFTED)
    await secretariat.settle(DUE)
    assert await secretariat.desk.begun(secretariat.at(LATER)) is None
    issue = await secretariat.desk.next_to_prepare(secretariat.at(LATER))
    assert (issue.bulletin.week, issue.is_open) == ("2026-W49", True)
    assert await secretariat.desk.next_to_prepare(secretariat.at(LATER)) == issue
    assert await secretariat.desk.begun(secretariat.at(LATER)) == issue
    await secretariat.bulletins.set_content(issue.bulletin.id, plain_content("Заранее"), OWNER)
    await secretariat.tick(later(DRAFTED, days=7))
    assert secretariat.told(OWNER)[-1] == "bulletin-draft:2026-W49"
    await secretariat.settle(later(DUE, days=7))
    assert secretariat.told(1) == [ISSUE, "bulletin:2026-W49"]


async def test_issue_after_one_skipped_ahead_is_prepared(secretariat: Secretariat) -> None:
    """It is drafted for its own week, and goes out at the hour that an editor has chosen."""
    await secretariat.tick(DRAFTED)
    await secretariat.settle(DUE)
    skipped = await secretariat.desk.next_to_prepare(secretariat.at(LATER))
    await secretariat.bulletins.skip(skipped.bulletin.id, OWNER)
    assert await secretariat.desk.begun(secretariat.at(LATER)) is None
    issue = await secretariat.desk.next_to_prepare(secretariat.at(LATER))
    assert (issue.bulletin.week, issue.is_open) == ("2026-W50", True)
    assert await secretariat.desk.begun(secretariat.at(LATER)) == issue
    await secretariat.bulletins.set_content(issue.bulletin.id, plain_content("Срочно"), OWNER)
    await secretariat.bulletins.set_due(issue.bulletin.id, secretariat.at(later(DUE, days=3)), OWNER)
    await secretariat.settle(later(DUE, days=3))
    assert secretariat.told(1) == [ISSUE, "bulletin:2026-W50"]
    await secretariat.settle(later(DUE, days=8))
    assert secretariat.told(1) == [ISSUE, "bulletin:2026-W50"]


async def test_prepared_issue_goes_out_at_an_earlier_hour(secretariat: Secretariat) -> None:
    """Two days after the last one, where an editor has chosen that."""
    await secretariat.tick(DRAFTED)
    await secretariat.settle(DUE)
    issue = await secretariat.desk.next_to_prepare(secretariat.at(LATER))
    await secretariat.bulletins.set_content(issue.bulletin.id, plain_content("Срочно"), OWNER)
    chosen = secretariat.at(later(DUE, days=2))
    await secretariat.bulletins.set_due(issue.bulletin.id, chosen, OWNER)
    await secretariat.tick(later(DUE, days=1))
    assert secretariat.told(1) == [ISSUE]
    await secretariat.settle(later(DUE, days=2))
    assert secretariat.told(1) == [ISSUE, "bulletin:2026-W49"]


@pytest.mark.parametrize("days", [2, 8])
async def test_issue_reads_as_of_the_day_that_is_chosen(secretariat: Secretariat, days: int) -> None:
    """Sooner or later than usual: to its readers nothing is past that is still to come."""
    await secretariat.tick(DRAFTED)
    await secretariat.settle(DUE)
    issue = await secretariat.desk.next_to_prepare(secretariat.at(LATER))
    await secretariat.bulletins.set_content(issue.bulletin.id, plain_content("Срочно"), OWNER)
    chosen = secretariat.at(later(DUE, days=days))
    await secretariat.bulletins.set_due(issue.bulletin.id, chosen, OWNER)
    shown = await secretariat.desk.find(issue.bulletin.id, secretariat.at(LATER))
    assert shown.digest.today == chosen.date()
    await secretariat.settle(later(DUE, days=days))
    told = (await secretariat.issue("2026-W49")).body["told"]
    assert isinstance(told, dict)
    assert told["day"] == chosen.date().isoformat()


async def test_new_bot_does_not_send_the_issue_of_last_week_when_the_next_is_prepared(
    secretariat: Secretariat,
) -> None:
    """On the day it is set up there was no earlier issue that readers could miss."""
    issue = await secretariat.desk.next_to_prepare(secretariat.at(LATER))
    await secretariat.settle(later(DUE, hours=3))
    assert [one.week for one in await secretariat.bulletins.recent()] == [issue.bulletin.week] == ["2026-W49"]
    assert secretariat.told(OWNER) == secretariat.told(1) == []
