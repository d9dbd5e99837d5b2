"""Find the file of a picture: the one Telegram has, else a new drawing.

A picture is known by a checksum of its SVG, so that the same content is the same picture. Asked for by many
at once it is drawn once. Of those who ask before its first upload is answered, each uploads it.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TypeVar

from bot.pictures.drawing import NotDrawn, draw
from data.calendar.almanac import Almanac
from data.store.pictures import Pictures, own_picture_key
from data.store.sqlite.errors import Unwritable
from handlers.pictures.request import OwnPicture, PictureKind, PictureRequest
from handlers.render_cache import RenderCache
from handlers.sending.send_picture import PictureUnavailable
from handlers.text.words import words_in

logger = logging.getLogger(__name__)

V = TypeVar("V")

WAIT_SECONDS = 10.0
"""How long a picture may wait for others to be drawn. Then the text goes without it."""

RETRY_SECONDS = 60.0
"""After a drawing has failed, the same picture is not tried for so long."""

FILES_CACHED = 256
"""Pictures whose file_id is cached. Others are looked up in the database."""

DRAWINGS_CACHED = 4
"""Drawings kept until their upload is answered, at most 300 KB each."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture by its key: the file_id that Telegram knows it by, or else its PNG."""

    key: str
    file_id: str | None = None
    png: bytes = b""


class PictureFiles:
    """Draws pictures one at a time, and remembers what Telegram has.

    almanac returns what is known now, now the aware instant.
    """

    def __init__(
        self,
        stored: Pictures,
        almanac: Callable[[], Almanac],
        now: Callable[[], datetime],
        draw_svg: Callable[[str], Awaitable[bytes]] = draw,
        contents: Callable[[str], Awaitable[bytes | None]] | None = None,
    ) -> None:
        """Draw with draw_svg. contents returns a picture of an editor by the hash of its content."""
        self._stored = stored
        self._almanac = almanac
        self._now = now
        self._draw = draw_svg
        self._contents = contents
        self._keys = RenderCache[str]()
        self._file_ids: dict[str, str] = {}
        self._drawings: dict[str, bytes] = {}
        self._failed: dict[str, float] = {}
        self._pencil = asyncio.Lock()

    async def find(self, request: PictureRequest | OwnPicture, bot_id: int) -> PictureFile:
        """Return the file of a picture for a bot. Raises PictureUnavailable and StoreError."""
        if isinstance(request, OwnPicture):
            return PictureFile("", request.file_id)
        if request.kind is PictureKind.OWN:
            return await self._own_file(request.file, bot_id)
        almanac = self._almanac()
        key = self._keys.get(almanac, (bot_id, request), lambda: _key_of(_svg_of(request, almanac), bot_id))
        if (file_id := await self._known_file(key)) is not None:
            return PictureFile(key, file_id)
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                await self._pencil.acquire()
        except TimeoutError:
            raise PictureUnavailable from None
        try:
            if key in self._file_ids:
                return PictureFile(key, self._file_ids[key])
            return PictureFile(key, png=await self._drawing(key, request, almanac))
        finally:
            self._pencil.release()

    async def keep(self, picture: PictureFile, file_id: str) -> None:
        """Note the file_id under which Telegram has a picture now."""
        if picture.file_id is not None:
            return
        _put(self._file_ids, picture.key, file_id, FILES_CACHED)
        self._drawings.pop(picture.key, None)
        try:
            await self._stored.keep(picture.key, file_id, len(picture.png), self._now())
        except Unwritable:
            logger.info("a picture is known until the next start only")

    async def forget(self, picture: PictureFile) -> None:
        """Forget a file_id that Telegram refuses."""
        if picture.file_id is None:
            return
        if self._file_ids.get(picture.key) == picture.file_id:
            del self._file_ids[picture.key]
        try:
            await self._stored.forget(picture.key, picture.file_id)
        except Unwritable:
            logger.info("a picture that Telegram no longer has stays noted")

    async def _own_file(self, digest: str, bot_id: int) -> PictureFile:
        """Return the file of a picture that an editor has sent."""
        key = own_picture_key(bot_id, digest)
        if (file_id := await self._known_file(key)) is not None:
            return PictureFile(key, file_id)
        content = None if self._contents is None else await self._contents(digest)
        if content is None:
            raise PictureUnavailable
        return PictureFile(key, png=content)

    async def _known_file(self, key: str) -> str | None:
        if key not in self._file_ids and (stored := await self._stored.find(key)) is not None:
            _put(self._file_ids, key, stored, FILES_CACHED)
        return self._file_ids.get(key)

    async def _drawing(self, key: str, request: PictureRequest, almanac: Almanac) -> bytes:
        now = asyncio.get_running_loop().time()
        if key not in self._drawings:
            if now < self._failed.get(key, 0.0):
                raise PictureUnavailable
            try:
                png = await self._draw(_svg_of(request, almanac))
            except NotDrawn as error:
                self._note_failure(key, now, error)
                raise PictureUnavailable from error
            self._failed.clear()
            _put(self._drawings, key, png, DRAWINGS_CACHED)
        return self._drawings[key]

    def _note_failure(self, key: str, now: float, error: NotDrawn) -> None:
        if not self._failed:
            # the first of a row: where one picture fails the others mostly do
            logger.warning("pictures cannot be drawn: %s", error.reason)
        _put(self._failed, key, now + RETRY_SECONDS, FILES_CACHED)


def _put(kept: dict[str, V], key: str, value: V, most: int) -> None:
    """Keep a value, and of the others the newest."""
    kept.pop(key, None)
    kept[key] = value
    while len(kept) > most:
        del kept[next(iter(kept))]


def _svg_of(request: PictureRequest, almanac: Almanac) -> str:
    # imported here: a start that draws nothing must not pay for it
    from handlers.views.pictures.contents import svg_of

    svg = svg_of(words_in(request.language), almanac, request)
    if svg is None:
        raise PictureUnavailable
    return svg


def _key_of(svg: str, bot_id: int) -> str:
    """Return the key of what is drawn. A file_id holds for one bot only."""
    checksum = hashlib.sha256(f"{_drawn_by()} {svg}".encode()).hexdigest()
    return f"{bot_id}:{checksum}"


@cache
def _drawn_by() -> str:
    """Return the versions that decide how an SVG looks: the program's fonts, and the renderer."""
    # imported here: the start does not need it
    from importlib.metadata import version

    return f"{version('mag-bot')} {version('resvg-py')}"
