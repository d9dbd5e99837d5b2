"""Render announcements and corrections: their drafts, progress and reports."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardMarkup

from data.calendar.topics import Topic
from data.store.broadcasts.amendments import AmendedKind, Amendment
from data.store.broadcasts.announcements import Announcement, AnnouncementState
from data.store.broadcasts.editorial import EditorContent
from handlers.callbacks.editor import (
    ActOnDraft,
    AmendAnnouncement,
    BroadcastAction,
    ChooseAudience,
    DraftKind,
    EditorScreen,
    OpenAnnouncement,
    OpenDraft,
    ShowPreview,
    StartAnnouncement,
)
from handlers.text.formatting import formatted_markup
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.broadcasts import announcement_payload
from handlers.views.bulletin.editors import counts_lines, parts_text
from handlers.views.bulletin.payloads import in_every_language
from handlers.views.keyboard import Button, Row, button, in_rows, keyboard, shorten
from handlers.views.lead_times import topic_name
from handlers.views.message import LONGEST_TEXT, Message, parsed_length
from handlers.views.secretariat.plan.edited_draft import EditedDraft
from handlers.views.wording.days import day_in_words
from handlers.views.wording.local_time import clock_time, zone_clock_in_words
from scheduler.bulletins.tally import Tally
from scheduler.editor_messages import Payload

AUDIENCES = (
    Topic.BULLETIN,
    Topic.OWN,
    Topic.PARTICIPATION,
    Topic.PARTNER,
    Topic.JUBILEES,
    Topic.CITY_DAYS,
    Topic.JOURNAL,
    Topic.CHANGES,
    Topic.EVENT,
    Topic.CITY,
)
_LABEL = 40


def audiences_message(words: Words, recent: Sequence[Announcement]) -> Message:
    """Ask whom a new announcement is for, and list the latest ones."""
    topics = [button(_audience_label(words, one), StartAnnouncement(topic=one)) for one in AUDIENCES]
    known = [
        [button(_line_of(words, one), OpenAnnouncement(id=one.id))]
        for one in recent
        if one.content.text or one.is_open
    ]
    return Message(words("desk-announce-title"), keyboard(topics[:1], *in_rows(topics[1:], 2), *known))


def ask_subject_message(words: Words, topic: Topic) -> Message:
    """Ask which event or city an announcement is about."""
    return Message(words("desk-announce-ask", topic=topic.value))


def subjects_message(words: Words, topic: Topic, found: Sequence[tuple[str, str]]) -> Message:
    """Offer the events or cities that a text may mean, each by its id and name."""
    rows = [[button(name, ChooseAudience(topic=topic, subject=number))] for number, name in found]
    return Message(words("desk-announce-which", topic=topic.value), keyboard(*rows))


def announcement_draft_message(words: Words, draft: EditedDraft, name: str, zone: str) -> Message:
    """Render the draft of an announcement: whom it is for, how many get it, and its text."""
    announcement = draft.announcement
    if announcement is None:
        raise ValueError(draft.of)
    head = [words("desk-announcement-draft", to=name), words("desk-announcement-reach", count=draft.reach)]
    if announcement.due_at is not None:
        is_approved = "yes" if announcement.state is AnnouncementState.APPROVED else "no"
        due = moment_in_words(words, announcement.due_at, zone)
        head.append(words("desk-announcement-due", when=due, approved=is_approved))
    head.append(parts_text(words, draft.content))
    text = _with_preview(words, join(head, "\n"), draft.content)
    waits = announcement.due_at is not None and announcement.state is AnnouncementState.DRAFT
    return Message(text, _draft_keyboard(words, draft, needs_approval=waits))


def amendment_draft_message(words: Words, draft: EditedDraft, name: str) -> Message:
    """Render the draft of a correction: what it corrects, and how many messages are edited."""
    tally = draft.tally
    waiting = 0 if tally is None else tally.waiting
    text = words("desk-amendment-draft", what=name, count=draft.reach, waiting=waiting)
    return Message(join((text, words("desk-draft-apart")), "\n\n"), _draft_keyboard(words, draft))


def confirm_broadcast_message(words: Words, draft: EditedDraft, act: BroadcastAction) -> Message:
    """Ask to confirm that an announcement or a correction is sent, or that it is given up."""
    kind = draft.of.name.lower()
    if act is BroadcastAction.DROP:
        text = words("desk-confirm-drop", kind=kind)
        yes = _act(words, draft, "desk-confirm-drop-yes", act, style="danger")
    else:
        text = words("desk-confirm-send", kind=kind, count=draft.reach)
        label = "desk-confirm-amend-yes" if draft.of is DraftKind.AMENDMENT else "desk-confirm-send-yes"
        yes = _act(words, draft, label, act)
    return Message(text, keyboard((yes,), (_back(words, draft),)))


def second_broadcast_message(words: Words, draft: EditedDraft, act: BroadcastAction) -> Message:
    """Ask once more before a second announcement goes to all readers within a day."""
    yes = _act(words, draft, "desk-confirm-second-yes", act, style="danger")
    text = words("desk-confirm-second", count=draft.reach)
    return Message(text, keyboard((yes,), (_back(words, draft),)))


def confirm_stop_message(words: Words, of: DraftKind, number: int) -> Message:
    """Ask to confirm that no more is sent of what is going out."""
    yes = ActOnDraft(of=of, id=number, act=BroadcastAction.STOP)
    back = ActOnDraft(of=of, id=number, act=BroadcastAction.KEEP)
    return Message(
        words("desk-confirm-stop"),
        keyboard(
            (button(words.plain("desk-confirm-stop-yes"), yes, style="danger"),),
            (button(words.plain("desk-confirm-stop-no"), back),),
        ),
    )


def sent_announcement_message(words: Words, announcement: Announcement, name: str, zone: str) -> Message:
    """Show an announcement that is beyond its draft, with the button to correct it."""
    when = announcement.begun_at or announcement.created_at
    title = words(
        "desk-announcement-sent",
        state=announcement.state.value,
        when=moment_in_words(words, when, zone),
        to=name,
    )
    text = join((title, formatted_markup(announcement.content.text)), "\n\n")
    amend = [button(words.plain("desk-amend"), AmendAnnouncement(id=announcement.id))]
    may_amend = announcement.state not in {AnnouncementState.CANCELLED}
    return Message(
        text if parsed_length(text) <= LONGEST_TEXT else title, keyboard(amend if may_amend else ())
    )


def audience_in_words(words: Words, topic: Topic, subject: str) -> Markup:
    """Return whom an announcement is for.

    subject is the name of an event or a city, empty for a topic.
    """
    name = subject if topic in {Topic.EVENT, Topic.CITY} else topic_name(words, topic)
    return words("desk-audience", topic=topic.value, name=name)


def moment_in_words(words: Words, at: datetime, zone: str) -> Markup:
    """Return «12 марта в 10:00 по московскому времени»."""
    local = at.astimezone(ZoneInfo(zone))
    day = day_in_words(words, local.date(), local.year)
    return words("desk-moment", date=day, time=clock_time(local), zone=zone_clock_in_words(words, zone))


class BroadcastViews:
    """Render announcements and corrections in every language, as payloads of notices."""

    def __init__(self, zone: str) -> None:
        self._zone = zone

    def announcement(self, content: EditorContent, now: datetime) -> Payload:
        """Render an announcement exactly as readers get it."""
        return announcement_payload(content, now.astimezone(ZoneInfo(self._zone)).date())

    def announcing(self, announcement: Announcement, tally: Tally) -> Payload:
        """Render the progress of an announcement, with its buttons."""
        state = announcement.state
        done = tally.delivered if state is AnnouncementState.CANCELLED else tally.done
        texts = in_every_language(
            lambda words: words("desk-announcing", state=state.value, done=done, total=tally.total)
        )
        if state is AnnouncementState.CANCELLED or not tally.waiting:
            return texts
        is_paused = state is AnnouncementState.PAUSED
        kind = DraftKind.ANNOUNCEMENT.value
        return {**texts, "under_way": announcement.id, "paused": is_paused, "of": kind}

    def announced(self, announcement: Announcement, tally: Tally) -> Payload:
        """Render the report of an announcement that was sent or stopped."""
        is_stopped = announcement.state is AnnouncementState.CANCELLED

        def report(words: Words) -> Markup:
            title = words("desk-announced", state="stopped" if is_stopped else "sent", total=tally.total)
            return join((title, *counts_lines(words, tally, is_stopped=is_stopped))) if tally.total else title

        return in_every_language(report)

    def amending(self, amendment: Amendment, tally: Tally) -> Payload:
        """Render how many messages are corrected so far."""
        kind = amendment.kind.value
        return in_every_language(
            lambda words: words("desk-amending", kind=kind, done=tally.done, total=tally.total)
        )

    def amended(self, amendment: Amendment, tally: Tally) -> Payload:
        """Render how many messages were corrected, and how many could not be."""
        not_corrected = tally.blocked + tally.failed + tally.unknown
        kind = amendment.kind.value
        return in_every_language(
            lambda words: words("desk-amended", kind=kind, corrected=tally.delivered, failed=not_corrected)
        )


def amended_in_words(words: Words, amendment: Amendment) -> Markup:
    """Return what a correction corrects."""
    kind = "bulletin" if amendment.kind is AmendedKind.BULLETIN else "announcement"
    return words("desk-amended-what", kind=kind)


def _with_preview(words: Words, head: Markup, content: EditorContent) -> Markup:
    if not content.text:
        return join((head, words("desk-announcement-empty")), "\n\n")
    whole = join((head, words("bulletin-draft-preview"), formatted_markup(content.text)), "\n\n")
    is_more = content.picture or content.file or content.links
    if is_more or parsed_length(whole) > LONGEST_TEXT:
        return join((head, words("desk-draft-apart")), "\n\n")
    return whole


def _draft_keyboard(
    words: Words, draft: EditedDraft, *, needs_approval: bool = False
) -> InlineKeyboardMarkup | None:
    rows: list[Row] = []
    if draft.is_ready:
        decide = [_act(words, draft, "desk-send", BroadcastAction.ASK_SEND)]
        if needs_approval:
            decide.insert(
                0, _act(words, draft, "bulletin-at-its-hour", BroadcastAction.ON_TIME, style="success")
            )
        rows.append(decide)
    tools = OpenDraft(of=draft.of, id=draft.id, screen=EditorScreen.TOOLS)
    more = [button(words.plain("desk-tools"), tools)]
    if draft.is_ready:
        preview = ShowPreview(of=draft.of, id=draft.id, send=False)
        more.append(button(words.plain("desk-preview"), preview))
    rows.append(more)
    rows.append((_act(words, draft, "desk-drop", BroadcastAction.ASK_DROP),))
    return keyboard(*rows)


def _act(
    words: Words, draft: EditedDraft, key: str, act: BroadcastAction, *, style: str | None = None
) -> Button:
    return button(words.plain(key), ActOnDraft(of=draft.of, id=draft.id, act=act), style=style)


def _back(words: Words, draft: EditedDraft) -> Button:
    return button(words.plain("desk-back"), OpenDraft(of=draft.of, id=draft.id, screen=EditorScreen.DRAFT))


def _audience_label(words: Words, topic: Topic) -> str:
    if topic in {Topic.BULLETIN, Topic.EVENT, Topic.CITY}:
        return words.plain("desk-audience-button", topic=topic.value)
    return topic_name(words, topic)


def _line_of(words: Words, announcement: Announcement) -> str:
    text = shorten(" ".join(announcement.content.text.text.split()), _LABEL)
    return words.plain("desk-announcement-line", state=announcement.state.value, text=text or "…")
