"""The bulletin in words: the issue as readers get it, and what its editors see."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardMarkup

from data.calendar.digest import Digest
from data.calendar.occasions import Occasion
from data.calendar.topics import Topic
from data.store.bulletins import Bulletin, BulletinState
from handlers.callbacks.browsing import Follow
from handlers.callbacks.secretariat import Act, OnBulletin
from handlers.text.markup import Markup, escape, join
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.dates import day_in_words
from handlers.views.keyboard import Button, button, keyboard
from handlers.views.local_time import clock_time
from handlers.views.message import Message, parsed_length
from handlers.views.occasions import occasion_row
from scheduler.bulletins.outline import Issue, issue_day
from scheduler.bulletins.schedule import Timetable
from scheduler.bulletins.tally import Tally
from scheduler.editor_messages import Payload

LONGEST_EXTRA = 1500
"""Characters an editor may add: even 1,500 emoji leave room for the rest of an issue and its heading."""

_LONGEST_ISSUE = 3500
_ROWS = (12, 8, 6, 4, 3, 2, 1)


class BulletinViews:
    """Words the bulletin in every language, as payloads of the ledger."""

    def __init__(self, timetable: Timetable) -> None:
        self._timetable = timetable

    def issue(self, digest: Digest, extra_text: str) -> Payload:
        """The issue exactly as readers get it."""
        return _in_all_languages(lambda words: issue_text(words, digest, extra_text))

    def draft(self, issue: Issue) -> Payload:
        """The draft; its buttons are made when it is sent, from the id."""
        texts = _in_all_languages(lambda words: draft_text(words, issue, self._timetable))
        return {**texts, "draft": issue.bulletin.id, "has_content": issue.has_content}

    def progress(self, issue_day: date, tally: Tally) -> Payload:
        """A line about an issue that is going out."""
        return _in_all_languages(lambda words: progress_text(words, issue_day, tally))

    def report(self, issue_day: date, tally: Tally) -> Payload:
        """What became of an issue."""
        return _in_all_languages(lambda words: report_text(words, issue_day, tally))


def issue_text(words: Words, digest: Digest, extra_text: str) -> Markup:
    """The issue in one message: in a full week each section is cut short and says how much is left."""
    for rows in _ROWS:
        text = _issue_with(words, digest, extra_text, rows)
        if parsed_length(text) <= _LONGEST_ISSUE:
            return text
    return _issue_with(words, digest, extra_text, 0)


def draft_text(words: Words, issue: Issue, timetable: Timetable) -> Markup:
    """What an editor sees: when it goes out, to how many, and the issue itself."""
    local = issue.bulletin.due_at.astimezone(ZoneInfo(timetable.zone))
    date_text = day_in_words(words, local.date(), local.year)
    time = clock_time(local)
    head = [words("bulletin-draft-title", date=date_text, time=time, zone=timetable.zone)]
    head.append(words("bulletin-draft-audience", count=issue.audience))
    if not issue.has_content:
        return join((*head, words("bulletin-draft-empty")), "\n")
    approved = issue.bulletin.state is BulletinState.APPROVED
    head.append(words("bulletin-draft-approved" if approved else "bulletin-draft-default"))
    preview = issue_text(words, issue.digest, issue.bulletin.extra_text)
    return join((join(head, "\n"), words("bulletin-draft-preview"), preview), "\n\n")


def draft_message(words: Words, issue: Issue, timetable: Timetable) -> Message:
    """The draft, with its buttons while it can still be changed."""
    buttons = (
        draft_keyboard(words, issue.bulletin.id, has_content=issue.has_content) if issue.is_open else None
    )
    return Message(draft_text(words, issue, timetable), buttons)


def draft_keyboard(words: Words, bulletin_id: int, *, has_content: bool) -> InlineKeyboardMarkup | None:
    """What can be done with a draft: without content there is nothing to send."""

    def act(key: str, what: Act, style: str | None = None) -> Button:
        return button(words.plain(key), OnBulletin(act=what, id=bulletin_id), style=style)

    send = act("bulletin-at-its-hour", Act.ON_TIME, "success"), act("bulletin-send-now", Act.ASK_SEND)
    change = act("bulletin-edit", Act.EDIT), act("bulletin-skip", Act.ASK_SKIP)
    return keyboard(*((send, change) if has_content else (change,)))


def confirm_message(words: Words, issue: Issue, what: Act) -> Message:
    """What sending or skipping would mean, with the button that does it and the way back."""
    day = issue_day(issue.bulletin)
    send = what is Act.SEND
    if send:
        text = words("bulletin-send-confirm", count=issue.audience)
    else:
        text = words("bulletin-skip-confirm", date=day_in_words(words, day, day.year))
    label = words.plain("bulletin-send-yes" if send else "bulletin-skip-yes")
    style = None if send else "danger"
    yes = button(label, OnBulletin(act=what, id=issue.bulletin.id), style=style)
    back = button(words.plain("bulletin-back"), OnBulletin(act=Act.SHOW, id=issue.bulletin.id))
    return Message(text, keyboard((yes,), (back,)))


def skipped_message(words: Words, day: date) -> Message:
    """That an issue will not go out."""
    return Message(words("bulletin-skipped", date=day_in_words(words, day, day.year)))


def past_issue_message(words: Words, bulletin: Bulletin | None, timetable: Timetable) -> Message:
    """The last issue as it was sent, or when the first one comes; with a button to subscribe."""
    follow = button(words.plain("bulletin-subscribe"), Follow(topic=Topic.BULLETIN, on=True), style="success")
    text = sent_text(words, bulletin)
    if text is None:
        text = words("bulletin-none-yet", when=when_it_comes(words, timetable))
    return Message(text, keyboard((follow,)))


def sent_text(words: Words, bulletin: Bulletin | None) -> Markup | None:
    """The text of a sent issue as its readers got it."""
    texts = bulletin.body.get("text") if bulletin is not None else None
    if not isinstance(texts, Mapping):
        return None
    return Markup(texts[words.language])


def when_it_comes(words: Words, timetable: Timetable) -> Markup:
    """«по пятницам в 12:00 (Europe/Moscow)»."""
    return words("bulletin-at", weekday=timetable.weekday, hour=timetable.hour, zone=timetable.zone)


def progress_text(words: Words, day: date, tally: Tally) -> Markup:
    """«Бюллетень от 27 ноября отправляется: 120 из 500»."""
    return words(
        "bulletin-sending", date=day_in_words(words, day, day.year), done=tally.done, total=tally.total
    )


def report_text(words: Words, day: date, tally: Tally) -> Markup:
    """How many got the issue, how many have blocked the bot, how many could not be reached."""
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


def _issue_with(words: Words, digest: Digest, extra_text: str, rows: int) -> Markup:
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
    return join(parts, "\n\n")


def _section(words: Words, title: str, items: Sequence[Occasion], year: int, rows: int) -> Markup:
    shown = [occasion_row(words, item, year) for item in items[:rows]]
    left = len(items) - len(shown)
    more = [words("bulletin-more", count=left)] if left else []
    return join((join((words(title), *shown[:1])), *shown[1:], *more), "\n\n")


def _in_all_languages(wording: Callable[[Words], Markup]) -> Payload:
    return {language: str(wording(words_in(language))) for language in LANGUAGES}
