"""Render the bulletin: the issue for readers, the draft and the reports for editors."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardMarkup

from data.calendar.digest import Digest
from data.calendar.occasions import Occasion
from data.calendar.topics import Topic
from data.store.bulletins import Bulletin, BulletinState
from handlers.callbacks.browsing import Follow
from handlers.callbacks.secretariat import ActOnBulletin, BulletinAction
from handlers.text.markup import Markup, escape, join
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.keyboard import Button, button, keyboard
from handlers.views.message import Message, parsed_length
from handlers.views.wording.days import day_in_words
from handlers.views.wording.local_time import clock_time, zone_clock_in_words
from handlers.views.wording.occasions import approximation_note, occasion_row
from scheduler.bulletins.outline import Issue, issue_day
from scheduler.bulletins.schedule import Timetable
from scheduler.bulletins.tally import Tally
from scheduler.editor_messages import Payload

LONGEST_EXTRA = 1500
"""Characters that an editor may add. Even 1,500 emoji leave room for the issue and its heading."""

_LONGEST_ISSUE = 3500
_ROWS_TO_TRY = (12, 8, 6, 4, 3, 2, 1)


class BulletinViews:
    """Render texts of the bulletin in every language, as payloads of notices."""

    def __init__(self, timetable: Timetable) -> None:
        self._timetable = timetable

    def issue(self, digest: Digest, extra_text: str) -> Payload:
        """Render the issue exactly as readers get it."""
        return _in_every_language(lambda words: issue_text(words, digest, extra_text))

    def draft(self, issue: Issue) -> Payload:
        """Render the draft. Its buttons are made from the id when it is sent."""
        texts = _in_every_language(lambda words: draft_text(words, issue, self._timetable))
        return {**texts, "draft": issue.bulletin.id, "has_content": issue.has_content}

    def progress(self, issue_day: date, tally: Tally) -> Payload:
        """Render the progress of an issue that is being sent."""
        return _in_every_language(lambda words: progress_text(words, issue_day, tally))

    def report(self, issue_day: date, tally: Tally) -> Payload:
        """Render the report of a sent issue."""
        return _in_every_language(lambda words: report_text(words, issue_day, tally))


def issue_text(words: Words, digest: Digest, extra_text: str) -> Markup:
    """Render the issue as one message.

    In a full week each section is cut, and says how many occasions are left out.
    """
    for rows in _ROWS_TO_TRY:
        text = _issue_of_rows(words, digest, extra_text, rows)
        if parsed_length(text) <= _LONGEST_ISSUE:
            return text
    return _issue_of_rows(words, digest, extra_text, 0)


def draft_text(words: Words, issue: Issue, timetable: Timetable) -> Markup:
    """Render what an editor sees: the hour, the number of recipients and the issue."""
    local = issue.bulletin.due_at.astimezone(ZoneInfo(timetable.zone))
    date_text = day_in_words(words, local.date(), local.year)
    time = clock_time(local)
    zone = zone_clock_in_words(words, timetable.zone)
    head = [words("bulletin-draft-title", date=date_text, time=time, zone=zone)]
    head.append(words("bulletin-draft-audience", count=issue.audience))
    if not issue.has_content:
        return join((*head, words("bulletin-draft-empty")), "\n")
    approved = issue.bulletin.state is BulletinState.APPROVED
    head.append(words("bulletin-draft-approved" if approved else "bulletin-draft-default"))
    preview = issue_text(words, issue.digest, issue.bulletin.extra_text)
    return join((join(head, "\n"), words("bulletin-draft-preview"), preview), "\n\n")


def draft_message(words: Words, issue: Issue, timetable: Timetable) -> Message:
    """Render the draft, with its buttons while it can be changed."""
    buttons = (
        draft_keyboard(words, issue.bulletin.id, has_content=issue.has_content) if issue.is_open else None
    )
    return Message(draft_text(words, issue, timetable), buttons)


def draft_keyboard(words: Words, bulletin_id: int, *, has_content: bool) -> InlineKeyboardMarkup | None:
    """Return the buttons of a draft. One without content cannot be sent."""

    def act(key: str, what: BulletinAction, style: str | None = None) -> Button:
        return button(words.plain(key), ActOnBulletin(act=what, id=bulletin_id), style=style)

    send = (
        act("bulletin-at-its-hour", BulletinAction.ON_TIME, "success"),
        act("bulletin-send-now", BulletinAction.ASK_SEND),
    )
    change = act("bulletin-edit", BulletinAction.EDIT), act("bulletin-skip", BulletinAction.ASK_SKIP)
    return keyboard(*((send, change) if has_content else (change,)))


def confirm_message(words: Words, issue: Issue, what: BulletinAction) -> Message:
    """Ask to confirm that the issue is sent or skipped."""
    day = issue_day(issue.bulletin)
    send = what is BulletinAction.SEND
    if send:
        text = words("bulletin-send-confirm", count=issue.audience)
    else:
        text = words("bulletin-skip-confirm", date=day_in_words(words, day, day.year))
    label = words.plain("bulletin-send-yes" if send else "bulletin-skip-yes")
    style = None if send else "danger"
    yes = button(label, ActOnBulletin(act=what, id=issue.bulletin.id), style=style)
    back = button(words.plain("bulletin-back"), ActOnBulletin(act=BulletinAction.SHOW, id=issue.bulletin.id))
    return Message(text, keyboard((yes,), (back,)))


def skipped_message(words: Words, day: date) -> Message:
    """Confirm that the issue is skipped."""
    return Message(words("bulletin-skipped", date=day_in_words(words, day, day.year)))


def past_issue_message(words: Words, bulletin: Bulletin | None, timetable: Timetable) -> Message:
    """Render the last issue, or the time of the first, with a button to subscribe."""
    follow = button(words.plain("bulletin-subscribe"), Follow(topic=Topic.BULLETIN, on=True), style="success")
    text = sent_text(words, bulletin)
    if text is None:
        text = words("bulletin-none-yet", when=schedule_in_words(words, timetable))
    return Message(text, keyboard((follow,)))


def sent_text(words: Words, bulletin: Bulletin | None) -> Markup | None:
    """Return the text of a sent issue as its readers got it. None for no issue."""
    texts = bulletin.body.get("text") if bulletin is not None else None
    if not isinstance(texts, Mapping):
        return None
    return Markup(texts[words.language])


def schedule_in_words(words: Words, timetable: Timetable) -> Markup:
    """Return when the bulletin comes: «по пятницам в 12:00 по московскому времени»."""
    zone = zone_clock_in_words(words, timetable.zone)
    return words("bulletin-at", weekday=timetable.weekday, hour=timetable.hour, zone=zone)


def progress_text(words: Words, day: date, tally: Tally) -> Markup:
    """Render the progress: «Бюллетень от 27 ноября отправляется: 120 из 500»."""
    return words(
        "bulletin-sending", date=day_in_words(words, day, day.year), done=tally.done, total=tally.total
    )


def report_text(words: Words, day: date, tally: Tally) -> Markup:
    """Render how many chats got the issue, have blocked the bot, or were not reached."""
    date_text = day_in_words(words, day, day.year)
    if tally.total == 0:
        return words("bulletin-report-nobody", date=date_text)
    lines = [words("bulletin-report-title", date=date_text)]
    lines.append(
        words("bulletin-report-counts", delivered=tally.delivered, blocked=tally.blocked, failed=tally.failed)
    )
    if tally.unknown:
        lines.append(words("bulletin-report-unknown", unknown=tally.unknown))
    if tally.left:
        lines.append(words("bulletin-report-left", left=tally.left))
    return join(lines)


def _issue_of_rows(words: Words, digest: Digest, extra_text: str, rows: int) -> Markup:
    day = digest.issue_day
    number = int(digest.week.partition("-W")[2])
    parts = [words("bulletin-heading", number=number, date=day_in_words(words, day, 0))]
    if extra_text:
        parts.append(escape(extra_text))
    sections = (
        ("bulletin-this-week", digest.this_week),
        ("bulletin-next-week", digest.next_week),
        ("bulletin-windows", digest.windows),
        ("bulletin-jubilees", digest.jubilees),
    )
    parts += [_section(words, title, items, day.year, rows) for title, items in sections if items]
    parts.append(approximation_note(words, (one for _, items in sections for one in items[:rows])))
    return join(parts, "\n\n")


def _section(words: Words, title: str, items: Sequence[Occasion], year: int, rows: int) -> Markup:
    shown = [occasion_row(words, item, year) for item in items[:rows]]
    left = len(items) - len(shown)
    more = [words("bulletin-more", count=left)] if left else []
    return join((join((words(title), *shown[:1])), *shown[1:], *more), "\n\n")


def _in_every_language(wording: Callable[[Words], Markup]) -> Payload:
    return {language: str(wording(words_in(language))) for language in LANGUAGES}
