"""An edit changes the answer, also after a restart and on a disk that cannot be written."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from aiogram.methods import DeleteMessage, EditMessageText, SendMessage
from aiogram.types import PhotoSize

from data.calendar.almanac import Almanac
from data.store.answers import ANSWERS_KEPT, SentAnswer
from data.store.sqlite.database import reading_only
from data.store.store import Store
from tests.world.clocks import FrozenClock
from tests.world.conversation import NOW, ConversationWorld, Person

BEFORE = NOW - timedelta(minutes=1)
PHOTO = [PhotoSize(file_id="1", file_unique_id="1", width=1, height=1)]
Restart = Callable[[], Person]


@pytest.fixture
def restart(world: ConversationWorld, store: Store, almanac: Almanac, clock: FrozenClock) -> Restart:
    """Return a function that restarts the bot over the same database, and returns Anna in it."""

    def begin() -> Person:
        return ConversationWorld(store, clock, lambda: almanac, session=world.session).person()

    return begin


async def test_edit_changes_the_answer_after_a_restart(anna: Person, restart: Restart) -> None:
    """The database knows which message answers which."""
    await anna.says("/upcomin")
    screen = await restart().edits("/upcoming")
    [edit] = screen.edits
    assert edit.message_id == 1000
    assert screen.messages == [edit]
    [again] = (await restart().edits("/today")).edits
    assert again.message_id == 1000


async def test_late_parts_of_an_album_add_nothing(anna: Person, restart: Restart) -> None:
    """In another batch or after a restart there is one answer. The same part may come again."""
    assert len((await anna.says(photo=PHOTO, media_group_id="13579")).messages) == 1
    for person in (anna, restart()):
        late = await person.says(photo=PHOTO, media_group_id="13579", number=11)
        assert late.calls == []
        assert len((await person.says(photo=PHOTO, media_group_id="13579")).messages) == 1
    assert len((await anna.says(photo=PHOTO, media_group_id="2468", number=12)).messages) == 1


async def test_late_caption_of_an_album_changes_its_answer(anna: Person) -> None:
    """The first caption is the question, with any part of the album. A second one adds nothing."""
    album: dict[str, Any] = {"photo": PHOTO, "media_group_id": "13579"}
    [first] = (await anna.says(number=10, **album)).messages
    assert isinstance(first, SendMessage)
    late = await anna.says(number=11, caption="Казань", **album)
    assert [edit.message_id for edit in late.edits] == [1000]
    assert late.messages == late.edits
    assert "Казань" in late.text
    assert (await anna.says(number=12, caption="Минск", **album)).calls == []
    assert "Минск" in (await anna.edits("", number=11, caption="Минск", **album)).text


async def test_edit_of_an_old_message_is_ignored(anna: Person, clock: FrozenClock, store: Store) -> None:
    """The message is too old, so the edit is neither answered nor recorded."""
    await anna.says("/upcomin")
    clock.at += ANSWERS_KEPT
    assert (await anna.edits("/upcoming")).calls == []
    clock.at -= timedelta(seconds=1)
    assert len((await anna.edits("/upcoming")).edits) == 1
    assert await store.answers.purge(clock.at + ANSWERS_KEPT) == 1


async def test_unneeded_part_of_an_answer_is_deleted(
    world: ConversationWorld, anna: Person, store: Store
) -> None:
    """A part of the old answer that the new one does not need is deleted if possible."""
    await anna.says("/upcomin")
    await store.answers.keep(7, 10, [SentAnswer(number, 0) for number in (1000, 1001, 1002)], BEFORE)
    world.session.refusals[DeleteMessage] = ["message can't be deleted"]
    screen = await anna.edits("/upcoming")
    gone = [call.message_id for call in screen.calls if isinstance(call, DeleteMessage)]
    assert (len(screen.edits), gone) == (1, [1001, 1002])
    known = await store.answers.find(7, 10, BEFORE)
    assert [one.message_id for one in known or ()] == [1000]


async def test_edit_with_the_same_answer_sends_nothing(anna: Person) -> None:
    """Telegram also reports edits that no person has made."""
    await anna.says("/upcoming")
    assert (await anna.edits("/upcoming")).calls == []
    assert len((await anna.edits("/today")).calls) == 1
    assert len((await anna.edits("/upcoming")).calls) == 1


async def test_an_edit_whose_answer_cannot_be_edited_is_answered_afresh(
    world: ConversationWorld, anna: Person
) -> None:
    """If the old answer was deleted, a new one is sent, and the next edit changes it."""
    await anna.says("/upcomin")
    world.session.refusals[EditMessageText] = ["message to edit not found"]
    screen = await anna.edits("/upcoming")
    assert len(screen.messages) == 2
    [edit] = (await anna.edits("/today")).edits
    assert edit.message_id == 1001


async def test_question_is_answered_on_a_read_only_disk(anna: Person) -> None:
    """On a read-only disk a question is answered all the same, and an album once."""
    await anna.says("/start")
    with reading_only():
        assert "Ближайшие события" in (await anna.says("/upcoming")).text
        assert "Ближайшие события" in (await anna.edits("/upcoming")).text
        for number, answers in ((21, 1), (22, 0), (23, 0)):
            part = await anna.says(photo=PHOTO, media_group_id="13579", number=number)
            assert len(part.messages) == answers
