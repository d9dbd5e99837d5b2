"""The pictures of the secretariat's guide show what the bot says.

`REWRITE_PICTURES=1 pytest tests/sandbox/browser/test_secretariat_guide.py` takes them anew and writes
the messages in each to a file beside the tests. Without it that file is compared with the bot's messages.
"""

import io
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image
from playwright.async_api import FloatRect, expect

from bot.resources import fix_zone_data
from bot.sandbox.client.client import ReceivedMessage
from tests.sandbox.browser.guide_scenes import START, Scene, begin_story
from tests.sandbox.browser.window import PHONE, Window, Windows
from tests.world.running_bot import BotWorld, open_bot_world

PICTURES = Path(__file__).parents[3] / "docs" / "pictures"
WRITTEN = Path(__file__).parent / "pictured"
TALL = (PHONE[0], 1800)
"""A window as wide as a phone in which each scene is in sight as a whole."""

MARGIN = 5.0
"""CSS pixels around the messages of a picture."""

IS_REWRITING = bool(os.environ.get("REWRITE_PICTURES"))


@pytest_asyncio.fixture(loop_scope="session")
async def guided(tmp_path: Path) -> AsyncIterator[BotWorld]:
    """Run the bot with the bulletin on Monday at nine, as it is set up by default."""
    fix_zone_data()
    async with open_bot_world(START, tmp_path, bulletin_at="mon 9") as world:
        world.pause_before_each_act()
        yield world
        await world.settle()
        await world.check_manners()


@pytest.mark.skipif(IS_REWRITING, reason="what the pictures show is written down, not compared")
async def test_pictures_of_the_guide_show_what_the_bot_says(guided: BotWorld) -> None:
    """Texts and buttons of each scene equal those recorded when its picture was taken."""
    story, played = await begin_story(guided), {}
    async for scene in story.scenes():
        played[scene.name] = written(scene)
    assert played == {file.stem: file.read_text(encoding="utf-8") for file in WRITTEN.glob("*.txt")}


@pytest.mark.skipif(not IS_REWRITING, reason="the pictures are taken only where they are wanted anew")
async def test_pictures_of_the_guide_can_be_taken(guided: BotWorld, windows: Windows) -> None:
    """Each shows the messages of its scene on a phone, and what it shows is written down."""
    story = await begin_story(guided)
    url, owner = guided.rehearsal.server.url, story.owner.id
    window = await windows.open(url, person=owner, chat=owner, size=TALL, density=2)
    WRITTEN.mkdir(exist_ok=True)
    async for scene in story.scenes():
        await _take(window, scene, PICTURES / f"secretariat-{scene.name}.png")
        (WRITTEN / f"{scene.name}.txt").write_text(written(scene), encoding="utf-8")


async def _take(window: Window, scene: Scene, file: Path) -> None:
    """Take a picture of the newest messages, in few colours, so that it is small."""
    last = scene.messages[-1]
    beginning = (last.labels[-1] if last.labels else last.text).splitlines()[0]
    rows = window.page.locator("#messages .row")
    await expect(rows.last).to_contain_text(beginning)
    await expect(window.page.locator(".toast")).to_have_count(0)
    await window.page.mouse.move(0, 0)
    await window.page.evaluate("document.activeElement.blur()")
    first_box = await rows.nth(-len(scene.messages)).bounding_box()
    last_box = await rows.last.bounding_box()
    assert first_box is not None
    assert last_box is not None
    top, bottom = first_box["y"] - MARGIN, last_box["y"] + last_box["height"] + MARGIN
    clip = FloatRect(x=0, y=top, width=TALL[0], height=bottom - top)
    taken = Image.open(io.BytesIO(await window.page.screenshot(clip=clip)))
    taken.convert("RGB").quantize(96, dither=Image.Dither.NONE).save(file, optimize=True)


def written(scene: Scene) -> str:
    """Return what a picture shows: its messages, each with its buttons row by row."""
    return "\n\n".join(_message(one) for one in scene.messages) + "\n"


def _message(message: ReceivedMessage) -> str:
    document = message.document
    file = f"(file {document['file_name']})" if document else ""
    rows = ["  ".join(f"[{label}]" for label in row) for row in message.rows]
    who = "bot:" if message.from_bot else "secretariat:"
    return "\n".join(filter(None, (who, file, message.text, *rows)))
