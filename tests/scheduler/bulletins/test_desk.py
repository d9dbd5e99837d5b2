"""An issue of the bulletin from the draft to the report, also after a kill at any step."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from data.calendar.bulletin.digest import Stage, ToldRow
from data.calendar.plan import Occurrence
from data.calendar.topics import Subscription, Topic
from data.store.broadcasts.bulletins import BulletinState, WrongState
from data.store.notices import NoticeKind
from data.store.revisions import Authorship
from data.store.sqlite.errors import UnknownRow
from data.store.targeting.audience import Audience
from scheduler.bulletins.desk import BulletinDesk
from scheduler.bulletins.draft import LATE_GRACE
from scheduler.bulletins.told import earlier_issues
from scheduler.delivery.outcomes import Failed, Gone, Later, Unknown
from scheduler.delivery.retry_policy import EXPIRY
from tests.cast import OTHER_OWNER, OWNER
from tests.factories import dated, day_of, plain_content
from tests.world.clocks import moment
from tests.world.crash_points import CrashingStore, CrashPoint, Killed
from tests.world.engine import EngineWorld
from tests.world.secretariat import BEFORE_DRAFT, BEFORE_DUE, DRAFTED, DUE, Secretariat, later
from tests.world.secretariat import WEEK as W48

DRAFT, PROGRESS, REPORT = (f"bulletin-{what}:{W48}" for what in ("draft", "progress", "report"))
ISSUE = f"bulletin:{W48}"
NEXT_DRAFTED, NEXT_DUE = later(DRAFTED, days=7), later(DUE, days=7)
SATURDAY = date(2026, 11, 28)
FORUM = dated(SATURDAY)


@pytest.fixture
async def secretariat(world: EngineWorld) -> Secretariat:
    """Return a desk with a forum on Saturday, two readers and two owners."""
    return await Secretariat(world).know(FORUM)


async def test_draft_is_written_once_a_day_ahead(secretariat: Secretariat) -> None:
    """Each owner gets one draft, not a minute earlier, however often the desk ticks."""
    await secretariat.tick(BEFORE_DRAFT)
    assert await secretariat.bulletins.recent() == ()
    for _ in range(3):
        await secretariat.tick(DRAFTED)
    issue = await secretariat.issue()
    assert (issue.state, issue.due_at) == (BulletinState.DRAFT, moment(DUE))
    assert issue.body == {"issue_day": "2026-11-27"}
    assert secretariat.world.sender.sent == [(OWNER, (DRAFT,)), (OTHER_OWNER, (DRAFT,))]
    assert await secretariat.said(DRAFT) == f"{W48}: 2"


async def test_unapproved_issue_goes_out_at_its_hour(secretariat: Secretariat) -> None:
    """Every reader gets it once, not a minute earlier. Then it is reported and can be read."""
    await secretariat.tick(DRAFTED)
    await secretariat.tick(BEFORE_DUE)
    assert secretariat.told(1) == []
    await secretariat.settle(DUE)
    assert secretariat.told(1) == secretariat.told(2) == [ISSUE]
    assert secretariat.told(OWNER) == [DRAFT, PROGRESS, REPORT]
    assert secretariat.world.sender.bulk == [1, 2]
    issue = await secretariat.issue()
    assert (issue.state, issue.sent_at) == (BulletinState.SENT, moment(f"{DUE}:01"))
    assert issue.body["issue_day"] == "2026-11-27"
    assert issue.body["text"] == {"ru": f"{W48} / Форум / "}
    (told,) = earlier_issues([issue])
    assert (told.day, told.rows) == (
        date(2026, 11, 27),
        {"event:1:0": ToldRow(Stage.THIS_WEEK, "2026-11-28/2026-11-28")},
    )
    assert await secretariat.bulletins.latest_sent() == issue
    assert await secretariat.said(REPORT) == "2026-11-27: (2, 0, 0, 0, 0)"


async def test_draft_issue_and_progress_tick_each_for_itself(secretariat: Secretariat) -> None:
    """Each of the three does its own work only, and every order of their ticks has the same result."""
    at, desk = secretariat.at(DUE), secretariat.desk
    await desk.progress.tick(at)
    await desk.issue.tick(at)
    assert await secretariat.bulletins.recent() == ()
    await desk.draft.tick(secretariat.at(DRAFTED))
    await desk.draft.tick(secretariat.at(DUE))
    assert await secretariat.keys() == [DRAFT]
    await desk.issue.tick(secretariat.at(BEFORE_DUE))
    assert await secretariat.keys() == [DRAFT]
    await desk.issue.tick(secretariat.at(DUE))
    assert (await secretariat.issue()).state is BulletinState.SENDING
    await secretariat.world.delivery.deliver_due()
    assert await secretariat.keys() == [DRAFT, ISSUE, PROGRESS]
    await desk.progress.tick(secretariat.at(DUE))
    assert await secretariat.keys() == [DRAFT, ISSUE, PROGRESS, REPORT]
    assert (await secretariat.issue()).state is BulletinState.SENT


async def test_ticks_after_the_report_change_nothing(secretariat: Secretariat) -> None:
    """Until the next draft no row is written and no message is sent."""
    await secretariat.tick(DRAFTED)
    await secretariat.settle(DUE)
    issue, sent = await secretariat.issue(), list(secretariat.world.sender.sent)
    for hours in range(1, 7 * 24 - 24):
        await secretariat.desk.tick(secretariat.at(later(DUE, hours=hours)))
    await secretariat.world.delivery.deliver_due()
    assert await secretariat.issue() == issue
    assert secretariat.world.sender.sent == sent
    await secretariat.tick(NEXT_DRAFTED)
    assert (await secretariat.issue("2026-W49")).state is BulletinState.EMPTY


async def test_ticks_of_two_processes_send_once(secretariat: Secretariat) -> None:
    """Every step twice, by two desks over one database."""
    twin = BulletinDesk(secretariat.parts, secretariat.edits)
    for at in (DRAFTED, BEFORE_DUE, DUE, later(DUE, minutes=1), later(DUE, minutes=2)):
        await secretariat.desk.tick(secretariat.at(at))
        await twin.tick(secretariat.at(at))
        await secretariat.world.delivery.deliver_due()
    assert secretariat.told(1) == secretariat.told(2) == [ISSUE]
    assert secretariat.told(OWNER) == secretariat.told(OTHER_OWNER) == [DRAFT, PROGRESS, REPORT]


def crashing_desk(secretariat: Secretariat, crash: CrashPoint) -> BulletinDesk:
    """Return a desk whose process dies at the call to its stores after the crash point."""
    parts = secretariat.parts

    def over(store: Any) -> Any:
        return CrashingStore(store, crash)

    behind = replace(
        parts,
        bulletins=over(parts.bulletins),
        outbox=over(parts.outbox),
        audience=over(parts.audience),
    )
    return BulletinDesk(behind, secretariat.edits)


@pytest.mark.parametrize("calls", range(26))
@pytest.mark.parametrize("delivered", [False, True], ids=["at-once", "delivered-between"])
async def test_kill_after_any_store_call_is_repaired_by_the_next_tick(
    secretariat: Secretariat, calls: int, *, delivered: bool
) -> None:
    """Killed between any two statements of any step, another process ends with each told each thing once."""
    for at in (DRAFTED, DUE, later(DUE, minutes=1), later(DUE, minutes=2)):
        desk = crashing_desk(secretariat, CrashPoint(calls))
        with suppress(Killed):
            await desk.tick(secretariat.at(at))
        if delivered:
            await secretariat.world.delivery.deliver_due()
        await secretariat.tick(at)
    assert secretariat.told(1) == secretariat.told(2) == [ISSUE]
    assert secretariat.told(OWNER) == secretariat.told(OTHER_OWNER) == [DRAFT, PROGRESS, REPORT]
    assert (await secretariat.issue()).state is BulletinState.SENT
    assert await secretariat.keys() == [DRAFT, ISSUE, PROGRESS, REPORT]
    assert await secretariat.said(REPORT) == "2026-11-27: (2, 0, 0, 0, 0)"


async def test_kills_reach_every_store_call(secretariat: Secretariat) -> None:
    """No step makes more calls than the number of calls at which the test above kills it."""
    most = 0
    for at in (DRAFTED, DUE, later(DUE, minutes=1), later(DUE, minutes=2)):
        crash = CrashPoint()
        desk = crashing_desk(secretariat, crash)
        await desk.tick(secretariat.at(at))
        most = max(most, crash.done)
        await secretariat.world.delivery.deliver_due()
    assert 10 < most < 26


async def test_approved_issue_goes_out_at_its_hour(secretariat: Secretariat) -> None:
    """Approval changes neither the hour nor the contents."""
    await secretariat.tick(DRAFTED)
    await secretariat.bulletins.approve((await secretariat.issue()).id, OWNER, secretariat.world.clock.now())
    await secretariat.tick(BEFORE_DUE)
    assert secretariat.told(1) == []
    await secretariat.settle(DUE)
    assert secretariat.told(1) == [ISSUE]


async def test_editors_text_goes_out_with_the_issue(secretariat: Secretariat) -> None:
    """The issue has the agenda of its hour, and not that of the draft."""
    await secretariat.tick(DRAFTED)
    await secretariat.bulletins.set_content(
        (await secretariat.issue()).id, plain_content("С праздником!"), OWNER
    )
    await secretariat.know(FORUM, dated(SATURDAY, "Съезд"))
    await secretariat.settle(DUE)
    assert await secretariat.said(ISSUE) == f"{W48} / Форум / Съезд / С праздником!"


async def test_skipped_issue_does_not_go_out(secretariat: Secretariat) -> None:
    """No message and no report is sent, and the next issue is drafted as usual."""
    await secretariat.tick(DRAFTED)
    await secretariat.bulletins.skip((await secretariat.issue()).id, OWNER)
    await secretariat.settle(DUE)
    assert await secretariat.keys() == [DRAFT]
    assert await secretariat.bulletins.latest_sent() is None
    await secretariat.tick(NEXT_DRAFTED)
    assert len(await secretariat.bulletins.recent()) == 2


async def test_issue_sent_early_does_not_go_out_again_at_its_hour(secretariat: Secretariat) -> None:
    """An owner sends the issue before its hour. A chat that subscribes afterwards waits for the next one."""
    await secretariat.tick(DRAFTED)
    issue = await secretariat.issue()
    started = await secretariat.desk.send(
        issue.id, Authorship(secretariat.at(later(DRAFTED, hours=1)), OWNER)
    )
    assert started.state is BulletinState.SENDING
    assert await secretariat.bulletins.latest_sent() == started
    await secretariat.world.chat(3, Topic.BULLETIN)
    with pytest.raises(WrongState) as wrong:
        await secretariat.desk.send(issue.id, Authorship(secretariat.world.clock.now(), OWNER))
    assert wrong.value.found is BulletinState.SENDING
    await secretariat.settle(later(DRAFTED, hours=1))
    await secretariat.settle(DUE)
    assert secretariat.told(1) == [ISSUE]
    assert secretariat.told(3) == []
    notice = await secretariat.world.outbox.find(ISSUE)
    assert notice is not None
    assert (notice.kind, notice.expires_at) == (
        NoticeKind.BULLETIN,
        moment(DUE) + EXPIRY[NoticeKind.BULLETIN],
    )


async def test_unknown_issue_raises_unknown_row(secretariat: Secretariat) -> None:
    """A button with a made-up id."""
    with pytest.raises(UnknownRow):
        await secretariat.desk.send(404, Authorship(secretariat.at(DUE), OWNER))


async def test_new_bot_does_not_send_the_issue_of_last_week(secretariat: Secretariat) -> None:
    """A bot set up after the hour begins with the next issue, and one set up before it with this one."""
    await secretariat.tick(DUE)
    await secretariat.tick(later(NEXT_DRAFTED, minutes=-1))
    assert await secretariat.keys() == []
    await secretariat.tick(later(NEXT_DUE, minutes=-1))
    assert (await secretariat.issue("2026-W49")).due_at == moment(NEXT_DUE)


async def test_issue_delayed_by_an_outage_goes_out_at_once(secretariat: Secretariat) -> None:
    """The secretariat had the draft, and readers get the occasions that still lie ahead."""
    await secretariat.know(dated(SATURDAY, "Было"), dated(date(2026, 12, 5), "Будет"))
    await secretariat.tick(DRAFTED)
    await secretariat.settle("2026-12-01 12:00")
    assert secretariat.told(1) == [ISSUE]
    assert await secretariat.said(ISSUE) == f"{W48} / Будет / "


async def test_issue_drafted_after_its_hour_waits_an_hour(secretariat: Secretariat) -> None:
    """The secretariat sees it first. The draft and the hour survive a restart."""
    await secretariat.tick(DRAFTED)
    await secretariat.settle(DUE)
    back = later(NEXT_DUE, minutes=30)
    await secretariat.know(dated(date(2026, 12, 5)))
    await secretariat.tick(back)
    assert (await secretariat.issue("2026-W49")).due_at == moment(back) + LATE_GRACE
    await secretariat.tick(later(back, minutes=59))
    assert secretariat.told(1) == [ISSUE]
    await secretariat.settle(later(back, minutes=60))
    assert secretariat.told(1) == [ISSUE, "bulletin:2026-W49"]


async def test_outage_of_two_weeks_leaves_one_issue(secretariat: Secretariat) -> None:
    """The latest issue is sent. The drafted and missed one is dropped and cannot be sent any more."""
    await secretariat.tick(DRAFTED)
    missed = await secretariat.issue()
    await secretariat.know(dated(date(2026, 12, 19)))
    back = "2026-12-16 12:00"
    await secretariat.tick(back)
    assert not (await secretariat.desk.find(missed.id, moment(back))).is_open
    with pytest.raises(WrongState):
        await secretariat.desk.send(missed.id, Authorship(moment(back), OWNER))
    await secretariat.settle(later(back, hours=1))
    assert secretariat.told(1) == ["bulletin:2026-W50"]
    assert [one.week for one in await secretariat.bulletins.recent()] == ["2026-W50", W48]


async def test_empty_issue_is_not_sent(world: EngineWorld) -> None:
    """The owners get the draft of an empty issue. It is not sent, even if it is approved."""
    secretariat = await Secretariat(world).know()
    await secretariat.tick(DRAFTED)
    empty = await secretariat.issue()
    assert empty.state is BulletinState.EMPTY
    await secretariat.settle(DUE)
    await secretariat.bulletins.approve(empty.id, OWNER, world.clock.now())
    await secretariat.settle(later(DUE, hours=1))
    assert await secretariat.keys() == [DRAFT]
    assert secretariat.told(OWNER) == [DRAFT]


async def test_empty_issue_with_a_text_is_sent(world: EngineWorld) -> None:
    """An issue that a plan has filled since it was drafted is sent as well."""
    secretariat = await Secretariat(world).know()
    await secretariat.tick(DRAFTED)
    await secretariat.bulletins.set_content((await secretariat.issue()).id, plain_content("Новости"), OWNER)
    await secretariat.settle(DUE)
    assert await secretariat.said(ISSUE) == f"{W48} / Новости"
    await secretariat.tick(NEXT_DRAFTED)
    await secretariat.know(dated(date(2026, 12, 5)))
    await secretariat.settle(NEXT_DUE)
    assert secretariat.told(1) == [ISSUE, "bulletin:2026-W49"]


async def test_issue_passed_over_at_its_hour_stays_so(world: EngineWorld) -> None:
    """News of the next days does not send it at night. A text of an editor does, at any hour."""
    secretariat = await Secretariat(world).know()
    await secretariat.tick(DRAFTED)
    await secretariat.settle(DUE)
    await secretariat.know(FORUM)
    for hours in range(1, 30, 4):
        await secretariat.tick(later(DUE, hours=hours))
    assert secretariat.told(1) == []
    issue = await secretariat.issue()
    assert issue.state is BulletinState.EMPTY
    await secretariat.bulletins.set_content(issue.id, plain_content("Новости"), OWNER)
    await secretariat.settle(later(DUE, hours=30))
    assert secretariat.told(1) == [ISSUE]


async def test_issue_that_repeats_nothing_new_is_passed_over(secretariat: Secretariat) -> None:
    """A long event is in the issues before and of its first week. In the third week no issue is sent."""
    days = day_of(date(2026, 12, 2), date(2026, 12, 30))
    fair = replace(FORUM, occurrences=(Occurrence(None, days),))
    await secretariat.know(fair)
    for week in range(3):
        await secretariat.tick(later(DRAFTED, days=7 * week))
        await secretariat.settle(later(DUE, days=7 * week))
    assert secretariat.told(1) == [ISSUE, "bulletin:2026-W49"]
    assert (await secretariat.issue("2026-W50")).state is BulletinState.EMPTY


async def test_restarted_desk_knows_what_was_told(secretariat: Secretariat) -> None:
    """The content of earlier issues is in the database, so another process composes the same issue."""
    await secretariat.know(FORUM, dated(date(2026, 12, 5), "Съезд"))
    await secretariat.tick(DRAFTED)
    await secretariat.settle(DUE)
    await secretariat.tick(NEXT_DRAFTED)
    found = await secretariat.desk.begun(secretariat.at(NEXT_DRAFTED))
    twin = BulletinDesk(secretariat.parts, secretariat.edits)
    again = await twin.begun(secretariat.at(NEXT_DRAFTED))
    assert found is not None
    assert again == found
    assert [row.is_brief for row in found.digest.this_week] == [True]


async def test_issue_without_subscribers_is_recorded(world: EngineWorld) -> None:
    """It is sent to no chat and without progress. The report says so, and /bulletin shows it."""
    secretariat = await Secretariat(world).know(FORUM, readers=())
    await secretariat.tick(DRAFTED)
    await secretariat.settle(DUE)
    assert await secretariat.keys() == [DRAFT, ISSUE, REPORT]
    assert await secretariat.said(REPORT) == "2026-11-27: (0, 0, 0, 0, 0)"
    assert await secretariat.bulletins.latest_sent() == await secretariat.issue()


async def test_report_counts_every_outcome(world: EngineWorld) -> None:
    """Delivered, blocked, refused, unanswered and unsubscribed are counted, and paused chats are not."""
    secretariat = await Secretariat(world).know(FORUM, readers=range(1, 8))
    world.sender.answers = {
        2: [Gone("blocked")],
        3: [Failed("too long")],
        4: [Unknown("timeout")],
        5: [Later(30, "429")],
    }
    await world.chats.set_paused_until(6, date(2026, 12, 1), world.clock.now())
    await secretariat.tick(DRAFTED)
    await secretariat.desk.tick(secretariat.at(DUE))
    await world.subscriptions.remove(7, Subscription(Topic.BULLETIN))
    await secretariat.settle(DUE)
    await secretariat.settle(DUE)
    assert (await secretariat.issue()).state is BulletinState.SENDING
    assert secretariat.edits.shown[-1][2] == "2026-11-27: 5/6"
    await secretariat.settle(later(DUE, minutes=2))
    assert await secretariat.said(REPORT) == "2026-11-27: (2, 1, 1, 1, 1)"


async def test_progress_edits_the_owners_messages(secretariat: Secretariat) -> None:
    """Each owner's own message is edited with the present counts, once it has arrived."""
    secretariat.world.sender.answers = {2: [Later(3600, "429")]}
    await secretariat.tick(DRAFTED)
    await secretariat.desk.tick(secretariat.at(DUE))
    assert secretariat.edits.shown == []
    await secretariat.world.delivery.deliver_due()
    await secretariat.desk.tick(secretariat.at(later(DUE, minutes=1)))
    rows = await secretariat.world.rows(PROGRESS)
    assert secretariat.edits.shown == [
        (owner, rows[owner].message_id, "2026-11-27: 1/2") for owner in (OWNER, OTHER_OWNER)
    ]


