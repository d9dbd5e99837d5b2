"""Store the editors: people whom an owner has named, and what each of them may do."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from data.store.revisions import Authorship
from data.store.secretariat.action_log import Action, record_action
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import from_text, to_text
from data.store.sqlite.transactions import Row, Transaction

_SQL = Queries("staff")


class Right(StrEnum):
    """What a member of the secretariat may do. Owners have every right, and OWN they have alone."""

    EDIT_PLAN = "edit-plan"
    SEND = "send"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Editor:
    """A person named by an owner, whose id is named_by. name is as Telegram has it."""

    user_id: int
    name: str
    may_edit_plan: bool
    may_send: bool
    named_by: int
    named_at: datetime


def rights_of(editor: Editor | None) -> frozenset[Right]:
    """Return what an editor may do, which is nothing for a person who is none."""
    if editor is None:
        return frozenset()
    switched = ((Right.EDIT_PLAN, editor.may_edit_plan), (Right.SEND, editor.may_send))
    return frozenset(right for right, is_on in switched if is_on)


class StaffStore:
    """The editors. Each change is written to the log of actions in its transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> tuple[Editor, ...]:
        """Return the editors, those named first coming first."""
        return tuple(_editor(row) for row in await self._database.fetch_all(_SQL["all"]))

    async def of(self, user_id: int) -> Editor | None:
        """Return the editor with this user id, or None for a person who is none."""
        row = await self._database.fetch_one(_SQL["of"], user_id=user_id)
        return None if row is None else _editor(row)

    async def name(
        self, user_id: int, name: str, by: Authorship, *, may_edit_plan: bool, may_send: bool
    ) -> Editor:
        """Name an editor, or give one who is known these rights.

        Changes nothing where the rights are the same. Raises ValueError for an author without an id: only a
        person names editors.
        """
        if by.author is None:
            raise ValueError(by)
        wanted = Editor(user_id, name, may_edit_plan, may_send, by.author, by.at)
        async with self._database.transaction() as tx:
            row = await tx.fetch_one(_SQL["of"], user_id=user_id)
            before = None if row is None else _editor(row)
            if before is not None and _rights(before) == _rights(wanted):
                return before
            await _write(tx, wanted)
            code = "editor-named" if before is None else "editor-rights"
            await record_action(tx, _action(by, code, before, wanted), by.at)
            stored = await tx.fetch_one(_SQL["of"], user_id=user_id)
        return wanted if stored is None else _editor(stored)

    async def set_right(self, user_id: int, right: Right, by: Authorship, *, on: bool) -> Editor | None:
        """Give an editor a right, or take it away. The other one stays as it is at this moment.

        Returns the editor, or None for a person who is none. Raises ValueError for OWN, which no editor has.
        """
        if right is Right.OWN:
            raise ValueError(right)
        async with self._database.transaction() as tx:
            row = await tx.fetch_one(_SQL["of"], user_id=user_id)
            if row is None:
                return None
            before = _editor(row)
            after = (
                replace(before, may_edit_plan=on)
                if right is Right.EDIT_PLAN
                else replace(before, may_send=on)
            )
            if after != before:
                await _write(tx, after)
                await record_action(tx, _action(by, "editor-rights", before, after), by.at)
        return after

    async def dismiss(self, user_id: int, by: Authorship) -> Editor | None:
        """Delete an editor. Return who it was, or None for a person who is none."""
        async with self._database.transaction() as tx:
            row = await tx.fetch_one(_SQL["of"], user_id=user_id)
            if row is None:
                return None
            editor = _editor(row)
            await tx.execute(_SQL["dismiss"], user_id=user_id)
            await record_action(tx, _action(by, "editor-dismissed", editor, None), by.at)
        return editor

    async def to_greet(self) -> tuple[Editor, ...]:
        """Return the editors with a right who were not greeted yet and may be written to."""
        return tuple(_editor(row) for row in await self._database.fetch_all(_SQL["to_greet"]))

    async def mark_greeted(self, editor: Editor, now: datetime) -> None:
        """Note that an editor was told of being named."""
        async with self._database.transaction() as tx:
            await tx.execute(
                _SQL["mark_greeted"],
                user_id=editor.user_id,
                named_at=to_text(editor.named_at),
                greeted_at=to_text(now),
            )

    async def rename(self, user_id: int, name: str) -> None:
        """Set the name of an editor, where it was not known when they were named."""
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["rename"], user_id=user_id, name=name)

    async def menus(self) -> dict[int, int]:
        """Return by chat a checksum of the menu that was published for it alone."""
        return {row["chat_id"]: row["menu"] for row in await self._database.fetch_all(_SQL["menus"])}

    async def put_menu(self, chat_id: int, menu: int) -> None:
        """Note that a menu with this checksum was published for a chat."""
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["put_menu"], chat_id=chat_id, menu=menu)

    async def drop_menu(self, chat_id: int) -> None:
        """Note that a chat has the menu of all again."""
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["drop_menu"], chat_id=chat_id)


async def _write(tx: Transaction, editor: Editor) -> None:
    await tx.execute(
        _SQL["name"],
        user_id=editor.user_id,
        name=editor.name,
        may_edit_plan=int(editor.may_edit_plan),
        may_send=int(editor.may_send),
        named_by=editor.named_by,
        named_at=to_text(editor.named_at),
    )


def _action(by: Authorship, code: str, before: Editor | None, after: Editor | None) -> Action:
    known = after or before
    subject = "" if known is None else f"editor:{known.user_id}"
    return Action.of(by, code, subject, before=_rights(before), after=_rights(after))


def _rights(editor: Editor | None) -> dict[str, object] | None:
    """Return what the log keeps of an editor."""
    if editor is None:
        return None
    return {"name": editor.name, "edit-plan": editor.may_edit_plan, "send": editor.may_send}


def _editor(row: Row) -> Editor:
    return Editor(
        row["user_id"],
        row["name"],
        bool(row["may_edit_plan"]),
        bool(row["may_send"]),
        row["named_by"],
        from_text(row["named_at"]),
    )
