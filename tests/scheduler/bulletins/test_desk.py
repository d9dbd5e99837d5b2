"""An issue of the bulletin from the draft to the report, step by step, cut anywhere and begun again."""

from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.bulletins import BulletinState, WrongState
from data.store.notices import NoticeKind
from data.store.sqlite.errors import UnknownRow
from scheduler.bulletins.desk import BulletinDesk
from scheduler.bulletins.draft import LATE_GRACE
from scheduler.delivery.outcomes import Failed, Gone, Later, Unknown
from scheduler.delivery.retry_policy import EXPIRY
from tests.scheduler.newsdesk import (
    BEFORE_DRAFT,
    BEFORE_DUE,
    DRAFTED,
    DUE,
    OTHER_OWNER,
    OWNER,
    Newsdesk,
    dated,
    later,
)
from tests.scheduler.newsdesk import WEEK as W48
from tests.scheduler.stage import Stage, moment

DRAFT, PROGRESS, REPORT = (f"bulletin-{what}:{W48}" for what in ("draft", "progress", "report"))
ISSUE = f"bulletin:{W48}"
NEXT_DRAFTED, NEXT_DUE = later(DRAFTED, days=7), later(DUE, days=7)
SATURDAY = date(2026, 11, 28)
FORUM = dated(SATURDAY)


@pytest.fixture
async def newsdesk(stage: Stage) -> Newsdesk:
    """A forum on Saturday, two readers, two owners."""
    return await Newsdesk(stage).know(FORUM)


async def test_draft_is_written_once_a_day_ahead(newsdesk: Newsdesk) -> None:
    """Not a minute before; to each owner; however often the tick comes."""
    await newsdesk.tick(BEFORE_DRAFT)
    assert await newsdesk.bulletins.recent() == ()
    for _ in range(3):
        await newsdesk.tick(DRAFTED)
    issue = await newsdesk.issue()
    assert (issue.state, issue.due_at) == (BulletinState.DRAFT, moment(DUE))
    assert issue.body == {"issue_day": "2026-11-27"}
    assert newsdesk.stage.sender.sent == [(OWNER, (DRAFT,)), (OTHER_OWNER, (DRAFT,))]
    assert await newsdesk.said(DRAFT) == f"{W48}: 2"


async def test_unapproved_issue_goes_out_at_its_hour(newsdesk: Newsdesk) -> None:
    """Not a minute before; to every reader once; then it is reported and can be read."""
    await newsdesk.tick(DRAFTED)
    await newsdesk.tick(BEFORE_DUE)
    assert newsdesk.told(1) == []
    await newsdesk.settle(DUE)
    assert newsdesk.told(1) == newsdesk.told(2) == [ISSUE]
    assert newsdesk.told(OWNER) == [DRAFT, PROGRESS, REPORT]
    assert newsdesk.stage.sender.bulk == [1, 2]
    issue = await newsdesk.issue()
    assert (issue.state, issue.sent_at) == (BulletinState.SENT, moment(f"{DUE}:01"))
    assert issue.body == {"issue_day": "2026-11-27", "text": {"ru": f"{W48} / Форум / "}}
    assert await newsdesk.bulletins.latest_sent() == issue
    assert await newsdesk.said(REPORT) == "2026-11-27: (2, 0, 0, 0, 0)"


async def test_draft_issue_and_progress_tick_each_for_itself(newsdesk: Newsdesk) -> None:
    """None of the three does the work of another, and any order of their ticks comes to the same."""
    at, desk = newsdesk.at(DUE), newsdesk.desk
    await desk.progress.tick(at)
    await desk.issue.tick(at)
    assert await newsdesk.bulletins.recent() == ()
    await desk.draft.tick(newsdesk.at(DRAFTED))
    await desk.draft.tick(newsdesk.at(DUE))
    assert await newsdesk.keys() == [DRAFT]
    await desk.issue.tick(newsdesk.at(BEFORE_DUE))
    assert await newsdesk.keys() == [DRAFT]
    await desk.issue.tick(newsdesk.at(DUE))
    assert (await newsdesk.issue()).state is BulletinState.SENDING
    await newsdesk.stage.delivery.deliver_due()
    assert await newsdesk.keys() == [DRAFT, ISSUE, PROGRESS]
    await desk.progress.tick(newsdesk.at(DUE))
    assert await newsdesk.keys() == [DRAFT, ISSUE, PROGRESS, REPORT]
    assert (await newsdesk.issue()).state is BulletinState.SENT


