"""Send a copy of the database into the chat of an owner."""

import asyncio
from datetime import UTC, datetime

from bot.commands.refusal import CommandRefusal
from bot.process_tuning import import_aiogram
from bot.settings import Settings
from data.store.backups.making import MadeCopy
from handlers.text.words import Words

LARGEST_UPLOAD_MB = 50
"""What a bot may send as one file: Telegram's limit."""

_TIMEOUT_SECONDS = 300


def send_to_owner(words: Words, settings: Settings, copy: MadeCopy, owner: int | None, now: datetime) -> int:
    """Send a copy to an owner, the only one unless one is named. Return which.

    Raises CommandRefusal, which says where the copy is, if it cannot be sent.
    """
    chosen, token = _choose(words, settings, copy, owner), settings.read_token()
    if token is None:
        raise CommandRefusal(words.plain("cli-backup-no-token", path=str(copy.path)))
    if copy.size > LARGEST_UPLOAD_MB * 10**6:
        size = -(-copy.size // 10**6)
        text = words.plain("cli-backup-too-large", path=str(copy.path), size=size, most=LARGEST_UPLOAD_MB)
        raise CommandRefusal(text)
    caption = words.plain(
        "backup-caption",
        made=f"{now.astimezone(UTC):%Y-%m-%d %H:%M}",
        encrypted=int(bool(settings.backup_recipients)),
    )
    error = asyncio.run(_send(settings, token, copy, chosen, caption))
    if error is not None:
        text = words.plain("cli-backup-not-sent", owner=str(chosen), error=error, path=str(copy.path))
        raise CommandRefusal(text)
    return chosen


def _choose(words: Words, settings: Settings, copy: MadeCopy, owner: int | None) -> int:
    owners, path = sorted(settings.owner_ids), str(copy.path)
    if not owners:
        raise CommandRefusal(words.plain("cli-backup-no-owner", path=path))
    if owner is not None and owner not in owners:
        raise CommandRefusal(words.plain("cli-backup-not-an-owner", owner=str(owner), path=path))
    if owner is None and len(owners) > 1:
        names = ", ".join(str(one) for one in owners)
        raise CommandRefusal(words.plain("cli-backup-which-owner", owners=names, path=path))
    return owners[0] if owner is None else owner


async def _send(settings: Settings, token: str, copy: MadeCopy, owner: int, caption: str) -> str | None:
    """Send the file. Return the class of an error, whose text may hold the token, or None."""
    import_aiogram()
    from aiogram import Bot
    from aiogram.exceptions import AiogramError
    from aiogram.types import FSInputFile
    from aiogram.utils.token import TokenValidationError

    from bot.telegram_api.endpoint import endpoint_at
    from bot.telegram_api.session import open_session

    endpoint = endpoint_at(settings.telegram_api_url, token, settings.telegram_proxy)
    async with open_session(endpoint.api, endpoint.proxy) as session:
        try:
            await Bot(token, session=session).send_document(
                owner, FSInputFile(copy.path), caption=caption, request_timeout=_TIMEOUT_SECONDS
            )
        except (AiogramError, TokenValidationError) as error:
            return type(error).__name__
    return None
