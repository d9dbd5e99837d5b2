"""A picture is drawn once, then sent by its file_id, and left out if it cannot be drawn."""

import asyncio
import logging
from datetime import date

import pytest

from bot.pictures.drawing import NotDrawn
from bot.pictures.picture_files import PictureFile, PictureFiles
from data.calendar.almanac import Almanac
from data.store.pictures import Pictures
from data.store.sqlite.database import Database
from handlers.pictures.request import PictureKind, PictureRequest
from handlers.sending.send_picture import PictureUnavailable
from tests.plan_2020 import cities_2020, plan_2020
from tests.world.clocks import FrozenClock

ME, ANOTHER_BOT = 1, 2
ALMANAC = Almanac(cities_2020(), {2020: plan_2020()})
SPRING = date(2020, 3, 1)
MAP = PictureRequest(PictureKind.MAP, "ru", 2020, SPRING)
SHEET = PictureRequest(PictureKind.YEAR, "ru", 2020, SPRING)


class Drawer:
    """Counts calls instead of drawing, and fails if a test says so."""

    def __init__(self) -> None:
        self.drawn = 0
        self.fails = False
        self.began = asyncio.Event()
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()

    async def __call__(self, svg: str) -> bytes:
        """Return a picture, or raise NotDrawn."""
        self.drawn += 1
        self.began.set()
        await self.may_go_on.wait()
        if self.fails:
            raise NotDrawn("MemoryError")
        return svg[:20].encode()


@pytest.fixture
def drawer() -> Drawer:
    """Return a drawer that works."""
    return Drawer()


@pytest.fixture
def pictures(database: Database, clock: FrozenClock, drawer: Drawer) -> PictureFiles:
    """Return the pictures of an empty database."""
    return PictureFiles(Pictures(database), lambda: ALMANAC, clock.now, drawer)


async def upload(pictures: PictureFiles, request: PictureRequest, file_id: str) -> PictureFile:
    """Draw a picture, and note the file that Telegram has of it."""
    found = await pictures.find(request, ME)
    await pictures.keep(found, file_id)
    return found


async def test_many_who_ask_at_once_get_one_drawing(pictures: PictureFiles, drawer: Drawer) -> None:
    """The others wait for the first."""
    found = await asyncio.gather(*(pictures.find(MAP, ME) for _ in range(20)))
    assert drawer.drawn == 1
    assert len({one.png for one in found}) == 1
    assert all(one.file_id is None for one in found)


async def test_uploaded_picture_is_not_drawn_again(
    pictures: PictureFiles, drawer: Drawer, database: Database, clock: FrozenClock
) -> None:
    """Neither this process nor the next one draws it again."""
    first = await upload(pictures, MAP, "AgAC1")
    assert await pictures.find(MAP, ME) == PictureFile(first.key, "AgAC1")
    restarted = PictureFiles(Pictures(database), lambda: ALMANAC, clock.now, drawer)
    assert await restarted.find(MAP, ME) == PictureFile(first.key, "AgAC1")
    assert drawer.drawn == 1


async def test_same_content_is_the_same_picture(pictures: PictureFiles) -> None:
    """A map has no mark of today, a sheet has."""
    later = date(2020, 3, 2)
    keys = [
        (await pictures.find(PictureRequest(kind, language, 2020, today), ME)).key
        for kind in (PictureKind.MAP, PictureKind.YEAR)
        for language in ("ru", "en")
        for today in (SPRING, later)
    ]
    assert keys[0] == keys[1]
    assert len(set(keys)) == 6


async def test_file_id_holds_for_one_bot(pictures: PictureFiles) -> None:
    """Another token means another bot, to which the file is unknown."""
    await upload(pictures, MAP, "AgAC1")
    assert (await pictures.find(MAP, ANOTHER_BOT)).file_id is None


async def test_refused_file_is_drawn_again(pictures: PictureFiles, drawer: Drawer) -> None:
    """A file that Telegram no longer has is forgotten, and drawn once for all refused calls."""
    await upload(pictures, MAP, "AgAC1")
    refused = await pictures.find(MAP, ME)
    await pictures.forget(refused)
    await upload(pictures, MAP, "AgAC2")
    await pictures.forget(refused)
    assert (await pictures.find(MAP, ME)).file_id == "AgAC2"
    assert drawer.drawn == 2


async def test_failure_is_logged_once_and_not_repeated(
    pictures: PictureFiles, drawer: Drawer, caplog: pytest.LogCaptureFixture
) -> None:
    """A broadcast of thousands must not start as many child processes that fail."""
    drawer.fails = True
    with caplog.at_level(logging.WARNING):
        for request in (MAP, MAP, SHEET, SHEET, MAP):
            with pytest.raises(PictureUnavailable):
                await pictures.find(request, ME)
    assert [record.message for record in caplog.records] == ["pictures cannot be drawn: MemoryError"]
    assert drawer.drawn == 2


async def test_other_pictures_are_drawn_after_one_has_failed(
    pictures: PictureFiles, drawer: Drawer, caplog: pytest.LogCaptureFixture
) -> None:
    """As soon as one succeeds, those that failed are tried again, and a new failure is logged."""
    with caplog.at_level(logging.WARNING):
        for fails in (True, False, True):
            drawer.fails = fails
            if fails:
                with pytest.raises(PictureUnavailable):
                    await pictures.find(MAP, ME)
            else:
                await pictures.find(SHEET, ME)
    assert len(caplog.records) == 2


async def test_cut_waiter_leaves_the_drawing_to_the_others(pictures: PictureFiles, drawer: Drawer) -> None:
    """The one who draws may be recalled: the next in line draws."""
    drawer.may_go_on.clear()
    async with asyncio.TaskGroup() as tasks:
        first, second = [tasks.create_task(pictures.find(MAP, ME)) for _ in range(2)]
        await drawer.began.wait()
        first.cancel()
        drawer.may_go_on.set()
    assert first.cancelled()
    assert second.result().png
    assert drawer.drawn == 2


async def test_city_that_is_gone_has_no_picture(pictures: PictureFiles, drawer: Drawer) -> None:
    """A stored request may outlive its city."""
    with pytest.raises(PictureUnavailable):
        await pictures.find(PictureRequest(PictureKind.CARD, "ru", 2020, SPRING, "atlantis"), ME)
    assert drawer.drawn == 0
