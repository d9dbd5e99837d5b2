"""Which language to begin with."""

from aiogram.types import Chat, User

from data.store.chats import Language
from handlers.text.words import LANGUAGES


def first_language(user: User | None, chat: Chat | None = None) -> Language:
    """Return the language to begin with: the person's own where we speak it, else Russian.

    A chat of several people is not spoken to in the language of one of them.
    """
    is_shared = chat is not None and chat.type != "private"
    code = (user.language_code or "")[:2].lower() if user is not None and not is_shared else ""
    return Language(code) if code in LANGUAGES else Language.RU
