"""Name the accounts under which Telegram itself writes."""

ANONYMOUS_ADMIN = 1087968824
"""GroupAnonymousBot: any admin of a group who writes anonymously."""

TELEGRAM = 777000
"""Telegram's own notices, and posts of a channel forwarded into its discussion group."""

CHANNEL_BOT = 136817688
"""Channel_Bot: any person who writes in a group as a channel."""

SERVICE_ACCOUNTS = frozenset({ANONYMOUS_ADMIN, TELEGRAM, CHANNEL_BOT})
"""All of them. Any number of people stand behind each, so none may have rights or settings of its own."""
