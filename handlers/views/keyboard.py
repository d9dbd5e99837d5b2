"""Buttons."""

from collections.abc import Callable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.text.words import Words

Button = InlineKeyboardButton
Row = Sequence[Button]

LONGEST_LABEL = 60
"""Characters; a longer label is cut by Telegram's apps, each in its own place."""

_NUMBERS_IN_ROW = 4


def button(label: str, data: CallbackData | str, *, style: str | None = None) -> Button:
    """A button that calls back. style is «success» or «danger», used sparingly."""
    packed = data if isinstance(data, str) else data.pack()
    return Button(text=shorten(label, LONGEST_LABEL), callback_data=packed, style=style)


def link(label: str, url: str) -> Button:
    """A button that opens a page."""
    return Button(text=shorten(label, LONGEST_LABEL), url=url)


def checkbox(words: Words, label: str, data: CallbackData, *, chosen: bool) -> Button:
    """One of several that hold each for itself: ticked, or with an empty box."""
    return button(words.plain("choice-on" if chosen else "choice-off", label=label), data)


def radio_button(words: Words, label: str, data: CallbackData, *, chosen: bool) -> Button:
    """One of several of which exactly one holds: ticked, or the bare label."""
    return button(words.plain("choice-on", label=label) if chosen else label, data)


def keyboard(*rows: Row) -> InlineKeyboardMarkup | None:
    """Rows of buttons, empty ones left out; None where nothing is left."""
    filled = [list(row) for row in rows if row]
    return InlineKeyboardMarkup(inline_keyboard=filled) if filled else None


def pager(words: Words, page: int, pages: int, target: Callable[[int], CallbackData]) -> Row:
    """Back, where we are, forward; nothing for a single page."""
    if pages < 2:
        return ()
    row = [button(words.plain("button-page", page=page + 1, pages=pages), target(page))]
    if page > 0:
        row.insert(0, button(words.plain("button-previous"), target(page - 1)))
    if page < pages - 1:
        row.append(button(words.plain("button-next"), target(page + 1)))
    return row


def numbered(targets: Sequence[tuple[int | str, CallbackData]]) -> list[Row]:
    """Buttons with the numbers of the rows above, in rows of at most four of about one length."""
    buttons = [button(str(number), target) for number, target in targets]
    rows = -(-len(buttons) // _NUMBERS_IN_ROW) or 1
    width = -(-len(buttons) // rows) or 1
    return [buttons[at : at + width] for at in range(0, len(buttons), width)]


def in_rows(buttons: Sequence[Button], width: int) -> list[Row]:
    """Buttons in rows of a width."""
    return [buttons[at : at + width] for at in range(0, len(buttons), width)]


def shorten(text: str, longest: int) -> str:
    """The text, cut at a word's end with an ellipsis where it is too long."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    whole = cut.rsplit(" ", 1)[0]
    return (whole if len(whole) > longest // 2 else cut).rstrip(" ,.;:«(") + "…"
