"""Build buttons and keyboards."""

from collections.abc import Callable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.text.words import Words

Button = InlineKeyboardButton
Row = Sequence[Button]

LONGEST_LABEL = 60
"""In characters. Telegram's apps cut a longer label, each in its own place."""

_NUMBERS_IN_ROW = 4


def button(label: str, data: CallbackData | str, *, style: str | None = None) -> Button:
    """Return a button that sends callback data. style is «success» or «danger», used rarely."""
    packed = data if isinstance(data, str) else data.pack()
    return Button(text=shorten(label, LONGEST_LABEL), callback_data=packed, style=style)


def link(label: str, url: str) -> Button:
    """Return a button that opens a web page."""
    return Button(text=shorten(label, LONGEST_LABEL), url=url)


def checkbox(words: Words, label: str, data: CallbackData, *, chosen: bool) -> Button:
    """Return a button of one independent choice: ticked, or with an empty box."""
    return button(words.plain("choice-on" if chosen else "choice-off", label=label), data)


def radio_button(words: Words, label: str, data: CallbackData, *, chosen: bool) -> Button:
    """Return a button of one of several choices that exclude each other, ticked if chosen."""
    return button(words.plain("choice-on", label=label) if chosen else label, data)


def keyboard(*rows: Row) -> InlineKeyboardMarkup | None:
    """Return the rows of buttons that are not empty, or None if all are."""
    filled = [list(row) for row in rows if row]
    return InlineKeyboardMarkup(inline_keyboard=filled) if filled else None


def pager(words: Words, page: int, pages: int, target: Callable[[int], CallbackData]) -> Row:
    """Return the buttons to the previous and next page, or no button for a single page."""
    if pages < 2:
        return ()
    row = [button(words.plain("button-page", page=page + 1, pages=pages), target(page))]
    if page > 0:
        row.insert(0, button(words.plain("button-previous"), target(page - 1)))
    if page < pages - 1:
        row.append(button(words.plain("button-next"), target(page + 1)))
    return row


def numbered(targets: Sequence[tuple[int | str, CallbackData]]) -> list[Row]:
    """Return numbered buttons, at most four in a row, in rows of similar length."""
    buttons = [button(str(number), target) for number, target in targets]
    rows = -(-len(buttons) // _NUMBERS_IN_ROW) or 1
    width = -(-len(buttons) // rows) or 1
    return [buttons[at : at + width] for at in range(0, len(buttons), width)]


def in_rows(buttons: Sequence[Button], width: int) -> list[Row]:
    """Return the buttons in rows of this width."""
    return [buttons[at : at + width] for at in range(0, len(buttons), width)]


def shorten(text: str, longest: int) -> str:
    """Cut a text that is too long at the end of a word, and add an ellipsis."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    whole = cut.rsplit(" ", 1)[0]
    return (whole if len(whole) > longest // 2 else cut).rstrip(" ,.;:«(") + "…"
