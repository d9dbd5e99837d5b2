"""Turn a message for one chat into a post for the many readers of a channel."""

import re
from collections.abc import Iterator
from dataclasses import replace

from handlers.callbacks.browsing import OpenEvent
from handlers.callbacks.cities import OpenCity
from handlers.text.words import Words
from handlers.views.keyboard import Button, Row, keyboard, link
from handlers.views.message import Message

FROM_CHANNEL = "from-channel"
"""What a link to the bot carries that opens the first screen."""

# the card of an event or a city, as handlers.start_links reads it, and the place where the link stands
_CARDS = ((OpenEvent, "e"), (OpenCity, "c"))
_PLACE = "_channel"

# «…и ещё 3: /upcoming», which a reader of a channel cannot send
_COMMAND = re.compile(r"(?<=: )/[a-z]+$", re.MULTILINE)


def channel_post(words: Words, message: Message, bot_name: str) -> Message:
    """Return the message without buttons that act.

    A press would be one reader's, and the post is for all. Links stay. A button that opens a card becomes a
    link to the card in a private chat. Where there is none, a link opens the bot. A command at the end of a
    line becomes a link, too. Without the bot's name there is no link to it.
    """
    text, to_bot = message.text, _address(bot_name) + FROM_CHANNEL
    if bot_name:
        text = _COMMAND.sub(rf'<a href="{to_bot}">\g<0></a>', text)
    rows: list[Row] = [list(_links(row, bot_name)) for row in _rows_of(message)]
    if bot_name and not any(_address(bot_name) in (one.url or "") for row in rows for one in row):
        rows.append([link(words.plain("channel-open-bot"), to_bot)])
    return replace(message, text=text, keyboard=keyboard(*rows))


def _rows_of(message: Message) -> list[list[Button]]:
    return [] if message.keyboard is None else message.keyboard.inline_keyboard


def _links(row: Row, bot_name: str) -> Iterator[Button]:
    for one in row:
        start = _start_of_card(one.callback_data or "")
        if one.url is not None:
            yield one
        elif start and bot_name:
            yield link(one.text, _address(bot_name) + start)


def _start_of_card(data: str) -> str:
    for kind, letter in _CARDS:
        try:
            return f"{letter}{kind.unpack(data).id}{_PLACE}"
        except (TypeError, ValueError):
            continue
    return ""


def _address(bot_name: str) -> str:
    return f"https://t.me/{bot_name}?start="
