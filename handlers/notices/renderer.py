"""Render notices when they are sent: one message, in the chat's language, true at that time."""

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from data.calendar.almanac import Almanac
from data.store.chat_values import Chat, ChatKind, LocalHour
from data.store.notices import BROADCASTS, Notice, NoticeKind
from data.store.revisions import NEW_PLANS
from handlers.notices.plan_changes import read_change
from handlers.render_cache import RenderCache
from handlers.text.words import Words, words_in
from handlers.views.broadcasts import reader_message
from handlers.views.bulletin.staff_messages import staff_message
from handlers.views.message import Message
from handlers.views.notices.channel_posts import channel_post
from handlers.views.notices.digest import notice_message
from handlers.views.notices.new_plan import read_new_plan
from handlers.views.notices.sections import NoticeContent
from handlers.views.wording.starting import minutes_to
from scheduler.delivery.ports import Rendered
from scheduler.local_hours import must_be_quiet

_READY = BROADCASTS | {NoticeKind.MESSAGE}


async def _nameless() -> str:
    return ""


class NoticeRenderer:
    """Render the notices of one chat for the delivery worker.

    A notice that is no longer true is returned as void. almanac returns what is known now, words the
    sentences of a language, and bot_name the bot's username, to which posts in channels link.
    """

    def __init__(
        self,
        almanac: Callable[[], Awaitable[Almanac]],
        words: Callable[[str], Words] = words_in,
        bot_name: Callable[[], Awaitable[str]] = _nameless,
    ) -> None:
        self._almanac = almanac
        self._words = words
        self._bot_name = bot_name
        self._rendered = RenderCache[Rendered[Message] | None]()

    async def __call__(
        self, recipient: Chat, notices: Sequence[Notice], now: datetime
    ) -> Rendered[Message] | None:
        """Return a digest, or a single bulletin or message. None if nothing in it is true.

        A notice that does not fit into the message is neither told nor void, and comes with the next
        one.
        """
        if recipient.kind is ChatKind.CHANNEL:
            return await self._post(recipient, notices, now)
        return await self._message(recipient, notices, now)

    async def _post(
        self, channel: Chat, notices: Sequence[Notice], now: datetime
    ) -> Rendered[Message] | None:
        """Return what the message is to the many readers of a channel. Channels are few."""
        rendered = await self._message(channel, notices, now)
        if rendered is None:
            return None
        post = channel_post(self._words(channel.language), rendered.message, await self._bot_name())
        return replace(rendered, message=post)

    async def _message(
        self, recipient: Chat, notices: Sequence[Notice], now: datetime
    ) -> Rendered[Message] | None:
        """Return what a private chat or a group gets."""
        almanac = await self._almanac()
        language, numbers = recipient.language, tuple(notice.id for notice in notices)
        if notices and notices[0].kind in _READY:
            # an amendment may have changed the words of a notice
            known = language, numbers, notices[0].payload
            return self._rendered.get(almanac, known, lambda: _ready(self._words(language), notices[0]))
        today = now.astimezone(ZoneInfo(recipient.zone)).date()
        # in quiet hours a notice that cannot wait comes without a sound
        quiet = must_be_quiet(LocalHour(recipient.zone, recipient.hour), now)
        starts_in = _minutes_to_start(notices, now)
        # the hour of an event is told in the reader's zone
        key = language, numbers, today, recipient.zone, quiet, starts_in
        return self._rendered.get(
            almanac,
            key,
            lambda: _render(
                self._words(language),
                almanac,
                notices,
                _When(today, recipient.zone, quiet=quiet, starts_in=starts_in),
            ),
        )


def _ready(words: Words, notice: Notice) -> Rendered[Message]:
    return Rendered(ready_message(words, notice), frozenset({notice.id}))


@dataclass(frozen=True, slots=True)
class _When:
    """When and where a message is read.

    today is the local day, quiet a quiet hour, starts_in the minutes until a single event begins.
    """

    today: date
    zone: str
    quiet: bool
    starts_in: int | None


def _minutes_to_start(notices: Sequence[Notice], now: datetime) -> int | None:
    """Return the minutes until the event begins, or None unless all come hours ahead of it."""
    if any(one.hours is None for one in notices):
        return None
    starts = {one.expires_at for one in notices}
    return minutes_to(starts.pop(), now) if len(starts) == 1 else None


def _render(
    words: Words, almanac: Almanac, notices: Sequence[Notice], when: _When
) -> Rendered[Message] | None:
    contents, void = _sort_by_truth(words, almanac, notices)
    if not contents:
        return None
    message, included = notice_message(words, list(contents), when.today, when.zone, when.starts_in)
    if when.quiet:
        message = replace(message, silent=True)
    return Rendered(message, frozenset(id_ for one in included for id_ in contents[one]), void)


def ready_message(words: Words, notice: Notice) -> Message:
    """Return a message whose text is stored with the notice, by language.

    A message for editors has its buttons. A bulletin and an announcement have the button to unsubscribe.
    """
    payload: dict[str, Any] = json.loads(notice.payload)
    if notice.kind in BROADCASTS or payload.get("is_test"):
        return reader_message(words, payload, silent=notice.kind is NoticeKind.BULLETIN)
    return staff_message(words, payload)


def _sort_by_truth(
    words: Words, almanac: Almanac, notices: Sequence[Notice]
) -> tuple[dict[NoticeContent, list[int]], frozenset[int]]:
    """Return the contents to tell, each with its notices' ids, and the ids of void notices."""
    contents: dict[NoticeContent, list[int]] = {}
    void: set[int] = set()
    for content, ids in _read_contents(words, almanac, notices):
        if content is None:
            void.update(ids)
        else:
            contents.setdefault(content, []).extend(ids)
    return contents, frozenset(void)


def _read_contents(
    words: Words, almanac: Almanac, notices: Sequence[Notice]
) -> Iterator[tuple[NoticeContent | None, list[int]]]:
    changes: dict[str, list[Notice]] = {}
    for notice in notices:
        if notice.subject.startswith(f"{NEW_PLANS}:"):
            yield read_new_plan(almanac, notice.subject), [notice.id]
        elif notice.kind is NoticeKind.CHANGE:
            changes.setdefault(notice.subject, []).append(notice)
        else:
            yield almanac.occasion(notice.subject), [notice.id]
    for subject, same in changes.items():
        # several changes are told as one: from the state before the first to the present state
        first = min(same, key=lambda notice: notice.id)
        before: Mapping[str, Any] | None = json.loads(first.payload).get("before")
        yield read_change(words, almanac, subject, before), [notice.id for notice in same]
