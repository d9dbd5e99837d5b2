"""Which language to begin with."""

from aiogram.types import User

from data.store.chats import Language
from handlers.words import LANGUAGES


def spoken_by(user: User | None) -> Language:
    """The language to begin with: that of the person's Telegram where we speak it, else Russian."""
    code = (user.language_code or "")[:2].lower() if user is not None else ""
    return Language(code) if code in LANGUAGES else Language.RU