async def test_ticks_after_the_report_change_nothing(newsdesk: Newsdesk) -> None:
    """Until the next draft nothing more is written or sent."""
    await newsdesk.tick(DRAFTED)
    await newsdesk.settle(DUE)
    issue, sent = await newsdesk.issue(), list(newsdesk.stage.sender.sent)
    for hours in range(1, 7 * 24 - 24):
        await newsdesk.desk.tick(newsdesk.at(later(DUE, hours=hours)))
    await newsdesk.stage.delivery.deliver_due()
    assert await newsdesk.issue() == issue
    assert newsdesk.stage.sender.sent == sent
    await newsdesk.tick(NEXT_DRAFTED)
    assert (await newsdesk.issue("2026-W49")).state is BulletinState.EMPTY


async def test_ticks_of_two_processes_send_once(newsdesk: Newsdesk) -> None:
    """Every step twice, by two desks over one database."""
    twin = BulletinDesk(newsdesk.parts, newsdesk.screen)
    for at in (DRAFTED, BEFORE_DUE, DUE, later(DUE, minutes=1), later(DUE, minutes=2)):
        await newsdesk.desk.tick(newsdesk.at(at))
        await twin.tick(newsdesk.at(at))
        await newsdesk.stage.delivery.deliver_due()
    assert newsdesk.told(1) == newsdesk.told(2) == [ISSUE]
    assert newsdesk.told(OWNER) == newsdesk.told(OTHER_OWNER) == [DRAFT, PROGRESS, REPORT]


class Cut(Exception):
    """The process dies here."""


class Fuse:
    """Stands before the stores and cuts after so many calls."""

    def __init__(self, calls: int) -> None:
        self.calls = calls
        self.called: Counter[str] = Counter()

    def over(self, store: Any) -> Any:
        """The store behind the fuse."""
        return _Fused(store, self)


class _Fused:
    def __init__(self, store: Any, fuse: Fuse) -> None:
        self._store = store
        self._fuse = fuse

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        async def call(*args: Any, **kwargs: Any) -> Any:
            if self._fuse.calls == 0:
                raise Cut
            self._fuse.calls -= 1
            self._fuse.called[name] += 1
            return await getattr(self._store, name)(*args, **kwargs)

        return call


def fused(newsdesk: Newsdesk, calls: int) -> tuple[BulletinDesk, Fuse]:
    """A desk that dies at the call after so many to its stores."""
    fuse, parts = Fuse(calls), newsdesk.parts
    behind = replace(
        parts,
        bulletins=fuse.over(parts.bulletins),
        outbox=fuse.over(parts.outbox),
        audience=fuse.over(parts.audience),
    )
    return BulletinDesk(behind, newsdesk.screen), fuse


@pytest.mark.parametrize("calls", range(26))
@pytest.mark.parametrize("delivered", [False, True], ids=["at-once", "delivered-between"])
async def test_kill_after_any_store_call_is_repaired_by_the_next_tick(
    newsdesk: Newsdesk, calls: int, *, delivered: bool
) -> None:
    """Killed between any two statements of any step, another process ends with each told each thing once."""
    for at in (DRAFTED, DUE, later(DUE, minutes=1), later(DUE, minutes=2)):
        desk, _ = fused(newsdesk, calls)
        with suppress(Cut):
            await desk.tick(newsdesk.at(at))
        if delivered:
            await newsdesk.stage.delivery.deliver_due()
        await newsdesk.tick(at)
    assert newsdesk.told(1) == newsdesk.told(2) == [ISSUE]
    assert newsdesk.told(OWNER) == newsdesk.told(OTHER_OWNER) == [DRAFT, PROGRESS, REPORT]
    assert (await newsdesk.issue()).state is BulletinState.SENT
    assert await newsdesk.keys() == [DRAFT, ISSUE, PROGRESS, REPORT]
    assert await newsdesk.said(REPORT) == "2026-11-27: (2, 0, 0, 0, 0)"


