"""The rows that one chat may store are bounded, table by table."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.updates.flood_control import BURST, PER_SECOND, Admission, FloodControl
from data.calendar.topics import Subscription, Topic
from data.store.answers import ALBUMS_OF_CHAT, ANSWERS_OF_CHAT, SentAnswer
from data.store.editions.event_drafts import DRAFTS_OF_CHAT, NewDraft
from data.store.editions.plan_drafts import DRAFTS_OF_PERSON
from data.store.feedback.messages import MESSAGES_A_DAY, MESSAGES_OF_READER
from data.store.feedback.values import WrittenFeedback
from data.store.inbox import QUARANTINED_OF_CHAT, Arrival
from data.store.notices import NewNotice, NoticeKind
from data.store.open_questions import QUESTIONS_OF_CHAT, Dialogue
from data.store.retention.personal_data import CHATS, PERSONAL_TABLES
from data.store.revisions import Authorship
from data.store.sqlite.database import Database
from data.store.sqlite.errors import LimitReached
from data.store.sqlite.named_queries import Query
from data.store.store import Store, store_over
from data.store.subscriptions import FOLLOWED_OF_CHAT, MUTES_OF_CHAT
from tests.cast import OWNER, new_chat
from tests.factories import event

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
CHAT = 5_000_000_001
MORE = 40
"""How far beyond each bound it is tried."""

Fill = Callable[[Store], Awaitable[int]]


async def _follow(store: Store) -> int:
    """Follow more events than the bound and all topics, and check the refusals."""
    refused = 0
    subjects = [Subscription(Topic.EVENT, str(number)) for number in range(FOLLOWED_OF_CHAT + MORE)]
    for wanted in (*subjects, *(Subscription(topic) for topic in Topic)):
        try:
            await store.subscriptions.add(CHAT, wanted, NOW)
        except LimitReached as error:
            refused += error.most
    assert refused == MORE * FOLLOWED_OF_CHAT
    # what is followed already is no error
    assert not await store.subscriptions.add(CHAT, subjects[0], NOW)
    return FOLLOWED_OF_CHAT + len(Topic)


async def _mute(store: Store) -> int:
    refused = 0
    for number in range(MUTES_OF_CHAT + MORE):
        try:
            await store.subscriptions.mute(CHAT, f"city_day:kazan:{2000 + number}")
        except LimitReached as error:
            refused += error.most
    assert refused == MORE * MUTES_OF_CHAT
    await store.subscriptions.mute(CHAT, "city_day:kazan:2000")
    return MUTES_OF_CHAT


async def _choose_leads(store: Store) -> int:
    for topic in Topic:
        for days in (30, 14, 7):
            await store.subscriptions.set_leads(CHAT, topic, (days,))
    return len(Topic)


async def _ask(store: Store) -> int:
    """Put a question to every member of a large group. The last ones stay open."""
    for number in range(QUESTIONS_OF_CHAT + MORE):
        until = NOW + timedelta(hours=1, seconds=number)
        await store.open_questions.put(Dialogue(CHAT, number, "city", {}, until))
    assert await store.open_questions.peek(CHAT, QUESTIONS_OF_CHAT + MORE - 1, NOW) is not None
    assert await store.open_questions.peek(CHAT, MORE - 1, NOW) is None
    return QUESTIONS_OF_CHAT


async def _fail(store: Store) -> int:
    """Let every update fail. The text of the last ones is kept, of the others only the id."""
    for number in range(QUARANTINED_OF_CHAT + MORE):
        await store.inbox.keep([Arrival(number, str(CHAT), "{}")], NOW)
        await store.inbox.quarantine(number, NOW, "ValueError", f"R{number}")
    assert not await store.inbox.retry_quarantined("R0")
    assert await store.inbox.retry_quarantined(f"R{QUARANTINED_OF_CHAT + MORE - 1}")
    return QUARANTINED_OF_CHAT


async def _be_told(store: Store) -> int:
    """Plan each notice twice. Notices come from the plan, so readers cannot add rows."""
    for _ in range(MORE):
        new = NewNotice("k", NoticeKind.REMINDER, "event:1", NOW + timedelta(days=1))
        notice = await store.outbox.post(new, NOW)
        await store.outbox.address(notice.id, [CHAT], 1, NOW)
    return 1


async def _come(store: Store) -> int:
    for _ in range(3):
        await store.chats.ensure(new_chat(CHAT, zone="UTC"), NOW)
    return 1


async def _fall_behind(store: Store) -> int:
    """Change the settings of a chat all day. It waits to be planned for once."""
    for number in range(MORE):
        await store.chats.fall_behind(CHAT, NOW + timedelta(seconds=number))
    return 1


async def _refuse(store: Store) -> int:
    for number in range(MORE):
        await store.chats.refuse(CHAT, f"not enough rights {number}", NOW)
    return 1


async def _be_answered(store: Store) -> int:
    """Store answers beyond the bound. An edit finds the answers to the last messages only."""
    for number in range(ANSWERS_OF_CHAT + MORE):
        await store.answers.keep(CHAT, number, [SentAnswer(number + 1, 0)], NOW)
    long_ago = NOW - timedelta(days=1)
    assert await store.answers.find(CHAT, ANSWERS_OF_CHAT + MORE - 1, long_ago) is not None
    assert await store.answers.find(CHAT, MORE - 1, long_ago) is None
    return ANSWERS_OF_CHAT


async def _send_albums(store: Store) -> int:
    """Answer albums beyond the bound. The last ones are still known as answered."""
    for number in range(ALBUMS_OF_CHAT + MORE):
        await store.answers.claim_album(CHAT, f"album {number}", number, NOW + timedelta(seconds=number))
    newest = ALBUMS_OF_CHAT + MORE - 1
    assert await store.answers.claim_album(CHAT, f"album {newest}", newest + 1, NOW) == newest
    return ALBUMS_OF_CHAT


async def _come_by_links(store: Store) -> int:
    """Arrive by many links, of which the first is kept."""
    for number in range(MORE):
        await store.arrival_links.note(CHAT, f"poster-{number}")
    return 1


async def _write_to_the_secretariat(store: Store) -> int:
    """Write as many messages a day as are accepted, for months. Each is copied on."""
    for number in range(MESSAGES_OF_READER + MORE):
        at = NOW + timedelta(hours=24 * number / MESSAGES_A_DAY)
        await store.feedback.accept(WrittenFeedback(CHAT, "N", number), (1,), at)
        [queued] = await store.feedback_queue.due(at)
        await store.feedback_queue.note_copied([queued.message], [number], at)
    return MESSAGES_OF_READER


async def _have_a_name(store: Store) -> int:
    """Write under several names, of which one row is kept."""
    for number in range(3):
        await store.feedback.accept(WrittenFeedback(CHAT, f"N{number}", number), (1,), NOW)
    return 1


async def _be_named(store: Store) -> int:
    """Name a person an editor again and again. There is one row for each person."""
    for number in range(MORE):
        by = Authorship(NOW, OWNER)
        await store.staff.name(CHAT, "Анна", by, may_edit_plan=bool(number % 2), may_send=True)
    return 1


async def _be_shown_menus(store: Store) -> int:
    for number in range(MORE):
        await store.staff.put_menu(CHAT, number)
    return 1


async def _propose_edits(store: Store) -> int:
    new = NewDraft(CHAT, CHAT, 2020, None, event(0))
    ids = [await store.event_drafts.put(new, NOW) for _ in range(DRAFTS_OF_CHAT + MORE)]
    assert await store.event_drafts.of(ids[-1]) is not None
    return DRAFTS_OF_CHAT


async def _send_plans(store: Store) -> int:
    """Send plan documents beyond the bound. The last ones are kept with their files."""
    for number in range(DRAFTS_OF_PERSON + MORE):
        draft = await store.plan_drafts.begin(CHAT, CHAT, number, "plan.txt", NOW)
        await store.plan_drafts.keep_content(draft.id, b"plan")
        assert await store.plan_drafts.content(draft.id) == b"plan"
    return DRAFTS_OF_PERSON


BOUNDS: dict[str, Fill] = {
    "subscriptions": _follow,
    "mutes": _mute,
    "lead_times": _choose_leads,
    "dialogues": _ask,
    "inbox": _fail,
    "deliveries": _be_told,
    "chats": _come,
    "catch_ups": _fall_behind,
    "refusals": _refuse,
    "answers": _be_answered,
    "albums": _send_albums,
    "arrival_links": _come_by_links,
    "feedback_messages": _write_to_the_secretariat,
    "feedback_readers": _have_a_name,
    "editors": _be_named,
    "chat_menus": _be_shown_menus,
    "event_drafts": _propose_edits,
    "plan_drafts": _send_plans,
}


@pytest.mark.parametrize("table", [CHATS.name, *(table.name for table in PERSONAL_TABLES)])
async def test_a_chat_stores_no_more_rows_than_its_bound(database: Database, table: str) -> None:
    """Every table a reader can write to has a bound, and beyond it nothing is added."""
    store = store_over(database)
    await store.chats.ensure(new_chat(CHAT, zone="UTC"), NOW)
    most = await BOUNDS[table](store)
    column = {"inbox": "lane", "editors": "user_id"}.get(table, "chat_id")
    rows = await database.fetch_all(
        Query("rows", f"SELECT * FROM {table} WHERE {column} = :id", frozenset({"id"})),  # noqa: S608
        id=str(CHAT) if table == "inbox" else CHAT,
    )
    assert len(rows) == most


async def test_a_flood_leaves_one_row_for_all_that_is_passed_over(database: Database) -> None:
    """Of updates beyond the allowance the newest has a row, and Telegram is asked from there."""
    inbox = store_over(database).inbox
    for first in range(0, 5000, 100):
        batch = [Arrival(first + number, str(CHAT), "", passed=True) for number in range(100)]
        assert await inbox.keep(batch, NOW) == 0
    rows = await database.fetch_all(Query("rows", "SELECT * FROM inbox"))
    assert [row["update_id"] for row in rows] == [4999]
    assert await inbox.newest(NOW - timedelta(hours=1)) == 4999


def test_a_day_of_writing_is_admitted_at_the_pace_of_answers() -> None:
    """However fast one chat writes, a day takes in a burst and one update a second."""
    floods, taken = FloodControl(), 0
    for second in range(0, 86_400, 60):
        at = NOW + timedelta(seconds=second)
        taken += sum(floods.admit("1", at) is Admission.TAKEN for _ in range(200))
    assert taken <= BURST + PER_SECOND * 86_400


async def test_pages_are_read_in_the_order_given(database: Database) -> None:
    """Subjects follow the list, unknown ones come last, and a page too far is the last page."""
    store = store_over(database)
    await store.chats.ensure(new_chat(CHAT, zone="UTC"), NOW)
    for city in ("minsk", "kazan", "gone", "ufa", "omsk"):
        await store.subscriptions.add(CHAT, Subscription(Topic.CITY, city), NOW)
    order = ("ufa", "tver", "omsk", "minsk", "kazan")
    read = [await store.subscriptions.page(CHAT, Topic.CITY, order, number, 2) for number in (0, 1, 2, 9999)]
    assert [page.subjects for page in read] == [("ufa", "omsk"), ("minsk", "kazan"), ("gone",), ("gone",)]
    assert [(page.number, page.pages, page.total) for page in read][-1] == (2, 3, 5)
    for key in ("event:1", "event:2", "city_day:ufa:2019"):
        await store.subscriptions.mute(CHAT, key)
    muted = await store.subscriptions.mutes_page(CHAT, ("event:2", "event:3", "event:1"), 0, 8)
    assert (muted.subjects, muted.total) == (("event:2", "event:1"), 2)
    empty = await store.subscriptions.mutes_page(CHAT, (), 3, 8)
    assert (empty.subjects, empty.number, empty.pages, empty.total) == ((), 0, 1, 0)
