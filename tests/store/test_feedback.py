"""Messages between readers and the secretariat: once, in order, deleted with the reader."""

from datetime import UTC, datetime, timedelta

import pytest

from data.store.feedback.messages import ALBUM_PAUSE, FEEDBACK_KEPT, MESSAGES_A_DAY
from data.store.feedback.queue import QueuedMessage
from data.store.feedback.values import ConversationState, FeedbackReceipt, WrittenFeedback
from data.store.sqlite.database import Database
from data.store.store import Store, store_over
from tests.cast import ANNA, OWNERS, new_chat

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
DESK, OTHER_DESK = OWNERS


@pytest.fixture
def store(database: Database) -> Store:
    """Return the store over an empty database."""
    return store_over(database)


def written(number: int = 1, **more: object) -> WrittenFeedback:
    """Return a message of Anna's."""
    return WrittenFeedback(ANNA, "Анна", number, **more)  # type: ignore[arg-type]


async def accept(store: Store, number: int = 1, at: datetime = NOON, **more: object) -> FeedbackReceipt:
    """Accept a message of Anna's for one chat."""
    return await store.feedback.accept(written(number, **more), (DESK,), at)


async def due(store: Store, at: datetime = NOON) -> list[tuple[int, int | None]]:
    """Return the messages of readers that are due, each with its chat."""
    return [(one.message.desk_chat, one.message.reader_message) for one in await store.feedback_queue.due(at)]


async def copied(store: Store, number: int = 500, at: datetime = NOON) -> QueuedMessage:
    """Note that the one message that is due was copied under a number."""
    [queued] = await store.feedback_queue.due(at)
    await store.feedback_queue.note_copied([queued.message], [number], at)
    return queued


async def test_message_is_carried_to_each_chat_once(store: Store) -> None:
    """A message that is stored again, before or after it was copied, adds nothing."""
    for _ in range(2):
        assert await store.feedback.accept(written(), OWNERS, NOON) is FeedbackReceipt.ACCEPTED
    assert await due(store) == [(DESK, 1), (OTHER_DESK, 1)]
    for number, one in enumerate(await store.feedback_queue.due(NOON)):
        await store.feedback_queue.note_copied([one.message], [500 + number], NOON)
    assert await store.feedback.accept(written(), OWNERS, NOON) is FeedbackReceipt.ACCEPTED
    assert await due(store) == []
    found = await store.feedback.at_desk(OTHER_DESK, 501)
    assert found is not None
    assert (found.chat_id, found.reader_message) == (ANNA, 1)


@pytest.mark.parametrize(("at", "expected"), [(NOON, []), (NOON + MINUTE, [1, 7])])
async def test_edit_is_carried_once_the_first_version_has_left(
    store: Store, at: datetime, expected: list[int]
) -> None:
    """An edit of what still waits adds nothing, because the newest version is copied."""
    await accept(store)
    if expected:
        await copied(store)
    await accept(store, 1, at, revision=7)
    rows = await store.feedback_queue.due(at)
    assert [one.message.revision for one in rows] == ([7] if expected else [0])


async def test_a_day_has_room_for_so_many_messages(store: Store) -> None:
    """An album counts once, each edit counts, and a day later there is room again."""
    for number in range(3):
        await accept(store, 1 + number, album="a")
    await accept(store, 10)
    await accept(store, 10, revision=5)
    left = MESSAGES_A_DAY - 2
    for number in range(left):
        assert await accept(store, 20 + number) is FeedbackReceipt.ACCEPTED
    assert await accept(store, 99) is FeedbackReceipt.TOO_MANY
    assert await accept(store, 20) is FeedbackReceipt.ACCEPTED
    assert await accept(store, 99, NOON + DAY) is FeedbackReceipt.ACCEPTED


async def test_muted_reader_is_refused_until_unmuted(store: Store) -> None:
    """Muting affects later messages only: accepted ones are still copied."""
    await accept(store)
    reader = await store.feedback.set_muted(ANNA, NOON, is_muted=True)
    assert reader is not None
    assert reader.is_muted
    assert await accept(store, 2) is FeedbackReceipt.MUTED
    assert await due(store) == [(DESK, 1)]
    await store.feedback.set_muted(ANNA, NOON, is_muted=False)
    assert await accept(store, 2) is FeedbackReceipt.ACCEPTED
    assert await store.feedback.set_muted(12345, NOON, is_muted=True) is None


async def test_album_waits_for_its_parts_and_later_messages_wait_behind_it(store: Store) -> None:
    """Each part puts the album off, and the order of one reader's messages stays."""
    await accept(store, 1, album="a")
    later = NOON + timedelta(seconds=1)
    assert await store.feedback.continue_album(ANNA, "a", 2, later)
    assert await store.feedback.continue_album(ANNA, "a", 2, later)
    assert not await store.feedback.continue_album(ANNA, "b", 3, later)
    await accept(store, 4, later)
    assert await due(store, NOON + ALBUM_PAUSE) == []
    assert await due(store, later + ALBUM_PAUSE) == [(DESK, 1), (DESK, 2), (DESK, 4)]