async def test_kills_reach_every_store_call(newsdesk: Newsdesk) -> None:
    """No step makes more calls than the test above cuts after."""
    most = 0
    for at in (DRAFTED, DUE, later(DUE, minutes=1), later(DUE, minutes=2)):
        desk, fuse = fused(newsdesk, 1000)
        await desk.tick(newsdesk.at(at))
        most = max(most, 1000 - fuse.calls)
        await newsdesk.stage.delivery.deliver_due()
    assert 10 < most < 26


async def test_approved_issue_goes_out_at_its_hour(newsdesk: Newsdesk) -> None:
    """Approval changes neither the hour nor the contents."""
    await newsdesk.tick(DRAFTED)
    await newsdesk.bulletins.approve((await newsdesk.issue()).id, OWNER, newsdesk.stage.clock.now())
    await newsdesk.tick(BEFORE_DUE)
    assert newsdesk.told(1) == []
    await newsdesk.settle(DUE)
    assert newsdesk.told(1) == [ISSUE]


async def test_editors_text_goes_out_with_the_issue(newsdesk: Newsdesk) -> None:
    """And the agenda as it stands at the hour, not as it was drafted."""
    await newsdesk.tick(DRAFTED)
    await newsdesk.bulletins.set_extra((await newsdesk.issue()).id, "С праздником!", OWNER)
    await newsdesk.know(FORUM, dated(SATURDAY, "Съезд"))
    await newsdesk.settle(DUE)
    assert await newsdesk.said(ISSUE) == f"{W48} / Форум / Съезд / С праздником!"


async def test_skipped_issue_does_not_go_out(newsdesk: Newsdesk) -> None:
    """Nobody is sent anything, and nobody is reported to; the next one is drafted as usual."""
    await newsdesk.tick(DRAFTED)
    await newsdesk.bulletins.skip((await newsdesk.issue()).id, OWNER)
    await newsdesk.settle(DUE)
    assert await newsdesk.keys() == [DRAFT]
    assert await newsdesk.bulletins.latest_sent() is None
    await newsdesk.tick(NEXT_DRAFTED)
    assert len(await newsdesk.bulletins.recent()) == 2


async def test_issue_sent_early_does_not_go_out_again_at_its_hour(newsdesk: Newsdesk) -> None:
    """An owner may not wait; who follows only afterwards waits for the next one."""
    await newsdesk.tick(DRAFTED)
    issue = await newsdesk.issue()
    started = await newsdesk.desk.send(issue.id, newsdesk.at(later(DRAFTED, hours=1)))
    assert started.state is BulletinState.SENDING
    assert await newsdesk.bulletins.latest_sent() == started
    await newsdesk.stage.chat(3, Topic.BULLETIN)
    with pytest.raises(WrongState) as wrong:
        await newsdesk.desk.send(issue.id, newsdesk.stage.clock.now())
    assert wrong.value.found is BulletinState.SENDING
    await newsdesk.settle(later(DRAFTED, hours=1))
    await newsdesk.settle(DUE)
    assert newsdesk.told(1) == [ISSUE]
    assert newsdesk.told(3) == []
    notice = await newsdesk.stage.outbox.find(ISSUE)
    assert notice is not None
    assert (notice.kind, notice.expires_at) == (
        NoticeKind.BULLETIN,
        moment(DUE) + EXPIRY[NoticeKind.BULLETIN],
    )


async def test_unknown_issue_raises_unknown_row(newsdesk: Newsdesk) -> None:
    """A button with a made-up id."""
    with pytest.raises(UnknownRow):
        await newsdesk.desk.send(404, newsdesk.at(DUE))


async def test_new_bot_does_not_send_the_issue_of_last_week(newsdesk: Newsdesk) -> None:
    """Set up after the hour, it begins with the next issue; set up before it, with this one."""
    await newsdesk.tick(DUE)
    await newsdesk.tick(later(NEXT_DRAFTED, minutes=-1))
    assert await newsdesk.keys() == []
    await newsdesk.tick(later(NEXT_DUE, minutes=-1))
    assert (await newsdesk.issue("2026-W49")).due_at == moment(NEXT_DUE)


