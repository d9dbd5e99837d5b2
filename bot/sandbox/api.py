"""The Bot API as the sandbox speaks it: importing the methods' modules registers them."""

from bot.sandbox.methods import chats, media, moving, polling, profile, queries, texts
from bot.sandbox.registry import METHODS

__all__ = ["METHODS", "chats", "media", "moving", "polling", "profile", "queries", "texts"]