async def test_issue_undelivered_for_a_week_is_reported_as_failed(secretariat: Secretariat) -> None:
    """The issue's report does not wait for ever."""
    secretariat.world.sender.answers = {2: [Later(60, "429")] * 500}
    await secretariat.tick(DRAFTED)
    await secretariat.tick(DUE)
    await secretariat.tick(later(DUE, days=7))
    await secretariat.tick(later(DUE, days=7, minutes=1))
    assert await secretariat.said(REPORT) == "2026-11-27: (1, 0, 1, 0, 0)"


async def test_owner_who_never_started_the_bot_delays_nothing(world: EngineWorld) -> None:
    """An owner without a chat gets no message. The other owner and the readers get theirs."""
    secretariat = await Secretariat(world).know(FORUM)
    await world.chats.forget(OWNER)
    await secretariat.tick(DRAFTED)
    await secretariat.settle(DUE)
    assert secretariat.told(OWNER) == []
    assert secretariat.told(OTHER_OWNER) == [DRAFT, PROGRESS, REPORT]
    assert secretariat.told(1) == [ISSUE]
    assert await world.states(DRAFT) == {OWNER: "void", OTHER_OWNER: "sent"}


async def test_draft_has_its_present_audience(secretariat: Secretariat) -> None:
    """There is none before the first draft. Then it is the drafted one, with its present audience."""
    assert await secretariat.desk.begun(secretariat.at(DRAFTED)) is None
    await secretariat.tick(DRAFTED)
    await secretariat.world.chat(3, Topic.BULLETIN)
    issue = await secretariat.desk.begun(secretariat.world.clock.now())
    assert issue is not None
    assert (issue.audience, issue.is_open, issue.has_content) == (3, True, True)
    assert [row.occasion.when.start for row in issue.digest.this_week] == [SATURDAY]
    assert await secretariat.desk.begun(secretariat.world.clock.now() + timedelta(days=7)) is None


async def test_audience_is_counted_when_a_draft_is_shown_only(
    secretariat: Secretariat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To count a million takes a while: a process does so when a draft is shown, not at every tick."""
    desk, counted, count_issue = secretariat.desk, [], Audience.count_issue

    async def noted(audience: Audience, following: Subscription, today: date) -> int:
        counted.append(today)
        return await count_issue(audience, following, today)

    monkeypatch.setattr(Audience, "count_issue", noted)
    for minute in range(5):
        await desk.tick(secretariat.at(later(DRAFTED, minutes=minute)))
    assert len(counted) == 1
    await desk.tick(secretariat.at(DUE))
    assert len(counted) == 1
    await desk.next_to_prepare(secretariat.at(DUE))
    assert len(counted) == 2