async def test_issue_delayed_by_an_outage_goes_out_at_once(newsdesk: Newsdesk) -> None:
    """The secretariat had seen the draft; a reader gets what still lies ahead."""
    await newsdesk.know(dated(SATURDAY, "Было"), dated(date(2026, 12, 5), "Будет"))
    await newsdesk.tick(DRAFTED)
    await newsdesk.settle("2026-12-01 12:00")
    assert newsdesk.told(1) == [ISSUE]
    assert await newsdesk.said(ISSUE) == f"{W48} / Будет / "


async def test_issue_drafted_after_its_hour_waits_an_hour(newsdesk: Newsdesk) -> None:
    """So that the secretariat sees it first; the draft and the hour outlive a restart."""
    await newsdesk.tick(DRAFTED)
    await newsdesk.settle(DUE)
    back = later(NEXT_DUE, minutes=30)
    await newsdesk.know(dated(date(2026, 12, 5)))
    await newsdesk.tick(back)
    assert (await newsdesk.issue("2026-W49")).due_at == moment(back) + LATE_GRACE
    await newsdesk.tick(later(back, minutes=59))
    assert newsdesk.told(1) == [ISSUE]
    await newsdesk.settle(later(back, minutes=60))
    assert newsdesk.told(1) == [ISSUE, "bulletin:2026-W49"]


async def test_outage_of_two_weeks_leaves_one_issue(newsdesk: Newsdesk) -> None:
    """The latest; the one that was drafted and missed makes way for it and cannot be sent any more."""
    await newsdesk.tick(DRAFTED)
    missed = await newsdesk.issue()
    await newsdesk.know(dated(date(2026, 12, 19)))
    back = "2026-12-16 12:00"
    await newsdesk.tick(back)
    assert not (await newsdesk.desk.find(missed.id, moment(back))).is_open
    with pytest.raises(WrongState):
        await newsdesk.desk.send(missed.id, moment(back))
    await newsdesk.settle(later(back, hours=1))
    assert newsdesk.told(1) == ["bulletin:2026-W50"]
    assert [one.week for one in await newsdesk.bulletins.recent()] == ["2026-W50", W48]


async def test_empty_issue_is_not_sent(stage: Stage) -> None:
    """The owners are told that there is nothing to tell; even approved it stays where it is."""
    newsdesk = await Newsdesk(stage).know()
    await newsdesk.tick(DRAFTED)
    empty = await newsdesk.issue()
    assert empty.state is BulletinState.EMPTY
    await newsdesk.settle(DUE)
    await newsdesk.bulletins.approve(empty.id, OWNER, stage.clock.now())
    await newsdesk.settle(later(DUE, hours=1))
    assert await newsdesk.keys() == [DRAFT]
    assert newsdesk.told(OWNER) == [DRAFT]


async def test_empty_issue_with_a_text_is_sent(stage: Stage) -> None:
    """And so is one that a plan has filled since it was drafted."""
    newsdesk = await Newsdesk(stage).know()
    await newsdesk.tick(DRAFTED)
    await newsdesk.bulletins.set_extra((await newsdesk.issue()).id, "Новости", OWNER)
    await newsdesk.settle(DUE)
    assert await newsdesk.said(ISSUE) == f"{W48} / Новости"
    await newsdesk.tick(NEXT_DRAFTED)
    await newsdesk.know(dated(date(2026, 12, 5)))
    await newsdesk.settle(NEXT_DUE)
    assert newsdesk.told(1) == [ISSUE, "bulletin:2026-W49"]


async def test_issue_without_subscribers_is_recorded(stage: Stage) -> None:
    """Nobody is sent it and no progress is shown; the report says so and /bulletin has it."""
    newsdesk = await Newsdesk(stage).know(FORUM, readers=())
    await newsdesk.tick(DRAFTED)
    await newsdesk.settle(DUE)
    assert await newsdesk.keys() == [DRAFT, ISSUE, REPORT]
    assert await newsdesk.said(REPORT) == "2026-11-27: (0, 0, 0, 0, 0)"
    assert await newsdesk.bulletins.latest_sent() == await newsdesk.issue()


