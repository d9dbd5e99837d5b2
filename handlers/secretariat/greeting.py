"""Greet new editors as soon as they may be written to."""

from datetime import datetime

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from data.store.secretariat.staff import Editor, rights_of
from data.store.store import Store
from handlers.views.secretariat.staff import greeting_payload
from scheduler.editor_messages import tell_editors


class StaffGreeter:
    """Tells each editor once of being named, and learns the names that were not known."""

    def __init__(self, bot: Bot, store: Store) -> None:
        self._bot = bot
        self._store = store

    async def greet(self, now: datetime) -> None:
        """Put the greetings that are due into the outbox. A kill at any step adds no second one."""
        for editor in await self._store.staff.to_greet():
            if not editor.name:
                await self._learn_name(editor)
            # the key has no id of the person, because keys outlive a person who is forgotten
            key = f"editor:{editor.named_at.isoformat()}"
            payload = greeting_payload(rights_of(editor))
            await tell_editors(self._store.outbox, key, [editor.user_id], payload, now)
            await self._store.staff.mark_greeted(editor, now)

    async def _learn_name(self, editor: Editor) -> None:
        name = await name_of(self._bot, editor.user_id)
        if name:
            await self._store.staff.rename(editor.user_id, name)


async def name_of(bot: Bot, user_id: int) -> str:
    """Return the name of a person who has written to the bot, empty where Telegram does not say."""
    try:
        return (await bot.get_chat(user_id)).full_name
    except TelegramAPIError:
        return ""
