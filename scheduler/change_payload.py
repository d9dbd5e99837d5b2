"""Write and read what a notice of a change says: the state before, and whom it concerns."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.calendar.topics import Subscription, Topic
from data.store.notices import Notice
from data.store.revisions import Facts, RecordedChange


@dataclass(frozen=True, slots=True)
class ChangeAudience:
    """Whom a change concerns.

    followers are told in any case. concerned are all who may be told at all: of these, chats that were sent
    something about the subject before are told, too. Where informed_since is set, only what was sent from
    then on counts: of a change that takes others back, those are told that know them.
    """

    followers: tuple[Subscription, ...]
    concerned: tuple[Subscription, ...]
    informed_since: datetime | None = None


def change_payload(before: Facts | None, last: RecordedChange, audience: ChangeAudience) -> str:
    """Return the payload of a notice as JSON: the state before, and the last change."""
    payload = {
        "kind": last.kind,
        "year": last.year,
        "before": None if before is None else dict(before),
        "after": None if last.after is None else dict(last.after),
        # A message that was made of this revision, or of a later one, has told all of it.
        "revision": last.revision,
        # Delivery asks, when the turn has come, whether the change still concerns the recipient.
        "followers": _pairs(audience.followers),
        "concerned": _pairs(audience.concerned),
        "informed_since": None if audience.informed_since is None else audience.informed_since.isoformat(),
    }
    return json.dumps(payload, ensure_ascii=False)


def audience_of(notice: Notice) -> ChangeAudience | None:
    """Return whom a stored change concerns. None where it does not say: every recipient."""
    payload: dict[str, Any] = json.loads(notice.payload)
    followers = payload.get("followers")
    if followers is None:
        return None
    # notices of earlier versions have only followers
    since = payload.get("informed_since")
    return ChangeAudience(
        _subscriptions(followers),
        _subscriptions(payload.get("concerned", followers)),
        None if since is None else datetime.fromisoformat(since),
    )


def _pairs(subscriptions: Iterable[Subscription]) -> list[list[str]]:
    return [[one.topic, one.subject] for one in subscriptions]


def _subscriptions(pairs: Iterable[Sequence[str]]) -> tuple[Subscription, ...]:
    return tuple(Subscription(Topic(topic), subject) for topic, subject in pairs)
