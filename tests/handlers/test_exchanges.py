"""What is known of a message and its answer outlives a restart, and is no condition."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from aiogram import Bot, Dispatcher
from aiogram.methods import DeleteMessage, EditMessageText
from aiogram.types import PhotoSize

from data.calendar.almanac import Almanac
from data.store.answers import ANSWERS_KEPT, SentAnswer
from data.store.sqlite.database import reading_only
from data.store.store import Store
from handlers.roles import Roles
from handlers.wiring.middlewares import install
from handlers.wiring.routers import build_root_router
from tests.handlers.conftest import Hands
from tests.handlers.stage import NOW, Person, Stage

BEFORE = NOW - timedelta(minutes=1)
PHOTO = [PhotoSize(file_id="1", file_unique_id="1", width=1, height=1)]
Restart = Callable[[], Person]


@pytest.fixture
def restart(stage: Stage, store: Store, almanac: Almanac, hands: Hands) -> Restart:
    """Another life of the bot over the same database. Anna in it."""

    def begin() -> Person:
        dispatcher = Dispatcher(roles=Roles(frozenset({1})))
        install(dispatcher, store, hands.now, lambda: almanac)
        dispatcher.include_router(build_root_router())
        return Stage(dispatcher, Bot("42:TEST", session=stage.session), stage.session).person()

    return begin


async def test_an_answer_is_mended_after_a_restart(anna: Person, restart: Restart) -> None:
    """Which message answers which is in the database."""
    await anna.says("/upcomin")
    screen = await restart().edits("/upcoming")
    [edit] = screen.edits
    assert edit.message_id == 1000
    assert screen.messages == [edit]
    [again] = (await restart().edits("/today")).edits
    assert again.message_id == 1000


async def test_late_parts_of_an_album_add_nothing(anna: Person, restart: Restart) -> None:
    """In another batch or after a restart: one answer, and the part itself may come again."""
    assert len((await anna.says(photo=PHOTO, media_group_id="13579")).messages) == 1
    for person in (anna, restart()):
        late = await person.says(photo=PHOTO, media_group_id="13579", number=11)
        assert late.calls == []
        assert len((await person.says(photo=PHOTO, media_group_id="13579")).messages) == 1
    assert len((await anna.says(photo=PHOTO, media_group_id="2468", number=12)).messages) == 1


async def test_an_edit_after_the_window_is_passed_over(anna: Person, hands: Hands, store: Store) -> None:
    """Neither answered nor recorded: the message is too old, whether it was answered or not."""
    await anna.says("/upcomin")
    hands.at += ANSWERS_KEPT
    assert (await anna.edits("/upcoming")).calls == []
    hands.at -= timedelta(seconds=1)
    assert len((await anna.edits("/upcoming")).edits) == 1
    assert await store.answers.purge(hands.at + ANSWERS_KEPT) == 1


async def test_what_an_edit_leaves_over_is_deleted(stage: Stage, anna: Person, store: Store) -> None:
    """A part of the old answer with no place in the new one. What cannot be deleted stays."""
    await anna.says("/upcomin")
    await store.answers.keep(7, 10, [SentAnswer(number, 0) for number in (1000, 1001, 1002)], BEFORE)
    stage.session.refusals[DeleteMessage] = ["message can't be deleted"]
    screen = await anna.edits("/upcoming")
    gone = [call.message_id for call in screen.calls if isinstance(call, DeleteMessage)]
    assert (len(screen.edits), gone) == (1, [1001, 1002])
    known = await store.answers.find(7, 10, BEFORE)
    assert [one.message_id for one in known or ()] == [1000]


async def test_an_edit_that_changes_no_answer_asks_nothing_of_telegram(anna: Person) -> None:
    """Telegram reports edits that nobody has made, too."""
    await anna.says("/upcoming")
    assert (await anna.edits("/upcoming")).calls == []
    assert len((await anna.edits("/today")).calls) == 1
    assert len((await anna.edits("/upcoming")).calls) == 1


async def test_an_edit_whose_answer_cannot_be_edited_is_answered_afresh(stage: Stage, anna: Person) -> None:
    """The old answer was deleted, say. The next edit changes the new one."""
    await anna.says("/upcomin")
    stage.session.refusals[EditMessageText] = ["message to edit not found"]
    screen = await anna.edits("/upcoming")
    assert len(screen.messages) == 2
    [edit] = (await anna.edits("/today")).edits
    assert edit.message_id == 1001


async def test_reading_needs_no_record(anna: Person) -> None:
    """On a disk that takes nothing a question is answered all the same, and an album once."""
    await anna.says("/start")
    with reading_only():
        assert "Ближайшие события" in (await anna.says("/upcoming")).text
        assert "Ближайшие события" in (await anna.edits("/upcoming")).text
        for number, answers in ((21, 1), (22, 0), (23, 0)):
            part = await anna.says(photo=PHOTO, media_group_id="13579", number=number)
            assert len(part.messages) == answers
