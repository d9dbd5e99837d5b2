"""Define the data of the buttons that name editors and switch their rights."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from data.store.secretariat.staff import Right
from handlers.callbacks.field_types import Page

UserId = Annotated[int, Field(ge=1, le=2**52 - 1)]


class OpenEditors(CallbackData, prefix="eds"):
    """Show a page of the editors."""

    page: Page = 0


class OpenEditor(CallbackData, prefix="edr"):
    """Show an editor."""

    id: UserId


class AskEditor(CallbackData, prefix="eda"):
    """Ask which person becomes an editor."""


class NameEditor(CallbackData, prefix="edn"):
    """Name a person with these rights."""

    id: UserId
    edit_plan: bool
    send: bool


class SetEditorRight(CallbackData, prefix="edx"):
    """Give an editor a right, or take it away."""

    id: UserId
    right: Right
    on: bool


class DismissEditor(CallbackData, prefix="edd"):
    """Ask whether to dismiss an editor. With sure, dismiss them."""

    id: UserId
    sure: bool = False
