"""Store what the secretariat did: who, when, to what, with the values before and after."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from data.store.revisions import Authorship, Facts
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Value
from data.store.sqlite.timestamps import from_text, to_text
from data.store.sqlite.transactions import Row, Transaction

_SQL = Queries("action_log")


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
