"""Render what the secretariat sees of an issue: its draft, questions, progress and report."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardMarkup

from data.calendar.bulletin.digest import Digest, Silence
from data.store.broadcasts.bulletins import Bulletin, BulletinState
from data.store.broadcasts.editorial import EditorContent
from handlers.callbacks.editor import (
    ActOnDraft,
    BroadcastAction,
    DraftKind,
    EditorScreen,
    OpenDraft,
    PrepareIssue,
    ShowPreview,
)
from handlers.callbacks.secretariat import ActOnBulletin, BulletinAction
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.bulletin.issue import ReadChange, issue_text
from handlers.views.keyboard import Button, button, keyboard
from handlers.views.message import LONGEST_TEXT, Message, parsed_length
from handlers.views.wording.days import day_in_words
from handlers.views.wording.local_time import clock_time, zone_clock_in_words
from scheduler.bulletins.outline import Issue, day_out
from scheduler.bulletins.schedule import Timetable
from scheduler.bulletins.tally import Tally
from scheduler.bulletins.told import sent_on


def draft_text(words: Words, read_change: ReadChange, issue: Issue, timetable: Timetable) -> Markup:
    """Render what an editor sees: the hour, the number of recipients and the issue.

    An issue that is not worth sending has the reason instead. One that is more than a text is shown by a
    button, as readers see it, and so is one that is too long to stand in the same message.
    """
    local = issue.bulletin.goes_out_at.astimezone(ZoneInfo(timetable.zone))
    date_text = day_in_words(words, local.date(), local.year)
    time = clock_time(local)
    zone = zone_clock_in_words(words, timetable.zone)
    head = [words("bulletin-draft-title", date=date_text, time=time, zone=zone)]
    if issue.is_open:
        head.append(words("bulletin-draft-audience", count=issue.audience))
    if not issue.has_content:
        return join((*head, silence_text(words, issue.digest)), "\n")
    head.append(_standing_of(words, issue))
    content = issue.bulletin.content
    if issue.digest.is_quiet and content.is_empty:
        head.append(words("bulletin-draft-quiet"))
    head.append(parts_text(words, content))
    preview = issue_text(words, read_change, issue.digest, content)
    whole = join((join(head, "\n"), words("bulletin-draft-preview"), preview), "\n\n")
    if content.picture or content.file or content.links or parsed_length(whole) > LONGEST_TEXT:
        return join((join(head, "\n"), words("desk-draft-apart")), "\n\n")
    return whole


def held_text(words: Words, issue: Issue, zone: str) -> Markup:
    """Say that an issue waits past its hour for an editor."""
    day = day_out(issue.bulletin, zone)
    return words("desk-bulletin-held", date=day_in_words(words, day, day.year), count=issue.audience)


def parts_text(words: Words, content: EditorContent) -> Markup:
    """Name what is added beside the text: picture, file, buttons. Empty where nothing is."""
    parts: list[Markup] = []
    if content.picture is not None:
        parts.append(words("desk-part-picture", source=content.picture.source.value))
    if content.file is not None:
        parts.append(words("desk-part-file", name=content.file.name))
    if content.links:
        parts.append(words("desk-part-links", count=len(content.links)))
    return join(parts, " · ")


def _standing_of(words: Words, issue: Issue) -> Markup:
    """Say what becomes of the issue, or that it can no longer be changed."""
    state = issue.bulletin.state
    if not issue.is_open:
        return words("bulletin-too-late", state=state.value)
    if state is BulletinState.APPROVED:
        return words("bulletin-draft-approved")
    if state is BulletinState.HELD:
        return words("desk-draft-held")
    return words("desk-draft-needs-approval" if issue.needs_approval else "bulletin-draft-default")


def prepare_message(words: Words) -> Message:
    """Offer to prepare the next issue ahead of its day."""
    return Message(
        words("desk-prepare-hint"), keyboard([button(words.plain("desk-prepare"), PrepareIssue())])
    )


def silence_text(words: Words, digest: Digest) -> Markup:
    """Say why an issue is not worth sending, and what makes it go out."""
    last, reason = digest.last_issue, digest.silence or Silence.UNKNOWN
    day = "" if last is None else day_in_words(words, last, digest.today.year)
    return words("bulletin-draft-empty", reason=reason.value, date=day)


def draft_message(words: Words, read_change: ReadChange, issue: Issue, timetable: Timetable) -> Message:
    """Render the draft, with its buttons while it can be changed."""
    buttons = None
    if issue.is_open:
        is_approved = issue.bulletin.state is BulletinState.APPROVED
        buttons = draft_keyboard(
            words, issue.bulletin.id, has_content=issue.has_content, is_approved=is_approved
        )
    return Message(draft_text(words, read_change, issue, timetable), buttons)


def draft_keyboard(
    words: Words, bulletin_id: int, *, has_content: bool, is_approved: bool = False
) -> InlineKeyboardMarkup | None:
    """Return the buttons of a draft.

    One without content cannot be sent, and one that is approved has no button to approve it.
    """

    def act(key: str, what: BulletinAction, style: str | None = None) -> Button:
        return button(words.plain(key), ActOnBulletin(act=what, id=bulletin_id), style=style)

    send = [act("bulletin-send-now", BulletinAction.ASK_SEND)]
    if not is_approved:
        send.insert(0, act("bulletin-at-its-hour", BulletinAction.ON_TIME, "success"))
    change = act("bulletin-edit", BulletinAction.EDIT), act("bulletin-skip", BulletinAction.ASK_SKIP)
    tools = OpenDraft(of=DraftKind.ISSUE, id=bulletin_id, screen=EditorScreen.TOOLS)
    more = button(words.plain("desk-tools"), tools)
    if not has_content:
        return keyboard(change, (more,))
    preview = ShowPreview(of=DraftKind.ISSUE, id=bulletin_id, send=False)
    return keyboard(send, change, (more, button(words.plain("desk-preview"), preview)))


def under_way_keyboard(
    words: Words, kind: DraftKind, number: int, *, is_paused: bool
) -> InlineKeyboardMarkup | None:
    """Return the buttons under the progress of what is going out."""
    act = BroadcastAction.RESUME if is_paused else BroadcastAction.PAUSE
    label = "desk-resume" if is_paused else "desk-pause"
    return keyboard(
        (
            button(words.plain(label), ActOnDraft(of=kind, id=number, act=act)),
            button(words.plain("desk-stop"), ActOnDraft(of=kind, id=number, act=BroadcastAction.ASK_STOP)),
        )
    )


def confirm_message(words: Words, issue: Issue, what: BulletinAction, zone: str) -> Message:
    """Ask to confirm that the issue is sent or skipped."""
    day = day_out(issue.bulletin, zone)
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


def progress_text(words: Words, bulletin: Bulletin, tally: Tally) -> Markup:
    """Render how many chats of how many have been dealt with, or have got a stopped issue."""
    day = sent_on(bulletin)
    is_stopped = bulletin.state is BulletinState.SKIPPED
    return words(
        _PROGRESS.get(bulletin.state, "bulletin-sending"),
        date=day_in_words(words, day, day.year),
        done=tally.delivered if is_stopped else tally.done,
        total=tally.total,
    )


def report_text(words: Words, bulletin: Bulletin, tally: Tally) -> Markup:
    """Render how many chats got the issue, have blocked the bot, or were not reached."""
    day = sent_on(bulletin)
    date_text = day_in_words(words, day, day.year)
    if tally.total == 0:
        return words("bulletin-report-nobody", date=date_text)
    is_stopped = bulletin.state is BulletinState.SKIPPED
    title = words("desk-bulletin-stopped" if is_stopped else "bulletin-report-title", date=date_text)
    return join((title, *counts_lines(words, tally, is_stopped=is_stopped)))


def counts_lines(words: Words, tally: Tally, *, is_stopped: bool) -> Iterator[Markup]:
    """Yield the lines of a report with what became of the messages."""
    yield words(
        "bulletin-report-counts", delivered=tally.delivered, blocked=tally.blocked, failed=tally.failed
    )
    if tally.unknown:
        yield words("bulletin-report-unknown", unknown=tally.unknown)
    if tally.left:
        yield words("desk-report-not-sent" if is_stopped else "bulletin-report-left", left=tally.left)


_PROGRESS = {
    BulletinState.PAUSED: "desk-bulletin-paused",
    BulletinState.SKIPPED: "desk-bulletin-stopping",
}
