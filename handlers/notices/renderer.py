"""Render notices when they are sent: one message, in the chat's language, true at that time."""

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from data.calendar.almanac import Almanac
from data.store.chat_values import Chat, LocalHour
from data.store.notices import Notice, NoticeKind
from data.store.revisions import NEW_PLANS
from handlers.notices.plan_changes import read_change
from handlers.render_cache import RenderCache
from handlers.text.markup import Markup
from handlers.text.words import DEFAULT_LANGUAGE, Words, words_in
from handlers.views.bulletin import draft_keyboard
from handlers.views.keyboard import keyboard
from handlers.views.message import Message
from handlers.views.notices.buttons import manage_row
from handlers.views.notices.digest import notice_message
from handlers.views.notices.new_plan import read_new_plan
from handlers.views.notices.sections import NoticeContent
from scheduler.delivery.ports import Rendered
from scheduler.local_hours import must_be_quiet

_READY = frozenset({NoticeKind.BULLETIN, NoticeKind.MESSAGE})


class NoticeRenderer:
    """Render the notices of one chat for the delivery worker.

    A notice that is no longer true is returned as void. almanac returns what is known now, words the
    sentences of a language.
    """

    def __init__(
        self, almanac: Callable[[], Awaitable[Almanac]], words: Callable[[str], Words] = words_in
    ) -> None:
        self._almanac = almanac
        self._words = words
        self._rendered = RenderCache[Rendered[Message] | None]()

    async def __call__(
        self, recipient: Chat, notices: Sequence[Notice], now: datetime
    ) -> Rendered[Message] | None:
        """Return a digest, or a single bulletin or message. None if nothing in it is true.

        A notice that does not fit into the message is neither told nor void, and comes with the next
        one.
        """
        almanac = await self._almanac()
        language, numbers = recipient.language, tuple(notice.id for notice in notices)
        if notices and notices[0].kind in _READY:
            return self._rendered.get(
                almanac, (language, numbers), lambda: _ready(self._words(language), notices[0])
            )
        today = now.astimezone(ZoneInfo(recipient.zone)).date()
        # in quiet hours a notice that cannot wait comes without a sound
        quiet = must_be_quiet(LocalHour(recipient.zone, recipient.hour), now)
        # the hour of an event is told in the reader's zone
        key = language, numbers, today, recipient.zone, quiet
        return self._rendered.get(
            almanac,
            key,
            lambda: _render(self._words(language), almanac, notices, today, recipient.zone, quiet=quiet),
        )


def _ready(words: Words, notice: Notice) -> Rendered[Message]:
    return Rendered(ready_message(words, notice), frozenset({notice.id}))


def _render(
    words: Words, almanac: Almanac, notices: Sequence[Notice], today: date, zone: str, *, quiet: bool
) -> Rendered[Message] | None:
    contents, void = _sort_by_truth(words, almanac, notices)
    if not contents:
        return None
    message, included = notice_message(words, list(contents), today, zone)
    if quiet:
        message = replace(message, silent=True)
    return Rendered(message, frozenset(id_ for one in included for id_ in contents[one]), void)


def ready_message(words: Words, notice: Notice) -> Message:
    """Return a message whose text is stored with the notice, by language.

    A draft for editors has its buttons, a bulletin the button to unsubscribe.
    """
    payload: dict[str, Any] = json.loads(notice.payload)
    text = Markup(payload.get(words.language) or payload[DEFAULT_LANGUAGE])
    if notice.kind is NoticeKind.BULLETIN:
        return Message(text, keyboard(manage_row(words)), silent=True)
    draft = payload.get("draft")
    if not isinstance(draft, int):
        return Message(text)
    return Message(text, draft_keyboard(words, draft, has_content=payload.get("has_content", True)))


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
