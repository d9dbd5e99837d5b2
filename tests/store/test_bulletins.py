"""Issues of the bulletin go one way, each week once."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from data.store.broadcasts.bulletins import Bulletin, BulletinDraft, Bulletins, BulletinState, WrongState
from data.store.broadcasts.editorial import EditorContent
from data.store.sqlite.database import Database
from data.store.sqlite.errors import UnknownRow
from tests.factories import plain_content

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DUE = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)
DRAFT = BulletinDraft("2026-W48", {"items": ["event:1:0"]}, DUE)

STEPS: dict[str, Callable[[Bulletins, int], Awaitable[Bulletin]]] = {
    "word": lambda bulletins, number: bulletins.word(number, {"items": []}),
    "set_due": lambda bulletins, number: bulletins.set_due(number, NOW, 7),
    "pass_over": lambda bulletins, number: bulletins.pass_over(number, {"items": []}),
    "set_content": lambda bulletins, number: bulletins.set_content(number, plain_content("text"), 7),
    "approve": lambda bulletins, number: bulletins.approve(number, 7, NOW),
    "hold": lambda bulletins, number: bulletins.hold(number),
    "skip": lambda bulletins, number: bulletins.skip(number, 7),
    "begin": lambda bulletins, number: bulletins.begin(number, 99),
    "pause": lambda bulletins, number: bulletins.pause(number),
    "resume": lambda bulletins, number: bulletins.resume(number),
    "finish": lambda bulletins, number: bulletins.finish(number, NOW),
}
EDITS = {"word", "set_due", "pass_over", "set_content", "approve", "skip"}
ALLOWED = {
    "empty": ([], {*EDITS, "hold", "begin"}),
    "draft": (["set_content"], {*EDITS, "hold", "begin"}),
    "approved": (["approve"], {*EDITS, "begin"}),
    "held": (["hold"], {*EDITS, "begin"}),
    "sending": (["begin"], {"pause", "finish", "skip"}),
    "paused": (["begin", "pause"], {"resume", "finish", "skip"}),
    "sent": (["begin", "finish"], set()),
    "skipped": (["skip"], set()),
}


async def _reach(bulletins: Bulletins, state: str) -> Bulletin:
    draft = BulletinDraft(DRAFT.week, DRAFT.body, DUE, empty=state == "empty")
    bulletin, _ = await bulletins.create_draft(draft, NOW)
    for step in ALLOWED[state][0]:
        bulletin = await STEPS[step](bulletins, bulletin.id)
    assert bulletin.state == state
    return bulletin


@pytest.mark.parametrize("state", ALLOWED)
@pytest.mark.parametrize("step", STEPS)
async def test_steps_are_taken_in_order_only(state: str, step: str, database: Database) -> None:
    """From every state each step goes as the table says. A refused one changes nothing."""
    bulletins = Bulletins(database)
    before = await _reach(bulletins, state)
    if step in ALLOWED[state][1]:
        after = await STEPS[step](bulletins, before.id)
        assert after == await bulletins.get(before.id)
    else:
        with pytest.raises(WrongState) as wrong:
            await STEPS[step](bulletins, before.id)
        assert wrong.value.found == state
        assert await bulletins.get(before.id) == before


async def test_a_week_has_one_issue(database: Database) -> None:
    """Drafting it again finds the first draft, and the second draft's content is dropped."""
    bulletins = Bulletins(database)
    first, created = await bulletins.create_draft(DRAFT, NOW)
    assert created
    assert first == Bulletin(
        first.id,
        "2026-W48",
        BulletinState.DRAFT,
        DRAFT.body,
        EditorContent(),
        None,
        DUE,
        None,
        NOW,
        None,
        None,
        None,
    )
    assert await bulletins.create_draft(BulletinDraft("2026-W48", {}, NOW), DUE) == (first, False)
    assert await bulletins.of_week("2026-W48") == first
    assert await bulletins.of_week("2026-W49") is None


async def test_an_edit_after_approval_needs_approval_again(database: Database) -> None:
    """An issue goes out only in the version that an editor has approved."""
    bulletins = Bulletins(database)
    approved = await _reach(bulletins, "approved")
    assert (approved.author, approved.approved_at) == (7, NOW)
    edited = await bulletins.set_content(approved.id, plain_content("С праздником!"), 8)
    assert (edited.state, edited.content.text.text, edited.author) == (
        BulletinState.DRAFT,
        "С праздником!",
        8,
    )
    assert edited.approved_at is None


async def test_past_issues_are_found(database: Database) -> None:
    """The newest come first. The latest sent is the last that was sent, not the last written."""
    bulletins = Bulletins(database)
    sent = await _reach(bulletins, "sent")
    assert (sent.notice_id, sent.sent_at) == (99, NOW)
    await bulletins.create_draft(BulletinDraft("2026-W49", {}, DUE), NOW)
    assert await bulletins.latest_sent() == sent
    assert [one.week for one in await bulletins.recent()] == ["2026-W49", "2026-W48"]
    assert [one.week for one in await bulletins.recent(1)] == ["2026-W49"]


async def test_an_unknown_issue_is_an_error(database: Database) -> None:
    """A wrong id is named."""
    with pytest.raises(UnknownRow):
        await Bulletins(database).approve(404, 7, NOW)
    assert await Bulletins(database).get(404) is None
    assert await Bulletins(database).latest_sent() is None
