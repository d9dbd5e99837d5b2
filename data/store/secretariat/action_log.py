"""Store what the secretariat did: who, when, to what, with the values before and after."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from data.store.revisions import Authorship, Facts, RecordedChange, recorded_change
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Value
from data.store.sqlite.timestamps import from_text, to_text
from data.store.sqlite.transactions import Row, Transaction

_SQL = Queries("action_log")
_ALL = -1
"""No limit, in SQL."""


@dataclass(frozen=True, slots=True)
class Action:
    """What was done to a subject, such as «event:12», «plan:2020», «bulletin:3» or «editor:100».

    actor_id is the user id of the person, None for a command line, whose name is the actor then. action is a
    code such as «editor-named». before and after map the codes of fields to text, numbers, truth values or
    ISO dates, None where there is nothing. Both kinds of codes have their words in `desk-log.ftl`.
    """

    actor_id: int | None
    actor: str
    action: str
    subject: str = ""
    before: Facts | None = None
    after: Facts | None = None

    @classmethod
    def of(
        cls,
        by: Authorship,
        action: str,
        subject: str = "",
        *,
        before: Facts | None = None,
        after: Facts | None = None,
    ) -> Self:
        """Return what the author of a change did."""
        return cls(by.author, by.name, action, subject, before, after)


@dataclass(frozen=True, slots=True)
class RecordedAction:
    """An action of the log. The changes of its revision stand in plan_changes."""

    id: int
    at: datetime
    action: Action
    revision: int | None = None


COMMAND_LINE = 0
"""Stands for all command lines where a person's id is expected."""


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """Which actions are wanted: of a person or of command lines, about a subject.

    None and an empty subject stand for all. «city:kazan» stands for the days of that city in every year, too.
    """

    actor: int | None = None
    subject: str = ""

    def parameters(self) -> dict[str, Value]:
        """Return the parameters by which queries choose."""
        return {"actor": self.actor, **self.of_subject()}

    def of_subject(self) -> dict[str, Value]:
        """Return those that choose the subject."""
        kind, _, city = self.subject.partition(":")
        return {"subject": self.subject or None, "part": f":{city}:" if kind == "city" else ""}


@dataclass(frozen=True, slots=True)
class LoggedAction:
    """An action with the first changes of its revision, and how many there are in all."""

    recorded: RecordedAction
    changes: tuple[RecordedChange, ...] = ()
    changed: int = 0


@dataclass(frozen=True, slots=True)
class ActionPage:
    """A page of the log, newest first. number counts from 0."""

    actions: tuple[LoggedAction, ...]
    number: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class Actor:
    """A person who is in the log by the name of their last action, or COMMAND_LINE."""

    id: int
    name: str


class ActionLog:
    """The log of actions. It only grows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, action: Action, at: datetime) -> None:
        """Write an action that changes no other table. For one that does, see record_action."""
        await self._database.write_at_once(
            lambda steps: steps.execute(_SQL["record"], **_values(action, at, None))
        )

    async def latest(self, count: int) -> tuple[RecordedAction, ...]:
        """Return the newest actions, newest first."""
        rows = await self._database.fetch_all(_SQL["latest"], count=count)
        return tuple(_recorded_action(row) for row in rows)

    async def page(self, wanted: ActionFilter, number: int, size: int, changes: int) -> ActionPage:
        """Return a page of so many actions, each with at most so many changes.

        A page beyond the last one is the last one.
        """
        row = await self._database.fetch_one(_SQL["count"], **wanted.parameters())
        total = 0 if row is None else int(row["actions"])
        pages = max(1, -(-total // size))
        number = min(max(number, 0), pages - 1)
        actions = await self._read(wanted, size, number * size, changes)
        return ActionPage(actions, number, pages, total)

    async def all(self, wanted: ActionFilter) -> tuple[LoggedAction, ...]:
        """Return every action with every change, newest first."""
        return await self._read(wanted, _ALL, 0, _ALL)

    async def actors(self) -> tuple[Actor, ...]:
        """Return who is in the log, those who acted last first."""
        rows = await self._database.fetch_all(_SQL["actors"])
        return tuple(Actor(row["actor_id"] or COMMAND_LINE, row["actor"]) for row in rows)

    async def subjects(self, most: int) -> tuple[str, ...]:
        """Return what the log is about, the newest first."""
        rows = await self._database.fetch_all(_SQL["subjects"], most=most)
        return tuple(row["subject"] for row in rows)

    async def _read(
        self, wanted: ActionFilter, size: int, skipped: int, changes: int
    ) -> tuple[LoggedAction, ...]:
        rows = await self._database.fetch_all(_SQL["page"], **wanted.parameters(), size=size, skipped=skipped)
        return tuple([await self._with_changes(_recorded_action(row), wanted, changes) for row in rows])

    async def _with_changes(self, recorded: RecordedAction, wanted: ActionFilter, most: int) -> LoggedAction:
        if recorded.revision is None:
            return LoggedAction(recorded)
        found = {"revision": recorded.revision, **wanted.of_subject()}
        row = await self._database.fetch_one(_SQL["count_changes"], **found)
        rows = await self._database.fetch_all(_SQL["changes"], **found, most=most)
        changed = 0 if row is None else int(row["changes"])
        return LoggedAction(recorded, tuple(recorded_change(one) for one in rows), changed)


async def record_action(tx: Transaction, action: Action, at: datetime, revision: int | None = None) -> None:
    """Write an action in the transaction of the change itself, with the revision that it makes.

    Raises TypeError for facts that are no JSON.
    """
    await tx.execute(_SQL["record"], **_values(action, at, revision))


def _values(action: Action, at: datetime, revision: int | None) -> dict[str, Value]:
    return {
        "at": to_text(at),
        "actor_id": action.actor_id,
        "actor": action.actor,
        "action": action.action,
        "subject": action.subject,
        "before": None if action.before is None else json.dumps(action.before),
        "after": None if action.after is None else json.dumps(action.after),
        "revision": revision,
    }


def _recorded_action(row: Row) -> RecordedAction:
    action = Action(
        row["actor_id"],
        row["actor"],
        row["action"],
        row["subject"],
        None if row["before"] is None else json.loads(row["before"]),
        None if row["after"] is None else json.loads(row["after"]),
    )
    return RecordedAction(row["id"], from_text(row["at"]), action, row["revision"])
