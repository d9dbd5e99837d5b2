"""Fetch a file from Telegram, never more of it than a plan may have."""

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from data.plans.file_kinds import MAX_BYTES

FETCH_SECONDS = 60
"""How long the transfer of a file of 20 MB may take."""

CHUNK_BYTES = 256 * 1024
"""So much is held at a time beside what has come."""


class FileRefused(Exception):
    """Telegram does not give the file, or it is larger than it may be."""


async def fetch_file(bot: Bot, file_id: str) -> bytes:
    """Return the bytes of a file.

    Raises FileRefused. An error of the connection goes up, so that the update is tried again.
    """
    try:
        file = await bot.get_file(file_id)
    except TelegramBadRequest as error:
        raise FileRefused from error
    if file.file_path is None or (file.file_size or 0) > MAX_BYTES:
        raise FileRefused
    url = bot.session.api.file_url(bot.token, file.file_path)
    content = bytearray()
    async for chunk in bot.session.stream_content(url, timeout=FETCH_SECONDS, chunk_size=CHUNK_BYTES):
        content += chunk
        if len(content) > MAX_BYTES:
            raise FileRefused
    return bytes(content)
