"""Render what the secretariat sees of an issue: its draft, questions, progress and report."""

from datetime import date
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardMarkup

from data.calendar.bulletin.digest import Digest, Silence
from data.store.bulletins import BulletinState
from handlers.callbacks.secretariat import ActOnBulletin, BulletinAction
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.bulletin.issue import ReadChange, issue_text
from handlers.views.keyboard import Button, button, keyboard
from handlers.views.message import Message
from handlers.views.wording.days import day_in_words
from handlers.views.wording.local_time import clock_time, zone_clock_in_words
from scheduler.bulletins.outline import Issue, issue_day
from scheduler.bulletins.schedule import Timetable
from scheduler.bulletins.tally import Tally


def draft_text(words: Words, read_change: ReadChange, issue: Issue, timetable: Timetable) -> Markup:
    """Render what an editor sees: the hour, the number of recipients and the issue.

    An issue that is not worth sending has the reason instead.
    """
    local = issue.bulletin.due_at.astimezone(ZoneInfo(timetable.zone))
    date_text = day_in_words(words, local.date(), local.year)
    time = clock_time(local)
    zone = zone_clock_in_words(words, timetable.zone)
    head = [words("bulletin-draft-title", date=date_text, time=time, zone=zone)]
    if issue.is_open:
        head.append(words("bulletin-draft-audience", count=issue.audience))
    if not issue.has_content:
        return join((*head, silence_text(words, issue.digest)), "\n")
    head.append(_outlook(words, issue))
    if issue.digest.is_quiet and not issue.bulletin.extra_text:
        head.append(words("bulletin-draft-quiet"))
    preview = issue_text(words, read_change, issue.digest, issue.bulletin.extra_text)
    return join((join(head, "\n"), words("bulletin-draft-preview"), preview), "\n\n")


def _outlook(words: Words, issue: Issue) -> Markup:
    """Say what becomes of the issue, or that it can no longer be changed."""
    if not issue.is_open:
        return words("bulletin-too-late", state=issue.bulletin.state.value)
    approved = issue.bulletin.state is BulletinState.APPROVED
    return words("bulletin-draft-approved" if approved else "bulletin-draft-default")


def silence_text(words: Words, digest: Digest) -> Markup:
    """Say why an issue is not worth sending, and what makes it go out."""
    last, reason = digest.last_issue, digest.silence or Silence.UNKNOWN
    day = "" if last is None else day_in_words(words, last, digest.today.year)
    return words("bulletin-draft-empty", reason=reason.value, date=day)


def draft_message(words: Words, read_change: ReadChange, issue: Issue, timetable: Timetable) -> Message:
    """Render the draft, with its buttons while it can be changed."""
    buttons = (
        draft_keyboard(words, issue.bulletin.id, has_content=issue.has_content) if issue.is_open else None
    )
    return Message(draft_text(words, read_change, issue, timetable), buttons)


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
