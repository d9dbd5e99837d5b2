"""The Bot API as the sandbox speaks it: every answered method is imported here, so that it is registered."""

from bot.sandbox.methods import polling, queries, texts
from bot.sandbox.registry import METHODS

__all__ = ["METHODS", "polling", "queries", "texts"]