async def test_report_counts_every_outcome(stage: Stage) -> None:
    """Delivered, blocked, refused, unanswered, left meanwhile; whoever pauses is not among them."""
    newsdesk = await Newsdesk(stage).know(FORUM, readers=range(1, 8))
    stage.sender.answers = {
        2: [Gone("blocked")],
        3: [Failed("too long")],
        4: [Unknown("timeout")],
        5: [Later(30, "429")],
    }
    await stage.chats.set_paused_until(6, date(2026, 12, 1), stage.clock.now())
    await newsdesk.tick(DRAFTED)
    await newsdesk.desk.tick(newsdesk.at(DUE))
    await stage.subscriptions.remove(7, Subscription(Topic.BULLETIN))
    await newsdesk.settle(DUE)
    await newsdesk.settle(DUE)
    assert (await newsdesk.issue()).state is BulletinState.SENDING
    assert newsdesk.screen.shown[-1][2] == "2026-11-27: 5/6"
    await newsdesk.settle(later(DUE, minutes=2))
    assert await newsdesk.said(REPORT) == "2026-11-27: (2, 1, 1, 1, 1)"


async def test_progress_edits_the_owners_messages(newsdesk: Newsdesk) -> None:
    """Each owner's own message, with the counts as they are; not before it has arrived."""
    newsdesk.stage.sender.answers = {2: [Later(3600, "429")]}
    await newsdesk.tick(DRAFTED)
    await newsdesk.desk.tick(newsdesk.at(DUE))
    assert newsdesk.screen.shown == []
    await newsdesk.stage.delivery.deliver_due()
    await newsdesk.desk.tick(newsdesk.at(later(DUE, minutes=1)))
    rows = await newsdesk.stage.rows(PROGRESS)
    assert newsdesk.screen.shown == [
        (owner, rows[owner].message_id, "2026-11-27: 1/2") for owner in (OWNER, OTHER_OWNER)
    ]


async def test_issue_undelivered_for_a_week_is_reported_as_failed(newsdesk: Newsdesk) -> None:
    """The issue's report does not wait for ever."""
    newsdesk.stage.sender.answers = {2: [Later(60, "429")] * 500}
    await newsdesk.tick(DRAFTED)
    await newsdesk.tick(DUE)
    await newsdesk.tick(later(DUE, days=7))
    await newsdesk.tick(later(DUE, days=7, minutes=1))
    assert await newsdesk.said(REPORT) == "2026-11-27: (1, 0, 1, 0, 0)"


async def test_owner_who_never_started_the_bot_delays_nothing(stage: Stage) -> None:
    """There is no chat to write to; the other owner and the readers get theirs."""
    newsdesk = await Newsdesk(stage).know(FORUM)
    await stage.chats.forget(OWNER)
    await newsdesk.tick(DRAFTED)
    await newsdesk.settle(DUE)
    assert newsdesk.told(OWNER) == []
    assert newsdesk.told(OTHER_OWNER) == [DRAFT, PROGRESS, REPORT]
    assert newsdesk.told(1) == [ISSUE]
    assert await stage.states(DRAFT) == {OWNER: "void", OTHER_OWNER: "sent"}


async def test_issue_in_hand_has_its_present_audience(newsdesk: Newsdesk) -> None:
    """None before the first draft; then the drafted one, with its audience as it is now."""
    assert await newsdesk.desk.in_hand(newsdesk.at(DRAFTED)) is None
    await newsdesk.tick(DRAFTED)
    await newsdesk.stage.chat(3, Topic.BULLETIN)
    issue = await newsdesk.desk.in_hand(newsdesk.stage.clock.now())
    assert issue is not None
    assert (issue.audience, issue.is_open, issue.has_content) == (3, True, True)
    assert [one.when.start for one in issue.digest.this_week] == [SATURDAY]
    assert await newsdesk.desk.in_hand(newsdesk.stage.clock.now() + timedelta(days=7)) is None


async def test_audience_is_counted_when_a_draft_is_shown_only(newsdesk: Newsdesk) -> None:
    """To count a million takes a while: a process does so when a draft is shown, not at every tick."""
    desk, fuse = fused(newsdesk, 1000)
    for minute in range(5):
        await desk.tick(newsdesk.at(later(DRAFTED, minutes=minute)))
    assert fuse.called["count_issue"] == 1
    await desk.tick(newsdesk.at(DUE))
    assert fuse.called["count_issue"] == 1
    assert await desk.in_hand(newsdesk.at(DUE)) is not None
    assert fuse.called["count_issue"] == 2