async def test_late_part_of_an_album_has_the_header_of_the_others(store: Store) -> None:
    """A part that comes after the others were copied is carried below the same header."""
    await accept(store, 1, album="a")
    queued = await store.feedback_queue.due(NOON + ALBUM_PAUSE)
    await store.feedback_queue.note_header([queued[0].message], 400, queued[0].reader)
    await store.feedback_queue.note_copied([queued[0].message], [401], NOON)
    assert await store.feedback.continue_album(ANNA, "a", 2, NOON + MINUTE)
    [late] = await store.feedback_queue.due(NOON + 2 * MINUTE)
    assert (late.message.header, late.message.reader_message) == (400, 2)


async def test_answer_goes_to_the_reader_of_the_message_replied_to(store: Store) -> None:
    """The copy replies to the reader's own message. Stored twice, it is carried once."""
    await accept(store)
    await copied(store)
    found = await store.feedback.at_desk(DESK, 500)
    assert found is not None
    for _ in range(2):
        await store.feedback.answer(found, 600, "", NOON)
    queued = await copied(store, 2)
    assert (queued.message.is_answer, queued.message.chat_id, queued.message.replies_to) == (True, ANNA, 1)
    reader = await store.feedback.reader(ANNA)
    assert reader is not None
    assert reader.state is ConversationState.ANSWERED
    answer = await store.feedback.at_reader(ANNA, 2)
    assert answer is not None
    assert answer.is_answer


async def test_parts_of_an_answers_album_follow_the_first(store: Store) -> None:
    """A part without a reply belongs to the reader to whom the first part goes."""
    await accept(store)
    await copied(store)
    found = await store.feedback.at_desk(DESK, 500)
    assert found is not None
    assert not await store.feedback.continue_answer(DESK, "z", 601, NOON)
    await store.feedback.answer(found, 600, "z", NOON)
    assert await store.feedback.continue_answer(DESK, "z", 601, NOON)
    queued = await store.feedback_queue.due(NOON + ALBUM_PAUSE)
    assert [(one.message.desk_message, one.message.album) for one in queued] == [(600, "z"), (601, "z")]


async def test_conversation_opens_again_when_the_reader_writes(store: Store) -> None:
    """Closed by the secretariat, it is open after the next message, and the header is to be edited."""
    await accept(store)
    [queued] = await store.feedback_queue.due(NOON)
    await store.feedback_queue.note_header([queued.message], 400, queued.reader)
    assert await store.feedback_queue.outdated_headers() == []
    closed = await store.feedback.set_state(ANNA, ConversationState.CLOSED, NOON)
    assert closed is not None
    [outdated] = await store.feedback_queue.outdated_headers()
    assert (outdated.message.header, outdated.reader) == (400, closed)
    await store.feedback_queue.note_shown(closed)
    assert await store.feedback_queue.outdated_headers() == []
    await accept(store, 2)
    [outdated] = await store.feedback_queue.outdated_headers()
    assert outdated.reader.state is ConversationState.OPEN


async def test_failed_message_is_readdressed_once(store: Store) -> None:
    """A message that the group refuses goes to the owners, and is on its way until they fail too."""
    await store.feedback.accept(written(), (-5,), NOON)
    [queued] = await store.feedback_queue.due(NOON)
    for _ in range(2):
        await store.feedback_queue.readdress([queued.message], OWNERS)
    assert await due(store) == [(DESK, 1), (OTHER_DESK, 1)]
    for one in await store.feedback_queue.due(NOON):
        assert await store.feedback_queue.is_on_its_way(queued.message)
        await store.feedback_queue.fail([one.message], "blocked", NOON)
    assert not await store.feedback_queue.is_on_its_way(queued.message)
    failed = [one.message for one in await store.feedback_queue.failed(NOON)]
    assert len(failed) == 2
    await store.feedback_queue.report_everywhere(failed[:1])
    assert await store.feedback_queue.failed(NOON) == []


async def test_deleted_reader_is_answered_no_more(store: Store) -> None:
    """A reply to a message of a deleted reader finds no reader, and no message is copied."""
    await store.chats.ensure(new_chat(ANNA), NOON)
    await accept(store)
    await copied(store)
    await accept(store, 2)
    await store.chats.forget(ANNA)
    assert await due(store, NOON + MINUTE) == []
    assert await store.feedback.reader(ANNA) is None
    found = await store.feedback.at_desk(DESK, 500)
    assert found is not None
    assert found.chat_id is None
    await store.feedback.answer(found, 600, "", NOON)
    assert await due(store, NOON + MINUTE) == []


async def test_owner_who_deletes_everything_leaves_no_number(store: Store) -> None:
    """Copies in an owner's chat are deleted with the owner's data, and the reader's data stays."""
    await store.chats.ensure(new_chat(DESK), NOON)
    await store.feedback.accept(written(), OWNERS, NOON)
    exported = (await store.chats.export(DESK))["feedback_messages"]
    assert [(row["desk_chat"], row["chat_id"]) for row in exported] == [(DESK, None)]
    await store.chats.forget(DESK)
    assert await due(store) == [(OTHER_DESK, 1)]


async def test_old_messages_are_purged_and_mutes_stay(store: Store) -> None:
    """After the retention period only the mute of a reader is left."""
    await accept(store)
    await copied(store)
    assert await store.feedback.purge(NOON) == 0
    past = NOON + FEEDBACK_KEPT
    await store.feedback.set_muted(ANNA, NOON, is_muted=True)
    assert await store.feedback.purge(past) == 1
    assert await store.feedback.reader(ANNA) is not None
    await store.feedback.set_muted(ANNA, NOON, is_muted=False)
    assert await store.feedback.purge(past) == 1
    assert await store.feedback.reader(ANNA) is None
