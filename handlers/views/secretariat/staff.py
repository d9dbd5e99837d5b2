"""Render what owners are shown of editors, and what editors are told."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from aiogram.types import KeyboardButton, KeyboardButtonRequestUsers, ReplyKeyboardMarkup, ReplyKeyboardRemove

from data.store.secretariat.staff import Editor, Right, rights_of
from handlers.callbacks.staff import (
    AskEditor,
    DismissEditor,
    NameEditor,
    OpenEditor,
    OpenEditors,
    SetEditorRight,
)
from handlers.text.markup import Markup, join
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.keyboard import Button, button, checkbox, keyboard, pager
from handlers.views.message import Message
from handlers.views.paging import take_page
from handlers.views.wording.days import day_in_words

SWITCHED = (Right.EDIT_PLAN, Right.SEND)
"""The rights that owners switch, in the order in which they are shown."""

USERS_REQUEST = 60
"""The id of the request for a person, by which the choice is known when it arrives."""


def editors_message(words: Words, editors: Sequence[Editor], page: int = 0) -> Message:
    """List the editors with their rights, each with a button to their card."""
    shown = take_page(editors, page)
    lines = [
        words(
            "desk-editors-line", name=editor_name(words, one), rights=rights_in_words(words, rights_of(one))
        )
        for one in shown.rows
    ]
    parts = (words("desk-editors"), join(lines) or words("desk-editors-none"))
    rows = [(button(editor_name(words, one), OpenEditor(id=one.user_id)),) for one in shown.rows]
    turn = pager(words, shown.number, shown.pages, lambda number: OpenEditors(page=number))
    add = button(words.plain("desk-editor-button-add"), AskEditor(), style="success")
    return Message(join(parts, "\n\n"), keyboard(*rows, turn, (add,)))


def editor_message(words: Words, editor: Editor, today: date, *, is_known: bool) -> Message:
    """Show an editor with the switches of their rights.

    is_known says whether the person may be written to.
    """
    named = day_in_words(words, editor.named_at.date(), today.year)
    lines = (
        words("desk-editor", name=editor_name(words, editor)),
        words("desk-editor-named", date=named, number=str(editor.user_id)),
        "" if is_known else words("desk-editor-silent"),
        words("desk-editor-rights", rights=rights_in_words(words, rights_of(editor))),
    )
    granted = rights_of(editor)
    switches = [
        (
            checkbox(
                words,
                words.plain("desk-right-button", right=right.value),
                SetEditorRight(id=editor.user_id, right=right, on=right not in granted),
                chosen=right in granted,
            ),
        )
        for right in SWITCHED
    ]
    dismiss = button(words.plain("desk-editor-button-dismiss"), DismissEditor(id=editor.user_id))
    return Message(join(lines), keyboard(*switches, (dismiss,), (_back(words),)))


def ask_editor_message(words: Words, *, in_group: bool) -> Message:
    """Ask for a person. In a private chat a button opens Telegram's list of people."""
    if in_group:
        return Message(words("desk-editor-ask", chat="group"))
    request = KeyboardButtonRequestUsers(
        request_id=USERS_REQUEST, user_is_bot=False, max_quantity=1, request_name=True
    )
    choose = KeyboardButton(text=words.plain("desk-editor-button-choose"), request_users=request)
    choices = ReplyKeyboardMarkup(keyboard=[[choose]], resize_keyboard=True, one_time_keyboard=True)
    return Message(words("desk-editor-ask", chat="private"), reply_keyboard=choices)


def chosen_message(words: Words, user_id: int, name: str) -> Message:
    """Say who was chosen, and take the keyboard away."""
    text = words("desk-editor-chosen", name=person_name(words, user_id, name))
    return Message(text, reply_keyboard=ReplyKeyboardRemove())


def rights_question(words: Words, user_id: int, name: str) -> Message:
    """Ask with which rights a person becomes an editor."""
    choices = (
        ("edit-plan", NameEditor(id=user_id, edit_plan=True, send=False)),
        ("send", NameEditor(id=user_id, edit_plan=False, send=True)),
        ("both", NameEditor(id=user_id, edit_plan=True, send=True)),
    )
    rows = [(button(words.plain("desk-editor-button-name", rights=key), data),) for key, data in choices]
    text = words("desk-editor-question", name=person_name(words, user_id, name))
    leave = button(words.plain("desk-editor-button-leave"), OpenEditors())
    return Message(text, keyboard(*rows, (leave,)))


def dismissal_question(words: Words, editor: Editor) -> Message:
    """Ask to confirm the dismissal."""
    sure = DismissEditor(id=editor.user_id, sure=True)
    yes = button(words.plain("desk-editor-button-sure"), sure, style="danger")
    no = button(words.plain("desk-editor-button-keep"), OpenEditor(id=editor.user_id))
    text = words("desk-editor-dismiss", name=editor_name(words, editor))
    return Message(text, keyboard((yes,), (no,)))


def greeting_payload(rights: Collection[Right]) -> dict[str, object]:
    """Tell a new editor, by language, what they may do."""
    return {language: str(_greeting(words_in(language), rights)) for language in LANGUAGES}


def editor_name(words: Words, editor: Editor) -> str:
    """Return the name of an editor, or the id where no name is known."""
    return person_name(words, editor.user_id, editor.name)


def person_name(words: Words, user_id: int, name: str) -> str:
    """Return a name, or the id where no name is known."""
    return name.strip() or words.plain("desk-nameless", number=str(user_id))


def rights_in_words(words: Words, rights: Iterable[Right]) -> str:
    """Return the rights in words, separated by commas, or that there is none."""
    granted = frozenset(rights)
    named = [words.plain("desk-right", right=right.value) for right in SWITCHED if right in granted]
    return ", ".join(named) or words.plain("desk-right-none")


def _greeting(words: Words, rights: Collection[Right]) -> Markup:
    return words("desk-greeting", rights=rights_in_words(words, rights))


def _back(words: Words) -> Button:
    return button(words.plain("desk-editor-button-back"), OpenEditors())
